import Plans
import Units

/// One person's statements, one period after the other.
struct StatementRun {
  let valuation: Valuation
  let events: [DealEvent]
  private var balances = PayBalances<DoubleDouble>()
  private var instalments: PayInstalments<DoubleDouble>? = PayInstalments()
  /// What was earned, by period.
  var history: [(period: PayPeriod, earnings: Earnings)] = []
  /// The rounded parts of what the fiscal year has earned so far.
  private var toDate: (year: Int, parts: [Earnings.Component: DoubleDouble]) = (0, [:])
  /// The share of a credit's pay that earlier events took.
  var taken: [CreditKey: DoubleDouble] = [:]

  /// A credit as one measure counts it.
  struct CreditKey: Hashable {
    let index: Int
    let measure: Int
  }

  init(_ valuation: Valuation, events: [DealEvent]) {
    self.valuation = valuation
    self.events = events
  }

  /// Instalments to come; the first is due next period.
  var later: [DoubleDouble] { instalments?.later ?? [] }
  var plan: Plan { valuation.plan }
  var person: Person { valuation.person }

  /// The statement of the next period; periods must come in order.
  mutating func statement(
    for period: PayPeriod, into problems: inout PlanProblems
  ) -> Statement {
    let earnings = valuation.earnings(at: period, into: &problems)
    history.append((period, earnings))
    let parts = parts(of: earnings, in: period)
    let earned = parts.reduce(DoubleDouble.zero) { $0 + $1.amount }

    let exposure = valuation.exposure(in: period.span)
    let target = valuation.targetIncentive * exposure.target
    let atWork = person.exactShareAtWork(in: period.span)
    let ordinal = valuation.hired.map { valuation.calendar.periods(from: $0, to: period) }
    let floor = valuation.program.floor(
      target: target, atWork: atWork, ordinal: ordinal,
      monthsSinceStart: person.from.map { $0.wholeMonths(to: period.span.first) })
    let (recoveries, cancelled) = recoveries(in: period)
    let shares = shares(from: period)
    instalments?.shares = shares
    let settled = balances.settle(
      earned, instalments: &instalments, floor: floor,
      taken: recoveries.reduce(.zero) { $0 + DoubleDouble(written: $1.taken.amount) },
      plan.rounding)
    let rounding = plan.rounding
    instalments?.cancel(cancelled, rounding)
    let rampLength = Swift.max(plan.ramp?.quota.count ?? 0, plan.ramp?.guarantee.count ?? 0)
    return Statement(
      person: person.name, plan: plan.name, team: person.team, period: period,
      targetIncentive: Money(valuation.targetIncentive.high), periodTarget: Money(target.high),
      rampPeriod: ordinal.flatMap { $0 < rampLength ? $0 + 1 : nil },
      rampQuota: ordinal.flatMap { plan.ramp?.quotaFactor(inPeriod: $0) } ?? 1,
      lines: earnings.lines, modifiers: earnings.modifiers, gates: earnings.gates,
      cap: earnings.cap,
      entries: parts.map { Statement.Entry(step: $0.step, amount: Money($0.amount.high)) }
        + entries(of: settled),
      recoveries: recoveries, guarantee: Money(floor.guarantee.high),
      draw: Money(floor.draw.high), pay: Money(settled.pay.high),
      owed: Money(balances.owed.high), carried: Money(balances.carried.high),
      later: Money(later.reduce(.zero, +).high))
  }

  /// What the period adds to each part of the earnings, in whole cents.
  private mutating func parts(
    of earnings: Earnings, in period: PayPeriod
  ) -> [(step: Statement.Step, amount: DoubleDouble)] {
    let now = earnings.rounded(plan.rounding)
    var before: [Earnings.Component: DoubleDouble] = [:]
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
      let amount = plan.rounding.map { change.rounded($0) } ?? change
      switch step {
      case .measure, .modifier: break
      default: if amount == .zero { return nil }
      }
      return (step, amount)
    }
  }

  private func entries(of settled: PaySettlement<DoubleDouble>) -> [Statement.Entry] {
    let steps: [(Statement.Step, DoubleDouble)] = [
      (.carried, settled.carried), (.deferred, -settled.deferred),
      (.instalments, settled.instalments), (.guarantee, settled.guarantee),
      (.draw, settled.draw), (.clawback, -settled.clawback),
    ]
    return steps.filter { $0.1 != .zero }
      .map { Statement.Entry(step: $0.0, amount: Money($0.1.high)) }
  }

  /// The shares of earnings by the number of periods after the one they were earned in.
  private func shares(from period: PayPeriod) -> [Int: DoubleDouble] {
    Dictionary(
      plan.payOut.instalments.map {
        (periodsLater($0, from: period), DoubleDouble(written: $0.share))
      },
      uniquingKeysWith: +)
  }

  func periodsLater(_ instalment: PayOut.Instalment, from period: PayPeriod) -> Int {
    let due = period.span.first.adding(months: instalment.months)
    return valuation.calendar.periods(
      from: period, to: valuation.calendar.payPeriod(plan.period, containing: due))
  }
}
