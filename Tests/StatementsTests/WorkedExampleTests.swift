import Plans
import Statements
import Testing
import Units

/// Published examples, by their number in the collection of worked examples.
@Suite struct WorkedExampleTests {
  typealias F = PayFixture

  @Test func c01EachTierPaysItsOwnSlice() throws {
    let plan = try Plan(
      name: "marginal-150k",
      measures: [
        Measure(
          Metric(.bookings), shape: F.tiers(.marginal, [0: 0.05, 100_000: 0.06, 125_000: 0.07]))
      ])
    #expect(try F.pays(plan, [F.credit("2026", "p", .bookings, 150_000)]) == [8_250])
  }

  static let oracleTiers: KeyValuePairs<Double, Double> = [
    0: 0.01, 10_000: 0.02, 50_000: 0.03, 100_000: 0.04,
  ]

  @Test(arguments: [(5_000.0, 50.0, 50.0), (15_000, 300, 200), (60_000, 1_800, 1_200)])
  func c04AndC05RetroactiveAndMarginal(
    amount: Double, retroactive: Double, marginal: Double
  ) throws {
    for (mode, expected) in [(TieredRate.Mode.retroactive, retroactive), (.marginal, marginal)] {
      let plan = try Plan(
        name: "oracle",
        measures: [Measure(Metric(.bookings), shape: F.tiers(mode, Self.oracleTiers))])
      #expect(try F.pays(plan, [F.credit("2026", "p", .bookings, amount)]) == [expected])
    }
  }

