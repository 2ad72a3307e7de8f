import Plans
import Units

/// One person's statements, one period after the other.
struct StatementRun {
  let valuation: Valuation
  let events: [DealEvent]
  private var balances = PayBalances<DoubleDouble>()
  private var instalments: PayInstalments<DoubleDouble>? = PayInstalments()
  /// Taken back and not yet recovered.
  private var unrecovered = DoubleDouble.zero
  /// What was earned, by period.
  var history: [(period: PayPeriod, earnings: Earnings)] = []
  /// The parts of what has been earned so far.
  private var toDate = PartsToDate()
  /// What credits of earlier years were paid, as the year before left it.
  var left: [(key: CreditKey, paid: Paid)] = []
  /// What events take back, by credit, in the order of the events.
  var claims: [(key: CreditKey, claim: Claim)] = []

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

  /// Begins with what is left of earlier.
  mutating func open(with left: RunBalances, in first: PayPeriod) {
    balances.owed = left.owed
    balances.carried = left.carried
    unrecovered = left.unrecovered
    var later: [DoubleDouble] = []
    for (day, amount) in left.instalments {
      let due = valuation.calendar.payPeriod(plan.period, containing: day)
      let index = Swift.max(0, valuation.calendar.periods(from: first, to: due))
      while later.count <= index { later.append(.zero) }
      later[index] += amount
    }
    instalments = PayInstalments(later: later)
  }

  /// What is left after a period.
  func left(after period: PayPeriod) -> RunBalances {
    RunBalances(
      owed: balances.owed, carried: balances.carried, unrecovered: unrecovered,
      instalments: later.enumerated().filter { $1 != .zero }.map { index, amount in
        (valuation.calendar.payPeriod(index + 1, after: period).span.first, amount)
      })
  }

  /// The statement of the next period; periods must come in order.
  ///
  /// - Parameter inherited: What events take back of the pay by an earlier plan.
  mutating func statement(
    for period: PayPeriod, inherited: [Recovery] = [], into problems: inout PlanProblems
  ) -> Statement {
    let opening = balances
    let openingLater = later.reduce(.zero, +)
    let openingUnrecovered = unrecovered
    let forgiven = forgive(before: period)
    let earnings = valuation.earnings(at: period, after: history, into: &problems)
    history.append((period, earnings))
    let (parts, lines) = toDate.added(
      by: earnings, on: plan, plan.rounding, since: countedSince(period))
    let earned = parts.reduce(DoubleDouble.zero) { $0 + $1.amount }

    let exposure = valuation.exposure(in: period.span)
    let target = valuation.target(in: period.span, exposure)
    let atWork = person.exactShareAtWork(
      in: period.span, on: valuation.stint.map(\.terms))
    let ordinal = valuation.hired.map { valuation.calendar.periods(from: $0, to: period) }
    let floor = valuation.program.floor(
      target: target, atWork: atWork, ordinal: ordinal,
      monthsSinceStart: person.from.map { $0.wholeMonths(to: period.span.first) })
    var (recoveries, cancelled) = recoveries(in: period)
    recoveries += inherited
    let shares = shares(from: period)
    instalments?.shares = shares
    let settled = balances.settle(
      earned, instalments: &instalments, floor: floor,
      taken: .zero, plan.rounding)
    let taken = recover(
      recoveries.reduce(.zero) { $0 + DoubleDouble(written: $1.taken.amount) },
      from: settled.pay)
    let rest = settled.pay - taken
    let pay = plan.rounding.map { rest.rounded($0) } ?? rest
    let rounding = plan.rounding
    instalments?.cancel(cancelled, rounding)
    let rampLength = Swift.max(plan.ramp?.quota.count ?? 0, plan.ramp?.guarantee.count ?? 0)
    return Statement(
      person: person.name, plan: plan.name,
      team: valuation.engagement(at: period.span).terms.team, period: period,
      targetIncentive: Money(valuation.engagement(at: period.span).targetIncentive.high),
      base: Money(valuation.engagement(at: period.span).base.high),
      periodTarget: Money(target.high),
      rampPeriod: ordinal.flatMap { $0 < rampLength ? $0 + 1 : nil },
      rampQuota: ordinal.flatMap { plan.ramp?.quotaFactor(inPeriod: $0) } ?? 1,
      lines: lines, modifiers: earnings.modifiers, gates: earnings.gates,
      cap: earnings.cap, earnedBefore: Money(earnings.earnedBefore.high),
      entries: parts.map { Statement.Entry(step: $0.step, amount: Money($0.amount.high)) }
        + Statement.entries(of: settled, taken: taken, unrecovered: unrecovered),
      recoveries: recoveries, guarantee: Money(floor.guarantee.high),
      draw: Money(floor.draw.high), pay: Money(pay.high),
      opening: Statement.Balance(
        owed: opening.owed, carried: opening.carried, later: openingLater,
        unrecovered: openingUnrecovered),
      closing: Statement.Balance(
        owed: balances.owed, carried: balances.carried, later: later.reduce(.zero, +),
        unrecovered: unrecovered),
      forgiven: Money(forgiven.high))
  }

  /// The first day of what a period is counted to date from; nil where it is counted alone.
  private func countedSince(_ period: PayPeriod) -> Day? {
    plan.counting.anchor.map {
      valuation.calendar.payPeriod($0, containing: period.span.last).span.first
    }
  }

