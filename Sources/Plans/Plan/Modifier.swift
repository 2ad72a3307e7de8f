/// A factor on the pay of all weighted measures, or of all measures, set by one more metric.
///
/// A ratio without a quota is read as it is.
public struct Modifier: Hashable, Sendable {
  /// The performance that sets the factor.
  public let metric: Metric
  /// A curve or steps; what it pays is the factor, 1 changes nothing.
  public let shape: PayShape
  /// Whether rates, tiers and SPIFs are modified too.
  public let isOfAll: Bool

  /// - Throws: A shape that is neither curve nor steps, or a metric that is no ratio and has no
  ///   quota.
  public init(
    _ metric: Metric, shape: PayShape, isOfAll: Bool = false
  ) throws(PlanProblems) {
    self.metric = metric
    self.shape = shape
    self.isOfAll = isOfAll
    var problems = PlanProblems()
    problems.require(
      shape.stretches != nil, "", found: shape.key, expected: "curve or steps")
    problems.require(
      metric.isRatio || metric.quota != nil, "quota", found: "none",
      expected: "a quota: \(metric.name) is not a ratio")
    try problems.throwIfAny()
  }
}
