import Analysis
import Model
import Ownership
import Simulation
import Statistics
import TestSupport
import Testing

/// Worlds dealt by decks: what they save, and whether errors know it.
@Suite struct DeckTests {
  /// Two models under ranges that move both, one of them only the second.
  private static func prepared(strata: Bool = false) async throws -> PreparedScenario {
    var test = TestScenario(accounts: 60)
    test.renewal = TestScenario.chance("renewal", 0.75, 0.95)
    test.increase = TestScenario.chance("increase", 0.2, 0.7)
    test.models = ["all-csm", "account-manager"].map { ComparisonTests.model($0) }
    test.skill = [
      .accountManager: [
        .renewal: Assumption(key: "skill", distribution: try .logNormal(p10: 0.7, p90: 1.8))
      ]
    ]
    test.price = [
      .accountManager: Assumption(key: "price", distribution: try .logNormal(p10: 0.8, p90: 2))
    ]
    var scenario = try test.scenario()
    scenario.sampling.strata = strata
    return try await PreparedScenario(CompiledScenario(scenario), tasks: 2)
  }

  /// Replicated under 100 seeds: stated errors are those of the scatter, with a deck and a half, four
  /// decks, and twenty and a bit; counted as if worlds were independent they are far too large.
  @Test(arguments: [
    (400, 0.72...2.9, false), (1024, 0.72...2.9, false), (1024, 0.72...2.9, true),
    (5200, 0.68...1.89, false),
  ])
  func errorsAreTrue(
    _ trials: Int, _ allowed: ClosedRange<Double>, _ strata: Bool
  ) async throws {
    let prepared = try await Self.prepared(strata: strata)
    let figures: [Figure] = [.nrr, .endingARR, .value]
    var means = figures.map { _ in [Double]() }
    var (stated, asIndependent) = (means, means)
    for seed in 0..<100 {
      let result = try await Simulator.run(
        prepared.drawing(seed: 500 + UInt64(seed)), trials: trials)
      let series = result.models.map { FigureSeries($0, of: result.scenario) }
      let independent = SampleDesign(Clusters(size: 16, valueCount: trials))
      for (index, figure) in figures.enumerated() {
        func difference(_ design: SampleDesign) -> PairedDifference {
          PairedDifference(
            series[1].values(figure)!, minus: series[0].values(figure)!, worldSize: 16,
            hasRanges: true, design: design)
        }
        let own = difference(result.design)
        means[index].append(own.mean)
        stated[index].append(own.standardError * own.standardError)
        let other = difference(independent).standardError
        asIndependent[index].append(other * other)
      }
    }
    for index in figures.indices {
      let scatter = Moments(means[index]).variance
      let ratio = Moments(stated[index]).mean / scatter
      #expect(allowed.contains(ratio), "\(figures[index].name): \(ratio)")
      // The biased control: no gain from decks. Nine worlds of a second deck balance less.
      let control = Moments(asIndependent[index]).mean / scatter
      #expect(control > (trials == 400 ? 2.5 : 5), "\(figures[index].name): \(control)")
    }
  }

  /// The error that ends a run is that of the mean over trials, on either side of twenty decks.
  @Test(arguments: [1024, 6144]) func precisionIsThatOfTheReport(_ trials: Int) async throws {
    let result = try await Simulator.run(try await Self.prepared(), trials: trials)
    var precision = PrecisionProgress(PrecisionTarget(.value, standardError: 1))
    precision.add(result)
    let stated = await Comparison(result).difference(.value, of: 1)!.paired
    #expect((stated.raw != nil) == (trials >= 1600))
    #expect(
      abs(precision.standardError / (stated.raw?.standardError ?? stated.standardError) - 1) < 1e-9)
  }
}
