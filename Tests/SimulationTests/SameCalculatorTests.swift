import Model
import Ownership
import Plans
import Statements
import TestSupport
import Testing
import Units

@testable import Simulation

/// One program, three answers that must be one: a person's statements, a seat of the simulation that
/// is fed the same credits, and the documentation's words in exact fractions.
///
/// The plans have what a ledger of sums by period can feed. Left out is what it cannot tell: which
/// of several deals is lost or sets a per-deal rate (those plans have a deal a year, or a period),
/// deal caps that differ between measures, instalments, dates within a month, leave for part of a
/// period, events other than churn, and leads or lost deals of the whole company.
@Suite struct SameCalculatorTests {
  private static let start = Day("2026-01-01")!
  private static let startARR = 5_000_000
  private static let flows: [(kind: MeasureKind, flow: Flow, scale: Int)] = [
    (.renewedARR, .renewed, 60_000), (.priceIncrease, .priceIncrease, 30_000),
    (.expansionBookings, .crossSell, 50_000), (.csqlsSourced, .sourced, 4),
    (.csqlsAccepted, .accepted, 3),
  ]

  /// A year of one person, as statements, ledger and fractions are fed it.
  private struct Year {
    let plan: Plan
    let firstPeriod: Int
    let isHired: Bool
    /// By kind and month.
    var credits: [MeasureKind: [Int]] = [:]
    /// By month of the event: the month of the deal that it takes back.
    var lost: [Int: Int] = [:]
    /// By month, so far.
    var grossLoss: [Int] = []
    /// Periods on leave.
    var leave = 0..<0
    let teamSize: Int

    var firstMonth: Int { firstPeriod * plan.period.months }
    var hasPool: Bool { teamSize > 1 }

    func isOnLeave(month: Int) -> Bool { leave.contains(month / plan.period.months) }
    /// Whether nothing but the sum of all deals tells how one is paid.
    var hasOneDeal: Bool {
      let recovery = plan.clawback?.recovery
      return (recovery != nil && recovery != .credit)
        || plan.measures.contains {
          isPerDeal($0) && (plan.counting == .yearToDate || $0.period != nil)
        }
    }
    var hasOneDealAPeriod: Bool { plan.measures.contains(where: isPerDeal) }

    private func isPerDeal(_ measure: Measure) -> Bool {
      if case .tiers(let tiers) = measure.shape { tiers.mode == .perDeal } else { false }
    }
  }

  private func year(_ random: inout RandomPlan) throws -> Year {
    let plan = try random.whole()
    let hasPool = plan.measures.contains { $0.sharing != nil }
    let isHired = !hasPool && random.chance(0.3)
    let first = isHired ? Int.random(in: 0..<plan.period.perYear, using: &random) : 0
    var year = Year(
      plan: plan, firstPeriod: first, isHired: isHired, teamSize: hasPool ? 2 : 1)
    let periods = plan.period.perYear
    if !hasPool, first + 1 < periods, random.chance(0.25) {
      let begin = Int.random(in: first + 1..<periods, using: &random)
      year.leave = begin..<Int.random(in: begin + 1...periods, using: &random)
    }
    for (kind, _, scale) in Self.flows {
      year.credits[kind] = (0..<12).map { month in
        let amount = Int.random(in: 0...scale, using: &random)
        return month < year.firstMonth || year.isOnLeave(month: month) ? 0 : amount
      }
    }
    keepDeals(of: &year, &random)
    var loss = 0
    for _ in 0..<12 {
      loss += random.chance(0.6) ? Int.random(in: 0...120_000, using: &random) : 0
      year.grossLoss.append(loss)
    }
    let deals = (year.firstMonth..<11).filter { year.credits[ExactPay.deals]![$0] > 0 }
    if plan.clawback != nil, let deal = deals.randomElement(using: &random) {
      year.lost[Int.random(in: deal + 1..<12, using: &random)] = deal
    }
    return year
  }

  /// Leaves a deal a period, or a year, where the ledger cannot tell several apart.
  private func keepDeals(of year: inout Year, _ random: inout RandomPlan) {
    guard year.hasOneDeal || year.hasOneDealAPeriod else { return }
    let length = year.hasOneDeal ? 12 : year.plan.period.months
    for first in stride(from: 0, to: 12, by: length) {
      let months = first..<first + length
      let open = months.filter { year.credits[ExactPay.deals]![$0] > 0 }
      let kept = open.randomElement(using: &random)
      for month in months where month != kept { year.credits[ExactPay.deals]![month] = 0 }
    }
  }

