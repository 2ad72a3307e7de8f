import Plans
import Statements
import TestSupport
import Testing
import Units

/// What goes from one year to the next, and what changes within a year.
@Suite struct YearTests {
  typealias F = PayFixture

  private static func person(_ opening: Balances? = nil) throws -> Person {
    try Person(name: "p", plan: "plan", opening: opening)
  }

  private static func plan(
    recover: Clawback.Recovery, atMost: Double, counting: Plan.Counting
  ) throws -> Plan {
    try Plan(
      name: "plan", period: .month, counting: counting,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      draw: Draw(Money(1_000), recoverable: true, atMost: atMost),
      clawback: Clawback(on: "churn", within: 12, recover: recover, from: .nextPay, atMost: atMost),
      payOut: PayOut([
        .init(months: 0, share: 0.5), .init(months: 4, share: 0.3), .init(months: 14, share: 0.2),
      ]))
  }

  /// 24 months in one calculation, and in two years of which the second begins with what the first
  /// left: the same statements, to the cent.
  @Test(arguments: [Clawback.Recovery.full, .sliding, .paid, .share(0.5)])
  func twoYearsAreOne(recover: Clawback.Recovery) throws {
    var random = RandomPlan(seed: 2_026)
    let start = F.yearStarts
    let next = start.adding(months: 12)
    for round in 0..<20 {
      let plan = try Self.plan(
        recover: recover, atMost: round.isMultiple(of: 2) ? 1 : 0.4, counting: .eachPeriod)
      let credits = try (0..<30).map { index in
        let day = start.adding(days: Int.random(in: 0..<730, using: &random))
        return try Credit(
          .day(day), person: "p", measure: .bookings,
          amount: random.decimal(100...30_000), deal: "D-\(index)")
      }
      let events = try (0..<8).map { index in
        try DealEvent(
          start.adding(days: Int.random(in: 0..<730, using: &random)), person: "p",
          event: "churn", deal: "D-\(index)")
      }
      func run(
        _ opening: Balances?, _ credits: [Credit], _ events: [DealEvent], from first: Day,
        months: Int
      ) throws -> PayRun {
        try PayCalculator(
          plans: [plan], people: [Self.person(opening)], credits: credits, events: events,
          yearStarts: first
        ).run(through: first.adding(months: months).adding(days: -1))
      }
      func day(_ credit: Credit) -> Day {
        if case .day(let day) = credit.date { day } else { start }
      }
      let whole = try run(nil, credits, events, from: start, months: 24)
      let first = try run(
        nil, credits.filter { day($0) < next }, events.filter { $0.date < next }, from: start,
        months: 12)
      let second = try run(
        first.closings["p"], credits, events.filter { $0.date >= next }, from: next, months: 12)
      let pays = whole.statements.map(\.pay)
      #expect((first.statements + second.statements).map(\.pay) == pays, "round \(round)")
      #expect(second.closings["p"] == whole.closings["p"], "round \(round)")
    }
  }

  /// 50% of a pay at most: 1,000 is recovered from three pays, and the rest is a balance meanwhile.
  @Test func recoveryIsKeptBackFromTheNextPays() throws {
    let plan = try Plan(
      name: "plan", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      clawback: Clawback(on: "churn", within: 12, recover: .full, from: .nextPay, atMost: 0.5))
    let credits = try [
      F.credit("2026-01-10", "p", .bookings, 10_000, deal: "D-1"),
      F.credit("2026-02-10", "p", .bookings, 6_000), F.credit("2026-03-10", "p", .bookings, 8_000),
      F.credit("2026-04-10", "p", .bookings, 10_000),
    ]
    let churn = try DealEvent(Day("2026-02-15")!, person: "p", event: "churn", deal: "D-1")
    let run = try F.run(plan, credits, events: [churn])
    #expect(run.statements.map(\.pay.amount) == [1_000, 300, 400, 700])
    #expect(run.statements.map(\.closing.unrecovered.amount) == [0, 700, 300, 0])
    #expect(run.statements.map(\.opening.unrecovered.amount) == [0, 0, 700, 300])
  }

  @Test func whatIsForgivenIsOwedNoLonger() throws {
    let plan = try Plan(
      name: "plan", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      draw: Draw(Money(1_000), recoverable: true, forgivenAfter: Day("2026-02-28")!))
    let run = try F.run(
      plan, [F.credit("2026-03-10", "p", .bookings, 50_000)], through: Day("2026-03-31")!)
    #expect(run.statements.map(\.pay.amount) == [1_000, 1_000, 5_000])
    #expect(run.statements.map(\.owed.amount) == [1_000, 2_000, 0])
    #expect(run.statements.map(\.forgiven.amount) == [0, 0, 2_000])
  }

