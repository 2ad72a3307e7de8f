public import Units

/// One line of a plan: a metric, and the one shape that turns it into pay.
///
/// A SPIF is a measure with a rate and dates, a milestone one with a rate and a cap, a matrix one
/// with two metrics.
public struct Measure: Hashable, Sendable {
  /// How a team's pool is divided among the members on the same plan.
  public enum Sharing: String, CaseIterable, Hashable, Sendable {
    /// The same part for everybody who is at work in the team on any day of the window.
    case equal
    /// In proportion to target incentive, for the days at work in the team.
    case weight
  }

  /// One; for a matrix two, rows then columns.
  public let metrics: [Metric]
  /// How credit becomes pay.
  public private(set) var shape: PayShape
  /// The share of target incentive; nil where the shape pays money.
  public let weight: Double?
  /// The most it pays in a window: a multiple of its share of target incentive, or money where the
  /// shape pays money.
  public let cap: Amount?
  /// All must hold, or the measure pays nothing.
  public let gates: [Gate]
  /// All must hold, or the measure pays no more than its target.
  public let acceleratorGates: [Gate]
  /// Those of the gates of which not all must hold, and those of the accelerator's.
  public let gateGroups: [GateGroup]
  public let acceleratorGateGroups: [GateGroup]
  /// The most credit that one deal brings, before it is shared.
  public let dealCap: Money?
  /// Makes the pay of a team's rate or tiers a pool; nil pays every member on the team's credit.
  public let sharing: Sharing?
  /// The first day on which credit counts; target and quota are of the days that count alone.
  public let from: Day?
  /// The last day on which credit counts.
  public let until: Day?
  /// How often it is counted, where not as often as the plan pays.
  public let period: Period?

  /// The only metric, or the rows of a matrix.
  public var metric: Metric { metrics[0] }
  /// The kinds' names; two metrics are joined by `x`.
  public var name: String { metrics.map(\.name).joined(separator: " x ") }

  /// - Throws: Everything that does not fit together: a weight where money is paid or none where a
  ///   multiple is, a cap in the wrong unit, a pool that is no team's, dates in the wrong order,
  ///   another number of metrics than the shape reads.
  public init(
    _ metrics: [Metric], shape: PayShape, weight: Double? = nil, cap: Amount? = nil,
    gates: [Gate] = [], gateGroups: [GateGroup] = [], acceleratorGates: [Gate] = [],
    acceleratorGateGroups: [GateGroup] = [], dealCap: Money? = nil, sharing: Sharing? = nil,
    from: Day? = nil, until: Day? = nil, period: Period? = nil
  ) throws(PlanProblems) {
    self.metrics = metrics
    self.shape = shape
    self.weight = weight
    self.cap = cap
    self.gates = gates
    self.acceleratorGates = acceleratorGates
    self.gateGroups = gateGroups
    self.acceleratorGateGroups = acceleratorGateGroups
    self.dealCap = dealCap
    self.sharing = sharing
    self.from = from
    self.until = until
    self.period = period
    try problems().throwIfAny()
  }

  /// A measure of one metric.
  public init(
    _ metric: Metric, shape: PayShape, weight: Double? = nil, cap: Amount? = nil,
    gates: [Gate] = [], gateGroups: [GateGroup] = [], acceleratorGates: [Gate] = [],
    acceleratorGateGroups: [GateGroup] = [], dealCap: Money? = nil, sharing: Sharing? = nil,
    from: Day? = nil, until: Day? = nil, period: Period? = nil
  ) throws(PlanProblems) {
    try self.init(
      [metric], shape: shape, weight: weight, cap: cap, gates: gates, gateGroups: gateGroups,
      acceleratorGates: acceleratorGates, acceleratorGateGroups: acceleratorGateGroups,
      dealCap: dealCap, sharing: sharing, from: from,
      until: until, period: period)
  }

  /// Whether credit of these days counts: all of them must lie within its dates.
  public func isOpen(on span: DaySpan) -> Bool {
    (from ?? span.first) <= span.first && (until ?? span.last) >= span.last
  }

  /// The days of a span that lie within its dates; nil for none.
  package func openDays(of span: DaySpan) -> DaySpan? {
    DaySpan(
      from: Swift.max(span.first, from ?? span.first),
      through: Swift.min(span.last, until ?? span.last))
  }

  /// The measure with another accelerator; nil where it has no curve that pays more above target.
  func scalingAccelerator(by factor: Double) -> Measure? {
    guard case .curve(let curve) = shape, let scaled = curve.scalingAccelerator(by: factor) else {
      return nil
    }
    var measure = self
    measure.shape = .curve(scaled)
    return measure
  }

  private func problems() -> PlanProblems {
    var problems = PlanProblems()
    let wanted = if case .matrix = shape { 2 } else { 1 }
    problems.require(
      metrics.count == wanted, "measure", found: "\(metrics.count) metrics",
      expected: wanted == 2 ? "rows and columns for a matrix" : "one metric for a \(shape.key)")
    if shape.paysMultiple {
      let given = weight.map(percent) ?? "none"
      problems.require(
        weight.map { $0 > 0 && $0 <= 1 } ?? false, "weight", found: given,
        expected: "a share of target incentive, above 0% and up to 100%")
    } else if let weight {
      problems.add("weight", found: percent(weight), expected: "none: a \(shape.key) pays money")
    }
    if case .rate(let rate) = shape {
      problems.require(
        rate.number >= 0 && rate.number.isFinite, "rate", found: plain(rate.number),
        expected: "a rate of at least 0")
    }
    checkCap(into: &problems)
    problems.require(
      acceleratorGates.isEmpty || shape.paysMultiple, "accelerator-gate", found: shape.key,
      expected: "a curve, steps or a matrix: only they have a target to stop at")
    problems.require(
      dealCap.map { $0.amount > 0 } ?? true, "deal-cap", found: plain(dealCap?.amount ?? 0),
      expected: "an amount above 0")
    if let sharing {
      problems.require(
        metrics.allSatisfy { $0.of == .team } && !shape.paysMultiple, "share",
        found: sharing.rawValue, expected: "a rate or tiers `of: team`: only they make a pool")
    }
    if let from, let until, until < from {
      problems.add("until", found: until.description, expected: "a day not before \(from)")
    }
    return problems
  }

  private func checkCap(into problems: inout PlanProblems) {
    guard let cap else { return }
    let fits =
      switch cap {
      case .share: shape.paysMultiple
      case .money: !shape.paysMultiple
      }
    problems.require(
      fits && cap.number > 0 && cap.number.isFinite, "cap", found: cap.description,
      expected: shape.paysMultiple
        ? "a multiple of its share of target incentive, such as 250%"
        : "an amount above 0: a \(shape.key) pays money")
  }
}