  /// Renewals are due evenly here, so that the ratio so far speaks of the year.
  private func retention(_ year: Year, month: Int) -> Fraction {
    Fraction(1)
      - Fraction(year.grossLoss[month] * 12, over: Self.startARR * (month + 1))
  }

  private func exact(_ year: Year) -> (pays: [Fraction], owed: Fraction) {
    var exact = ExactPay(year.plan)
    exact.credits = year.credits.mapValues { $0.map { Fraction($0) } }
    exact.lost = year.lost
    exact.retention = (0..<12).map { retention(year, month: $0) }
    exact.teamSize = year.teamSize
    exact.firstPeriod = year.firstPeriod
    exact.isHired = year.isHired
    exact.leave = year.leave
    return exact.year()
  }

  private func leave(_ year: Year) -> DaySpan {
    let months = year.plan.period.months
    return DaySpan(
      first: Self.start.adding(months: year.leave.lowerBound * months),
      last: Self.start.adding(months: year.leave.upperBound * months).adding(days: -1))
  }

  private func statements(_ year: Year) throws -> [Statement] {
    let names = year.hasPool ? ["p", "q"] : ["p"]
    let people = try names.map { name in
      try Person(
        name: name, plan: "plan", team: year.hasPool ? "team" : nil,
        from: year.isHired ? Self.start.adding(months: year.firstMonth) : nil,
        leaves: year.leave.isEmpty ? [] : [leave(year)])
    }
    var credits: [Credit] = []
    for month in year.firstMonth..<12 {
      let day = Self.start.adding(months: month).adding(days: 4)
      let end = Self.start.adding(months: month + 1).adding(days: -1)
      for name in names {
        for (kind, _, _) in Self.flows {
          credits.append(
            try Credit(
              .day(day), person: name, measure: kind, amount: Double(year.credits[kind]![month]),
              deal: kind == .expansionBookings ? "\(name)-\(month)" : nil))
        }
        credits.append(
          try Credit(
            .day(end), person: name, measure: .grr,
            amount: retention(year, month: month).double))
      }
    }
    let events = try year.lost.map { month, deal in
      try DealEvent(
        Self.start.adding(months: month).adding(days: 4), person: "p", event: "churn",
        deal: "p-\(deal)")
    }
    return try PayCalculator(
      plans: [year.plan], people: people, credits: credits, events: events,
      yearStarts: Self.start
    ).run(through: Day("2026-12-31")!).statements(of: "p")
  }

