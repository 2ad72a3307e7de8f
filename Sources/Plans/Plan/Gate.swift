/// A condition that must hold before a measure, or the whole plan, pays; also called a hurdle.
public struct Gate: Hashable, Sendable {
  /// What does not pay where a gate does not hold.
  public enum Guarded: String, Hashable, Sendable {
    case measure
    /// What the measure pays above its target.
    case accelerator
    case plan
  }

  /// Whose figure it asks for.
  public let metric: Metric
  /// The least that holds, bound included.
  ///
  /// Money and counts are yearly and spread as a quota is. A share is the least ratio; where the
  /// plan has a measure of that name in money or counts, it is that measure's least attainment.
  public let atLeast: Quota

  /// - Throws: A threshold below 0, or an amount set against a ratio.
  public init(_ metric: Metric, atLeast: Quota) throws(PlanProblems) {
    self.metric = metric
    self.atLeast = atLeast
    var problems = PlanProblems()
    problems.require(
      atLeast.number >= 0 && atLeast.number.isFinite, metric.name, found: atLeast.description,
      expected: "a threshold of at least 0")
    problems.require(
      !metric.isRatio || atLeast.isRate, metric.name, found: atLeast.description,
      expected: "a share such as 85%")
    try problems.throwIfAny()
  }

  /// A condition on the person's own figure.
  public init(_ kind: MeasureKind, atLeast: Quota) throws(PlanProblems) {
    try self.init(try Metric(kind), atLeast: atLeast)
  }

  /// Whether the threshold can only be the attainment of a measure: a share of what is known to be
  /// money or a count.
  public var isOnAttainment: Bool {
    atLeast.isRate && metric.terms.contains { $0.kind.isMoney || $0.kind.isCount }
  }
}