  /// Forgives what the plan does not recover any longer.
  private mutating func forgive(before period: PayPeriod) -> DoubleDouble {
    var forgiven = DoubleDouble.zero
    if let day = plan.draw?.forgivenAfter, period.span.first > day {
      forgiven += balances.owed
      balances.owed = .zero
    }
    if let day = plan.clawback?.forgivenAfter, period.span.first > day {
      forgiven += unrecovered
      unrecovered = .zero
    }
    return forgiven
  }

  /// Takes what events take back, at once or from this pay as far as it goes.
  ///
  /// - Returns: What is taken now; negative where something is given back.
  private mutating func recover(_ new: DoubleDouble, from pay: DoubleDouble) -> DoubleDouble {
    let due = unrecovered + new
    unrecovered = .zero
    guard plan.clawback?.source == .nextPay || (plan.clawback == nil && due > .zero) else {
      return due
    }
    guard due > .zero else { return due }
    let atMost = DoubleDouble(written: plan.clawback?.atMost ?? 1)
    var taken = Swift.min(due, Swift.max(pay, .zero) * atMost)
    if let rounding = plan.rounding { taken = taken.rounded(rounding) }
    unrecovered = due - taken
    if let rounding = plan.rounding { unrecovered = unrecovered.rounded(rounding) }
    return taken
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

/// What has been earned so far, part by part.
struct PartsToDate {
  private var since: Day?
  /// Rounded.
  private var parts: [Earnings.Component: DoubleDouble] = [:]
  private var lines: [MeasureLine] = []

  /// What a period adds to each part of the earnings, in whole cents where the plan rounds; and the
  /// lines with what was said of them before.
  ///
  /// - Parameters:
  ///   - rounding: The plan's, or another.
  ///   - begin: The first day of what is counted; nil where a period is counted alone.
  mutating func added(
    by earnings: Earnings, on plan: Plan, _ rounding: Money.Rounding?, since begin: Day?
  ) -> (parts: [(step: Statement.Step, amount: DoubleDouble)], lines: [MeasureLine]) {
    let now = earnings.rounded(rounding)
    var before: [Earnings.Component: DoubleDouble] = [:]
    var linesBefore: [MeasureLine] = []
    if let begin {
      if since == begin { (before, linesBefore) = (parts, lines) }
      (since, parts, lines) = (begin, now, earnings.lines)
    }
    let shown = earnings.lines.map { line in
      var line = line
      let isOnly = earnings.lines.count { $0.measure == line.measure } == 1
      line.before =
        isOnly
        ? Money((before[.measure(line.measure)] ?? .zero).high)
        : linesBefore.first { $0.measure == line.measure && $0.team == line.team }?.toDate
          .rounded() ?? .zero
      return line
    }
    let components: [(Earnings.Component, Statement.Step)] =
      plan.measures.indices.map { (.measure($0), .measure($0)) } + [(.nothingDue, .nothingDue)]
      + plan.modifiers.indices.map { (.modifier($0), .modifier($0)) }
      + [(.planGate, .planGate), (.planCap, .planCap)]
    let added = components.compactMap { component, step -> (Statement.Step, DoubleDouble)? in
      let change = (now[component] ?? .zero) - (before[component] ?? .zero)
      let amount = rounding.map { change.rounded($0) } ?? change
      switch step {
      case .measure, .modifier: break
      default: if amount == .zero { return nil }
      }
      return (step, amount)
    }
    return (added, shown)
  }
}

extension Statement {
  /// What became of earnings, where something did.
  ///
  /// What stays to be recovered has a row, also where the pay leaves nothing to take.
  static func entries(
    of settled: PaySettlement<DoubleDouble>, taken: DoubleDouble, unrecovered: DoubleDouble = .zero
  ) -> [Entry] {
    let steps: [(Step, DoubleDouble)] = [
      (.carried, settled.carried), (.deferred, -settled.deferred),
      (.instalments, settled.instalments), (.guarantee, settled.guarantee),
      (.draw, settled.draw), (.clawback, .zero - taken),
    ]
    return steps.filter { $0.1 != .zero || $0.0 == .clawback && unrecovered != .zero }
      .map { Entry(step: $0.0, amount: Money($0.1.high)) }
  }
}

/// What is left of a run of statements, exactly.
struct RunBalances {
  var owed = DoubleDouble.zero
  /// Not above 0.
  var carried = DoubleDouble.zero
  var unrecovered = DoubleDouble.zero
  /// By a day of the period that pays them.
  var instalments: [(day: Day, amount: DoubleDouble)] = []
}

extension RunBalances {
  init(_ balances: Balances) {
    owed = DoubleDouble(written: balances.owed.amount)
    carried = DoubleDouble(written: balances.carried.amount)
    unrecovered = DoubleDouble(written: balances.balance.amount)
    instalments = balances.instalments.sorted { $0.key < $1.key }
      .map { ($0, DoubleDouble(written: $1.amount)) }
  }

  /// The same to the cent.
  func balances(_ deals: [PaidDeal]) -> Balances? {
    try? Balances(
      owed: Money(owed.high), carried: Money(carried.high), balance: Money(unrecovered.high),
      instalments: Dictionary(
        instalments.map { ($0.day, Money($0.amount.high)) },
        uniquingKeysWith: {
          Money((DoubleDouble(written: $0.amount) + DoubleDouble(written: $1.amount)).high)
        }), deals: deals)
  }
}
