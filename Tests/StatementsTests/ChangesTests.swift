import Plans
import Statements
import TestSupport
import Testing
import Units

/// Terms that change on any day of the year: plan, target, base, quota and team.
@Suite struct ChangesTests {
  typealias F = PayFixture

  private static let count = MeasureKind("goals")

  private static func plan(
    _ name: String, _ exact: ExactChanges.Plan, _ shape: PayShape
  ) throws -> Plan {
    let period = Period.allCases.first { $0.months == exact.months }!
    let isMultiple = shape.paysMultiple
    return try Plan(
      name: name, period: period, counting: exact.isToDate ? .yearToDate : .eachPeriod,
      measures: [Measure(Metric(.bookings), shape: shape, weight: isMultiple ? 1 : nil)],
      rounding: nil)
  }

  private static func shape(
    _ random: inout RandomPlan
  ) throws -> (exact: ExactChanges.Shape, PayShape) {
    let knots = [
      Knot(from: 0, pays: 0), Knot(from: 0.5, pays: 0.25), Knot(from: 1, pays: 1),
      Knot(from: 1.5, pays: 2.5),
    ].suffix(Int.random(in: 2...4, using: &random))
    let points = knots.map { (from: Fraction(decimal: $0.from), pays: Fraction(decimal: $0.pays)) }
    switch Int.random(in: 0...5, using: &random) {
    case 0:
      let rate = random.decimal(0.01...0.2)
      return (.rate(Fraction(decimal: rate)), .rate(.perUnit(rate)))
    case 1:
      let share = random.decimal(1e-6...9e-6, step: 1e-6)
      return (.shareOfBase(Fraction(decimal: share)), .rate(.shareOfBase(share)))
    case 2:
      let rates = knots.map { Knot(from: $0.from, pays: $0.pays / 10) }
      return (
        .marginal(rates.map { (Fraction(decimal: $0.from), Fraction(decimal: $0.pays)) }),
        .tiers(try TieredRate(.marginal, rates, bounds: .attainment))
      )
    default: return (.curve(points), .curve(try PayoutCurve(Array(knots))))
    }
  }

