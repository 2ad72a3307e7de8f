public import Plans
public import Units

/// What a person works on from a day on, until it changes.
public struct Terms: Hashable, Sendable {
  /// The first day; nil: from the beginning.
  public let from: Day?
  /// The last day; nil: no end.
  public let until: Day?
  /// The name of the plan.
  public let plan: String
  /// Yearly; overrides the plan's.
  public let base: Money?
  /// Yearly, or a share of base; overrides the plan's.
  public let targetIncentive: Amount?
  /// Whose credit the plan's team measures count.
  public let team: String?
  /// The person's own yearly quotas by the measure's name; they override the plan's.
  public let quotas: [String: Quota]

  public func contains(_ day: Day) -> Bool {
    (from ?? day) <= day && (until ?? day) >= day
  }

  /// What of a span they hold in; nil where in none of its days.
  func part(of span: DaySpan) -> DaySpan? {
    DaySpan(
      from: Swift.max(span.first, from ?? span.first),
      through: Swift.min(span.last, until ?? span.last))
  }

  /// The same until the day before another day.
  func ending(before day: Day) -> Terms {
    Terms(
      from: from, until: day.adding(days: -1), plan: plan, base: base,
      targetIncentive: targetIncentive, team: team, quotas: quotas)
  }
}

/// What changes for a person on a day; all else stays.
public struct TermsChange: Hashable, Sendable {
  /// The first day on which it holds.
  public let from: Day
  public let plan: String?
  public let base: Money?
  public let targetIncentive: Amount?
  public let team: String?
  /// The quotas of other measures stay.
  public let quotas: [String: Quota]

  public init(
    from: Day, plan: String? = nil, base: Money? = nil, targetIncentive: Amount? = nil,
    team: String? = nil, quotas: [String: Quota] = [:]
  ) {
    self.from = from
    self.plan = plan
    self.base = base
    self.targetIncentive = targetIncentive
    self.team = team
    self.quotas = quotas
  }

  func applied(to terms: Terms) -> Terms {
    Terms(
      from: from, until: terms.until, plan: plan ?? terms.plan, base: base ?? terms.base,
      targetIncentive: targetIncentive ?? terms.targetIncentive, team: team ?? terms.team,
      quotas: terms.quotas.merging(quotas) { $1 })
  }
}

/// What a person owes or is owed when a year begins: the end of the year before.
public struct Balances: Hashable, Sendable {
  /// Recoverable draw not yet recovered.
  public let owed: Money
  /// A negative true-up not yet made good; not above 0.
  public let carried: Money
  /// Taken back and not yet recovered.
  public let balance: Money
  /// Earned before and due later, by any day of the period that pays it.
  public let instalments: [Day: Money]
  /// What deals were paid that an event may still take back.
  public let deals: [PaidDeal]

  /// - Throws: A negative amount; of what is carried, the sign does not matter.
  public init(
    owed: Money = .zero, carried: Money = .zero, balance: Money = .zero,
    instalments: [Day: Money] = [:], deals: [PaidDeal] = []
  ) throws(PlanProblems) {
    self.owed = owed
    self.carried = Money(0 - carried.amount.magnitude)
    self.balance = balance
    self.instalments = instalments
    self.deals = deals
    var problems = PlanProblems()
    let amounts =
      [("owed", owed), ("balance", balance)]
      + instalments.sorted { $0.key < $1.key }.map { ("instalments.\($0)", $1) }
      + deals.enumerated().map { ("deals[\($0)].paid", $1.paid) }
    for (key, amount) in amounts where !(amount.amount >= 0 && amount.amount.isFinite) {
      problems.add(key, found: plain(amount.amount), expected: "an amount of at least 0")
    }
    for (index, deal) in deals.enumerated() where deal.deal == nil && deal.account == nil {
      problems.add("deals[\(index)]", found: "neither", expected: "a deal or an account")
    }
    try problems.throwIfAny()
  }

  /// Whether nothing is left of the year.
  public var isNothing: Bool {
    deals.isEmpty && owed == .zero && carried == .zero && balance == .zero
      && instalments.values.allSatisfy { $0 == .zero }
  }
}

/// What one measure paid for a deal, less what was taken back of it.
public struct PaidDeal: Hashable, Sendable {
  /// The deal; nil where its credit names only an account.
  public let deal: String?
  public let account: String?
  /// Whose credit it is; nil for the person who is paid.
  public let person: String?
  /// The measure's name.
  public let measure: String
  public let paid: Money

  public init(
    deal: String?, account: String? = nil, person: String? = nil, measure: String, paid: Money
  ) {
    self.deal = deal
    self.account = account
    self.person = person
    self.measure = measure
    self.paid = paid
  }

  /// Whether a credit is of it.
  ///
  /// - Parameter owner: Who is paid.
  func concerns(_ credit: Credit, of owner: String) -> Bool {
    guard credit.person == person ?? owner else { return false }
    return deal == nil
      ? credit.deal == nil && credit.account == account : credit.deal == deal
  }
}