  @Test func c07TiersGoOnFromTheYearToDate() throws {
    let plan = try Plan(
      name: "spiff-monthly", period: .month, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.bookings), shape: F.tiers(.marginal, [0: 0.04, 150_000: 0.06, 250_000: 0.08]))
      ])
    let pays = try F.pays(
      plan,
      [
        F.credit("2026-01", "p", .bookings, 145_000),
        F.credit("2026-02-10", "p", .bookings, 20_000, deal: "D-71"),
      ])
    #expect(pays == [5_800, 1_100])
  }

  @Test func c09EachMonthBeginsAnew() throws {
    let plan = try Plan(
      name: "daily-sales", period: .month,
      measures: [Measure(Metric(.bookings), shape: F.tiers(.marginal, [0: 0.1, 5_000: 0.12]))])
    let pays = try F.pays(
      plan,
      [
        F.credit("2026-01", "p", .bookings, 6_000), F.credit("2026-02", "p", .bookings, 5_000),
        F.credit("2026-03", "p", .bookings, 4_000),
      ])
    #expect(pays == [620, 500, 400])
  }

  /// The source deducts 10% tax besides, which is payroll's: 90 = 0.9 x 100.
  @Test(arguments: [(12_000.0, 11_000.0, 100.0), (13_000, 15_000, 0), (15_000, 15_000, 0)])
  func c10OnlyTheExcessOverQuotaPays(amount: Double, quota: Double, pay: Double) throws {
    let plan = try Plan(
      name: "over-quota",
      measures: [
        Measure(
          Metric(.bookings, quota: .money(Money(quota))),
          shape: F.tiers(.marginal, [0: 0, 1: 0.1], bounds: .attainment))
      ])
    #expect(try F.pays(plan, [F.credit("2026", "p", .bookings, amount)]) == [pay])
  }

  @Test(arguments: [
    (12_000.0, 11_000.0, 0.1, 4, 25.0), (12_000, 11_000, 0.5, 5, 100), (13_000, 15_000, 0.1, 4, 0),
    (12_000, 12_000, 0.1, 4, 0),
  ])
  func c11APoolIsDividedAmongTheTeam(
    amount: Double, quota: Double, rate: Double, members: Int, pay: Double
  ) throws {
    let run = try Self.pool(amount, quota, rate, members: members, atWork: true)
    #expect(run.statements.map(\.pay.amount) == Array(repeating: pay, count: members))
    #expect(run.teams.map(\.pay.amount) == [pay * Double(members)])
    #expect(run.teams.map(\.members) == [members])
  }

  @Test func c11ATeamOfNobodyIsPaidNothingAndSaysSo() throws {
    let run = try Self.pool(12_000, 11_000, 0.1, members: 1, atWork: false)
    #expect(run.teams.map(\.pay.amount) == [0])
    #expect(run.teams.map(\.members) == [0])
    #expect(run.warnings.map(\.keyPath) == ["blue.2026"])
  }

  static func pool(
    _ amount: Double, _ quota: Double, _ rate: Double, members: Int, atWork: Bool
  ) throws -> PayRun {
    let plan = try Plan(
      name: "team-over-quota",
      measures: [
        Measure(
          Metric(.bookings, of: .team, quota: .money(Money(quota))),
          shape: F.tiers(.marginal, [0: 0, 1: rate], bounds: .attainment), sharing: .equal)
      ])
    let year = FiscalCalendar(yearStarts: F.yearStarts).span(of: .year(2026))
    let people = try (0..<members).map {
      try Person(
        name: "p\($0)", plan: plan.name, team: "blue", leaves: atWork ? [] : [year])
    }
    return try PayCalculator(
      plans: [plan], people: people, credits: [F.credit("2026", "blue", .bookings, amount)],
      yearStarts: F.yearStarts
    ).run()
  }

  static func draw(_ amount: Double, recoverable: Bool) throws -> Plan {
    try Plan(
      name: "draw", period: .month,
      measures: [Measure(Metric(MeasureKind("commission")), shape: .rate(.perUnit(1)))],
      draw: Draw(Money(amount), recoverable: recoverable))
  }

  static func commissions(_ amounts: [Double]) throws -> [Credit] {
    try amounts.enumerated().map {
      try F.credit("2026-0\($0 + 1)", "p", MeasureKind("commission"), $1)
    }
  }

  @Test func c13ARecoverableDrawComesBack() throws {
    let statements = try F.run(
      Self.draw(1_500, recoverable: true), Self.commissions([500, 3_000])
    ).statements
    #expect(statements.map(\.pay.amount) == [1_500, 2_000])
    #expect(statements.map(\.owed.amount) == [1_000, 0])
    #expect(
      try F.pays(Self.draw(1_500, recoverable: false), Self.commissions([500, 3_000]))
        == [1_500, 3_000])
  }

  /// The source prints 300 owed after the third month, which its own figures do not give.
  @Test func c16TheBalanceIsRecoveredAsEarningsAllow() throws {
    let statements = try F.run(
      Self.draw(1_000, recoverable: true), Self.commissions([400, 600, 1_200, 1_500, 1_400])
    ).statements
    #expect(statements.map(\.owed.amount) == [600, 1_000, 800, 300, 0])
    #expect(statements.map(\.pay.amount) == [1_000, 1_000, 1_000, 1_000, 1_100])
  }

  static func curved(
    _ shape: PayShape, target: Double, quota: Quota = .money(Money(1_000_000))
  ) throws -> Plan {
    try Plan(
      name: "curved", targetIncentive: .money(Money(target)),
      measures: [Measure(Metric(.bookings, quota: quota), shape: shape, weight: 1)])
  }

  @Test(arguments: [(0.85, 5_000.0), (1.2, 14_000), (1.5, 20_000), (1.9, 20_000), (0.69, 0)])
  func c17ThresholdAcceleratorAndCap(attainment: Double, pay: Double) throws {
    let plan = try Self.curved(F.curve([0.7: 0, 1: 1, 1.5: 2]), target: 10_000)
    #expect(try F.pays(plan, [F.credit("2026", "p", .bookings, attainment * 1e6)]) == [pay])
  }

  @Test(arguments: [(0.79, 0.0), (0.8, 9_600), (1, 12_000), (1.2, 14_400), (1.3, 15_600)])
  func c27AFloorThenProportional(attainment: Double, pay: Double) throws {
    let plan = try Self.curved(
      F.curve([0.8: 0.8, 1: 1, 1.2: 1.2], uncapped: true), target: 12_000)
    #expect(try F.pays(plan, [F.credit("2026", "p", .bookings, attainment * 1e6)]) == [pay])
  }

  /// The source prints 28,000 extra at 1.20, which its own multiple of 1.4 does not give.
  @Test(arguments: [(1.0, 60_000.0), (1.1, 75_000), (1.2, 84_000), (0.99, 0)])
  func c37StepsPayTheLevelReached(attainment: Double, pay: Double) throws {
    let plan = try Self.curved(F.steps([1: 1, 1.1: 1.25, 1.2: 1.4]), target: 60_000)
    #expect(try F.pays(plan, [F.credit("2026", "p", .bookings, attainment * 1e6)]) == [pay])
  }

  @Test(arguments: [
    (0.9, 0.9, 450.0), (0.9, 1, 570), (1, 0.9, 840), (1.01, 1.02, 1_050),
  ])
  func c21AMatrixOfTwoAttainments(rows: Double, columns: Double, pay: Double) throws {
    let profit = MeasureKind("profit")
    let revenue = MeasureKind("revenue")
    let matrix = try PayoutMatrix(
      rows: [0, 1], columns: [0, 1], pays: [[0.75, 0.95], [1.4, 1.75]])
    let plan = try Plan(
      name: "mip-quarter", targetIncentive: .share(0.05), period: .quarter,
      periodWeights: [0.2, 0.2, 0.2, 0.4],
      measures: [
        Measure(
          [
            Metric(profit, quota: .money(Money(5_000_000))),
            Metric(revenue, quota: .money(Money(5_000_000))),
          ],
          shape: .matrix(matrix), weight: 1)
      ])
    let run = try F.run(
      plan,
      [
        F.credit("2026-Q1", "p", profit, rows * 1e6),
        F.credit("2026-Q1", "p", revenue, columns * 1e6),
      ], base: Money(60_000))
    #expect(run.statements.map(\.pay.amount) == [pay])
    #expect(run.statements[0].periodTarget.rounded() == Money(600))
  }

  @Test func c23AMatrixAndAGoalInSharesOfBase() throws {
    let (revenue, eps) = (MeasureKind("revenue"), MeasureKind("eps"))
    let goal = MeasureKind("unit-goal")
    let matrix = try PayoutMatrix(
      rows: [0.8, 1, 1.2], columns: [0.8, 1, 1.2],
      pays: [[0.09, 0.12, 0.18], [0.12, 0.21, 0.24], [0.18, 0.24, 0.3]])
    let plan = try Plan(
      name: "eps-matrix", targetIncentive: .share(1),
      measures: [
        Measure(
          [
            Metric(revenue, quota: .money(Money(10_000_000))), Metric(eps, quota: .count(1)),
          ],
          shape: .matrix(matrix), weight: 1),
        Measure(Metric(goal), shape: .rate(.shareOfBase(0.08))),
      ])
    let run = try F.run(
      plan,
      [
        F.credit("2026", "p", revenue, 10_400_000), F.credit("2026", "p", eps, 1.25),
        F.credit("2026", "p", goal, 1),
      ], base: Money(100_000))
    #expect(run.statements[0].amount(of: .measure(0)) == Money(24_000))
    #expect(run.statements.map(\.pay.amount) == [32_000])
  }

  @Test func c25BonusesOfAQuarterAndOfTheYear() throws {
    let (quarter, stayed, mip) = (
      MeasureKind("quarter-goal"), MeasureKind("stayed"), MeasureKind("mip-goal")
    )
    let plan = try Plan(
      name: "stay-bonus", period: .quarter,
      measures: [
        Measure(Metric(quarter), shape: .rate(.perUnit(20_000))),
        Measure(Metric(stayed), shape: .rate(.perUnit(5_000))),
        Measure(Metric(mip), shape: .rate(.perUnit(25_000)), period: .year),
      ])
    var credits = try (1...4).flatMap {
      [
        try F.credit("2026-Q\($0)", "p", quarter, 1), try F.credit("2026-Q\($0)", "p", stayed, 1),
      ]
    }
    credits.append(try F.credit("2026", "p", mip, 1))
    let pays = try F.pays(plan, credits)
    #expect(pays == [25_000, 25_000, 25_000, 50_000])
    #expect(pays.reduce(0, +) == 125_000)
  }

  @Test func c28HalfComesBackOnChurn() throws {
    let plan = try Plan(
      name: "half-back", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      clawback: Clawback(on: "churn", within: 12, recover: .share(0.5)))
    let pays = try F.pays(
      plan, [F.credit("2026-01-15", "p", .bookings, 100_000, deal: "D-80")],
      events: [
        DealEvent(#require(Day("2026-05-02")), person: "p", event: "churn", deal: "D-80")
      ])
    #expect(pays == [10_000, 0, 0, 0, -5_000])
  }

  @Test func c30OnlyTheInstalmentPaidComesBack() throws {
    let plan = try Plan(
      name: "instalments", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)))],
      clawback: Clawback(on: "churn", within: 12, recover: .paid),
      payOut: PayOut([.init(months: 0, share: 0.5), .init(months: 6, share: 0.5)]))
    let credit = try F.credit("2026-01-15", "p", .bookings, 10_000, deal: "D-81")
    let churn = try DealEvent(
      #require(Day("2026-03-02")), person: "p", event: "churn", deal: "D-81")
    let july = try #require(Day("2026-07-31"))
    let untouched = try F.run(plan, [credit], through: july)
    #expect(untouched.statements.map(\.pay.amount) == [500, 0, 0, 0, 0, 0, 500])
    #expect(untouched.statements.map(\.later.amount) == [500, 500, 500, 500, 500, 500, 0])
    let churned = try F.run(plan, [credit], events: [churn], through: july)
    #expect(churned.statements.map(\.pay.amount) == [500, 0, -500, 0, 0, 0, 0])
  }

  @Test func c34TwoKindsOfCreditCountTwice() throws {
    let (arr, tcv) = (MeasureKind("arr"), MeasureKind("tcv"))
    for (terms, attainment) in [
      ([Metric.Term(arr), Metric.Term(tcv)], 1_580_000 / 1_400_000.0), ([Metric.Term(arr)], 0.7),
    ] {
      let plan = try Plan(
        name: "arr-plus-tcv", targetIncentive: .money(Money(50_000)),
        measures: [
          Measure(
            Metric(terms, quota: .money(Money(1_400_000))),
            shape: F.curve([0: 0, 1: 1], uncapped: true), weight: 1)
        ])
      let run = try F.run(
        plan, [F.credit("2026", "p", arr, 980_000), F.credit("2026", "p", tcv, 600_000)])
      let figure = run.statements[0].lines[0].figure
      #expect(((figure.attainment?.ratio ?? 0) - attainment).magnitude < 1e-12)
      #expect(run.warnings.count == 2 - terms.count)
    }
  }

  /// The source prints 100,000 a year, which its own tiers do not give.
  @Test func c35MonthlyTiersOverAYear() throws {
    let plan = try Plan(
      name: "monthly-tiers", period: .month,
      measures: [
        Measure(
          Metric(.bookings), shape: F.tiers(.marginal, [0: 0.08, 80_000: 0.12, 100_000: 0.15]))
      ])
    let pays = try F.pays(
      plan,
      (1...12).map { try F.credit($0 < 10 ? "2026-0\($0)" : "2026-\($0)", "p", .bookings, 1e5) })
    #expect(pays == Array(repeating: 8_800, count: 12))
    #expect(pays.reduce(0, +) == 105_600)
  }

  @Test func c38RatiosHaveAttainmentsToo() throws {
    let plan = try Plan(
      name: "grr-nrr", targetIncentive: .money(Money(10_000)),
      measures: [
        Measure(
          Metric(.grr, quota: .rate(0.9)), shape: F.curve([0: 0, 1: 1]), weight: 0.5),
        Measure(
          Metric(.nrr, quota: .rate(1.25)), shape: F.curve([0: 0, 1: 1]), weight: 0.5),
      ])
    let pays = try F.pays(
      plan, [F.credit("2026", "p", .grr, 0.85), F.credit("2026", "p", .nrr, 1.15)])
    #expect(pays == [9_322.22])
  }
}
