import Plans
import Units

/// One person's statements, one period after the other.
struct PersonalLedger {
  let valuation: Valuation
  let events: [DealEvent]
  private var ledger: PayLedger
  /// What was earned, by period.
  var history: [(period: PayPeriod, earnings: Earnings)] = []
  /// The rounded parts of what the fiscal year has earned so far.
  private var toDate: (year: Int, parts: [Earnings.Component: Money]) = (0, [:])
  /// The share of a credit's pay that earlier events took.
  var taken: [CreditKey: Double] = [:]

  /// A credit as one measure counts it.
  struct CreditKey: Hashable {
    let index: Int
    let measure: Int
  }

  init(_ valuation: Valuation, events: [DealEvent]) {
    self.valuation = valuation
    self.events = events
    ledger = PayLedger(rounding: valuation.plan.rounding)
  }

  /// Instalments to come; the first is due next period.
  var later: [Money] { ledger.later }
  var plan: Plan { valuation.plan }
  var person: Person { valuation.person }

  /// The statement of the next period; periods must come in order.
  mutating func statement(
    for period: PayPeriod, into problems: inout PlanProblems
  ) -> Statement {
    let earnings = valuation.earnings(at: period, into: &problems)
    history.append((period, earnings))
    let parts = parts(of: earnings, in: period)
    let earned = parts.reduce(Money.zero) { $0 + $1.amount }

    let exposure = valuation.exposure(in: period.span)
    let target = valuation.targetIncentive * exposure.target
    let atWork = person.shareAtWork(in: period.span)
    let ordinal = valuation.hired.map { valuation.calendar.periods(from: $0, to: period) }
    let guarantee = guarantee(in: period, target: target, atWork: atWork, ordinal: ordinal)
    let draw = plan.draw.flatMap { draw in
      isWithin(draw.months, period) && atWork > 0 ? draw.amount * atWork : nil
    }
    let (recoveries, cancelled) = recoveries(in: period)
    let settled = ledger.settle(
      earned: earned, instalments: instalments(from: period), guarantee: guarantee, draw: draw,
      isRecoverable: plan.draw?.recoverable ?? false,
      clawback: recoveries.reduce(.zero) { $0 + $1.taken }, cancelled: cancelled)
    let rampLength = Swift.max(plan.ramp?.quota.count ?? 0, plan.ramp?.guarantee.count ?? 0)
    return Statement(
      person: person.name, plan: plan.name, team: person.team, period: period,
      targetIncentive: valuation.targetIncentive, periodTarget: target,
      rampPeriod: ordinal.flatMap { $0 < rampLength ? $0 + 1 : nil },
      rampQuota: ordinal.flatMap { plan.ramp?.quotaFactor(inPeriod: $0) } ?? 1,
      lines: earnings.lines, modifiers: earnings.modifiers, gates: earnings.gates,
      cap: earnings.cap, entries: parts + entries(of: settled), recoveries: recoveries,
      guarantee: guarantee, draw: draw ?? .zero, pay: settled.pay, owed: ledger.owed,
      carried: ledger.carried, later: ledger.later.reduce(.zero, +))
  }

  /// What the period adds to each part of the earnings, in whole cents.
  private mutating func parts(of earnings: Earnings, in period: PayPeriod) -> [Statement.Entry] {
    let now = earnings.rounded(plan.rounding)
    var before: [Earnings.Component: Money] = [:]
    if plan.counting == .yearToDate {
      if toDate.year == period.fiscalYear { before = toDate.parts }
      toDate = (period.fiscalYear, now)
    }
    let components: [(Earnings.Component, Statement.Step)] =
      plan.measures.indices.map { (.measure($0), .measure($0)) }
      + plan.modifiers.indices.map { (.modifier($0), .modifier($0)) }
      + [(.planGate, .planGate), (.planCap, .planCap)]
    return components.compactMap { component, step in
      let change = (now[component] ?? .zero) - (before[component] ?? .zero)
      let amount = plan.rounding.map(change.rounded) ?? change
      switch step {
      case .measure, .modifier: break
      default: if amount == .zero { return nil }
      }
      return Statement.Entry(step: step, amount: amount)
    }
  }

  private func entries(of settled: PayLedger.Settlement) -> [Statement.Entry] {
    let steps: [(Statement.Step, Money)] = [
      (.carried, settled.carried), (.deferred, settled.deferred),
      (.instalments, settled.instalments), (.guarantee, settled.guarantee),
      (.draw, settled.draw), (.clawback, settled.clawback),
    ]
    return steps.filter { $0.1 != .zero }.map { Statement.Entry(step: $0.0, amount: $0.1) }
  }

  private func guarantee(
    in period: PayPeriod, target: Money, atWork: Double, ordinal: Int?
  ) -> Money {
    let ramped = target * (ordinal.flatMap { plan.ramp?.guaranteedShare(inPeriod: $0) } ?? 0)
    guard let guarantee = plan.guarantee, isWithin(guarantee.months, period) else { return ramped }
    switch guarantee.amount {
    case .share(let share): return Swift.max(ramped, target * share)
    case .money(let money): return Swift.max(ramped, money * atWork)
    }
  }

  /// Whether a period begins within so many months of the person's start; who was always there is
  /// past any.
  private func isWithin(_ months: Int?, _ period: PayPeriod) -> Bool {
    guard let months else { return true }
    return person.from.map { period.span.first < $0.adding(months: months) } ?? false
  }

  /// The shares of earnings by the number of periods after the one they were earned in.
  private func instalments(from period: PayPeriod) -> [Int: Double] {
    Dictionary(
      plan.payOut.instalments.map { (periodsLater($0, from: period), $0.share) },
      uniquingKeysWith: +)
  }

  func periodsLater(_ instalment: PayOut.Instalment, from period: PayPeriod) -> Int {
    let due = period.span.first.adding(months: instalment.months)
    return valuation.calendar.periods(
      from: period, to: valuation.calendar.payPeriod(plan.period, containing: due))
  }
}
