/// The share of trials, or of things counted in them, in which something holds: an estimate of its
/// probability.
public struct Proportion: Hashable, Sendable {
  public let value: Double
  /// Clustered; infinite for fewer than two clusters.
  public let standardError: Double

  /// How many may be independent: clusters, or the parts of clusters that were dealt together.
  let units: Int

  init(value: Double, standardError: Double, units: Int) {
    self.value = value
    self.standardError = standardError
    self.units = units
  }

  /// Of the others.
  public var reversed: Proportion {
    Proportion(value: 1 - value, standardError: standardError, units: units)
  }

  /// The 95% interval: Wilson's, for as many independent trials as would have the standard error; all
  /// of 0...1 where that is not known.
  ///
  /// - Reference: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
  ///   JASA 22, 1927.
  public var interval: ClosedRange<Double> {
    guard standardError.isFinite, units > 0 else { return 0...1 }
    // Where all agree the scatter tells nothing, and what may be independent is counted.
    let number =
      standardError > 0
      ? max(2, value * (1 - value) / (standardError * standardError)) : Double(units)
    let (low, high) = ChanceBetter.wilson(value, number: number)
    return low...high
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
    units = design.clusters.unitCount
  }

  /// The share among clustered values.
  public init(_ shares: [Double], clusters: Clusters) {
    self.init(shares, design: SampleDesign(clusters))
  }
}
