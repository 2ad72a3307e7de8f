/// The mean of the worst share of a sample: the conditional value at risk, CVaR.
///
/// With *q* the quantile at `share` and (q - X)+ the shortfall below it, the estimate is
/// q - mean of (q - X)+ over `share`; where `share` x N is whole, the mean of that many values. Its
/// standard error is sqrt(Var((q - X)+)) / (share x sqrt(N)), clustered like the sample.
///
/// - Reference: Rockafellar and Uryasev, "Optimization of Conditional Value-at-Risk", 2000; Trindade
///   and others, "Financial prediction with constrained tail risk", 2007 (asymptotic variance).
public struct TailMean: Hashable, Sendable {
  /// Which end of the sample is bad.
  public enum Tail: String, Sendable {
    /// Low values are bad: retention, value.
    case low
    /// High values are bad: cost, pay above budget.
    case high
  }

  public let tail: Tail
  /// The share of the sample that is averaged, in (0, 1).
  public let share: Double
  public let value: Double
  /// Infinite for fewer than two clusters.
  public let standardError: Double

  /// Of no values: NaN.
  init(ofNothing share: Double, _ tail: Tail) {
    self.tail = tail
    self.share = share
    (value, standardError) = (.nan, .infinity)
  }

  init(
    _ share: Double, _ tail: Tail, of column: [Double], clusters: Clusters,
    order: inout OrderStatistics
  ) {
    self.tail = tail
    self.share = share
    let rank = OrderStatistics.rank(share, of: column.count)
    let sign = tail == .low ? 1.0 : -1.0
    let quantile = order.value(rank: tail == .low ? rank : column.count + 1 - rank)
    func shortfall(_ x: SIMD8<Double>) -> SIMD8<Double> {
      let below = sign * (quantile - x)
      return below.replacing(with: 0, where: below .< 0)
    }
    let mean =
      column.withUnsafeBufferPointer { ColumnSum.of($0, 0..<$0.count, shortfall) }
      / Double(column.count)
    value = quantile - sign * mean / share
    standardError = clusters.standardError(of: mean, in: column, shortfall) / share
  }
}
