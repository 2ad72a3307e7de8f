/// A summary of one column of outcomes: centre, spread, percentiles and bad tail, each with its
/// sampling error.
///
/// ```swift
/// let value = Summary(column, design: result.design)
/// print("\(value.mean) ± \(value.standardError)")
/// value.p10.value  // exceeded in 90% of trials
/// value.cvar.value  // the mean of the worst 5%
/// ```
public struct Summary: Hashable, Sendable {
  /// Of values that are there.
  public let count: Int
  /// Trials without a value, which everything else leaves out.
  public let missing: Int
  /// The estimate of the expectation.
  public let mean: Double
  /// The standard error of ``mean``; infinite for fewer than two clusters.
  public let standardError: Double
  /// The mean over trials, where ``mean`` is one of weighed worlds; else nil.
  public let raw: MeanEstimate?
  /// With divisor *n* - 1.
  public let standardDeviation: Double
  public let minimum: Double
  public let maximum: Double
  public let p5: QuantileEstimate
  public let p10: QuantileEstimate
  public let p50: QuantileEstimate
  public let p90: QuantileEstimate
  public let p95: QuantileEstimate
  /// The mean of the worst 5%.
  public let cvar: TailMean

  /// - Parameter clusterSize: How many consecutive values share a world; 1 if all are independent.
  ///   The last cluster may be short.
  public init(_ column: [Double], clusterSize: Int = 1, worst: TailMean.Tail = .low) {
    self.init(
      column, design: SampleDesign(Clusters(size: clusterSize, valueCount: column.count)),
      worst: worst)
  }

  /// The summary of a column.
  ///
  /// - Parameters:
  ///   - column: At least one trial; NaN where a trial has no value. Where none has, every figure is
  ///     NaN.
  ///   - worst: The bad end, for ``cvar``.
  /// - Complexity: O(count): values are bucketed, not sorted.
  public init(_ column: [Double], design: SampleDesign, worst: TailMean.Tail = .low) {
    precondition(!column.isEmpty, "a column has values")
    let present = PresentValues(column, clusters: design.clusters)
    let mean = design.mean(of: column)
    self.mean = mean.value
    raw = design.raw(of: column)
    missing = present.missing
    let (column, clusters) = (present.values, present.clusters)
    count = column.count
    let moments = Moments(column)
    standardError =
      clusters.areSingle && missing == 0 ? moments.standardError : mean.standardError
    guard !column.isEmpty else {
      (standardDeviation, minimum, maximum) = (.nan, .nan, .nan)
      p5 = QuantileEstimate(ofNothing: 0.05)
      p10 = QuantileEstimate(ofNothing: 0.1)
      p50 = QuantileEstimate(ofNothing: 0.5)
      p90 = QuantileEstimate(ofNothing: 0.9)
      p95 = QuantileEstimate(ofNothing: 0.95)
      cvar = TailMean(ofNothing: 0.05, worst)
      return
    }
    standardDeviation = moments.standardDeviation
    let (low, high) = OrderStatistics.extremes(of: column)
    minimum = low
    maximum = high
    var order = OrderStatistics(column, from: low, to: high)
    p50 = QuantileEstimate(0.5, of: column, clusters: clusters, order: &order)
    p10 = QuantileEstimate(0.1, of: column, clusters: clusters, order: &order)
    p90 = QuantileEstimate(0.9, of: column, clusters: clusters, order: &order)
    p5 = QuantileEstimate(0.05, of: column, clusters: clusters, order: &order)
    p95 = QuantileEstimate(0.95, of: column, clusters: clusters, order: &order)
    cvar = TailMean(0.05, worst, of: column, clusters: clusters, order: &order)
  }
}

/// A short summary of a column: its mean with standard error, and its P10 and P90.
///
/// Several times cheaper than a full ``Summary``.
public struct ShortSummary: Hashable, Sendable {
  public let mean: Double
  /// The standard error of ``mean``, clustered by world; infinite for fewer than two clusters.
  public let standardError: Double
  /// Order statistics of rank ceil(pN).
  public let p10: Double
  public let p90: Double

  /// - Parameter column: At least one value; no NaN.
  public init(_ column: [Double], design: SampleDesign) {
    precondition(!column.isEmpty, "a column has values")
    let mean = design.mean(of: column)
    self.mean = mean.value
    standardError = mean.standardError
    var order = OrderStatistics(column)
    p10 = order.value(rank: OrderStatistics.rank(0.1, of: column.count))
    p90 = order.value(rank: OrderStatistics.rank(0.9, of: column.count))
  }
}
