import Compensation
import Ownership
import Testing
import Units

/// Where rules meet: gates, pools, periods, balances.
@Suite struct EdgeTests {
  typealias F = PayFixture

  @Test(arguments: [(0.85, 2_000.0), (0.84, 1_000)])
  func anAcceleratorGateStopsAtTarget(grr: Double, pay: Double) throws {
    let plan = try Plan(
      name: "accelerator", targetIncentive: .money(Money(1_000)),
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(100))), shape: F.curve([0: 0, 1: 1, 1.5: 3]),
          weight: 1, acceleratorGates: [Gate(.grr, atLeast: .rate(0.85))])
      ])
    let statement = try F.run(
      plan, [F.credit("2026", "p", .bookings, 125), F.credit("2026", "p", .grr, grr)]
    ).statements[0]
    #expect(statement.pay == Money(pay))
    #expect(!statement.lines[0].isGated)
  }

  @Test func aPeriodWithoutWeightStillPaysRates() throws {
    let plan = try Plan(
      name: "weights", targetIncentive: .money(Money(1_000)), period: .quarter,
      periodWeights: [0, 0, 0, 1],
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(100))), shape: F.curve([0: 0, 1: 1]), weight: 1),
        Measure(Metric(.bookings), shape: .rate(.perUnit(0.5))),
      ])
    let statements = try F.run(
      plan, [F.credit("2026-Q1", "p", .bookings, 40), F.credit("2026-Q4", "p", .bookings, 50)]
    ).statements
    #expect(statements.map(\.pay.amount) == [20, 0, 0, 525])
    #expect(statements[0].lines[0].figure.attainment == nil)
  }

  @Test func aRatioOfOnesOwnNameIsNeverAssumed() throws {
    let csat = MeasureKind("csat")
    let plan = try Plan(
      name: "csat", targetIncentive: .money(Money(1_000)),
      measures: [Measure(Metric(csat), shape: F.curve([0: 0, 1: 1]), weight: 1)])
    let person = try Person(name: "p", plan: "csat", quotas: ["csat": .rate(0.9)])
    let late = try F.credit("2026-12-31", "p", csat, 0.45)
    let early = try F.credit("2026-06-30", "p", csat, 0.9)
    func run(_ credits: [Credit]) throws -> [Money] {
      try PayCalculator(
        plans: [plan], people: [person], credits: credits, yearStarts: F.yearStarts
      ).run().statements.map(\.pay)
    }
    #expect(try run([late, early]) == [Money(500)])
    #expect(throws: PlanProblems.self) { try run([]) }
    #expect(throws: PlanProblems.self) {
      try run([late, F.credit("2026-12-31", "p", csat, 0.5)])
    }
  }

  @Test func aTeamsRatioStandsUnderItsName() throws {
    let plan = try Plan(
      name: "pooled", targetIncentive: .money(Money(1_000)),
      measures: [
        Measure(
          Metric(.nrr, of: .team, quota: .rate(1)), shape: F.curve([0: 0, 1: 1]), weight: 0.5),
        Measure(Metric(.nrr, quota: .rate(1)), shape: F.curve([0: 0, 1: 1]), weight: 0.5),
      ])
    let run = try PayCalculator(
      plans: [plan],
      people: ["a", "b"].map { try Person(name: $0, plan: "pooled", team: "north") },
      credits: [
        F.credit("2026", "a", .nrr, 0.5), F.credit("2026", "b", .nrr, 0.7),
        F.credit("2026", "north", .nrr, 0.6),
      ], yearStarts: F.yearStarts
    ).run()
    #expect(run.statements.map(\.pay.amount) == [550, 650])
    #expect(run.warnings.isEmpty)
  }

  @Test func aDealCapIsOneForAllPartsOfADeal() throws {
    let plan = try Plan(
      name: "cap", period: .quarter,
      measures: [
        Measure(Metric(.bookings), shape: .rate(.perUnit(1)), dealCap: Money(100))
      ])
    let pays = try F.pays(
      plan,
      [
        F.credit("2026-01-10", "p", .bookings, 80, share: 0.5, deal: "D"),
        F.credit("2026-04-10", "p", .bookings, 80, share: 0.5, deal: "D"),
        F.credit("2026-04-10", "p", .bookings, 150),
      ])
    #expect(pays == [40, 10 + 100])
  }

  @Test func aGuaranteeIsPaidWhileANegativeTrueUpIsCarried() throws {
    var ledger = PayLedger(rounding: .halfAwayFromZero)
    let pays = [100.0, -60, 50, 30].map {
      ledger.settle(earned: Money($0), instalments: [0: 1], guarantee: Money(10)).pay.amount
    }
    #expect(pays == [100, 10, 10, 20])
    #expect(ledger.carried == .zero)
  }

  @Test func aRecoverableDrawKeepsABalance() {
    var ledger = PayLedger(rounding: .halfAwayFromZero)
    let pays = [3_200.0, 7_000].map {
      ledger.settle(
        earned: Money($0), instalments: [0: 1], draw: Money(5_000), isRecoverable: true
      ).pay.amount
    }
    #expect(pays == [5_000, 5_200])
    #expect(ledger.owed == .zero)
  }

  @Test func anInstalmentRunsOnAndADrawStillRecoversItself() {
    var ledger = PayLedger(rounding: .halfAwayFromZero)
    let first = ledger.settle(
      earned: Money(100), instalments: [0: 0.5, 2: 0.5], draw: Money(80), isRecoverable: true)
    #expect(first.pay == Money(80))
    #expect(ledger.owed == Money(30))
    #expect(ledger.later == [.zero, Money(50)])
    #expect(ledger.settle(earned: .zero, instalments: [0: 1]).pay == .zero)
    let third = ledger.settle(earned: .zero, instalments: [0: 1])
    #expect(third.instalments == Money(50))
    #expect(third.draw == Money(-30))
    #expect(third.pay == Money(20))
  }

  @Test func roundedPartsAddUpToTheRoundedTotal() throws {
    let kinds = (1...3).map { MeasureKind("third-\($0)") }
    let plan = try Plan(
      name: "thirds", targetIncentive: .money(Money(100)),
      measures: kinds.map {
        try Measure(
          Metric($0, quota: .rate(1)), shape: F.curve([0: 0, 1: 1]), weight: 1 / 3.0)
      })
    let statement = try F.run(plan, kinds.map { try F.credit("2026", "p", $0, 1) }).statements[0]
    #expect(statement.pay == Money(100))
    #expect(statement.entries.map(\.amount.amount).sorted() == [33.33, 33.33, 33.34])
  }

  @Test func anEventOfALaterYearTakesBackWhatTheFormerYearPaid() throws {
    let plan = try Plan(
      name: "later", targetIncentive: .money(Money(1_200)), period: .quarter,
      counting: .yearToDate,
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(400))), shape: F.curve([0: 0, 1: 1]), weight: 1)
      ],
      clawback: Clawback(on: "churn", within: 6, recover: .full))
    let credits = [
      try F.credit("2026-11-20", "p", .bookings, 100, deal: "D"),
      try F.credit("2026-11-25", "p", .bookings, 300, deal: "E"),
    ]
    let inside = try DealEvent(
      #require(Day("2027-05-20")), person: "p", event: "churn", deal: "D")
    let outside = try DealEvent(
      #require(Day("2027-05-26")), person: "p", event: "churn", deal: "E")
    let run = try F.run(plan, credits, events: [inside, outside])
    #expect(run.statements.map(\.pay.amount) == [0, 0, 0, 1_200, 0, -300])
    #expect(run.warnings.map(\.keyPath) == ["events[1]"])
  }

  @Test func whoStartsLaterHasNoStatementYet() throws {
    let plan = try Plan(
      name: "later", measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(1)))])
    let run = try F.run(plan, [], from: Day("2027-01-01"), through: Day("2026-12-31"))
    #expect(run.statements.isEmpty)
    #expect(throws: PlanProblems.self) {
      try F.run(plan, [F.credit("9026", "p", .bookings, 1)])
    }
  }

  @Test func aDrawOfSomeMonthsCountsFromTheStart() throws {
    let plan = try Plan(
      name: "draw", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(1)))],
      draw: Draw(Money(100), recoverable: false, months: 2))
    let may = try #require(Day("2026-05-31"))
    let hired = try F.run(plan, [], from: Day("2026-03-01"), through: may)
    #expect(hired.statements.map(\.pay.amount) == [100, 100, 0])
    let always = try F.run(plan, [], through: may)
    #expect(always.statements.map(\.pay.amount) == [0, 0, 0, 0, 0])
  }

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
      ])
  }

  @Test func aSecondEventOfADealTakesNoMore() throws {
    let plan = try Plan(
      name: "once", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(1)))],
      clawback: Clawback(on: "churn", within: 12, recover: .share(0.75)))
    let churns = try ["2026-02-01", "2026-03-01"].map {
      try DealEvent(#require(Day($0)), person: "p", event: "churn", account: "A")
    }
    let credit = try Credit(
      .day(F.yearStarts), person: "p", measure: .bookings, motion: .bigUpsell, amount: 100,
      account: "A")
    #expect(try F.pays(plan, [credit], events: churns) == [100, -75, 0])
  }
}
