import Model
import Ownership
import Plans
import Statements
import Testing
import Units

@testable import Simulation

/// The engine's pay of a seat against the statement of a person with the same credit, on random
/// plans and credits: one calculator, written twice, must give one answer.
@Suite struct SameCalculatorTests {
  /// A small generator of its own, so that a failure names the seed that shows it.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func chance(_ p: Double) -> Bool { Double.random(in: 0..<1, using: &self) < p }
    mutating func between(_ low: Double, _ high: Double) -> Double {
      Double.random(in: low..<high, using: &self)
    }
  }

  private static let kinds: [MeasureKind] = [
    .renewedARR, .priceIncrease, .expansionBookings, .csqlsAccepted, .grr,
  ]

  private func shape(_ dice: inout Dice) throws -> PayShape {
    var (from, pays) = (dice.between(0, 0.8), dice.between(0, 0.6))
    let knots = (0..<Int.random(in: 2...4, using: &dice)).map { _ in
      defer {
        from += dice.between(0.1, 0.5)
        pays += dice.between(0, 1)
      }
      return Knot(from: from, pays: pays)
    }
    return dice.chance(0.3)
      ? .steps(try Steps(knots)) : .curve(try PayoutCurve(knots, uncapped: dice.chance(0.3)))
  }

  private func quota(of kind: MeasureKind, _ dice: inout Dice) -> Quota {
    if kind.isRatio { return .rate(dice.between(0.8, 1.1)) }
    if kind.isCount { return .count(dice.between(5, 40)) }
    return .money(Money(dice.between(100_000, 900_000)))
  }

  private func plan(_ dice: inout Dice) throws -> Plan {
    let period = Period.allCases.randomElement(using: &dice)!
    let counting: Plan.Counting = dice.chance(0.5) ? .yearToDate : .eachPeriod
    let longer = Period.allCases.filter { $0.months > period.months }
    let used = Self.kinds.shuffled(using: &dice).prefix(Int.random(in: 1...3, using: &dice))
    var measures: [Measure] = []
    for (index, kind) in used.enumerated() {
      let weight = index == used.count - 1 ? 1 - 0.3 * Double(index) : 0.3
      let metric = try Metric(kind, quota: quota(of: kind, &dice))
      let gates = dice.chance(0.2) ? [try Gate(.grr, atLeast: .rate(dice.between(0.7, 1)))] : []
      let accelerators =
        dice.chance(0.2) ? [try Gate(.grr, atLeast: .rate(dice.between(0.7, 1)))] : []
      measures.append(
        try Measure(
          metric, shape: shape(&dice), weight: weight,
          cap: dice.chance(0.3) ? .share(dice.between(0.5, 2)) : nil, gates: gates,
          acceleratorGates: accelerators,
          period: dice.chance(0.3) ? longer.randomElement(using: &dice) : nil))
    }
    if dice.chance(0.3) {
      measures.append(
        try Measure(
          Metric(.csqlsSourced), shape: .rate(.perUnit(dice.between(50, 500))),
          period: dice.chance(0.3) ? longer.randomElement(using: &dice) : nil))
    }
    let modifiers = try (dice.chance(0.3) ? [0] : []).map { _ in
      try Modifier(
        Metric(.grr, quota: .rate(0.9)),
        shape: .steps(Steps([Knot(from: 0, pays: 0.8), Knot(from: 1, pays: 1.1)])))
    }
    let gates = dice.chance(0.3) ? [try Gate(.grr, atLeast: .rate(dice.between(0.6, 0.95)))] : []
    return try Plan(
      name: "plan", targetIncentive: .money(Money(24_000)), base: Money(90_000), period: period,
      counting: counting, measures: measures, modifiers: modifiers, gates: gates,
      cap: dice.chance(0.4) ? .share(dice.between(0.8, 2.5)) : nil,
      draw: dice.chance(0.3)
        ? try Draw(
          Money(dice.between(500, 4000)), recoverable: dice.chance(0.6),
          months: dice.chance(0.5) ? 6 : nil) : nil,
      guarantee: dice.chance(0.2)
        ? try Guarantee(.share(dice.between(0.3, 0.9)), months: dice.chance(0.5) ? 6 : nil) : nil,
      ramp: dice.chance(0.3) ? try Ramp(quota: [0.5, 0.75], guarantee: [1, 0.5]) : nil,
      rounding: nil)
  }

  @Test(arguments: 0..<150)
  func aSeatIsPaidAsItsPersonWouldBe(seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 7919 &+ 13)
    let plan = try plan(&dice)
    let perYear = plan.period.perYear
    let firstPeriod = dice.chance(0.3) ? Int.random(in: 0..<perYear, using: &dice) : nil
    let hiredMonth = firstPeriod.map { $0 * plan.period.months }
    let start = Day("2026-01-01")!

    // Twelve bins of every flow, as the ledger would have them, in one row.
    let layout = LedgerLayout(
      model: CompiledModel(
        name: "m", stages: [], stageOfYear: [0],
        seats: [
          CompiledSeat(
            role: .csm, name: "csm-1", entity: 1, isActive: [true],
            starts: [(year: 0, isHired: false)],
            demandRatio: [0], demandHours: [0])
        ], seatsOfRole: [.csm: 0..<1], roles: [.csm]),
      plans: [[.csm: try monthly(plan)]], teams: [:], years: 1)
    let flows = LaneBuffer<MoneyLanes>(repeating: .zero, count: max(1, layout.size))
    var credits: [Credit] = []
    func put(_ value: Double, _ flow: Flow, month: Int) {
      let offset = layout.offset(flow, role: .csm)
      guard offset >= 0 else { return }
      flows[layout.rowStart[1] + offset + month] += MoneyLanes(repeating: value)
    }
    let (startARR, dueByMonth) = (5_000_000.0, 1.0 / 12)
    put(startARR, .start, month: 0)
    put(40, .startAccounts, month: 0)
    var grossLoss = 0.0
    for month in 0..<12 where month >= hiredMonth ?? 0 {
      let date = ActualDate(start.adding(months: month).adding(days: 4).description)!
      for (kind, flow, scale) in [
        (MeasureKind.renewedARR, Flow.renewed, 60_000.0), (.priceIncrease, .priceIncrease, 30_000),
        (.expansionBookings, .crossSell, 50_000), (.csqlsSourced, .sourced, 4),
        (.csqlsAccepted, .accepted, 3),
      ] {
        let amount = kind.isCount ? dice.between(0, scale).rounded() : dice.between(0, scale)
        put(amount, flow, month: month)
        credits.append(try Credit(date, person: "p", measure: kind, amount: amount))
      }
      let loss = dice.chance(0.6) ? dice.between(0, 120_000) : 0
      put(loss, .grossLoss, month: month)
      grossLoss += loss
      // Renewals are due evenly here, so the ratio so far speaks of the year.
      if (month + 1) % plan.period.months == 0 {
        let ratio = 1 - grossLoss / startARR / (Double(month + 1) * dueByMonth)
        let end = start.adding(months: month + 1).adding(days: -1)
        credits.append(
          try Credit(ActualDate(end.description)!, person: "p", measure: .grr, amount: ratio))
      }
    }

    let person = try Person(
      name: "p", plan: "plan", from: hiredMonth.map { start.adding(months: $0) })
    let run = try PayCalculator(
      plans: [plan], people: [person], credits: credits, yearStarts: start
    ).run(through: Day("2026-12-31")!)
    let expected = run.statements.reduce(0) { $0 + $1.pay.amount }

    let reading = PlanReading(
      plan, isLeaders: false, layout: layout, timeline: Timeline(start: start, years: 1))
    let row = LedgerRow(
      start: layout.rowStart[1],
      offsets: Flow.allCases.map { layout.offset($0, role: .csm) })
    let team = TeamCredit(rows: [row], readings: [reading], bins: layout.bins)
    team.add(flows.base)
    let due = (1...12).map { Double($0) * dueByMonth }
    let quotas = SeatQuotas(
      metrics: reading.metrics.map { asked in
        SeatQuotas.Quota(
          year: asked.gate?.atLeast.number ?? asked.metric.quota?.number ?? 0,
          shares: plan.periodWeights)
      }, teamSize: 1, individualDue: due, teamDue: due, companyDue: due)
    let payer = PlanPay(
      PlanRules(
        reading,
        PlanRules.Places(
          seat: row.offsets, team: team.offsets,
          company: Flow.allCases.map(layout.companyOffset))),
      nothingDue: .zero)
    let occupied = LaneBuffer<MoneyLanes>(repeating: .one, count: perYear)
    let monthsSinceHire = LaneBuffer(
      repeating: Lanes(repeating: PeopleLuck.tenured), count: perYear)
    for period in 0..<perYear {
      if period < firstPeriod ?? 0 { occupied[period] = .zero }
      if let hiredMonth {
        let since = Float(period * plan.period.months - hiredMonth)
        monthsSinceHire[period] = Lanes(repeating: max(0, since))
      }
    }
    var balance = PlanPay.Balance()
    let found = withUnsafeMutablePointer(to: &balance) { balance in
      payer.pay(
        payer.seat(row: row.start, year: 0, quotas: quotas), flows: flows.base,
        team: team.totals.base,
        presence: Presence(occupied: occupied.base, monthsSinceHire: monthsSinceHire.base),
        offer: Offer(
          onTarget: 114_000, baseShare: 90.0 / 114, targetIncentive: .money(Money(24_000))),
        balance: balance)
    }
    #expect(
      abs(found.pay[0] - expected) < 0.01,
      "plan \(plan), hired \(String(describing: hiredMonth)), statements \(run.statements.map(\.pay.amount))"
    )
    #expect(abs(balance.owed[3] - (run.statements.last?.owed.amount ?? 0)) < 0.01)
  }

  /// A plan that makes the ledger as fine as months, beside the plan's own metrics.
  private func monthly(_ plan: Plan) throws -> Plan {
    let curve = PayShape.curve(
      try PayoutCurve([Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)]))
    let everything: [MeasureKind] = [
      .renewedARR, .priceIncrease, .expansionBookings, .csqlsAccepted, .csqlsSourced, .grr,
    ]
    return try Plan(
      name: "all", period: .month,
      measures: everything.enumerated().map { index, kind in
        let weight = index == 0 ? 0.5 : 0.1
        return try Measure(
          Metric(
            kind, quota: kind.isRatio ? .rate(1) : kind.isCount ? .count(1) : .money(Money(1))),
          shape: curve, weight: weight)
      })
  }
}
