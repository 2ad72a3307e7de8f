import Plans
import Statements
import TestSupport
import Testing
import Units

/// What events take back: of deals that were corrected, and of deals of the year before.
@Suite struct ClawbackTests {
  typealias F = PayFixture

  private static func rate(
    _ period: Period, _ counting: Plan.Counting, _ recover: Clawback.Recovery = .full
  ) throws -> Plan {
    try Plan(
      name: "plan", period: period, counting: counting,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.02)))],
      clawback: Clawback(on: "churn", within: 12, recover: recover))
  }

  private static let corrected: [(credits: [(String, Double)], pays: [Double], carried: Double)] = [
    ([("2026-02-01", 450_000), ("2026-02-20", -200_000)], [5_000, -5_000], 0),
    ([("2026-02-01", 450_000), ("2026-04-20", -450_000)], [9_000, 0], -9_000),
    ([("2026-02-01", 450_000), ("2026-05-20", -450_000)], [9_000, 0], -9_000),
  ]

  /// 450,000 less 200,000 is paid 5,000, and 5,000 is taken; nothing of what was reversed.
  @Test(arguments: corrected)
  func aCorrectionIsTakenOffTheDeal(
    credits: [(String, Double)], pays: [Double], carried: Double
  ) throws {
    let run = try F.run(
      Self.rate(.quarter, .eachPeriod),
      credits.map { try F.credit($0.0, "p", .bookings, $0.1, deal: "D-1") },
      events: [DealEvent(Day("2026-05-02")!, person: "p", event: "churn", deal: "D-1")])
    #expect(run.statements.map(\.pay.amount) == pays)
    #expect(run.statements.last?.carried.amount == carried)
  }

  /// Deals with corrections on any day, before or after they are lost: what is left is the rate on
  /// what the other deals came to.
  @Test(arguments: [Period.month, .quarter], [Plan.Counting.eachPeriod, .yearToDate])
  func aLostDealLeavesNothing(period: Period, counting: Plan.Counting) throws {
    for seed in 0..<60 {
      var random = RandomPlan(seed: UInt64(seed) &+ 400)
      func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
      func day(_ number: Int) -> Day { F.yearStarts.adding(days: number) }
      var credits: [Credit] = []
      var kept = Fraction.zero
      var lostOn = 0
      for deal in 0..<4 {
        let (first, amount) = (whole(0...200), whole(10_000...90_000))
        var net = amount
        var last = first
        func credit(_ number: Int, _ amount: Int) throws {
          credits.append(
            try Credit(
              .day(day(number)), person: "p", measure: .bookings, amount: Double(amount),
              deal: "D-\(deal)"))
        }
        try credit(first, amount)
        if random.flip() { net += whole(-5_000...5_000) }
        if net != amount {
          let added = whole(first...360)
          try credit(added, net - amount)
          if net > amount { last = added }
        }
        if random.flip() {
          let correction = -whole(0...net)
          try credit(whole(first...360), correction)
          net += correction
        }
        if deal == 0 { lostOn = whole(last...360) } else { kept += Fraction(net, over: 50) }
      }
      let run = try F.run(
        Self.rate(period, counting), credits,
        events: [DealEvent(day(lostOn), person: "p", event: "churn", deal: "D-0")],
        through: day(364))
      let paid =
        run.statements.reduce(0) { $0 + $1.pay.amount }
        + (run.statements.last?.carried.amount ?? 0)
      // Cents are rounded twelve times.
      #expect(abs(paid - kept.double) < 0.15, "seed \(seed)")
    }
  }

  /// A raise in July 2026 and another in January: the deal of November is taken back at what it
  /// brought, 300,000 of 600,000 that made 15,000.
  @Test(arguments: [36_000.0, 72_000]) func whatADealBroughtIsTakenBackNextYear(
    target: Double
  ) throws {
    let curve = try F.curve([0: 0, 1: 1], uncapped: true)
    let plan = try Plan(
      name: "plan", period: .quarter, counting: .yearToDate,
      measures: [Measure(Metric(.bookings), shape: curve, weight: 1)],
      clawback: Clawback(on: "churn", within: 12, recover: .full))
    func person(_ target: Double, raise: Double? = nil, _ opening: Balances? = nil) throws -> Person
    {
      try Person(
        name: "p", plan: "plan", targetIncentive: .money(Money(target)),
        quotas: ["bookings": .money(Money(1_200_000))],
        changes: raise.map {
          [TermsChange(from: Day("2026-07-01")!, targetIncentive: .money(Money($0)))]
        } ?? [], opening: opening)
    }
    let credits = try [("2026-02-01", "D-0"), ("2026-11-01", "D-1")].map {
      try F.credit($0.0, "p", .bookings, 300_000, deal: $0.1)
    }
    let year = try PayCalculator(
      plans: [plan], people: [person(24_000, raise: 36_000)], credits: credits,
      yearStarts: F.yearStarts
    ).run(through: Day("2026-12-31")!)
    let opening = try #require(year.closings["p"])
    #expect(opening.deals.map(\.deal) == ["D-0", "D-1"])
    #expect(opening.deals.map(\.paid.amount) == [7_500, 7_500])
    let next = try PayCalculator(
      plans: [plan], people: [person(target, opening)], credits: credits,
      events: [DealEvent(Day("2027-02-20")!, person: "p", event: "churn", deal: "D-1")],
      yearStarts: Day("2027-01-01")!
    ).run(through: Day("2027-03-31")!)
    #expect(next.statements.map(\.pay.amount) == [-7_500])
    #expect(next.closings["p"]?.deals.map(\.paid.amount) == [0])
  }

  /// Whoever changes plans in the year of the loss gives last year's deal back once.
  @Test(arguments: [true, false]) func aChangeOfPlanTakesLastYearsDealBackOnce(
    isLeft: Bool
  ) throws {
    let plans = try ["a", "b"].map {
      try Plan(
        name: $0, period: .quarter,
        measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.02)))],
        clawback: Clawback(on: "churn", within: 12, recover: .full))
    }
    let deal = PaidDeal(deal: "D-1", measure: "bookings", paid: Money(1_500))
    let person = try Person(
      name: "p", plan: "a", changes: [TermsChange(from: Day("2026-02-10")!, plan: "b")],
      opening: isLeft ? Balances(deals: [deal]) : nil)
    let run = try PayCalculator(
      plans: plans, people: [person],
      credits: [F.credit("2025-11-10", "p", .bookings, 100_000, deal: "D-1")],
      events: [DealEvent(Day("2026-05-02")!, person: "p", event: "churn", deal: "D-1")],
      yearStarts: F.yearStarts
    ).run(through: Day("2026-06-30")!)
    #expect(run.statements.map(\.pay.amount) == [0, 0, isLeft ? -1_500 : -2_000])
  }

  /// A deal that one year has taken back is not taken back again by the next.
  @Test func aDealIsTakenBackOnce() throws {
    let plan = try Self.rate(.quarter, .eachPeriod, .share(0.5))
    let credit = try F.credit("2026-11-10", "p", .bookings, 100_000, deal: "D-1")
    func churn(_ day: String) throws -> DealEvent {
      try DealEvent(#require(Day(day)), person: "p", event: "churn", deal: "D-1")
    }
    let year = try F.run(
      plan, [credit], events: [churn("2026-12-10")], through: Day("2026-12-31")!)
    #expect(year.statements.last?.pay == Money(1_000))
    let next = try PayCalculator(
      plans: [plan], people: [Person(name: "p", plan: "plan", opening: year.closings["p"])],
      credits: [credit], events: [churn("2027-01-10")], yearStarts: Day("2027-01-01")!
    ).run(through: Day("2027-03-31")!)
    #expect(next.statements.map(\.pay.amount) == [0])
  }

  /// 18,000 at 10% is 1,800: of 500 that are owed only 300, which leaves the guarantee.
  @Test func whatRecoversADrawLeavesTheGuarantee() throws {
    let plan = try Plan(
      name: "plan", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      draw: Draw(Money(2_000), recoverable: true, months: 1),
      guarantee: Guarantee(.money(Money(1_500))))
    let run = try F.run(
      plan,
      [F.credit("2026-01-15", "p", .bookings, 0), F.credit("2026-02-15", "p", .bookings, 18_000)],
      from: F.yearStarts)
    #expect(run.statements.map(\.pay.amount) == [2_000, 1_500])
    #expect(run.statements.map(\.owed.amount) == [500, 200])
  }

  /// A gate that fails closes the plan, whatever another one comes to of which nothing is known.
  @Test func aGateThatFailsNeedsNoOther() throws {
    let plan = try Plan(
      name: "plan", period: .quarter,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      gates: [Gate(.grr, atLeast: .rate(0.85)), Gate(.nrr, atLeast: .rate(1))])
    func run(_ nrr: Double) throws -> [Double] {
      try F.run(
        plan, [F.credit("2026-02-01", "p", .bookings, 1_000), F.credit("2026-Q1", "p", .nrr, nrr)]
      ).statements.map(\.pay.amount)
    }
    #expect(try run(0.9) == [0])
    #expect(throws: PlanProblems.self) { try run(1) }
  }

  /// A commission that is paid once a year finds what is left of the year's cap.
  @Test(arguments: [Amount.share(1), .money(Money(24_000))])
  func aCapIsOfTheLongestWindow(cap: Amount) throws {
    let plan = try Plan(
      name: "plan", targetIncentive: .money(Money(24_000)), period: .quarter,
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(1_200_000))),
          shape: F.curve([0: 0, 1: 1], uncapped: true), weight: 1),
        Measure(Metric(.renewedARR), shape: .rate(.perUnit(0.2)), period: .year),
      ], cap: cap)
    func pays(_ bookings: Double) throws -> [Double] {
      try F.pays(
        plan,
        ["2026-02-15", "2026-05-15", "2026-08-15", "2026-11-15"].flatMap {
          [
            try F.credit($0, "p", .bookings, bookings),
            try F.credit($0, "p", .renewedARR, 100_000),
          ]
        })
    }
    #expect(try pays(600_000) == [6_000, 6_000, 6_000, 6_000])
    #expect(try pays(150_000) == [3_000, 3_000, 3_000, 15_000])
  }

  /// 540,000 of the 600,000 that fall into its days, and of the target; nothing is asked for after.
  @Test func aMeasureWithDatesHasTargetAndQuotaOfThem() throws {
    func plan(_ counting: Plan.Counting, from: String?, until: String?) throws -> Plan {
      try Plan(
        name: "plan", targetIncentive: .money(Money(24_000)), period: .quarter,
        counting: counting,
        measures: [
          Measure(
            Metric(.bookings, quota: .money(Money(1_200_000))),
            shape: F.curve([0.5: 0.5, 1: 1]), weight: 1, from: from.flatMap { Day($0) },
            until: until.flatMap { Day($0) })
        ])
    }
    let credits = try ["2026-02-01", "2026-05-01"].map {
      try F.credit($0, "p", .bookings, 270_000)
    }
    let december = Day("2026-12-31")!
    for counting in [Plan.Counting.yearToDate, .eachPeriod] {
      let run = try F.run(
        plan(counting, from: nil, until: "2026-06-30"), credits, through: december)
      #expect(run.statements.map(\.pay.amount) == [5_400, 5_400, 0, 0])
      #expect(run.statements.map(\.carried.amount) == [0, 0, 0, 0])
    }
    let late = try F.run(
      plan(.yearToDate, from: "2026-07-01", until: nil),
      [F.credit("2026-08-01", "p", .bookings, 300_000)], through: december)
    #expect(late.statements.map(\.pay.amount) == [0, 0, 6_000, 0])
    let mid = try F.run(
      plan(.eachPeriod, from: nil, until: "2026-02-14"),
      [F.credit("2026-02-01", "p", .bookings, 150_000)], through: Day("2026-03-31")!)
    // 45 of 90 days: 150,000 of 150,000, and half of 6,000.
    #expect(mid.statements.map(\.pay.amount) == [3_000])
  }
}