  /// Half a year on 24,000 and 1.2m, half on 36,000 and 2.4m: what is due to date is the sum of both,
  /// and there is one attainment.
  @Test func aRaiseWithinTheYearKeepsOneAttainment() throws {
    let curve = try F.curve([0: 0, 1: 1], uncapped: true)
    let plan = try Plan(
      name: "plan", period: .quarter, counting: .yearToDate,
      measures: [Measure(Metric(.bookings), shape: curve, weight: 1)])
    let person = try Person(
      name: "p", plan: "plan", targetIncentive: .money(Money(24_000)),
      quotas: ["bookings": .money(Money(1_200_000))],
      changes: [
        TermsChange(
          from: Day("2026-07-01")!, targetIncentive: .money(Money(36_000)),
          quotas: ["bookings": .money(Money(2_400_000))])
      ])
    let credits = try [
      F.credit("2026-02-10", "p", .bookings, 150_000),
      F.credit("2026-05-10", "p", .bookings, 300_000),
      F.credit("2026-08-10", "p", .bookings, 600_000),
      F.credit("2026-11-10", "p", .bookings, 750_000),
    ]
    let run = try PayCalculator(
      plans: [plan], people: [person], credits: credits, yearStarts: F.yearStarts
    ).run()
    // 50% of 6,000; 75% of 12,000; 87.5% of 21,000; 100% of 30,000; each less what was paid.
    #expect(run.statements.map(\.pay.amount) == [3_000, 6_000, 9_375, 11_625])
    #expect(
      run.statements.map(\.lines[0].figure.quota) == [300_000, 600_000, 1_200_000, 1_800_000])
  }

  /// To the day before on the one plan, from then on the other; balances go along.
  @Test func anotherPlanTakesOverWithinTheYear() throws {
    func plan(_ name: String, rate: Double, draw: Double) throws -> Plan {
      try Plan(
        name: name, period: .month,
        measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(rate)))],
        draw: Draw(Money(draw), recoverable: true),
        clawback: Clawback(on: "churn", within: 12, recover: .full))
    }
    let person = try Person(
      name: "p", plan: "a", changes: [TermsChange(from: Day("2026-02-15")!, plan: "b")])
    let credits = try [
      F.credit("2026-01-10", "p", .bookings, 5_000, deal: "D-1"),
      F.credit("2026-02-10", "p", .bookings, 20_000),
      F.credit("2026-02-20", "p", .bookings, 20_000),
      F.credit("2026-03-10", "p", .bookings, 20_000),
    ]
    let churn = try DealEvent(Day("2026-03-15")!, person: "p", event: "churn", deal: "D-1")
    let run = try PayCalculator(
      plans: [plan("a", rate: 0.1, draw: 1_000), plan("b", rate: 0.2, draw: 28)],
      people: [person], credits: credits, events: [churn], yearStarts: F.yearStarts
    ).run()
    #expect(run.statements.map(\.plan) == ["a", "a", "b", "b"])
    #expect(run.statements.map(\.period.label) == ["2026-01", "2026-02", "2026-02", "2026-03"])
    // 500 filled up to 1,000; 2,000 less the 500 owed; 4,000; 4,000 less the 500 that D-1 brought.
    #expect(run.statements.map(\.pay.amount) == [1_000, 1_500, 4_000, 3_500])
    #expect(run.statements.map(\.owed.amount) == [500, 0, 0, 0])
  }

  /// A deal of which a true-up has taken a part is not taken back whole besides: 9/12 of what it
  /// stands for.
  @Test func trueUpAndClawbackNeverTakeMoreThanTheDealBrought() throws {
    let curve = try F.curve([0.5: 0.5, 1: 1, 1.5: 2.5])
    let plan = try Plan(
      name: "plan", targetIncentive: .money(Money(55_000)), period: .quarter,
      counting: .yearToDate,
      measures: [
        Measure(
          Metric(.expansionBookings, quota: .money(Money(800_000))), shape: curve, weight: 1,
          dealCap: Money(250_000))
      ], clawback: Clawback(on: "churn", within: 12, recover: .sliding))
    let credits = try [
      F.credit("2026-02-10", "p", .expansionBookings, 120_000, deal: "D-1"),
      F.credit("2026-03-20", "p", .expansionBookings, 310_000, deal: "D-2"),
    ]
    let churn = try DealEvent(Day("2026-05-12")!, person: "p", event: "churn", deal: "D-1")
    let run = try F.run(plan, credits, events: [churn], through: Day("2026-06-30")!)
    #expect(run.statements.map(\.pay.amount) == [34_375, -6_187.50])
    let without = try F.run(plan, [credits[1]], through: Day("2026-06-30")!)
    func kept(_ run: PayRun) -> Double {
      run.statements.reduce(0) { $0 + $1.pay.amount } + (run.statements.last?.carried.amount ?? 0)
    }
    #expect(kept(run) > kept(without))
  }
}
