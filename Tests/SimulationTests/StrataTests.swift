import Model
import Statistics
import TestSupport
import Testing
import Units

@testable import Simulation

@Suite struct StrataTests {
  private static let key = DrawKey(entity: EntityHash.of("market"), purpose: .market)

  /// By trial.
  private func uniforms(seed: UInt64, trials: Int) -> [Double] {
    let draws = Draws(seed: seed, strata: true)
    return stride(from: 0, to: trials, by: laneCount).flatMap {
      draws.marketUniforms(Self.key, firstTrial: $0)
    }
  }

  @Test func eachStratumHasOneTrial() {
    let size = Sampling.stratum
    let uniforms = uniforms(seed: 4, trials: 16 * size)
    var orders: Set<[Int]> = []
    for block in 0..<16 {
      let strata = uniforms[block * size..<(block + 1) * size].map { Int($0 * Double(size)) }
      #expect(strata.sorted() == Array(0..<size))
      orders.insert(strata)
    }
    #expect(orders.count == 16)
    #expect(kolmogorovSmirnov(uniforms) < 1)
  }

  /// The first trial of every block is as uniform as any other.
  @Test func singleTrialIsUniform() {
    let draws = Draws(seed: 8, strata: true)
    let firsts = (0..<2000).map {
      draws.marketUniforms(Self.key, firstTrial: $0 * Sampling.stratum)[3]
    }
    #expect(kolmogorovSmirnov(firsts) < 1)
  }

  @Test func runIsAPrefixOfALongerOne() async throws {
    var scenario = try TestScenario.rich(accounts: 6).scenario()
    scenario.sampling.strata = true
    let prepared = try await PreparedScenario(CompiledScenario(scenario))
    let long = try await Simulator.run(prepared, trials: 150)
    let short = try await Simulator.run(prepared, trials: 37)
    let column = TrialColumn.walk(.churn, year: 0)
    for (a, b) in zip(short.models, long.models) {
      #expect(a.column(column) == Array(b.column(column).prefix(37)))
    }
    scenario.sampling.strata = false
    let other = try await Simulator.run(scenario, trials: 37)
    #expect(other.models[0].column(column) != short.models[0].column(column))
  }

  /// Replicated: the mean renewal under a market of sd 0.5, 256 trials at a time. Clustered by
  /// blocks of strata, standard errors match the scatter of means; trial by trial they greatly
  /// overstate it.
  @Test func blockStandardErrorsCoverTheTruth() {
    func renewals(_ uniforms: [Double]) -> [Double] {
      uniforms.map { LogOdds.probability(2 + 0.5 * StandardNormal.quantile($0)) }
    }
    let runs = (0..<200).map { renewals(uniforms(seed: 1000 + UInt64($0), trials: 256)) }
    let scatter = Moments(runs.map { Moments($0).mean }).variance
    func estimated(clusterSize: Int) -> Double {
      let variances = runs.map { run in
        let error = Summary(run, clusterSize: clusterSize).standardError
        return error * error
      }
      return Moments(variances).mean
    }
    // A variance of 200 values is within 3.29 sqrt(2 / 199) of its expectation.
    #expect(abs(scatter / estimated(clusterSize: Sampling.stratum) - 1) < 0.34)
    #expect(estimated(clusterSize: 1) > 50 * scatter)
    let draws = Draws(seed: 77)
    let independent = (0..<200).map { run in
      Moments(
        renewals((0..<256).map { draws.uniform(Self.key, trial: run * 256 + $0) })
      ).mean
    }
    #expect(Moments(independent).variance > 50 * scatter)
  }

  /// By world.
  private func dealt(_ key: DrawKey, seed: UInt64, worlds: Range<Int>) -> [Double] {
    let draws = Draws(seed: seed)
    return worlds.map { draws.dealtUniform(key, world: $0) }
  }

  private func key(_ assumption: String) -> DrawKey {
    DrawKey(entity: EntityHash.of(assumption), purpose: .assumption)
  }

  /// A deck has one world in each stratum of every assumption, in orders of their own.
  @Test func decksAreLatinHypercubes() {
    let size = Sampling.deck
    var orders: Set<[Int]> = []
    var products: [Double] = []
    for deck in 0..<200 {
      let worlds = deck * size..<(deck + 1) * size
      let assumptions = ["a", "b"].map { dealt(key($0), seed: 9, worlds: worlds) }
      for uniforms in assumptions {
        let strata = uniforms.map { Int($0 * Double(size)) }
        #expect(strata.sorted() == Array(0..<size))
        orders.insert(strata)
      }
      products += zip(assumptions[0], assumptions[1]).map { 12 * ($0 - 0.5) * ($1 - 0.5) }
    }
    #expect(orders.count == 400)
    // Assumptions are independent of each other.
    #expect(Estimate(products).agrees(with: 0))
  }

  /// A world's values depend on neither those before it nor how many follow, and are as uniform as
  /// any: here the fourth world of many decks.
  @Test func worldOfADeckStandsAlone() {
    let all = dealt(key("a"), seed: 5, worlds: 0..<2000 * Sampling.deck)
    #expect(kolmogorovSmirnov(all) < 1)
    let fourths = (0..<2000).map { all[$0 * Sampling.deck + 3] }
    #expect(kolmogorovSmirnov(fourths) < 1)
    #expect(dealt(key("a"), seed: 5, worlds: 77..<78) == [all[77]])
  }
}
