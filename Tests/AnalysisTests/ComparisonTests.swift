import Analysis
import Model
import Ownership
import Simulation
import Statistics
import TestSupport
import Testing
import Units

@Suite struct ComparisonTests {
  static func model(_ preset: String, named name: String? = nil) -> OwnershipModel {
    var model = Preset.named(preset)!.model
    if let name { model.name = name }
    return model
  }

  /// Two models, of which the second renews with 1.3 times the odds.
  static func oddsRatio(accounts: Int, trials: Int) throws -> Scenario {
    var test = TestScenario(accounts: accounts)
    test.trials = trials
    test.renewal = TestScenario.certain("renewal", 0.85)
    test.models = [model("all-csm"), model("account-manager")]
    test.skill = [.accountManager: [.renewal: TestScenario.certain("skill", 1.3)]]
    return try test.scenario()
  }

  /// On a chance of .85 the odds ratio makes .880478. With the same luck the difference of *n*
  /// equal accounts has sd sqrt(d (1 - d) / n): .005436 where n = 1,000, a third of what separate
  /// luck would give.
  @Test func commonRandomNumbersReduceError() async throws {
    let trials = 256
    let result = try await Simulator.run(Self.oddsRatio(accounts: 1000, trials: trials))
    let difference = try #require(await Comparison(result).difference(.nrr, of: 1))
    let sd = 0.005436
    #expect(abs(difference.paired.mean - 0.030478) < 3.29 * sd / Double(trials).squareRoot())
    #expect(
      abs(difference.outcome.standardDeviation / sd - 1) < 3.29 / Double(2 * trials).squareRoot())
  }

  /// Of 20 accounts, none that one model keeps is lost by the other: the share of ties is
  /// (1 - d)^20 = .53846, and nothing is ever worse.
  @Test func countsWinsTiesAndLosses() async throws {
    let trials = 4096
    let result = try await Simulator.run(Self.oddsRatio(accounts: 20, trials: trials))
    let paired = try #require(await Comparison(result).difference(.nrr, of: 1)).paired
    let error = (0.46154 * 0.53846 / Double(trials)).squareRoot()
    #expect(abs(paired.wins - 0.46154) < 3.29 * error)
    #expect(abs(paired.ties - 0.53846) < 3.29 * error)
    #expect(paired.losses == 0)
    #expect(paired.probabilityBetter == 1)
  }

  @Test func renamedCopyDoesNotDiffer() async throws {
    var test = TestScenario(accounts: 12)
    test.trials = 64
    test.renewal = Assumption(
      key: "renewal", distribution: try .logitNormal(p10: 0.8, p90: 0.95))
    test.talentSD = TestScenario.certain("talent", 0.4)
    test.profiles[.csm] = TestScenario.profile(.csm, attrition: 0.3, ramp: 3, vacancy: 2)
    test.models = [Self.model("all-csm"), Self.model("all-csm", named: "copy")]
    let comparison = await Comparison(try await Simulator.run(test.scenario()))
    #expect(comparison.differences.count == Figure.all.count)
    for difference in comparison.differences {
      #expect(difference.paired.mean == 0 && difference.paired.standardError == 0)
      #expect(difference.paired.ties == 1 && difference.paired.probabilityBetter == 0.5)
    }
    #expect(comparison.ranking == [0, 1])
    #expect(comparison.verdicts.map(\.finding) == [.noDifference, .noDifference])
    #expect(comparison.paybacks[0].paidBackIn == nil)
  }

  @Test func walkAndCostAddUp() async throws {
    var test = TestScenario(accounts: 10)
    test.trials = 32
    test.years = 2
    test.contraction = TestScenario.certain("contraction", 0.3)
    test.expansion[.upsell] = TestScenario.expansion(
      "upsell", perYear: 1, size: TestScenario.constant(0.1))
    test.profiles[.csm] = TestScenario.profile(.csm, burden: 0.2, tools: 6000)
    let model = await Comparison(try await Simulator.run(test.scenario())).models[0]
    for year in 0..<2 {
      let lines = model.walk.filter { $0.scope.year == year }
      let sum = lines.filter { $0.line != .end }.reduce(0) { $0 + $1.amount.mean }
      let end = try #require(lines.first { $0.line == .end }).amount.mean
      #expect(abs(sum - end) < 1e-6)
      #expect(abs(model[.endingARR, FigureScope(year: year)]!.mean - end) < 1e-6)
    }
    let cost = model.costs.reduce(0) { $0 + $1.amount.mean }
    #expect(abs(model[.cost].mean - cost) < 1e-6)
    let years = (0..<2).reduce(0) { $0 + model[.value, FigureScope(year: $1)]!.mean }
    #expect(abs(model[.value].mean - years) < 1e-6)
  }

  /// Two people at 100,000 and no tools: the cost is known, so is the chance to exceed a budget.
  @Test func estimatesChancesOfTargets() async throws {
    func chances(budget: Double?, nrr: Double?) async throws -> TargetChances {
      var test = TestScenario(accounts: 4)
      test.trials = 32
      test.renewal = TestScenario.certain("renewal", 1)
      test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(2))
      var scenario = try test.scenario()
      scenario.finance.budget = budget.map { Money($0) }
      scenario.finance.targetNRR = nrr
      return await Comparison(try await Simulator.run(scenario)).models[0].targets
    }
    let within = try await chances(budget: 200_000, nrr: 1)
    #expect(within.overBudget?.value == 0 && within.joint?.value == 1)
    let over = try await chances(budget: 199_999, nrr: 1)
    #expect(over.overBudget?.value == 1 && over.everOverBudget?.value == 1)
    #expect(over.joint?.value == 0)
    let unreachable = try await chances(budget: nil, nrr: 1.01)
    #expect(unreachable.overBudget == nil && unreachable.joint?.value == 0)
    let none = try await chances(budget: 1, nrr: nil)
    #expect(none.joint == nil)
  }

  @Test func samePlansDropsOnlyPayOverrides() throws {
    var test = TestScenario(accounts: 1)
    var paid = Self.model("all-csm")
    var stages = paid.stages
    stages[0].rules.pay = [.csm: "csm-leads"]
    stages[0].rules.friction = true
    paid = OwnershipModel(name: "paid", stages: stages)
    test.models = [Self.model("all-csm"), paid]
    let scenario = try test.scenario().withoutPayOverrides
    #expect(scenario.models[1].stages[0].rules.pay.isEmpty)
    #expect(scenario.models[1].stages[0].rules.friction)
    #expect(scenario.models[0] == Self.model("all-csm"))
  }
}
