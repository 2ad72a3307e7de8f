import Plans
import Statements
import Testing
import Units

/// What falls into which period: measures of a longer one, leave, what is due later, the year before.
@Suite struct PeriodTests {
  typealias F = PayFixture

  /// 40,000 a year counted by quarter and paid by month, capped at 150% of what is settled.
  private func quarterly(uncapped: Bool = false) throws -> Plan {
    try Plan(
      name: "quarterly", targetIncentive: .money(Money(40_000)), period: .month,
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(1_200_000))),
          shape: F.curve([0: 0, 1: 1, 1.5: 1.5], uncapped: uncapped), weight: 1, period: .quarter)
      ], cap: .share(1.5))
  }

  /// A quarter at 100% pays a quarter of the target, one at 200% the cap of 150% of it.
  @Test func aCapIsOneOfAllThatAPeriodSettles() throws {
    let credits = try [("2026-02-10", 300_000.0), ("2026-05-10", 600_000)].map {
      try F.credit($0, "p", .renewedARR, $1)
    }
    let june = try #require(Day("2026-06-30"))
    let statements = try F.run(quarterly(uncapped: true), credits, through: june).statements
    #expect(statements.map(\.pay.amount) == [0, 0, 10_000, 0, 0, 15_000])
    #expect(statements[5].cap == Money(15_000))
  }

  /// Half of the target by month, half by quarter: in January the cap is 150% of 1,000, in March of
  /// 1,000 and 3,000. Credit of three times the quota everywhere.
  @Test func aCapIsSharedByMeasuresOfDifferentPeriods() throws {
    func half(_ kind: MeasureKind, _ period: Period?) throws -> Measure {
      try Measure(
        Metric(kind, quota: .money(Money(1_200))), shape: F.curve([0: 0, 1: 1], uncapped: true),
        weight: 0.5, period: period)
    }
    let plan = try Plan(
      name: "both", targetIncentive: .money(Money(24_000)), period: .month,
      measures: [half(.bookings, nil), half(.renewedARR, .quarter)], cap: .share(1.5))
    let credits = try ["2026-01", "2026-02", "2026-03"].flatMap {
      [try F.credit($0, "p", .bookings, 300), try F.credit($0, "p", .renewedARR, 300)]
    }
    #expect(try F.pays(plan, credits) == [1_500, 1_500, 6_000])
  }

  /// Who was there for two months of the quarter is paid at its end: 200,000 of a quota of 200,000.
  @Test func whoLeftBeforeAQuarterEndsIsPaidForIt() throws {
    let run = try F.run(
      quarterly(), [F.credit("2026-02-10", "p", .renewedARR, 200_000)],
      until: Day("2026-02-28"), through: Day("2026-03-31"))
    let (pay, worked) = (run.statements[2].pay.amount, 59.0 / 90)
    // 59 of 90 days: that part of target and quota.
    let attainment = 200_000 / (300_000 * worked)
    #expect(abs(pay - min(attainment, 1.5) * 10_000 * worked) < 0.01)
  }

  /// 3% of a deal of 50,000, though the month was one of leave; a share of target pays nothing then,
  /// and a warning says so.
  @Test func ratesArePaidDuringLeave() throws {
    let march = try DaySpan(first: #require(Day("2026-03-01")), last: #require(Day("2026-03-31")))
    let deal = try F.credit("2026-03-17", "p", .bookings, 50_000, deal: "D")
    let rates = try Plan(
      name: "rates", period: .month,
      measures: [Measure(Metric(.bookings), shape: F.tiers(.perDeal, [0: 0.01, 50_000: 0.03]))])
    let paid = try F.run(rates, [deal], leaves: [march])
    #expect(paid.statements.map(\.pay.amount) == [0, 0, 1_500])
    #expect(paid.warnings.isEmpty)
    let curve = try Plan(
      name: "curve", targetIncentive: .money(Money(12_000)), period: .month,
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(600_000))), shape: F.curve([0: 0, 1: 1]), weight: 1)
      ])
    let unpaid = try F.run(curve, [deal], leaves: [march])
    #expect(unpaid.statements.map(\.pay.amount) == [0, 0, 0])
    #expect(
      unpaid.warnings.map(\.message) == [
        "p is on leave all the while that bookings counts 2026-03-17: without target incentive and "
          + "quota it pays nothing"
      ])
  }

  /// A cap of 200% of nothing: 10% of 5,000 is lost to it, and a warning says so.
  @Test func aCapDuringLeaveIsToldOf() throws {
    let plan = try Plan(
      name: "capped", targetIncentive: .money(Money(12_000)), period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))], cap: .share(2))
    let january = try DaySpan(
      first: #require(Day("2026-01-01")), last: #require(Day("2026-01-31")))
    let run = try F.run(
      plan, [F.credit("2026-01-17", "p", .bookings, 5_000)], leaves: [january])
    #expect(run.statements.map(\.pay.amount) == [0])
    #expect(
      run.warnings.map(\.description) == [
        "p.2026-01: no target incentive falls into the period, and the cap is a share of it: 500 is "
          + "not paid"
      ])
  }

  @Test func whatIsDueAfterTheLastActualIsToCome() throws {
    let plan = try quarterly()
    let november = [try F.credit("2026-11-10", "p", .renewedARR, 300_000)]
    let december = FiscalCalendar(yearStarts: F.yearStarts).payPeriod(.month, year: 2026, index: 11)
    let soFar = try F.run(plan, november)
    #expect(soFar.statements.count == 11)
    #expect(soFar.toCome.map(\.item) == [.credit(measure: "renewed-arr", 300_000)])
    #expect(soFar.toCome.map(\.period) == [december])
    let calculator = try PayCalculator(
      plans: [plan], people: [Person(name: "p", plan: "quarterly")], credits: november,
      yearStarts: F.yearStarts)
    let asked = try calculator.run(asked: december.span.last)
    #expect(asked.statements.last?.period == december)
    #expect(asked.statements.last?.pay == Money(10_000))
    #expect(asked.toCome.isEmpty)

    let instalments = try Plan(
      name: "instalments", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      payOut: PayOut([.init(months: 0, share: 0.6), .init(months: 6, share: 0.4)]))
    let run = try F.run(instalments, [F.credit("2026-02-10", "p", .bookings, 100_000)])
    #expect(run.statements.map(\.pay.amount) == [0, 6_000])
    #expect(run.toCome.map(\.item) == [.instalment(Money(4_000))])
    #expect(run.toCome.map(\.period.label) == ["2026-08"])
  }

  /// 60,000 and 40,000 made the fourth quarter's quota of 100,000: 10,000, of which the deal that
  /// leaves in January brought 6,000. Nothing else of the former year is in this one's statements.
  @Test func whatTheFormerYearPaidIsTakenBack() throws {
    let plan = try Plan(
      name: "former", targetIncentive: .money(Money(40_000)), period: .quarter,
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(400_000))), shape: F.curve([0: 0, 1: 1]), weight: 1)
      ], draw: Draw(Money(1_000), recoverable: true),
      clawback: Clawback(on: "churn", within: 12, recover: .full),
      payOut: PayOut([.init(months: 0, share: 0.5), .init(months: 3, share: 0.5)]))
    let credits = try [
      ("2025-05-10", 90_000.0, "C"), ("2025-11-10", 60_000, "D"), ("2025-12-10", 40_000, "E"),
    ].map { try F.credit($0, "p", .bookings, $1, deal: $2) }
    let churn = try DealEvent(
      #require(Day("2026-01-10")), person: "p", event: "churn", deal: "D")
    let run = try F.run(plan, credits, events: [churn])
    #expect(run.statements.map(\.period.label) == ["2026-Q1"])
    #expect(run.statements[0].amount(of: .clawback) == Money(-6_000))
    #expect(run.statements[0].pay == Money(1_000 - 6_000))
    #expect(
      run.warnings.map(\.message) == [
        "2025-05-10 is before the plan year, and nothing takes it back; not counted"
      ])
  }

  @Test func periodsAreInTheOrderInWhichTheyEnd() {
    let calendar = FiscalCalendar(yearStarts: F.yearStarts)
    let periods = Period.allCases.flatMap { period in
      (0..<period.perYear / 2).map { calendar.payPeriod(period, year: 2026, index: $0) }
    }
    #expect(
      periods.sorted().map(\.label) == [
        "2026-01", "2026-02", "2026-03", "2026-Q1", "2026-04", "2026-05", "2026-06", "2026-Q2",
        "2026-H1",
      ])
  }
}
