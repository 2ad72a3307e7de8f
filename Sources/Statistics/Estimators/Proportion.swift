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
  ///   - design: Nil: all are independent.
  public init(_ holds: [Bool], design: SampleDesign? = nil) {
    self.init(
      holds.map { $0 ? 1 : 0 },
      design: design ?? SampleDesign(Clusters(size: 1, valueCount: holds.count)))
  }

  /// - Parameter shares: The extent to which something holds in each of the clustered values, in
  ///   0...1.
  public init(_ shares: [Double], design: SampleDesign) {
    precondition(!shares.isEmpty, "a column has values")
    // A sum of whole numbers is exact.
    value =
      shares.withUnsafeBufferPointer { ColumnSum.of($0, 0..<$0.count) } / Double(shares.count)
    // Weighed, a share might leave 0...1.
    standardError = design.unweighted.mean(of: shares).standardError
  }

  /// The share among clustered values.
  public init(_ shares: [Double], clusters: Clusters) {
    self.init(shares, design: SampleDesign(clusters))
  }
}
