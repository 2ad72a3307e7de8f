/// A short summary of a column: its mean with standard error, and its P10 and P90.
///
/// A ``Summary`` says more and costs several times as much.
public struct ShortSummary: Hashable, Sendable {
  public let mean: Double
  /// The standard error of ``mean``, clustered by world; infinite for fewer than two clusters.
  public let standardError: Double
  /// Order statistics of rank ceil(pN).
  public let p10: Double
  public let p90: Double

  /// - Parameters:
  ///   - column: At least one value; no NaN.
  ///   - clusterSize: How many consecutive values share a world; 1 where all are independent.
  public init(_ column: [Double], clusterSize: Int = 1) {
    precondition(!column.isEmpty, "a column has values")
    let mean = Moments(column).mean
    self.mean = mean
    standardError = Clusters(size: clusterSize, valueCount: column.count)
      .standardError(of: mean, in: column)
    var order = OrderStatistics(column)
    p10 = order.value(rank: OrderStatistics.rank(0.1, of: column.count))
    p90 = order.value(rank: OrderStatistics.rank(0.9, of: column.count))
  }
}