  private func simulated(_ year: Year) throws -> (pay: Double, owed: Double) {
    let plan = year.plan
    // Twelve bins of every flow, as the ledger would have them, in a row for each seat.
    let seats = (0..<year.teamSize).map { seat in
      CompiledSeat(
        role: .csm, name: "csm-\(seat)", entity: 1, isActive: [true],
        starts: [(year: 0, isHired: false)], demandRatio: [0], demandHours: [0])
    }
    let layout = LedgerLayout(
      model: CompiledModel(
        name: "m", stages: [], stageOfYear: [0], seats: seats,
        seatsOfRole: [.csm: 0..<seats.count], roles: [.csm]),
      plans: [[.csm: CountedPlan(try monthly(year.plan.clawback))]], teams: [:], years: 1)
    let ledger = LaneBuffer<MoneyLanes>(repeating: .zero, count: max(1, layout.size))
    let rows = seats.indices.map { seat in
      LedgerRow(
        start: layout.rowStart[seat + 1],
        offsets: Flow.allCases.map { layout.offset($0, role: .csm) })
    }
    let dealCap = year.plan.dealCap(of: .crossSell)
    for (seat, row) in rows.enumerated() {
      func put(_ value: Double, _ flow: Flow, month: Int) {
        let offset = row.offsets[flow.rawValue]
        guard offset >= 0 else { return }
        ledger[row.start + offset + month] += MoneyLanes(repeating: value)
      }
      put(Double(Self.startARR), .start, month: 0)
      for month in 0..<12 {
        for (kind, flow, _) in Self.flows {
          let credit = Double(year.credits[kind]![month])
          put(kind == ExactPay.deals ? min(credit, dealCap) : credit, flow, month: month)
        }
        put(
          Double(year.grossLoss[month] - (month > 0 ? year.grossLoss[month - 1] : 0)), .grossLoss,
          month: month)
        // The first is the person who is compared.
        if seat == 0, let deal = year.lost[month], let clawback = year.plan.clawback,
          month - deal <= clawback.months
        {
          put(
            min(Double(year.credits[ExactPay.deals]![deal]), dealCap)
              * clawback.lostCredit(afterMonths: month - deal), clawback.lostFlow(isLater: false),
            month: month)
        }
      }
    }
    let reading = PlanBindings(
      plan, isLeaders: false, layout: layout, timeline: Timeline(start: Self.start, years: 1))
    let team = TeamCredit(rows: rows, readings: [reading], bins: layout.bins)
    team.add(ledger.base)
    let due = (1...12).map { Double($0) / 12 }
    let quotas = SeatQuotas(
      metrics: reading.metrics.map { asked in
        let stated = asked.gate.flatMap { gate in
          gate.metric.isRatio || gate.isOnAttainment ? nil : gate.atLeast.number
        }
        return SeatQuotas.Quota(
          year: stated ?? asked.metric.quota?.number ?? 0, shares: reading.pieceWeights)
      }, teamSize: year.teamSize, individualDue: due, teamDue: due, companyDue: due)
    let payer = PlanPay(
      PlanRules(
        reading,
        PlanRules.Places(
          seat: rows[0].offsets, team: team.offsets,
          company: Flow.allCases.map(layout.companyOffset))),
      nothingDue: .zero)
    let perYear = plan.period.perYear
    let occupied = LaneBuffer<MoneyLanes>(repeating: .one, count: perYear)
    let monthsSinceHire = LaneBuffer(
      repeating: Lanes(repeating: PeopleLuck.tenured), count: perYear)
    for period in year.leave { occupied[period] = .zero }
    for period in 0..<perYear where year.isHired {
      if period < year.firstPeriod { occupied[period] = .zero }
      let since = Float((period - year.firstPeriod) * plan.period.months)
      monthsSinceHire[period] = Lanes(repeating: max(0, since))
    }
    var balance = PlanPay.Balance()
    let found = withUnsafeMutablePointer(to: &balance) { balance in
      payer.pay(
        payer.seat(row: rows[0].start, year: 0, quotas: quotas), flows: ledger.base,
        team: team.totals.base,
        presence: Presence(occupied: occupied.base, monthsSinceHire: monthsSinceHire.base),
        offer: PayOffer(
          onTarget: RandomPlan.base + RandomPlan.targetIncentive,
          baseShare: RandomPlan.base / (RandomPlan.base + RandomPlan.targetIncentive),
          targetIncentive: .money(Money(RandomPlan.targetIncentive))),
        balance: balance)
    }
    return (found.pay[3], balance.pay.owed[3])
  }

  /// 2,000 plans, of which a failure names the one.
  @Test(arguments: 0..<20)
  func statementSeatAndFractionsAgree(batch: Int) throws {
    for number in batch * 100..<batch * 100 + 100 {
      var random = RandomPlan(seed: UInt64(number) &* 7919 &+ 13)
      let year = try year(&random)
      let exact = exact(year)
      let statements = try statements(year)
      let pays = exact.pays.map(\.double)
      #expect(statements.count == pays.count, "plan \(number)")
      for (statement, pay) in zip(statements, pays) {
        #expect(
          abs(statement.pay.amount - pay) < 0.005,
          "plan \(number), \(statement.period): \(year.plan)")
      }
      #expect(
        abs((statements.last?.owed.amount ?? 0) - exact.owed.double) < 0.005, "plan \(number)")
      let seat = try simulated(year)
      #expect(
        abs(seat.pay - pays.reduce(0, +)) < 0.005, "seat of plan \(number): \(year.plan)")
      #expect(abs(seat.owed - exact.owed.double) < 0.005, "seat of plan \(number)")
    }
  }

  /// A plan that makes the ledger as fine as months, with every flow.
  private func monthly(_ clawback: Clawback?) throws -> Plan {
    let curve = PayShape.curve(
      try PayoutCurve([Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)]))
    let kinds = Self.flows.map(\.kind) + [.grr]
    return try Plan(
      name: "all", period: .month, counting: .yearToDate,
      measures: kinds.enumerated().map { index, kind in
        try Measure(
          Metric(
            kind, quota: kind.isRatio ? .rate(1) : kind.isCount ? .count(1) : .money(Money(1))),
          shape: curve, weight: index == 0 ? 0.5 : 0.1)
      }, clawback: clawback)
  }
}
