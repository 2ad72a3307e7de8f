import Foundation
import Testing
import Units

@testable import Statistics

@Suite struct WorldWeightsTests {
  private static func law(_ run: Int, worlds: Int = 125) -> SurfaceLaw {
    SurfaceLaw(
      worlds: worlds, assumptions: 6, seeds: (UInt64(300 + run), UInt64(9000 + run)),
      expectation: SurfaceLaw.interaction.expectation)
  }

  private static func design(_ weights: WorldWeights, worlds: Int) -> SampleDesign {
    SampleDesign(Clusters(size: SurfaceLaw.lanes, valueCount: worlds * SurfaceLaw.lanes))
      .weighted(by: weights, worldSize: SurfaceLaw.lanes)
  }

  /// Replicated: weighted means are right, scatter less than plain ones, and as their errors say.
  @Test func weightedMeansScatterAsTheirErrorsSay() throws {
    var (weighted, plain, errors) = ([Double](), [Double](), [Double]())
    for run in 0..<100 {
      let (figure, scores) = Self.law(run).sample()
      let mean = try #require(WorldWeights([figure], scores)).mean(of: figure)
      weighted.append(mean.value)
      errors.append(mean.standardError * mean.standardError)
      plain.append(Moments(figure.means).mean)
    }
    let scatter = Moments(weighted)
    #expect(abs(scatter.mean - 0.6) < 3.29 * scatter.standardError)
    #expect(Moments(plain).variance > 1.5 * scatter.variance)
    // A variance of 100 values is within 3.29 sqrt(2 / 99) of its expectation.
    #expect(abs(scatter.variance / Moments(errors).mean - 1) < 0.47)
  }

  /// The same weights for every figure: what adds up in trials adds up in means, and what never
  /// varies stays as it is.
  @Test func partsAddUp() throws {
    let law = Self.law(1)
    let (figure, scores) = law.sample()
    let design = Self.design(try #require(WorldWeights([figure], scores)), worlds: law.worlds)
    let count = law.worlds * SurfaceLaw.lanes
    let parts = (0..<3).map { part in
      (0..<count).map { SplitMix.normal(UInt64(50 + part), $0) }
    }
    let whole = (0..<count).map { trial in parts.reduce(0) { $0 + $1[trial] } }
    let sum = parts.reduce(0) { $0 + design.mean(of: $1).value }
    #expect(abs(design.mean(of: whole).value - sum) < 1e-12)
    let summary = Summary(whole, design: design)
    #expect(summary.mean == design.mean(of: whole).value)
    #expect(summary.raw?.value == Moments(whole).mean && summary.raw!.value != summary.mean)
    let constant = design.mean(of: [Double](repeating: 12, count: count))
    #expect(constant.value == 12 && constant.standardError == 0)
    #expect(design.unweighted.mean(of: whole).value == summary.raw?.value)
    // A share is not weighed: it stays within 0...1.
    let share = Proportion(whole.map { $0 > 0 }, design: design)
    #expect(share.value == Double(whole.count { $0 > 0 }) / Double(count))
  }

  /// A figure that is a sum of the columns is known without error, whatever was drawn.
  @Test func whatIsKnownIsExact() throws {
    let law = SurfaceLaw(worlds: 200, assumptions: 3, seeds: (21, 22)) {
      2 + $0[0] + 0.5 * $0[1] * $0[1] + 0.3 * $0[0] * $0[1]
    }
    let scores = law.scores
    let column = (0..<law.worlds).map { world in law.expectation(scores.map { $0[world] }) }
    let figure = WorldMeans(column, worldSize: 1)
    let weights = try #require(
      WorldWeights([figure], AssumptionScores(scores, worlds: law.worlds)))
    let mean = weights.mean(of: figure)
    #expect(abs(mean.value - 2.5) < 1e-9 && mean.standardError < 1e-9)
  }

  @Test func needsAHundredWorlds() {
    let (figure, scores) = Self.law(0, worlds: 99).sample()
    #expect(WorldWeights([figure], scores) == nil)
  }
}