  /// 400 people of one to four terms on one to three plans.
  @Test(arguments: 0..<8)
  func statementsAndFractionsAgree(batch: Int) throws {
    for number in batch * 50..<batch * 50 + 50 {
      var random = RandomPlan(seed: UInt64(number) &* 6151 &+ 5)
      func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
      var plans: [Plan] = []
      var exactPlans: [ExactChanges.Plan] = []
      for index in 0..<3 {
        let shape = try Self.shape(&random)
        exactPlans.append(
          ExactChanges.Plan(
            shape.exact, months: [1, 3, 6, 12][whole(0...3)], isToDate: random.flip()))
        plans.append(try Self.plan("plan-\(index)", exactPlans[index], shape.1))
      }
      let firsts = [0] + Set((0..<whole(0...3)).map { _ in whole(1...360) }).sorted()
      let parts = firsts.map {
        ExactChanges.Part(
          first: $0, plan: whole(0...2), target: whole(10_000...50_000),
          base: whole(50_000...99_000), quota: whole(300_000...900_000))
      }
      let credits = (0..<whole(4...20)).map { _ in
        (day: whole(0...364), amount: whole(-9_000...80_000))
      }
      let exact = ExactChanges(
        plans: exactPlans, parts: parts,
        credits: credits.map { ($0.day, Fraction($0.amount)) }
      ).pays()
      func day(_ number: Int) -> Day { F.yearStarts.adding(days: number) }
      func money(_ fraction: Fraction) -> Money { Money(fraction.double.rounded()) }
      let changes = parts.dropFirst().map {
        TermsChange(
          from: day($0.first), plan: "plan-\($0.plan)", base: money($0.base),
          targetIncentive: .money(money($0.target)),
          quotas: ["bookings": .money(money($0.quota))])
      }
      let person = try Person(
        name: "p", plan: "plan-\(parts[0].plan)", base: money(parts[0].base),
        targetIncentive: .money(money(parts[0].target)),
        quotas: ["bookings": .money(money(parts[0].quota))], changes: Array(changes))
      let run = try PayCalculator(
        plans: plans, people: [person],
        credits: credits.enumerated().map {
          try Credit(
            .day(day($1.day)), person: "p", measure: .bookings, amount: Double($1.amount),
            deal: "D-\($0)")
        }, yearStarts: F.yearStarts
      ).run(through: day(364))
      let pays = run.statements.map(\.pay.amount)
      #expect(pays.count == exact.pays.count, "person \(number)")
      for (index, (pay, right)) in zip(pays, exact.pays).enumerated() {
        #expect(
          abs(pay - right.double) < 0.005,
          "person \(number), statement \(index): \(parts.map { ($0.first, $0.plan) }) \(exactPlans)"
        )
      }
      #expect(
        abs((run.statements.last?.carried.amount ?? 0) - exact.carried.double) < 0.005,
        "person \(number)")
    }
  }

  /// Identical plans, changed on 10 August, sales of exactly 100% every day: 24,000.
  @Test(arguments: [
    (Period.quarter, Plan.Counting.eachPeriod), (.quarter, .yearToDate), (.year, .eachPeriod),
  ])
  func aChangeToAnEqualPlanChangesNothing(period: Period, counting: Plan.Counting) throws {
    func plan(_ name: String) throws -> Plan {
      try Plan(
        name: name, period: period, counting: counting,
        measures: [
          Measure(Metric(.bookings), shape: F.curve([0: 0, 1: 1], uncapped: true), weight: 1)
        ])
    }
    let person = try Person(
      name: "p", plan: "a", targetIncentive: .money(Money(24_000)),
      quotas: ["bookings": .money(Money(1_200_000))],
      changes: [TermsChange(from: Day("2026-08-10")!, plan: "b")])
    let credits = try [
      ("2026-02-01", 300_000), ("2026-05-01", 300_000), ("2026-08-01", 130_434.78),
      ("2026-09-01", 169_565.22), ("2026-12-01", 300_000),
    ].map { try F.credit($0, "p", .bookings, $1) }
    let run = try PayCalculator(
      plans: [plan("a"), plan("b")], people: [person], credits: credits, yearStarts: F.yearStarts
    ).run(through: Day("2026-12-31")!)
    #expect(run.statements.reduce(Money.zero) { $0 + $1.pay }.rounded() == Money(24_000))
  }

  /// What a quarter has brought when the plan ends is paid with the plan's last month.
  @Test func aPlanThatEndsSettlesWhatIsOpen() throws {
    let monthly = try Plan(
      name: "a", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(0.1)), period: .quarter)])
    let other = try Plan(
      name: "b", period: .month,
      measures: [Measure(Metric(.renewedARR), shape: .rate(.perUnit(0.1)))])
    let person = try Person(
      name: "p", plan: "a", changes: [TermsChange(from: Day("2026-02-15")!, plan: "b")])
    let credits = try [
      F.credit("2026-01-10", "p", .bookings, 1_000), F.credit("2026-02-20", "p", .bookings, 5_000),
      F.credit("2026-02-20", "p", .renewedARR, 700),
    ]
    let run = try PayCalculator(
      plans: [monthly, other], people: [person], credits: credits, yearStarts: F.yearStarts
    ).run(through: Day("2026-02-28")!)
    #expect(run.statements.map(\.plan) == ["a", "a", "b"])
    #expect(run.statements.map(\.pay.amount) == [0, 100, 70])
  }

  /// 60,000 to the end of June, 90,000 from then on: 8% of the one twice and of the other once.
  @Test(arguments: [Period.quarter, .year]) func aBaseHoldsFromItsDayOn(period: Period) throws {
    let plan = try Plan(
      name: "s", period: period, counting: period == .year ? .eachPeriod : .yearToDate,
      measures: [Measure(Metric(Self.count), shape: .rate(.shareOfBase(0.08)))])
    let person = try Person(
      name: "p", plan: "s", base: Money(60_000),
      changes: [TermsChange(from: Day("2026-07-01")!, base: Money(90_000))])
    let credits = try ["2026-02-01", "2026-05-01", "2026-08-01"].map {
      try F.credit($0, "p", Self.count, 1)
    }
    let run = try PayCalculator(
      plans: [plan], people: [person], credits: credits, yearStarts: F.yearStarts
    ).run()
    #expect(run.statements.reduce(Money.zero) { $0 + $1.pay } == Money(16_800))
  }

  /// Teams that people join and leave on any day: everybody's part by days and weight, and of each
  /// pool no more and no less than all.
  @Test(arguments: [Plan.Counting.eachPeriod, .yearToDate])
  func poolsAreDividedWhole(counting: Plan.Counting) throws {
    let firstDays = [0, 90, 181, 273, 365]
    for round in 0..<40 {
      var random = RandomPlan(seed: UInt64(round) &+ 71)
      func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
      func day(_ number: Int) -> Day { F.yearStarts.adding(days: number) }
      let plan = try Plan(
        name: "s", period: .quarter, counting: counting,
        measures: [
          Measure(Metric(.bookings, of: .team), shape: .rate(.perUnit(0.1)), sharing: .weight)
        ], rounding: nil)
      let names = ["ann", "bob", "cy", "dan"]
      let teams = ["x", "y"]
      /// By person: the team from a day on.
      var moves = names.map { _ in [(day: 0, team: whole(0...1))] }
      for index in names.indices where random.flip() {
        moves[index].append((whole(1...360), 1 - moves[index][0].team))
      }
      let targets = names.map { _ in whole(10_000...40_000) }
      let credits = (0..<20).map { _ in
        (day: whole(0...364), person: whole(0...3), amount: whole(0...50_000))
      }
      func side(_ person: Int, _ day: Int) -> Int {
        moves[person].last { $0.day <= day }!.team
      }
      /// Everybody's pay to a quarter's end.
      func pays(_ window: Range<Int>) -> [Fraction] {
        names.indices.map { person in
          teams.indices.reduce(Fraction.zero) { sum, team in
            let pool = credits.filter { window.contains($0.day) && side($0.person, $0.day) == team }
              .reduce(0) { $0 + $1.amount }
            func part(_ person: Int) -> Fraction {
              (0..<4).reduce(.zero) { sum, quarter in
                let days = window.clamped(to: firstDays[quarter]..<firstDays[quarter + 1])
                return sum
                  + Fraction(
                    targets[person] * days.count { side(person, $0) == team },
                    over: firstDays[quarter + 1] - firstDays[quarter])
              }
            }
            let all = names.indices.reduce(Fraction.zero) { $0 + part($1) }
            return all > .zero ? sum + Fraction(pool, over: 10) * part(person) / all : sum
          }
        }
      }
      let run = try PayCalculator(
        plans: [plan],
        people: names.indices.map { index in
          try Person(
            name: names[index], plan: "s", targetIncentive: .money(Money(Double(targets[index]))),
            team: teams[moves[index][0].team],
            changes: moves[index].dropFirst().map {
              TermsChange(from: day($0.day), team: teams[$0.team])
            })
        },
        credits: credits.map {
          try Credit(
            .day(day($0.day)), person: names[$0.person], measure: .bookings,
            amount: Double($0.amount))
        }, yearStarts: F.yearStarts
      ).run(through: day(364))
      for (index, name) in names.enumerated() {
        let found = run.statements(of: name)
        #expect(found.count == 4)
        if counting == .yearToDate {
          let total = found.reduce(0) { $0 + $1.pay.amount } + (found.last?.carried.amount ?? 0)
          #expect(abs(total - pays(0..<365)[index].double) < 0.005, "round \(round), \(name)")
        } else {
          for (quarter, statement) in found.enumerated() {
            let right = pays(firstDays[quarter]..<firstDays[quarter + 1])[index]
            #expect(
              abs(statement.pay.amount - right.double) < 0.005,
              "round \(round), \(statement.period)")
          }
        }
      }
    }
  }

  /// Bob moves from x to y on 15 February: 30,000 and 11,000 are divided, and no more.
  @Test func whoChangesTeamsHasAPartOfBoth() throws {
    let plan = try Plan(
      name: "s", period: .quarter,
      measures: [
        Measure(Metric(.bookings, of: .team), shape: .rate(.perUnit(0.1)), sharing: .weight)
      ])
    func person(_ name: String, _ target: Double, _ team: String, to other: String? = nil) throws
      -> Person
    {
      try Person(
        name: name, plan: "s", targetIncentive: .money(Money(target)), team: team,
        changes: other.map { [TermsChange(from: Day("2026-02-15")!, team: $0)] } ?? [])
    }
    let run = try PayCalculator(
      plans: [plan],
      people: [
        person("ann", 24_000, "x"), person("bob", 12_000, "x", to: "y"), person("cy", 12_000, "y"),
      ],
      credits: [
        F.credit("2026-02-01", "ann", .bookings, 200_000),
        F.credit("2026-02-03", "bob", .bookings, 100_000),
        F.credit("2026-03-03", "cy", .bookings, 50_000),
        F.credit("2026-03-05", "bob", .bookings, 60_000),
      ], yearStarts: F.yearStarts
    ).run(through: Day("2026-03-31")!)
    #expect(run.statements.map(\.pay.amount) == [24_000, 9_666.67, 7_333.33])
  }

  @Test func aPoolHasOneQuota() throws {
    let plan = try Plan(
      name: "s",
      measures: [
        Measure(
          Metric(.bookings, of: .team),
          shape: F.tiers(.marginal, [0: 0.05, 1: 0.2], bounds: .attainment), sharing: .equal)
      ])
    let people = try [("ann", 1_200_000.0), ("bob", 600_000)].map {
      try Person(name: $0, plan: "s", team: "x", quotas: ["bookings": .money(Money($1))])
    }
    let error = #expect(throws: PlanProblems.self) {
      try PayCalculator(plans: [plan], people: people, credits: [], yearStarts: F.yearStarts)
    }
    #expect(error?.problems.map(\.keyPath) == ["people.bob.quotas.bookings"])
  }
}
