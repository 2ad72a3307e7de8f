import Analysis
import Model
import Ownership
import Plans
import Simulation
import Statistics
import TestSupport
import Testing
import Units

@Suite struct PlanSizingTests {
  static let curve = [
    Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
  ]

  /// Ten accounts of 100,000 that each renew with .9, under one CSM on their renewed ARR.
  static func binomialBook(quota: Double = 900_000, trials: Int = 1024) throws -> Scenario {
    var test = TestScenario(accounts: 10)
    test.trials = trials
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(quota))), shape: .curve(PayoutCurve(curve)),
          weight: 1)
      ])
    return try test.scenario()
  }

  static func aim(
    _ chance: Double, model: Int = 0, role: Role = .csm, measure: String? = nil,
    budget: Double? = nil, confidence: Double = 0.9
  ) -> SizingAim {
    SizingAim(
      model: model, role: role, measure: measure, chance: chance, budget: budget.map { Money($0) },
      confidence: confidence)
  }

  /// Of 10 accounts 10 renew with .3487, 9 or more with .7361, 8 or more with .9298: the most that a
  /// share of 60% reaches is nine, 30% ten, 80% eight.
  @Test(arguments: [(0.6, 900_000.0, 0.7361), (0.3, 1_000_000, 0.3487), (0.8, 800_000, 0.9298)])
  func matchesBinomialQuantiles(chance: Double, quota: Double, reached: Double) async throws {
    // Any quota will do beforehand.
    let scenario = try Self.binomialBook(quota: 870_000)
    let sizing = try await PlanSizing(scenario, aim: Self.aim(chance))
    #expect(abs(sizing.quota.quota - quota) < 1e-3)
    #expect(abs(sizing.quota.low! - quota) < 1e-3 && abs(sizing.quota.high! - quota) < 1e-3)
    #expect(sizing.answered.lever == .quota && sizing.isWithinBudget)
    let atQuota = sizing.answered.score.atQuota
    let error = (reached * (1 - reached) / 1024).squareRoot()
    #expect(abs(atQuota.value - reached) < 3.29 * error)
    #expect(abs(atQuota.standardError / error - 1) < 0.2)
    #expect(sizing.proposals[0].quota == 870_000)
  }

  /// Quotas of a rule, people who leave, uncertain rates: a plan with the quota found, written into
  /// the scenario and run with a seed of its own, has the chance that was scored.
  @Test func sizedPlanKeepsItsPromiseWhenRun() async throws {
    var test = TestScenario(accounts: 30)
    for account in test.accounts.indices {
      test.accounts[account].arr = 40_000 + 7_000 * Double(account)
    }
    test.trials = 1024
    test.years = 2
    test.renewal = Assumption(
      key: "renewal", distribution: try .logitNormal(p10: 0.85, p90: 0.93))
    test.profiles[.csm] = TestScenario.profile(.csm, attrition: 0.2, vacancy: 2, heads: .fixed(3))
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(Metric(.renewedARR), shape: .curve(PayoutCurve(Self.curve)), weight: 1)
      ])
    var scenario = try test.scenario()
    let sizing = try await PlanSizing(scenario, aim: Self.aim(0.7))
    let scored = sizing.answered.score.atQuota
    #expect(abs(scored.value - 0.7) < 3.29 * 1.5 * scored.standardError)
    #expect(sizing.quota.low! < sizing.quota.quota && sizing.quota.quota < sizing.quota.high!)

    scenario.quotas.stretch = sizing.quota.factor
    scenario.seed = 99
    let run = await Comparison(try await Simulator.run(scenario))
    let role = try #require(run.models[0].roles.first { $0.role == .csm })
    let health = try #require(role.health)
    // Two independent runs: the error of their difference is sqrt(2) times that of one.
    let atQuota = try #require(health.shareAtQuota)
    #expect(abs(atQuota.value - scored.value) < 3.29 * 1.42 * scored.standardError)
    // Sized on that luck, the quota lies in the interval.
    scenario.quotas.stretch = 1
    let again = try await PlanSizing(scenario, aim: Self.aim(0.7))
    let spread = sizing.quota.high! - sizing.quota.low!
    #expect(abs(again.quota.quota - sizing.quota.quota) < spread)
    // A quota that is five percent off must fail.
    #expect(0.05 * sizing.quota.quota > spread)
  }

  /// Base 80,000, pay of 1.4444 or 1 or less times 20,000: a year costs 108,889 with .3487 and at
  /// most 100,000 otherwise.
  @Test func scoresCostAgainstBudget() async throws {
    let scenario = try Self.binomialBook()
    let sizing = try await PlanSizing(
      scenario, aim: Self.aim(0.6, budget: 100_000, confidence: 0.6))
    let score = sizing.answered.score
    let error = (0.3487 * 0.6513 / 1024).squareRoot()
    #expect(sizing.isWithinBudget && sizing.proposals.count == 2)
    #expect(abs(score.withinBudget!.value - 0.6513) < 3.29 * error)
    #expect(abs(score.costP50.value - 100_000) < 1e-6)
    #expect(abs(score.costP90.value - 108_888.889) < 1e-2)
    #expect(abs(score.payMultipleP90 - 1.444444) < 1e-5)
    #expect(abs(score.payoutPerTI.mean - 1.073617) < 3.29 * score.payoutPerTI.standardError)
  }

  /// Asked for 90% within 105,000, the accelerator of 4 must fall: at .5 of it ten renewals cost
  /// 80,000 + 20,000 x 1.2222 = 104,444, at .6 105,333. A base of 90% has ten renewals at
  /// 90,000 + 10,000 x 1.4444 = 104,444, one of 85% at 106,667.
  @Test func proposesLeversWithinBudget() async throws {
    let sizing = try await PlanSizing(
      try Self.binomialBook(), aim: Self.aim(0.6, budget: 105_000))
    let byLever = Dictionary(uniqueKeysWithValues: sizing.proposals.map { ($0.lever, $0) })
    #expect(byLever[.quota]!.score.withinBudget!.value < 0.8)
    #expect(byLever[.accelerator]!.accelerator == 2)
    #expect(abs(byLever[.accelerator]!.score.costP90.value - 104_444.444) < 1e-2)
    #expect(abs(byLever[.payMix]!.baseShare - 0.9) < 1e-12)
    #expect(abs(byLever[.payMix]!.score.costP90.value - 104_444.444) < 1e-2)
    #expect(byLever[.heads] == nil, "nobody can be spared")
    #expect(sizing.isWithinBudget)
    // Less is paid by the lower accelerator, which also spares nobody who is below quota.
    #expect(sizing.answered.gain.mean > 0)
  }

  /// A budget below base pay is out of reach; the answer is the closest proposal.
  @Test func answersWithClosestWhenBudgetIsOutOfReach() async throws {
    let sizing = try await PlanSizing(
      try Self.binomialBook(trials: 128), aim: Self.aim(0.6, budget: 30_000))
    #expect(!sizing.isWithinBudget)
    #expect(sizing.answered.lever != .now)
    #expect(sizing.answered.score.withinBudget!.value == 0)
    #expect(
      sizing.proposals.dropFirst().allSatisfy {
        $0.score.costP90.value >= sizing.answered.score.costP90.value
      })
  }

  /// Three people at 100,000 and a budget for two: with one fewer, each has more accounts and so a
  /// quota of half the book.
  @Test func resimulatesFewerHeads() async throws {
    var test = TestScenario(accounts: 12)
    test.trials = 256
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(3))
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(Metric(.renewedARR), shape: .curve(PayoutCurve(Self.curve)), weight: 1)
      ])
    let sizing = try await PlanSizing(
      try test.scenario(), aim: Self.aim(0.5, budget: 230_000))
    let heads = try #require(sizing.proposals.first { $0.lever == .heads })
    #expect(heads.heads == 2)
    #expect(sizing.answered.lever == .heads && sizing.isWithinBudget)
    #expect(heads.score.meanCost < 0.75 * sizing.proposals[0].score.meanCost)
    #expect(heads.quota > 1.3 * sizing.proposals[0].quota)
    #expect(sizing.proposals[0].heads == 3)
  }

  /// Six people of whom each costs 100,000, and work for six. Every rung down to the first that stays
  /// within the budget is shown; who are overworked lose more customers than they save, so that nothing
  /// is worth doing.
  @Test(arguments: [(0.2, false), (1, true)])
  func climbsLadderAndStarsWhatIsWorthIt(overload: Double, isWorthDoing: Bool) async throws {
    var test = TestScenario(accounts: 60, arr: 300_000)
    test.trials = 256
    test.hours = 150
    test.odds["overload"] = TestScenario.certain("overload", overload)
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(6))
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(Metric(.renewedARR), shape: .curve(PayoutCurve(Self.curve)), weight: 1)
      ])
    test.years = 2
    let sizing = try await PlanSizing(
      try test.scenario(), aim: Self.aim(0.5, budget: 430_000))
    let rungs = sizing.proposals.filter { $0.lever == .heads }.map(\.heads)
    #expect(rungs == [5, 4] || rungs == [5, 4, 3], "\(rungs)")
    #expect((sizing.unworthy == nil) == isWorthDoing)
    if isWorthDoing {
      #expect(sizing.answered.heads < 6 && sizing.isWithinBudget)
      let met = sizing.proposals.dropFirst().filter(sizing.confirms)
      #expect(sizing.answered.gain.mean == met.map(\.gain.mean).max())
    } else {
      #expect(sizing.answered.lever == .quota && !sizing.isWithinBudget)
      #expect(sizing.unworthy!.gain.mean < sizing.answered.gain.mean)
    }
  }

  /// Of 10 renewals at .9, nine in ten people reach eight and one in ten ten, of a quota of nine.
  @Test func pointsAreThoseOfAttainment() async throws {
    let sizing = try await PlanSizing(try Self.binomialBook(), aim: Self.aim(0.6))
    #expect(abs(sizing.points.p10 - 8.0 / 9) < 1e-9)
    #expect(abs(sizing.points.p90 - 10.0 / 9) < 1e-9)
  }

  @Test func tradeOffsAreMonotone() async throws {
    let sizing = try await PlanSizing(
      try Self.binomialBook(), aim: Self.aim(0.6, budget: 100_000, confidence: 0.5))
    #expect(sizing.tradeOffs.map { ($0.chance * 100).rounded() } == [45, 50, 55, 60, 65, 70, 75])
    for (row, next) in zip(sizing.tradeOffs, sizing.tradeOffs.dropFirst()) {
      #expect(row.quota >= next.quota)
      #expect(row.score.meanCost <= next.score.meanCost)
      #expect(row.score.atQuota.value <= next.score.atQuota.value)
    }
  }

  @Test func numberOfTasksDoesNotChangeSizing() async throws {
    let scenario = try Self.binomialBook(trials: 300)
    let one = try await PlanSizing(scenario, aim: Self.aim(0.6, budget: 101_000), tasks: 1)
    let three = try await PlanSizing(scenario, aim: Self.aim(0.6, budget: 101_000), tasks: 3)
    #expect(one.quota == three.quota)
    #expect(one.proposals.map(\.gain) == three.proposals.map(\.gain))
    #expect(one.proposals.map(\.score.meanCost) == three.proposals.map(\.score.meanCost))
  }

  // MARK: - What cannot be sized

  static func problem(
    _ scenario: Scenario, _ aim: SizingAim, memory: Int = .max
  ) async -> SizingProblem? {
    do {
      _ = try await PlanSizing(scenario, aim: aim, memory: memory)
      return nil
    } catch {
      return error as? SizingProblem
    }
  }

  /// The maximum that the error names does fit.
  @Test func rejectsCreditsBeyondMemory() async throws {
    let scenario = try Self.binomialBook(trials: 64)
    let problem = await Self.problem(scenario, Self.aim(0.6), memory: 3_000)
    guard case .tooManyTrials(64, let most) = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
    #expect((1..<64).contains(most))
    var fewer = scenario
    fewer.trials = most
    #expect(await Self.problem(fewer, Self.aim(0.6), memory: 3_000) == nil)
  }

  @Test func problems() async throws {
    let scenario = try Self.binomialBook(trials: 32)
    #expect(
      await Self.problem(scenario, Self.aim(0.6, role: .digital))
        == .noPlan(.digital, model: "all-csm", known: [.csm]))
    #expect(
      await Self.problem(scenario, Self.aim(0.6, role: .accountManager))
        == .noPlan(.accountManager, model: "all-csm", known: [.csm]))
    #expect(
      await Self.problem(scenario, Self.aim(0.6, measure: "nrr"))
        == .unknownMeasure("nrr", plan: "csm", known: ["renewed-arr"]))
    var other = scenario
    other.plans["account-manager"] = other.plans["csm"]
    #expect(
      await Self.problem(other, Self.aim(0.6, role: .accountManager))
        == .unusedRole(.accountManager, model: "all-csm", known: [.csm]))
    other.plans["csm"] = try Plan(
      name: "csm", measures: [Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.1)))])
    #expect(await Self.problem(other, Self.aim(0.6)) == .noQuota(plan: "csm"))
    other.plans["csm"] = try Plan(
      name: "csm",
      measures: [Measure(Metric(.mbo), shape: .curve(PayoutCurve(Self.curve)), weight: 1)])
    #expect(await Self.problem(other, Self.aim(0.6)) == .notSimulated(measure: "mbo"))
    other.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(
          Metric(.expansionBookings, quota: .money(Money(1000))),
          shape: .curve(PayoutCurve(Self.curve)), weight: 1)
      ])
    #expect(
      await Self.problem(other, Self.aim(0.6))
        == .outOfReach(chance: 0.6, measure: "expansion-bookings"))
  }
}
