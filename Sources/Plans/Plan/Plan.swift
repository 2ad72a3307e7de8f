public import Ownership
public import Units

/// A compensation plan: a target incentive, a rhythm, measures, and what is done to their sum.
///
/// ``PayProgram`` states the order in which pay comes about.
public struct Plan: Hashable, Sendable {
  /// Which credit a period looks at.
  public enum Counting: String, CaseIterable, Hashable, Sendable {
    /// The period alone.
    case eachPeriod = "each-period"
    /// The fiscal quarter so far, less what it has already earned.
    case quarterToDate = "quarter-to-date"
    /// The fiscal year so far, less what it has already earned: a true-up.
    case yearToDate = "year-to-date"
    /// The fiscal year so far against the quota and target of the whole year, less what it has
    /// already earned.
    case againstYear = "against-year"

    /// Whether a period is paid what it adds to what was earned before.
    public var isToDate: Bool { self != .eachPeriod }

    /// Where what is counted to date begins anew; nil where each period stands alone.
    public var anchor: Period? {
      switch self {
      case .eachPeriod: nil
      case .quarterToDate: .quarter
      case .yearToDate, .againstYear: .year
      }
    }
  }

  /// What people and models call it.
  public let name: String
  /// The role it is meant for.
  public let role: Role?
  /// Yearly, or a share of base; a person's own overrides it.
  public let targetIncentive: Amount?
  /// Yearly; a person's own overrides it.
  public let base: Money?
  /// How often it pays.
  public let period: Period
  /// The shares of target incentive and quotas that fall into the periods of a year; total 1.
  public let periodWeights: [Double]
  /// The same with a total of exactly 1.
  package let exactPeriodWeights: [DoubleDouble]
  /// Which credit a period looks at.
  public let counting: Counting
  /// At least one; the weights of those that have one total 1.
  public private(set) var measures: [Measure]
  /// They multiply.
  public let modifiers: [Modifier]
  /// All must hold, or the plan pays nothing.
  public let gates: [Gate]
  /// Those of the gates of which not all must hold.
  public let gateGroups: [GateGroup]
  /// The most that is earned: a multiple of target incentive, or money a year, spread as it is.
  public let cap: Amount?
  /// An advance against earnings.
  public let draw: Draw?
  /// A least pay that is never recovered.
  public let guarantee: Guarantee?
  /// What is easier for a new hire.
  public let ramp: Ramp?
  /// What an event takes back.
  public let clawback: Clawback?
  /// When earnings are paid.
  public let payOut: PayOut
  /// How pay becomes whole cents; nil leaves it exact.
  public let rounding: Money.Rounding?

  /// - Throws: Everything at once: no measure, weights that do not total 100%, period weights that
  ///   do not fit the period, an attainment gate on a measure the plan does not have, removal of
  ///   credit
  ///   without a true-up, what the parts refuse.
  public init(
    name: String, role: Role? = nil, targetIncentive: Amount? = nil, base: Money? = nil,
    period: Period = .year, periodWeights: [Double]? = nil, counting: Counting = .eachPeriod,
    measures: [Measure], modifiers: [Modifier] = [], gates: [Gate] = [],
    gateGroups: [GateGroup] = [], cap: Amount? = nil, draw: Draw? = nil,
    guarantee: Guarantee? = nil, ramp: Ramp? = nil, clawback: Clawback? = nil,
    payOut: PayOut = .atCredit, rounding: Money.Rounding? = .halfAwayFromZero
  ) throws(PlanProblems) {
    self.name = name
    self.role = role
    self.targetIncentive = targetIncentive
    self.base = base
    self.period = period
    let equal = Array(repeating: 1 / Double(period.perYear), count: period.perYear)
    // Whatever of the year is reached counts against all of it from the first period on.
    let atOnce = (0..<period.perYear).map { $0 == 0 ? 1.0 : 0 }
    self.periodWeights = periodWeights ?? (counting == .againstYear ? atOnce : equal)
    let written = (periodWeights ?? equal).map { DoubleDouble(written: $0) }
    let total = written.reduce(.zero, +)
    exactPeriodWeights = written.map { $0 / total }
    self.counting = counting
    self.measures = measures
    self.modifiers = modifiers
    self.gates = gates
    self.gateGroups = gateGroups
    self.cap = cap
    self.draw = draw
    self.guarantee = guarantee
    self.ramp = ramp
    self.clawback = clawback
    self.payOut = payOut
    self.rounding = rounding
    try problems().throwIfAny()
  }

  /// Whether a person on it must have a target incentive.
  public var needsTargetIncentive: Bool {
    let capped = if case .share = cap { true } else { false }
    let guaranteed = if case .share = guarantee?.amount { true } else { false }
    return capped || guaranteed || ramp?.guarantee.isEmpty == false
      || measures.contains { $0.shape.paysMultiple || $0.sharing == .weight }
  }

  /// The index of the measure that decides most: the highest weight, the first of equals; without
  /// weights, the first that reads a quota. Nil where pay depends on no quota.
  public var leadingMeasure: Int? {
    let weighted = measures.indices.filter { measures[$0].weight != nil }
    let heaviest = weighted.map { measures[$0].weight! }.max()
    return weighted.first { measures[$0].weight == heaviest }
      ?? measures.firstIndex { $0.shape.needsQuota }
  }

  /// A measure's part of the plan's attainment: its weight; in a plan without weights the leading
  /// measure is all of it. 0 of every measure where pay depends on no quota.
  public func partOfAttainment(_ place: Int) -> Double {
    measures[place].weight ?? (place == leadingMeasure ? 1 : 0)
  }

  /// The plan with another accelerator in one measure.
  ///
  /// - Parameter factor: As in ``PayoutCurve/scalingAccelerator(by:)``.
  /// - Returns: Nil where the measure has no curve that pays more above target than at it.
  public func scalingAccelerator(by factor: Double, ofMeasure place: Int) -> Plan? {
    guard let measure = measures[place].scalingAccelerator(by: factor) else { return nil }
    var plan = self
    plan.measures[place] = measure
    return plan
  }
}
