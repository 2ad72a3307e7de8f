internal import CGSL

/// A quantile of a sample, with a 95% interval for the quantile of the underlying law.
///
/// The value is the order statistic of rank ceil(pN). The interval's ends are order statistics too:
/// the ranks that contain a binomial (N, p) count with probability at least 95%, so it holds for
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

  /// The quantile of a column of clustered values.
  ///
  /// - Parameters:
  ///   - probability: In (0, 1).
  ///   - column: At least one value; no NaN.
  public init(_ probability: Double, of column: [Double], clusters: Clusters) {
    precondition(!column.isEmpty, "a column has values")
    var order = OrderStatistics(column)
    self.init(probability, of: column, clusters: clusters, order: &order)
  }

  /// Of no values: NaN.
  init(ofNothing probability: Double) {
    self.probability = probability
    (value, low, high) = (.nan, nil, nil)
  }

  init(
    _ probability: Double, of column: [Double], clusters: Clusters, order: inout OrderStatistics
  ) {
    self.probability = probability
    let count = column.count
    let rank = OrderStatistics.rank(probability, of: count)
    value = order.value(rank: rank)
    let independent =
      clusters.areSingle
      ? count
      : Self.independentCount(
        column, upTo: value, share: Double(order.count(upToValueOf: rank)) / Double(count),
        clusters: clusters)
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

  /// The effective sample size for the share up to `value`: the count over the design effect, at
  /// most the count.
  private static func independentCount(
    _ column: [Double], upTo value: Double, share: Double, clusters: Clusters
  ) -> Int {
    guard share > 0, share < 1 else { return clusters.count }
    let error = clusters.standardError(of: share, in: column) {
      SIMD8(repeating: 0).replacing(with: 1, where: $0 .<= value)
    }
    let designEffect = error * error * Double(column.count) / (share * (1 - share))
    return max(1, Int(Double(column.count) / max(1, designEffect)))
  }

  /// The ranks of a 95% interval among independent values; nil where there are none.
  static func intervalRanks(_ p: Double, of count: Int) -> (low: Int, high: Int)? {
    let spread = (Double(count) * p * (1 - p)).squareRoot()
    // The largest low rank with P(count below it) <= 2.5%, from the normal approximation on.
    var below = BinomialSteps(p, of: count, at: Int(Double(count) * p - 2 * spread))
    while below.upTo <= 0.025, below.number < count { below.rise() }
    while below.number > 0, below.before > 0.025 { below.fall() }
    // The smallest high rank with P(count up to it) >= 97.5%.
    var above = BinomialSteps(p, of: count, at: Int(Double(count) * p + 2 * spread))
    while above.number > 0, above.before >= 0.975 { above.fall() }
    while above.upTo < 0.975, above.number < count { above.rise() }
    let (low, high) = (below.number, above.number + 1)
    return low >= 1 && high <= count ? (low, high) : nil
  }
}

/// Walks a binomial distribution one count at a time by the ratio of neighbouring probabilities,
/// far cheaper than evaluating its cumulative distribution at each.
private struct BinomialSteps {
  private let count: Double
  private let odds: Double
  private(set) var number: Int
  private var mass: Double
  /// P(a count up to ``number``).
  private(set) var upTo: Double

  /// - Parameter number: Clamped to 0...`count`.
  init(_ p: Double, of count: Int, at number: Int) {
    let number = min(max(0, number), count)
    self.count = Double(count)
    odds = p / (1 - p)
    self.number = number
    mass = gsl_ran_binomial_pdf(UInt32(clamping: number), p, UInt32(clamping: count))
    upTo = gsl_cdf_binomial_P(UInt32(clamping: number), p, UInt32(clamping: count))
  }

  /// P(a count below ``number``).
  var before: Double { upTo - mass }

  mutating func rise() {
    number += 1
    mass *= (count - Double(number - 1)) / Double(number) * odds
    upTo += mass
  }

  mutating func fall() {
    upTo -= mass
    mass *= Double(number) / (count - Double(number - 1)) / odds
    number -= 1
  }
}
