/// How quotas are set where a measure has none of its own; always before the luck.
public struct QuotaRule: Hashable, Sendable {
  public enum Basis: String, CaseIterable, Hashable, Sendable {
    /// Each seat's expected credit under its own model.
    case expected
    /// The role's expected credit, the same for every seat.
    case equal
    /// The leader's target, divided by expected credit.
    case topDown = "top-down"
  }

  /// What a measure on due ARR counts for in a period in which nothing is due.
  public enum NothingDue: String, CaseIterable, Hashable, Sendable {
    /// Its weight goes to the plan's other measures.
    case redistribute
    /// It is at target.
    case target
    case zero
  }

  public var basis: Basis
  /// Multiplies every quota that the rule sets.
  public var stretch: Double
  /// Street quotas over the leader's target; multiplies bookings and CSQL counts only.
  public var overAssignment: Double
  public var nothingDue: NothingDue
  /// For ``Basis/topDown``: measure to the year's target of the whole team.
  public var targets: [String: Double]

  public init(
    basis: Basis, stretch: Double, overAssignment: Double, nothingDue: NothingDue,
    targets: [String: Double] = [:]
  ) {
    self.basis = basis
    self.stretch = stretch
    self.overAssignment = overAssignment
    self.nothingDue = nothingDue
    self.targets = targets
  }
}
