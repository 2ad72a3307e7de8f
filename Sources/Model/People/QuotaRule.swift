public import Ownership
public import Plans

/// How quotas are set for measures that state none; always before anything is drawn.
public struct QuotaRule: Hashable, Sendable {
  public enum Basis: String, CaseIterable, Hashable, Sendable {
    /// Each seat's expected credit under its own model.
    case expected
    /// The role's expected credit, the same for every seat.
    case equal
    /// The leader's target, divided by expected credit.
    case topDown = "top-down"
  }

  /// What a measure of due ARR pays in a period when nothing is due.
  public enum NothingDue: String, CaseIterable, Hashable, Sendable {
    /// Its weight moves to the plan's other measures.
    case redistribute
    /// It pays target.
    case target
    case zero
  }

  public var basis: Basis
  /// The stretch of a role's quotas: of each measure, and of those without one of their own.
  public struct RoleStretch: Hashable, Sendable {
    public var others: Double?
    public var measures: [String: Double]

    public init(others: Double? = nil, measures: [String: Double] = [:]) {
      self.others = others
      self.measures = measures
    }
  }

  /// Multiplies every quota that the rule sets, of roles without a stretch of their own.
  public var stretch: Double
  /// By role.
  public var stretches: [Role: RoleStretch] = [:]
  /// The sum of street quotas over the leader's target; multiplies only bookings and CSQL counts.
  public var overAssignment: Double
  public var nothingDue: NothingDue
  /// For ``Basis/topDown``: the whole team's target for the year, by what is credited.
  public var targets: [MeasureKind: Double]

  public init(
    basis: Basis, stretch: Double, overAssignment: Double, nothingDue: NothingDue,
    targets: [MeasureKind: Double] = [:]
  ) {
    self.basis = basis
    self.stretch = stretch
    self.overAssignment = overAssignment
    self.nothingDue = nothingDue
    self.targets = targets
  }

  /// What multiplies a role's quota of a measure.
  public func stretch(of role: Role, measure: String) -> Double {
    stretches[role].flatMap { $0.measures[measure] ?? $0.others } ?? stretch
  }

  /// The whole team's target for a metric: of a sum, that of its parts together; nil unless every
  /// part has one.
  public func target(of metric: Metric) -> Double? {
    metric.terms.reduce(Double?(0)) { sum, term in
      guard let sum, let target = targets[term.kind] else { return nil }
      return sum + term.share * target
    }
  }
}
