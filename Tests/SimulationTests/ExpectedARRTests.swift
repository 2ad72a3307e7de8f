import Foundation
import Model
import Ownership
import Statistics
import TestSupport
import Testing
import Units

@testable import Simulation

/// Held ARR against its expectation, given shocks, people and assumptions.
@Suite struct ExpectedARRTests {
  private static func held(_ model: ModelResult, year: Int) -> [Double] {
    var arr = model.column(.walk(.start, year: year))
    for item in WalkItem.changes {
      let change = model.column(.walk(item, year: year))
      for trial in arr.indices { arr[trial] += item.sign * change[trial] }
    }
    return arr
  }

  /// In a scenario with every feature, luck has mean 0 in every model and year; an expectation 2%
  /// off is detected.
  @Test func accountLuckHasMeanZero() async throws {
    var scenario = try TestScenario.rich(accounts: 48).scenario()
    scenario.sampling.adjusted = true
    let result = try await Simulator.run(scenario, trials: 2048)
    for model in result.models {
      for year in 0..<3 {
        let held = Self.held(model, year: year)
        let expected = model.column(.expectedARR(year: year))
        let luck = zip(held, expected).map { $0 - $1 }
        #expect(Estimate(luck).agrees(with: 0), "\(model.name), year \(year): \(Estimate(luck))")
        let off = zip(held, expected).map { $0 - 1.02 * $1 }
        #expect(!Estimate(off).agrees(with: 0))
        // The expectation follows each trial's conditions, so luck scatters less than held ARR.
        #expect(Estimate(luck).standardDeviation < 0.95 * Estimate(held).standardDeviation)
      }
    }
  }

  /// One account, certain to renew and to rise by 5%: there is no luck.
  @Test func expectationIsExactWithoutLuck() async throws {
    var test = TestScenario(accounts: 3)
    test.years = 2
    test.trials = 32
    test.renewal = TestScenario.certain("renewal", 1)
    test.increase = TestScenario.certain("increase", 1)
    test.price = [.accountManager: TestScenario.certain("price", 2)]
    test.models.append(Preset.named("account-manager")!.model)
    var scenario = try test.scenario()
    scenario.sampling.adjusted = true
    let result = try await Simulator.run(scenario)
    for (model, rise) in zip(result.models, [1.05, 1.1]) {
      for (year, power) in [rise, rise * rise].enumerated() {
        for expected in model.column(.expectedARR(year: year)) {
          #expect(abs(expected / (300_000 * power) - 1) < 1e-6)
        }
      }
    }
  }

  /// A Poisson number of deals at 0.8 a year, half of them found, accepted and won, of 10% of ARR:
  /// growth of exp(0.04) a year; and 90% renew.
  @Test func poissonStreamGrowsExponentially() throws {
    var test = TestScenario(accounts: 4)
    test.years = 2
    test.expansion[.crossSell] = TestScenario.expansion(
      "cross-sell", perYear: 0.8, won: 0.5, size: TestScenario.constant(0.1))
    let compiled = try CompiledScenario(test.scenario())
    let plan = try #require(ExpectedARRPlan(compiled, model: 0))
    let expected = ExpectedARR(compiled, plan: plan)
    let luck = WorldLuck(compiled, draws: Draws(seed: 1))
    luck.draw(world: 0)
    expected.update(luck)
    for (year, growth) in [0.04, 0.08].enumerated() {
      let exact = 400_000 * pow(0.9, Double(year + 1)) * exp(growth)
      for lane in 0..<laneCount {
        #expect(abs(expected.totals[year][lane] / exact - 1) < 1e-6)
      }
    }
  }

  @Test func currencyLineHasNoClosedForm() throws {
    var test = try TestScenario.rich()
    let owners = OwnerTable([
      .all: [
        .all: Assignment(owner: .csm), .motion(.bigUpsell): Assignment(owner: .accountExecutive),
      ]
    ])
    test.models = [Money(30_000), Money(0), Money(.infinity)].map {
      OwnershipModel(
        name: "line \($0)", rules: OwnershipRules(owners: owners, line: .amount($0)))
    }
    let compiled = try CompiledScenario(test.scenario())
    #expect(ExpectedARRPlan(compiled, model: 0) == nil)
    #expect(ExpectedARRPlan(compiled, model: 1) != nil)
    #expect(ExpectedARRPlan(compiled, model: 2) != nil)
  }

  @Test func adjustmentLeavesTrialsUnchanged() async throws {
    var scenario = try TestScenario.rich(accounts: 6).scenario()
    let raw = try await Simulator.run(scenario, trials: 48)
    scenario.sampling.adjusted = true
    let adjusted = try await Simulator.run(scenario, trials: 48)
    for (a, b) in zip(raw.models, adjusted.models) {
      #expect(b.layout.columns.count == a.layout.columns.count + 3)
      for column in a.layout.columns { #expect(a.column(column) == b.column(column)) }
    }
  }
}

@Suite struct QuantileTablePartTests {
  @Test(arguments: SamplerLaw.all)
  func tableHasTheMeanOfTheDistribution(law: SamplerLaw) {
    let table = QuantileTable(law.distribution)
    let scale = max(abs(law.distribution.mean), law.distribution.standardDeviation)
    #expect(abs(table.mean - law.distribution.mean) < 2e-5 * scale, "\(law)")
    #expect(abs(table.part(upTo: .infinity).chance - 1) < 1e-6)
    #expect(table.part(upTo: -1e30).chance == 0)
  }

  /// Up to x, from the distribution itself: the probability from the library, the sum by
  /// quadrature.
  @Test(arguments: SamplerLaw.all)
  func partialMeansMatchTheDistribution(law: SamplerLaw) throws {
    let table = QuantileTable(law.distribution)
    for p in [0.05, 0.4, 0.5, 0.9] {
      let limit = law.distribution.quantile(p)
      let part = table.part(upTo: limit)
      #expect(abs(part.chance - p) < 2e-5, "\(law) at \(p)")
      let sum = try Quadrature.integral(over: -8...StandardNormal.quantile(p)) {
        law.distribution.quantile(StandardNormal.cumulative($0)) * StandardNormal.density($0)
      }
      let scale = max(abs(limit), law.distribution.standardDeviation)
      #expect(abs(part.sum - sum) < 3e-5 * scale, "\(law) at \(p)")
    }
  }
}
