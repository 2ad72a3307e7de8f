import Plans
import Statements
import TestSupport
import Testing
import Units

/// What holds for every plan, tried on plans drawn at random.
@Suite struct InvariantTests {
  typealias F = PayFixture

  static let seeds = Array(UInt64(1)...40)

  static func close(_ a: Double, _ b: Double) -> Bool {
    (a - b).magnitude <= 1e-9 * Swift.max(1, a.magnitude, b.magnitude)
  }

  @Test(arguments: seeds)
  func payNeverFallsAsCreditRisesUnlessTheDiagnosisSaysSo(seed: UInt64) throws {
    var random = RandomPlan(seed: seed)
    let rises = seed.isMultiple(of: 2)
    let plan = try random.plan(modes: rises ? [.marginal] : [.retroactive], rises: rises)
    let isFlagged = PlanDiagnosis(plan).findings.contains {
      if case .fallingPay = $0.kind { true } else { false }
    }
    #expect(!(rises && isFlagged))
    for kind in [MeasureKind.bookings, .renewedARR] {
      var before = 0.0
      for amount in stride(from: 0.0, through: 1_000_000, by: 20_000) where !isFlagged {
        let pay = try F.pays(plan, [F.credit("2026", "p", kind, amount)])[0]
        #expect(pay >= before - 1e-6)
        before = pay
      }
    }
  }

  @Test func aFlaggedFallIsAFall() throws {
    let tiers = try TieredRate(.retroactive, F.knots([0: 0.1, 100_000: 0.05]))
    let plan = try Plan(
      name: "falls", measures: [Measure(Metric(.bookings), shape: .tiers(tiers))])
    #expect(
      PlanDiagnosis(plan).findings.map(\.kind) == [.fallingPay(at: 100_000, until: 200_000)])
    #expect(tiers.pay(forCredit: 99_999, quota: 0) > tiers.pay(forCredit: 100_001, quota: 0))
  }

  @Test(arguments: seeds)
  func capsHold(seed: UInt64) throws {
    var random = RandomPlan(seed: seed)
    let plan = try random.plan()
    let statement = try F.run(plan, random.credits(40)).statements[0]
    let target = statement.targetIncentive.amount
    for (measure, line) in zip(plan.measures, statement.lines) {
      switch measure.cap {
      case .share(let cap):
        #expect(line.toDate.amount <= target * (measure.weight ?? 0) * cap * (1 + 1e-12))
      case .money(let cap): #expect(line.toDate <= cap)
      case nil: #expect(line.toDate == line.uncapped)
      }
    }
    if case .share(let cap) = plan.cap { #expect(statement.pay.amount <= target * cap + 1e-6) }
  }

  @Test(arguments: seeds)
  func splittingADealChangesNothing(seed: UInt64) throws {
    var random = RandomPlan(seed: seed)
    let plan = try random.plan(modes: [.marginal, .retroactive, .perDeal])
    let credits = try random.credits()
    let split = try credits.flatMap { credit in
      try [0.3, 0.7].map {
        try Credit(
          credit.date, person: "p", measure: credit.measure, amount: credit.amount * $0,
          deal: credit.deal)
      }
    }
    #expect(try Self.close(F.pays(plan, credits)[0], F.pays(plan, split)[0]))
  }

  @Test func twoDealsInsteadOfOneMatterOnlyPerDeal() throws {
    let knots = F.knots([0: 0.1, 50_000: 0.2])
    for (mode, whole, parts) in [
      (TieredRate.Mode.marginal, 7_000.0, 7_000.0), (.retroactive, 12_000, 12_000),
      (.perDeal, 12_000, 6_000),
    ] {
      let plan = try Plan(
        name: "deals",
        measures: [Measure(Metric(.bookings), shape: .tiers(TieredRate(mode, knots)))])
      let one = [try F.credit("2026-02-01", "p", .bookings, 60_000, deal: "D")]
      let two = try ["D", "E"].map { try F.credit("2026-02-01", "p", .bookings, 30_000, deal: $0) }
      #expect(try F.pays(plan, one) == [whole])
      #expect(try F.pays(plan, two) == [parts])
    }
  }

  @Test(arguments: seeds)
  func scalingTheCurrencyScalesThePay(seed: UInt64) throws {
    let pays = try [1.0, 7.5].map { currency in
      var random = RandomPlan(seed: seed)
      let plan = try random.plan(
        period: .month, counting: .yearToDate, currency: currency,
        modes: [.marginal, .retroactive], ledger: true)
      return try F.pays(plan, random.credits(currency: currency))
    }
    #expect(pays[0].count == pays[1].count)
    #expect(zip(pays[0], pays[1]).allSatisfy { (a, b) -> Bool in Self.close(a * 7.5, b) })
  }

  @Test(arguments: seeds)
  func yearToDatePeriodsAddUpToTheYear(seed: UInt64) throws {
    var random = RandomPlan(seed: seed)
    let credits = try random.credits()
    let december = try #require(Day("2026-12-31"))
    for period in [Period.month, .quarter] {
      let totals = try [period, .year].map { period in
        var random = RandomPlan(seed: seed + 1_000)
        let plan = try random.plan(
          period: period, counting: .yearToDate, modes: [.marginal, .retroactive],
          rounding: .halfAwayFromZero)
        let statements = try F.run(plan, credits, through: december).statements
        let left = try #require(statements.last).carried
        return statements.reduce(left) { $0 + $1.pay }.rounded()
      }
      #expect(totals[0] == totals[1])
    }
  }

  @Test(arguments: seeds)
  func entriesAddUpToThePayToTheCent(seed: UInt64) throws {
    var random = RandomPlan(seed: seed)
    let plan = try random.plan(
      period: .month, counting: random.flip() ? .yearToDate : .eachPeriod, ledger: true,
      rounding: .halfAwayFromZero)
    let credits = try random.credits()
    let events = try credits.prefix(4).map { credit in
      guard case .day(let day) = credit.date else { throw PlanProblems() }
      return try DealEvent(
        day.adding(months: 2), person: "p", event: "churn", account: credit.account)
    }
    for statement in try F.run(plan, credits, events: events).statements {
      let sum = statement.entries.reduce(Money.zero) { $0 + $1.amount }
      #expect(sum.rounded() == statement.pay)
      #expect(statement.pay == statement.pay.rounded())
      #expect(statement.owed >= .zero)
      #expect(statement.carried <= .zero)
    }
  }

  @Test(arguments: seeds)
  func theOrderOfActualsIsIrrelevant(seed: UInt64) throws {
    var random = RandomPlan(seed: seed)
    let plan = try random.plan(period: .quarter, modes: [.perDeal])
    let credits = try random.credits()
    let pays = try F.pays(plan, credits)
    let shuffled = try F.pays(plan, credits.shuffled(using: &random))
    #expect(zip(pays, shuffled).allSatisfy { (a, b) -> Bool in Self.close(a, b) })
  }
}
