import Plans
import Statements
import Testing
import Units

@Suite struct PlanTests {
  typealias F = PayFixture

  static func measure(_ weight: Double?, _ kind: MeasureKind = .grr) throws -> Measure {
    try Measure(
      Metric(kind, quota: .rate(0.9)), shape: F.curve([0.9: 0, 1: 1]), weight: weight)
  }

  @Test func aPlanReportsAllItsProblems() {
    let error = #expect(throws: PlanProblems.self) {
      try Plan(
        name: "", period: .quarter, periodWeights: [0.5, 0.6],
        measures: [Self.measure(0.6), Self.measure(0.5, .nrr)],
        gates: [Gate(.renewedARR, atLeast: .rate(0.9))],
        clawback: Clawback(on: "churn", within: 12, recover: .credit))
    }
    #expect(
      error?.problems.map(\.keyPath) == [
        "name", "measures", "period-weights", "period-weights", "gate.renewed-arr",
        "clawback.recover",
      ])
    #expect(
      error?.problems[1].description
        == "measures: found weights of 110%; expected weights that total 100%")
  }

  @Test func aMeasureNeedsAWeightExactlyWhereItPaysAMultiple() {
    #expect(throws: PlanProblems.self) { try Self.measure(nil) }
    #expect(throws: PlanProblems.self) {
      try Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)), weight: 1)
    }
    #expect(throws: PlanProblems.self) {
      try Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)), cap: .share(2))
    }
    #expect(throws: PlanProblems.self) {
      try Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)), sharing: .equal)
    }
  }

  @Test func ratiosAndAmountsDoNotMix() {
    #expect(throws: PlanProblems.self) {
      try Metric([.init(.grr), .init(.nrr)])
    }
    #expect(throws: PlanProblems.self) { try Metric(.grr, quota: .money(Money(5))) }
    #expect(throws: PlanProblems.self) { try Metric(.bookings, quota: .rate(0.9)) }
    #expect(throws: PlanProblems.self) { try Metric(.bookings, quota: .money(Money(0))) }
    #expect(throws: PlanProblems.self) { try Modifier(Metric(.bookings), shape: F.steps([0: 1])) }
  }

  @Test func smallPartsRefuseNonsense() {
    #expect(throws: PlanProblems.self) { try PayMix(base: 1.2) }
    #expect(throws: PlanProblems.self) { try Draw(Money(0), recoverable: true) }
    #expect(throws: PlanProblems.self) { try Guarantee(.share(-1)) }
    #expect(throws: PlanProblems.self) { try Ramp(quota: [0]) }
    #expect(throws: PlanProblems.self) { try Clawback(on: "", within: 0, recover: .share(2)) }
    #expect(throws: PlanProblems.self) { try PayOut([.init(months: 0, share: 0.5)]) }
    #expect(throws: PlanProblems.self) { try PayOut([.init(months: 0, share: .nan)]) }
    #expect(throws: PlanProblems.self) { try F.credit("2026", "p", .bookings, .infinity) }
  }

  @Test func peopleAndActualsMustLeadSomewhere() throws {
    let plan = try Plan(
      name: "plan", period: .month,
      measures: [
        Measure(
          Metric(.renewedARR, of: .team), shape: F.curve([0: 0, 1: 1]), weight: 1)
      ])
    let error = #expect(throws: PlanProblems.self) {
      try PayCalculator(
        plans: [plan],
        people: [Person(name: "p", plan: "plan"), Person(name: "q", plan: "paln")],
        credits: [
          F.credit("2026", "p", .renewedARR, 1), F.credit("2026-01", "r", .renewedARR, 1),
        ], yearStarts: F.yearStarts)
    }
    #expect(error?.problems.map(\.keyPath) == ["people.q.plan"])
    let second = #expect(throws: PlanProblems.self) {
      try PayCalculator(
        plans: [plan], people: [Person(name: "p", plan: "plan")],
        credits: [
          F.credit("2026", "p", .renewedARR, 1), F.credit("2026-01", "r", .renewedARR, 1),
        ], yearStarts: F.yearStarts)
    }
    #expect(
      second?.problems.map(\.keyPath) == [
        "people.p.target-incentive", "people.p.quotas.renewed-arr", "people.p.team",
        "actuals[0].date", "actuals[1].person",
      ])
  }

  @Test func additiveMeasuresAndModifiers() throws {
    let (first, second) = (MeasureKind("first"), MeasureKind("second"))
    let additive = try Plan(
      name: "additive", targetIncentive: .money(Money(1_000)),
      measures: [
        Measure(
          Metric(first, quota: .rate(1)), shape: F.curve([0: 0, 2: 2]), weight: 0.6),
        Measure(
          Metric(second, quota: .rate(1)), shape: F.curve([0: 0, 2: 2]), weight: 0.4),
      ])
    #expect(
      try F.pays(additive, [F.credit("2026", "p", first, 1.2), F.credit("2026", "p", second, 0.5)])
        == [920])
    let modified = try Plan(
      name: "modified", targetIncentive: .money(Money(1_000)),
      measures: [
        Measure(
          Metric(first, quota: .rate(1)), shape: F.curve([0: 0, 2: 2]), weight: 1),
        Measure(Metric(MeasureKind("spif")), shape: .rate(.perUnit(10))),
      ],
      modifiers: [Modifier(Metric(.nrr), shape: F.steps([0: 0.75, 1: 1]))])
    let statement = try F.run(
      modified,
      [
        F.credit("2026", "p", first, 1.2), F.credit("2026", "p", .nrr, 0.99),
        F.credit("2026", "p", MeasureKind("spif"), 3),
      ]
    ).statements[0]
    #expect(statement.pay == Money(930))
    #expect(statement.amount(of: .modifier(0)) == Money(-300))
  }

  @Test func partYearsAndLeavesReduceTargetAndQuotaAlike() throws {
    let plan = try Plan(
      name: "part", targetIncentive: .money(Money(12_000)), period: .quarter,
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(400_000))), shape: F.curve([0: 0, 1: 1]), weight: 1)
      ])
    let credits = [
      try F.credit("2026-05-20", "p", .bookings, 50_000),
      try F.credit("2026-08-20", "p", .bookings, 100_000),
    ]
    // 16 May to 30 June is 46 of 91 days; all of the third quarter but 46 of 92 days.
    let start = try #require(Day("2026-05-16"))
    let leave = DaySpan(
      first: try #require(Day("2026-07-01")), last: try #require(Day("2026-08-15")))
    let statements = try F.run(plan, credits, from: start, leaves: [leave]).statements
    #expect(statements.map(\.period.label) == ["2026-Q2", "2026-Q3"])
    let share = 46.0 / 91
    #expect(statements.map(\.periodTarget) == [Money(3_000 * share), Money(1_500)])
    #expect(statements[0].lines[0].figure.quota == 100_000 * share)
    #expect(statements[0].pay == Money(50_000 / 100_000 * 3_000))
    #expect(statements[1].pay == Money(1_500))
  }

  @Test func removedCreditActsThroughTheTrueUp() throws {
    let plan = try Plan(
      name: "true-up", targetIncentive: .money(Money(12_000)), period: .quarter,
      counting: .yearToDate,
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(400_000))), shape: F.curve([0: 0, 1: 1]), weight: 1)
      ],
      clawback: Clawback(on: "churn", within: 12, recover: .credit))
    let credits = [
      try F.credit("2026-02-01", "p", .bookings, 100_000, deal: "D"),
      try F.credit("2026-05-01", "p", .bookings, 120_000, deal: "E"),
    ]
    let churn = try DealEvent(
      #require(Day("2026-06-01")), person: "p", event: "churn", deal: "D")
    let statements = try F.run(plan, credits, events: [churn]).statements
    #expect(statements.map(\.pay.amount) == [3_000, 600])
    #expect(statements[1].recoveries.isEmpty)
    #expect(statements[1].lines[0].figure.credited == 120_000)
  }

  @Test func splitsAndDoubleCreditPayEachOnHisShare() throws {
    let plan = try Plan(
      name: "split", measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))])
    let run = try PayCalculator(
      plans: [plan],
      people: [Person(name: "a", plan: "split"), Person(name: "b", plan: "split")],
      credits: [
        F.credit("2026-03-01", "a", .bookings, 1_000, deal: "D"),
        F.credit("2026-03-01", "b", .bookings, 1_000, share: 0.2, deal: "D"),
      ], yearStarts: F.yearStarts
    ).run()
    #expect(run.statements.map(\.pay.amount) == [100, 20])
  }

  @Test func aGateMayAskForAnotherMeasuresAttainment() throws {
    let plan = try Plan(
      name: "gate", targetIncentive: .money(Money(1_000)),
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(100))), shape: F.curve([0: 0, 1: 1]), weight: 0.5),
        Measure(
          Metric(.bookings, quota: .money(Money(100))), shape: F.curve([0: 0, 1: 1]), weight: 0.5,
          gates: [Gate(.renewedARR, atLeast: .rate(0.9))]),
      ])
    for (renewed, pay) in [(90.0, 950.0), (89, 445)] {
      let pays = try F.pays(
        plan, [F.credit("2026", "p", .renewedARR, renewed), F.credit("2026", "p", .bookings, 100)])
      #expect(pays == [pay])
    }
  }

  @Test func aPoolIsDividedByWeightOfTarget() throws {
    let plan = try Plan(
      name: "pool",
      measures: [
        Measure(
          Metric(.bookings, of: .team), shape: .rate(.perUnit(0.1)), sharing: .weight)
      ])
    let people = try [("a", 10_000.0), ("b", 30_000)].map {
      try Person(
        name: $0.0, plan: "pool", targetIncentive: .money(Money($0.1)), team: "north")
    }
    let run = try PayCalculator(
      plans: [plan], people: people, credits: [F.credit("2026", "a", .bookings, 1_000)],
      yearStarts: F.yearStarts
    ).run()
    #expect(run.statements.map(\.pay.amount) == [25, 75])
    #expect(run.statements[0].lines[0].pool == Money(100))
  }

  @Test func fiscalYearsAreNamedAfterTheirFirstDay() throws {
    let calendar = FiscalCalendar(yearStarts: try #require(Day("2026-02-01")))
    let january = try #require(Day("2027-01-31"))
    #expect(calendar.fiscalYear(of: january) == 2026)
    #expect(calendar.payPeriod(.quarter, containing: january).label == "2026-Q4")
    #expect(calendar.payPeriod(.month, containing: january).label == "2027-01")
    #expect(
      calendar.span(of: .quarter(year: 2026, quarter: 1)).description == "2026-02-01..2026-04-30")
    let last = calendar.payPeriod(.quarter, year: 2026, index: 3)
    #expect(calendar.payPeriod(1, after: last).label == "2027-Q1")
    #expect(calendar.payPeriod(-4, after: last).label == "2025-Q4")
  }

  @Test(arguments: ["2026-Q5", "2026-13", "26", "2026-1", "+026", "2026-Q", "2026-02-30", ""])
  func datesThatDoNotExistAreRefused(text: String) {
    #expect(ActualDate(text) == nil)
  }

  @Test(arguments: ["2026", "2026-Q2", "2026-04", "2026-04-20"])
  func datesReadBackAsWritten(text: String) {
    #expect(ActualDate(text)?.description == text)
  }
}
