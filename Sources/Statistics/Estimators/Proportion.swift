/// The share of trials, or of things counted in them, in which something holds: an estimate of its
/// probability.
public struct Proportion: Hashable, Sendable {
  public let value: Double
  /// Clustered; infinite for fewer than two clusters.
  public let standardError: Double

  init(value: Double, standardError: Double) {
    self.value = value
    self.standardError = standardError
  }

  /// - Parameters:
  ///   - holds: One value a trial, at least one.
  ///   - clusterSize: How many consecutive trials share a world; 1 if all are independent.
  public init(_ holds: [Bool], clusterSize: Int = 1) {
    self.init(holds.map { $0 ? 1 : 0 }, clusterSize: clusterSize)
  }

  /// - Parameter shares: The extent to which something holds in each trial, in 0...1.
  public init(_ shares: [Double], clusterSize: Int = 1) {
    self.init(shares, clusters: Clusters(size: clusterSize, valueCount: shares.count))
  }

  /// The share among clustered values.
  public init(_ shares: [Double], clusters: Clusters) {
    precondition(!shares.isEmpty, "a column has values")
    let mean =
      shares.withUnsafeBufferPointer { ColumnSum.of($0, 0..<$0.count) } / Double(shares.count)
    value = mean
    standardError = clusters.standardError(of: mean, in: shares)
  }
}
