import Ownership
import Plans
import Statements
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
    var ledger = SettledByHand(rounding: .halfAwayFromZero)
    let pays = [100.0, -60, 50, 30].map {
      ledger.settle($0, guarantee: 10).pay
    }
    #expect(pays == [100, 10, 10, 20])
    #expect(ledger.balances.carried == 0)
  }

  @Test func aRecoverableDrawKeepsABalance() {
    var ledger = SettledByHand(rounding: .halfAwayFromZero)
    let pays = [3_200.0, 7_000].map {
      ledger.settle($0, draw: 5_000, isRecoverable: true).pay
    }
    #expect(pays == [5_000, 5_200])
    #expect(ledger.balances.owed == 0)
  }

  @Test func anInstalmentRunsOnAndADrawStillRecoversItself() {
    var ledger = SettledByHand(rounding: .halfAwayFromZero)
    let first = ledger.settle(
      100, into: [0: 0.5, 2: 0.5], draw: 80, isRecoverable: true)
    #expect(first.pay == 80)
    #expect(ledger.balances.owed == 30)
    #expect(ledger.instalments?.later == [0, 50])
    #expect(ledger.settle(0).pay == 0)
    let third = ledger.settle(0)
    #expect(third.instalments == 50)
    #expect(third.draw == -30)
    #expect(third.pay == 20)
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
