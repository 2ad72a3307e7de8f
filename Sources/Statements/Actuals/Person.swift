public import Plans
public import Units

/// A person paid by a plan, and what differs from the plan for them.
public struct Person: Hashable, Sendable {
  /// As actuals name the person.
  public let name: String
  /// The name of the plan.
  public let plan: String
  /// Yearly; overrides the plan's.
  public let base: Money?
  /// Yearly, or a share of base; overrides the plan's.
  public let targetIncentive: Amount?
  /// Whose credit the plan's team measures count.
  public let team: String?
  /// The first day of employment on the plan; nil: employed from the beginning.
  public let from: Day?
  /// The last day of employment on the plan; nil: no end.
  public let until: Day?
  /// Days of leave: they reduce target incentive, quota, guarantee and draw alike. Rates pay what is
  /// credited on them.
  public let leaves: [DaySpan]
  /// The person's own yearly quotas by the measure's name; they override the plan's.
  public let quotas: [String: Quota]

  /// - Throws: A last day before the first, a negative amount, leaves that overlap, a quota that is
  ///   not positive.
  public init(
    name: String, plan: String, base: Money? = nil, targetIncentive: Amount? = nil,
    team: String? = nil, from: Day? = nil, until: Day? = nil, leaves: [DaySpan] = [],
    quotas: [String: Quota] = [:]
  ) throws(PlanProblems) {
    self.name = name
    self.plan = plan
    self.base = base
    self.targetIncentive = targetIncentive
    self.team = team
    self.from = from
    self.until = until
    self.leaves = leaves.sorted { $0.first < $1.first }
    self.quotas = quotas
    var problems = PlanProblems()
    if let from, let until, until < from {
      problems.add("until", found: until.description, expected: "a day not before \(from)")
    }
    if let base {
      problems.require(
        base.amount >= 0 && base.amount.isFinite, "base", found: plain(base.amount),
        expected: "an amount of at least 0")
    }
    targetIncentive?.check("target-incentive", into: &problems)
    for (a, b) in zip(self.leaves, self.leaves.dropFirst()) where a.intersection(b) != nil {
      problems.add("leaves", found: "\(a) and \(b)", expected: "leaves that do not overlap")
    }
    for (name, quota) in quotas.sorted(by: { $0.key < $1.key })
    where !(quota.number > 0 && quota.number.isFinite) {
      problems.add("quotas.\(name)", found: quota.description, expected: "a quota above 0")
    }
    try problems.throwIfAny()
  }

  /// Whether the person is employed on any of a span's days.
  public func isEmployed(in span: DaySpan) -> Bool {
    (from ?? span.first) <= span.last && (until ?? span.last) >= span.first
  }

  /// How many of a span's days the person is employed and not on leave.
  public func daysAtWork(in span: DaySpan) -> Int {
    let employed = DaySpan(
      from: Swift.max(span.first, from ?? span.first),
      through: Swift.min(span.last, until ?? span.last))
    guard let employed else { return 0 }
    return employed.days - leaves.reduce(0) { $0 + (employed.intersection($1)?.days ?? 0) }
  }

  /// The share of a span's days that the person is employed and not on leave, 0...1.
  public func shareAtWork(in span: DaySpan) -> Double {
    Double(daysAtWork(in: span)) / Double(span.days)
  }

  func exactShareAtWork(in span: DaySpan) -> DoubleDouble {
    DoubleDouble(Double(daysAtWork(in: span))) / DoubleDouble(Double(span.days))
  }
}
