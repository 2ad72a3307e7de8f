internal import CGSL

/// A quantile of a sample, with a 95% interval for that of the law behind it.
///
/// The value is the order statistic of rank ceil(pN). The interval's ends are order statistics too:
/// the ranks between which a binomial count of (N, p) falls with at least 95%, so that it holds for
/// every continuous law.
///
/// - Reference: Hahn and Meeker, "Statistical Intervals", 1991, section 5.2.
public struct QuantileEstimate: Hashable, Sendable {
  /// The share of the law up to the value, in (0, 1).
  public let probability: Double
  public let value: Double
  /// The ends of the 95% interval; nil where the sample is too small for one.
  public let low: Double?
  public let high: Double?

  /// The quantile of a column whose values go together in clusters.
  ///
  /// - Parameters:
  ///   - probability: In (0, 1).
  ///   - column: At least one value; no NaN.
  public init(_ probability: Double, of column: [Double], clusters: Clusters) {
    precondition(!column.isEmpty, "a column has values")
    var order = OrderStatistics(column)
    self.init(probability, of: column, clusters: clusters, order: &order)
  }

  init(
    _ probability: Double, of column: [Double], clusters: Clusters, order: inout OrderStatistics
  ) {
    self.probability = probability
    let count = column.count
    let value = order.value(rank: OrderStatistics.rank(probability, of: count))
    self.value = value
    let independent = Self.independentCount(column, upTo: value, clusters: clusters)
    guard let ranks = Self.intervalRanks(probability, of: independent) else {
      low = nil
      high = nil
      return
    }
    // Ranks of the equivalent independent sample, widened to those of the column.
    let scale = Double(count) / Double(independent)
    low = order.value(rank: max(1, Int((Double(ranks.low) * scale).rounded(.down))))
    high = order.value(rank: min(count, Int((Double(ranks.high) * scale).rounded(.up))))
  }

  /// The number of independent values that would tell as much about the share up to `value`: the
  /// count over the design effect, at most the count.
  private static func independentCount(
    _ column: [Double], upTo value: Double, clusters: Clusters
  ) -> Int {
    guard !clusters.areSingle else { return column.count }
    let share =
      column.withUnsafeBufferPointer { values in
        Double(values.reduce(0) { $0 + ($1 <= value ? 1 : 0) })
      } / Double(column.count)
    guard share > 0, share < 1 else { return clusters.count }
    let error = clusters.standardError(of: share, in: column) {
      SIMD8(repeating: 0).replacing(with: 1, where: $0 .<= value)
    }
    let designEffect = error * error * Double(column.count) / (share * (1 - share))
    return max(1, Int(Double(column.count) / max(1, designEffect)))
  }

  /// The ranks of a 95% interval among independent values; nil where there are none.
  static func intervalRanks(_ p: Double, of count: Int) -> (low: Int, high: Int)? {
    let n = UInt32(clamping: count)
    let spread = (Double(count) * p * (1 - p)).squareRoot()
    // The largest low rank with P(count below it) <= 2.5%, from the normal approximation on.
    var low = max(0, Int(Double(count) * p - 2 * spread))
    while low < count, gsl_cdf_binomial_P(UInt32(low), p, n) <= 0.025 { low += 1 }
    while low > 0, gsl_cdf_binomial_P(UInt32(low - 1), p, n) > 0.025 { low -= 1 }
    // The smallest high rank with P(count up to it) >= 97.5%.
    var high = min(count, Int(Double(count) * p + 2 * spread) + 1)
    while high > 1, gsl_cdf_binomial_P(UInt32(high - 2), p, n) >= 0.975 { high -= 1 }
    while high <= count, gsl_cdf_binomial_P(UInt32(high - 1), p, n) < 0.975 { high += 1 }
    return low >= 1 && high <= count ? (low, high) : nil
  }
}
