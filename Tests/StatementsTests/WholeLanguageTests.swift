import Ownership
import Plans
import Statements
import Testing
import Units

/// One plan with everything in it, on one person's first two quarters.
@Suite struct WholeLanguageTests {
  typealias F = PayFixture

  static func plan() throws -> Plan {
    try Plan(
      name: "csm-everything", role: .csm, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(1_200_000))),
          shape: F.curve([0.8: 0, 1: 1, 1.1: 2]), weight: 0.6, dealCap: Money(300_000)),
        Measure(
          Metric(
            .expansionBookings, motions: [.smallUpsell, .crossSell],
            quota: .money(Money(200_000))),
          shape: F.curve([0.75: 0.5, 1: 1, 1.5: 3]), weight: 0.3, cap: .share(2.5),
          gates: [Gate(.grr, atLeast: .rate(0.85))]),
        Measure(Metric(.mbo, quota: .rate(1)), shape: F.curve([0: 0, 1: 1]), weight: 0.1),
        Measure(
          Metric(MeasureKind("multi-year-renewals")), shape: .rate(.perUnit(500)),
          from: Day("2026-07-01"), until: Day("2026-09-30")),
        Measure(
          Metric(MeasureKind("onboarding-live")), shape: .rate(.perUnit(2_000)),
          cap: .money(Money(2_000))),
      ],
      modifiers: [
        Modifier(
          Metric(.nrr, of: .team, quota: .rate(1.03)),
          shape: F.steps([0: 0.75, 0.98: 1, 1.03: 1.15]))
      ],
      gates: [Gate(.logoRetention, atLeast: .rate(0.8))], cap: .share(2.5),
      draw: Draw(Money(3_000), recoverable: true, months: 6),
      ramp: Ramp(quota: [0.5, 0.75], guarantee: [1, 0.5]),
      clawback: Clawback(on: "churn", within: 12, recover: .sliding))
  }

  static func calculator(
    credits more: [Credit] = [], without omitted: MeasureKind? = nil
  ) throws -> PayCalculator {
    let person = try Person(
      name: "dana", plan: "csm-everything", base: Money(90_000),
      targetIncentive: .money(Money(24_000)), team: "north", from: Day("2026-04-01"))
    let churn = try DealEvent(
      #require(Day("2026-08-09")), person: "dana", event: "churn", deal: "D-101", account: "A-1")
    let upsell = try Credit(
      #require(ActualDate("2026-05-11")), person: "dana", measure: .expansionBookings,
      motion: .smallUpsell, amount: 60_000, share: 0.5, deal: "D-102")
    let credits =
      try [
        F.credit("2026-04-20", "dana", .renewedARR, 310_000, deal: "D-101"), upsell,
        F.credit("2026-06-30", "dana", .mbo, 0.8), F.credit("2026-06-30", "dana", .grr, 0.88),
        F.credit("2026-06-30", "dana", .logoRetention, 0.92),
        F.credit("2026-06-30", "dana", .nrr, 1.02),
      ] + more
    return try PayCalculator(
      plans: [plan()], people: [person], credits: credits.filter { $0.measure != omitted },
      events: [churn], yearStarts: F.yearStarts)
  }

  @Test func firstQuarterFromCreditToPay() throws {
    let statement = try #require(try Self.calculator().run().statement(of: "dana", "2026-Q2"))
    #expect(statement.targetIncentive == Money(24_000))
    #expect(statement.periodTarget == Money(6_000))
    #expect(statement.rampPeriod == 1)
    #expect(statement.rampQuota == 0.5)
    #expect(statement.lines.map(\.figure.credited) == [300_000, 30_000, 0.8, 0, 0])
    #expect(statement.lines.map(\.figure.quota) == [150_000, 25_000, 1, nil, nil])
    let multiples = statement.lines.compactMap(\.multiple)
    #expect(zip(multiples, [2, 1.8, 0.8]).allSatisfy { ($0 - $1).magnitude < 1e-12 })
    #expect(
      statement.entries.map(\.amount) == [7_200, 3_240, 480, 0, 0, 0].map { Money($0) })
    #expect(statement.modifiers.map(\.factor) == [1])
    #expect(statement.gates.map(\.isHeld) == [true])
    #expect(statement.lines[1].gates.map(\.actual) == [0.88])
    #expect(statement.lines[0].deals.map(\.credit.isCapped) == [true])
    #expect(statement.cap == Money(15_000))
    #expect(statement.guarantee == Money(6_000))
    #expect(statement.draw == Money(3_000))
    #expect(statement.pay == Money(10_920))
    #expect(statement.owed == .zero)
  }

  /// To date, so nothing of a deal that a true-up has brought down to nothing.
  @Test func churnTakesBackNineTwelfthsOfWhatTheDealStandsFor() throws {
    let run = try Self.calculator().run()
    let statement = try #require(run.statement(of: "dana", "2026-Q3"))
    #expect(statement.recoveries.isEmpty)
    // To date 300,000 of 375,000 is the threshold, and 30,000 of 62,500 below it: only the
    // objectives still pay, 12,000 x 10% x 80% = 960 against 10,920 paid.
    #expect(statement.carried == Money(960 - 10_920))
    #expect(statement.amount(of: .guarantee) == Money(3_000))
    #expect(statement.pay == Money(3_000))
    #expect(
      run.warnings.map(\.description) == ["events[0]: churn of D-101 takes nothing back"])
  }

  @Test func laterCreditMakesGoodWhatWasCarried() throws {
    let more = try [
      F.credit("2026-11-02", "dana", .renewedARR, 290_000, deal: "D-103"),
      F.credit("2026-12-02", "dana", .renewedARR, 200_000, deal: "D-104"),
    ]
    let statements = try Self.calculator(credits: more).run().statements
    let last = try #require(statements.last)
    // 790,000 of 675,000 to date is above 110%: 18,000 x 60% x 2, and 1,440 for objectives.
    let toDate = 18_000 * 0.6 * 2 + 18_000 * 0.1 * 0.8
    #expect(last.carried == .zero)
    // The lost deal stands for 300,000 of 790,000 again.
    let recovery = try #require(last.recoveries.first)
    #expect(recovery.elapsedMonths == 3)
    #expect(recovery.dealPay.rounded() == Money(8_202.53))
    #expect(recovery.taken == Money(6_151.90))
    #expect(last.pay == Money(toDate - 10_920 - 6_151.90).rounded())
  }

  @Test(arguments: [MeasureKind.grr, .logoRetention, .nrr, .mbo])
  func aMissingActualIsAnErrorAndNeverHeld(kind: MeasureKind) throws {
    let calculator = try Self.calculator(without: kind)
    let error = #expect(throws: PlanProblems.self) { try calculator.run() }
    #expect(
      error?.problems.map(\.keyPath) == ["dana.2026-Q2.\(kind)", "dana.2026-Q3.\(kind)"])
  }

  @Test func aPlanGateThatFailsTakesEverything() throws {
    let statements = try Self.calculator(
      credits: [F.credit("2026-08-31", "dana", .logoRetention, 0.79)]
    ).run().statements
    #expect(statements[1].gates.map(\.isHeld) == [false])
    #expect(statements[1].amount(of: .planGate) == Money(-960))
    #expect(statements[1].carried == Money(-10_920))
  }

  @Test func aSPIFCountsOnItsDatesAndAMilestoneOnce() throws {
    let spif = MeasureKind("multi-year-renewals")
    let live = MeasureKind("onboarding-live")
    let run = try Self.calculator(credits: [
      F.credit("2026-06-30", "dana", spif, 1), F.credit("2026-07-01", "dana", spif, 2),
      F.credit("2026-05-01", "dana", live, 1), F.credit("2026-08-01", "dana", live, 1),
    ]).run()
    #expect(run.statements.map { $0.amount(of: .measure(3)) } == [.zero, Money(1_000)])
    #expect(run.statements.map { $0.amount(of: .measure(4)) } == [Money(2_000), .zero])
    #expect(run.warnings.map(\.keyPath) == ["actuals[6]", "events[0]"])
  }
}
