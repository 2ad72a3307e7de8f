import Analysis
import Model
import Simulation
import Statistics
import TestSupport
import Testing

@Suite struct VarianceReductionTests {
  /// With only the luck of accounts, the adjusted means are exact (.85 and .880478), while the raw
  /// ones are off by their standard errors.
  @Test func adjustmentRemovesAccountLuck() async throws {
    var scenario = try ComparisonTests.oddsRatio(accounts: 20, trials: 512)
    let raw = await Comparison(try await Simulator.run(scenario))
    scenario.sampling.adjusted = true
    let comparison = await Comparison(try await Simulator.run(scenario))
    for (model, exact) in [0.85, 0.880478].enumerated() {
      let estimate = comparison.models[model][.nrr]
      let adjusted = try #require(estimate.adjusted)
      #expect(abs(adjusted.mean - exact) < 1e-6)
      #expect(adjusted.standardError < 1e-6 && adjusted.gain > 1e6)
      // The raw figures do not change.
      #expect(estimate.outcome == raw.models[model][.nrr].outcome)
      #expect(abs(estimate.mean - exact) > 10 * abs(adjusted.mean - exact))
      #expect(raw.models[model][.nrr].adjusted == nil)
    }
    let difference = try #require(comparison.difference(.nrr, of: 1))
    #expect(abs(try #require(difference.adjusted).mean - 0.030478) < 1e-6)
    #expect(difference.paired == raw.difference(.nrr, of: 1)?.paired)
    // Nothing is adjusted where nothing varies.
    #expect(comparison.models[0][.heads].adjusted == nil)
  }

  /// With a market, the luck of accounts is a third of the variance; the rest is the market's.
  @Test func adjustmentKeepsMarketLuck() async throws {
    var test = TestScenario(accounts: 100)
    test.trials = 2048
    test.marketSD = TestScenario.certain("market", 0.4)
    var scenario = try test.scenario()
    scenario.sampling.adjusted = true
    let estimate = await Comparison(try await Simulator.run(scenario)).models[0][.nrr]
    let adjusted = try #require(estimate.adjusted)
    #expect(abs(adjusted.mean - 0.9) < 3.29 * adjusted.standardError)
    // The variance over the market of a chance of 90% on average: by quadrature.
    let rule = GaussHermite(points: 48)
    let intercept = try Roots.brent(in: 0...5) { base in
      rule.expectation { LogOdds.probability(base + 0.4 * $0) } - 0.9
    }
    let market = rule.expectation {
      let deviation = LogOdds.probability(intercept + 0.4 * $0) - 0.9
      return deviation * deviation
    }
    let luck = (0.9 * 0.1 - market) / 100
    #expect(abs(adjusted.gain / ((market + luck) / market) - 1) < 0.1)
  }

  /// Only blocks of strata are independent, so all standard errors are clustered by them.
  @Test func clustersStandardErrorsByStrata() async throws {
    var test = TestScenario(accounts: 30)
    test.trials = 640
    test.marketSD = TestScenario.certain("market", 0.6)
    var scenario = try test.scenario()
    scenario.sampling.strata = true
    let result = try await Simulator.run(scenario)
    let estimate = await Comparison(result).models[0][.nrr]
    let column = FigureSeries(result.models[0], of: scenario).values(.nrr)!
    #expect(
      estimate.standardError
        == Summary(column, clusterSize: Sampling.stratum).standardError)
    #expect(estimate.expected == nil)
  }
}
