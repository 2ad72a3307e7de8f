import Foundation
import Simulation
import Statistics
import TestSupport
import Testing

@testable import Analysis

/// A cohort without accounts has no retention: it is left out and counted.
@Suite struct EmptyCohortTests {
  /// One account that renews at 88%: in its third year it retains 88% of the trials that still have it.
  @Test func singleAccountKeepsItsRate() async throws {
    var test = TestScenario(accounts: 1)
    test.years = 3
    test.renewal = TestScenario.certain("renewal", 0.88)
    test.trials = 8192
    let comparison = await Comparison(try await Simulator.run(test.scenario()))
    for figure in [Figure.nrr, .grr, .logoRetention] {
      let estimate = comparison.models[0][figure].outcome
      #expect(abs(estimate.mean - 0.88) < 3.3 * estimate.standardError, "\(figure.name)")
      #expect(abs(estimate.mean - 0.88 * 0.88 * 0.88) > 5 * estimate.standardError)
      // Those lost in the first two years.
      let gone = Double(estimate.missing) / 8192
      #expect(abs(gone - (1 - 0.88 * 0.88)) < 3.3 * (gone * (1 - gone) / 8192).squareRoot())
      #expect(estimate.count + estimate.missing == 8192)
      // Binomial, of those that are there.
      let exact = (estimate.mean * (1 - estimate.mean) / Double(estimate.count)).squareRoot()
      #expect(abs(estimate.standardError / exact - 1) < 0.02)
    }
    // The first cohort never is empty.
    let cumulative = comparison.models[0][.cumulativeNRR].outcome
    #expect(cumulative.missing == 0)
    #expect(abs(cumulative.mean - 0.681472) < 3.3 * cumulative.standardError)
  }

  /// Where the whole book is lost in every trial there is nothing to say.
  @Test func lostBookHasNoFigure() async throws {
    var test = TestScenario(accounts: 2)
    test.years = 2
    test.renewal = TestScenario.certain("renewal", 0)
    test.trials = 64
    let comparison = await Comparison(try await Simulator.run(test.scenario()))
    let model = comparison.models[0]
    #expect(model[.nrr].mean.isNaN)
    #expect(model[.nrr].outcome.missing == 64)
    #expect(model[.nrr, FigureScope(year: 0)]?.mean == 0)
    #expect(model[.endingARR].mean == 0)
  }

  /// Sums round, but what is lost is exactly nothing and what is kept is a share, in every trial,
  /// segment and year.
  @Test func sharesAreSharesToTheBit() async throws {
    var test = try TestScenario.rich(accounts: 6)
    test.renewal = TestScenario.certain("renewal", 0.3)
    let result = try await Simulator.run(test.scenario(), trials: 512)
    for model in result.models {
      let series = FigureSeries(model, of: result.scenario)
      for year in 0..<3 {
        for segment in [nil, 0, 1, 2] {
          let scope = FigureScope(year: year, segment: segment)
          func values(_ figure: Figure) -> [Double] { series.values(figure, scope)! }
          for figure in [Figure.grr, .cumulativeGRR, .logoRetention] {
            #expect(values(figure).allSatisfy { $0.isNaN || (0...1).contains($0) })
          }
          for (trial, kept) in values(.logoRetention).enumerated() where kept == 0 {
            for figure in [Figure.nrr, .grr, .endingARR] {
              #expect(values(figure)[trial] == 0)
            }
          }
        }
      }
    }
  }

  /// A missing value in clusters: means, errors and percentiles are those of what is there.
  @Test func missingValuesAreLeftOut() {
    let column = [1, .nan, 3, .nan, .nan, .nan, 5, 7.0]
    let summary = Summary(column, clusterSize: 2)
    #expect(summary.mean == 4)
    #expect((summary.count, summary.missing) == (4, 4))
    #expect((summary.p50.value, summary.minimum, summary.maximum) == (3, 1, 7))
    // By hand: residuals by cluster -3, -1, 0, 4; sqrt(4 / 3 x 26) over 4 that are there.
    #expect(abs(summary.standardError - (4.0 / 3 * 26).squareRoot() / 4) < 1e-12)
    let paired = PairedDifference(
      column, minus: [0, 0, .nan, 0, 0, 0, 5, 0], worldSize: 2, hasRanges: false)
    #expect(paired.trials == 3)
    #expect((paired.wins, paired.ties, paired.losses) == (2.0 / 3, 1.0 / 3, 0))
    #expect(abs(paired.mean - 8.0 / 3) < 1e-12)
  }
}
