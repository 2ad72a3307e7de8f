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
  /// What changes within the year, by rising days.
  public let changes: [TermsChange]
  /// What the year before left.
  public let opening: Balances?
  /// What the person works on, one after the other; never empty.
  public let terms: [Terms]

  /// - Throws: A last day before the first, a negative amount, leaves that overlap, a quota that is
  ///   not positive, changes that do not follow each other within the employment.
  public init(
    name: String, plan: String, base: Money? = nil, targetIncentive: Amount? = nil,
    team: String? = nil, from: Day? = nil, until: Day? = nil, leaves: [DaySpan] = [],
    quotas: [String: Quota] = [:], changes: [TermsChange] = [], opening: Balances? = nil
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
    self.changes = changes
    self.opening = opening
    var terms = [
      Terms(
        from: from, until: until, plan: plan, base: base, targetIncentive: targetIncentive,
        team: team, quotas: quotas)
    ]
    for change in changes {
      let last = terms.removeLast()
      terms += [last.ending(before: change.from), change.applied(to: last)]
    }
    self.terms = terms
    var problems = PlanProblems()
    for (index, change) in changes.enumerated() {
      let earliest = index == 0 ? from : changes[index - 1].from
      if let earliest, change.from <= earliest {
        problems.add(
          "changes[\(index)].from", found: change.from.description,
          expected: "a day after \(earliest)")
      }
      if let until, change.from > until {
        problems.add(
          "changes[\(index)].from", found: change.from.description,
          expected: "a day not after \(until)")
      }
      change.targetIncentive?.check("changes[\(index)].target-incentive", into: &problems)
      for (name, quota) in change.quotas.sorted(by: { $0.key < $1.key })
      where !(quota.number > 0 && quota.number.isFinite) {
        problems.add(
          "changes[\(index)].quotas.\(name)", found: quota.description,
          expected: "a quota above 0")
      }
    }
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

  /// The same of the days on which some terms hold, and a measure with dates counts.
  func exactShareAtWork(
    in span: DaySpan, on terms: [Terms], of measure: Measure? = nil
  ) -> DoubleDouble {
    let days = terms.compactMap { $0.part(of: span) }
      .compactMap { measure == nil ? $0 : measure?.openDays(of: $0) }
      .reduce(0) { $0 + daysAtWork(in: $1) }
    return DoubleDouble(Double(days)) / DoubleDouble(Double(span.days))
  }

  /// What the person works on at a day; before the first day of all, what they start with.
  public func terms(on day: Day) -> Terms {
    terms.last { ($0.from ?? day) <= day } ?? terms[0]
  }

  /// The names of all plans, in the order in which they hold.
  public var plans: [String] {
    terms.map(\.plan).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The names of all teams.
  public var teams: Set<String> { Set(terms.compactMap(\.team)) }
}
