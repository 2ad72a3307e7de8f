import Foundation
import Testing
import Units

@testable import Statistics

/// Laws with a known truth, and what an independent implementation (numpy, by modified Gram-Schmidt)
/// makes of the same numbers.
struct SurfaceLaw: Sendable {
  let worlds: Int
  let assumptions: Int
  let seeds: (scores: UInt64, luck: UInt64)
  let expectation: @Sendable ([Double]) -> Double

  static let lanes = 16
  static let luck = 4.0

  static let linear = SurfaceLaw(worlds: 62, assumptions: 30, seeds: (1, 1001)) {
    1.2 + 1.5 * $0[0] + $0[1] + 0.75 * $0[2] + 0.5 * $0[3] + 0.25 * $0[4]
  }
  static let interaction = SurfaceLaw(worlds: 200, assumptions: 12, seeds: (3, 1003)) {
    0.6 + $0[0] + 0.8 * $0[1] + 0.7 * $0[0] * $0[1] + 0.5 * (exp(0.5 * $0[2]) - exp(0.125))
      + 0.4 * $0[3] * $0[4]
  }
  static let constant = SurfaceLaw(worlds: 62, assumptions: 6, seeds: (5, 1005)) { _ in 0.25 }

  /// By assumption, then world.
  var scores: [[Double]] {
    (0..<assumptions).map { index in
      (0..<worlds).map { SplitMix.normal(seeds.scores, $0 * assumptions + index) }
    }
  }

  /// The figure by world, and its scores.
  func sample(groupSize: Int = 1) -> (WorldMeans, AssumptionScores) {
    let scores = scores
    let column = (0..<worlds * Self.lanes).map { trial in
      expectation(scores.map { $0[trial / Self.lanes] })
        + Self.luck * SplitMix.normal(seeds.luck, trial)
    }
    return (
      WorldMeans(column, worldSize: Self.lanes),
      AssumptionScores(scores, worlds: worlds, groupSize: groupSize)
    )
  }
}

@Suite struct SurfaceTests {
  /// What the other implementation says.
  struct Known: Sendable {
    let law: SurfaceLaw
    let terms: [SurfaceTerm]
    let columns: Int
    let residualVariance: Double
    let mean: Double
    let error: Double
    let chance: Double
    let interval: ClosedRange<Double>
  }

  static let known = [
    Known(
      law: .linear, terms: [], columns: 7, residualVariance: 0.8931371071, mean: 1.485603131,
      error: 0.1222726116, chance: 0.7851357976, interval: 0.7195083975...0.8388473307),
    Known(
      law: .interaction, terms: [.product(1, 0)], columns: 8, residualVariance: 1.143167837,
      mean: 0.5471911911, error: 0.07744417963, chance: 0.5782849807,
      interval: 0.4971045263...0.6824420961),
    Known(
      law: .constant, terms: [], columns: 3, residualVariance: 0.997539653, mean: 0.2979481664,
      error: 0.1255218835, chance: 0.6852279907, interval: 0.1806250842...0.9834989737),
  ]

  @Test(arguments: known.indices) func agreesWithAnotherImplementation(_ index: Int) throws {
    let known = Self.known[index]
    let (figure, scores) = known.law.sample()
    let surface = try #require(Surface(figure, scores))
    let mean = surface.mean
    #expect(surface.columnCount == known.columns)
    #expect(
      surface.terms.filter { if case .product = $0 { true } else { false } } == known.terms)
    #expect(abs(surface.residualVariance / known.residualVariance - 1) < 1e-6)
    #expect(abs(mean.value / known.mean - 1) < 1e-6)
    #expect(abs(mean.standardError / known.error - 1) < 1e-6)
    #expect(mean.degreesOfFreedom == Double(known.law.worlds - known.columns))
    let chance = try #require(ChanceBetter(figure, scores))
    #expect(abs(chance.value / known.chance - 1) < 1e-6)
    #expect(abs(chance.low / known.interval.lowerBound - 1) < 1e-4)
    #expect(abs(chance.high / known.interval.upperBound - 1) < 1e-4)
    let opposite = try #require(ChanceBetter(figure.negated, scores))
    #expect(abs(opposite.value + chance.value - 1) < 1e-9)
  }

  @Test func needsTwentyWorlds() {
    let (figure, scores) = SurfaceLaw(worlds: 19, assumptions: 2, seeds: (1, 2)) { $0[0] }.sample()
    #expect(Surface(figure, scores) == nil && ChanceBetter(figure, scores) == nil)
  }

  /// A polynomial of the kind that is fitted is met exactly, whatever its worlds.
  @Test func reproducesWhatItCanSay() throws {
    let law = SurfaceLaw(worlds: 200, assumptions: 4, seeds: (11, 12)) {
      2 + $0[0] - 0.5 * $0[1] * $0[1] + 0.3 * $0[0] * $0[1]
    }
    let scores = law.scores
    let column = (0..<law.worlds).map { world in law.expectation(scores.map { $0[world] }) }
    let surface = try #require(
      Surface(
        WorldMeans(column, worldSize: 1), AssumptionScores(scores, worlds: law.worlds)))
    let mean = surface.mean
    #expect(abs(mean.value - 1.5) < 1e-9)
    #expect(surface.residualVariance < 1e-18)
  }

  /// Replicated: the mean of the surface scatters as it says and less than that of the worlds; the
  /// error of plain world means, which count ignorance that the surface takes out, fails the same
  /// test.
  @Test func meanScattersAsItsErrorSays() throws {
    var (surfaces, plain, errors, plainErrors): ([Double], [Double], [Double], [Double]) = (
      [], [], [], []
    )
    for run in 0..<100 {
      let law = SurfaceLaw(
        worlds: 125, assumptions: 6, seeds: (UInt64(100 + run), UInt64(5000 + run)),
        expectation: SurfaceLaw.linear.expectation)
      let (figure, scores) = law.sample()
      let mean = try #require(Surface(figure, scores)).mean
      surfaces.append(mean.value)
      errors.append(mean.standardError * mean.standardError)
      let moments = Moments(figure.means)
      plain.append(moments.mean)
      plainErrors.append(moments.standardError * moments.standardError)
    }
    let scatter = Moments(surfaces)
    #expect(abs(scatter.mean - 1.2) < 3.29 * scatter.standardError)
    // A variance of 100 values is within 3.29 sqrt(2 / 99) of its expectation.
    #expect(abs(scatter.variance / Moments(errors).mean - 1) < 0.47)
    #expect(Moments(plain).variance > 2 * scatter.variance)
    #expect(abs(scatter.variance / Moments(plainErrors).mean - 1) > 0.47)
  }

  /// Three gains, and the reference before them.
  static let gains: [@Sendable ([Double]) -> Double] = [
    { _ in 0 },
    { 1.2 + 1.5 * $0[0] + $0[1] + 0.75 * $0[2] },
    { 1 + 1.2 * $0[0] - 1.5 * $0[5] + 0.5 * $0[5] * $0[0] },
    { 0.9 * exp(0.5 * $0[1] + 0.3 * $0[6]) - 0.2 },
  ]

  /// Three gains of two common and several own assumptions, against 0: known by ten million draws.
  @Test func chancesToBeBest() throws {
    let (worlds, assumptions) = (640, 12)
    let scores = (0..<assumptions).map { index in
      (0..<worlds).map { SplitMix.normal(31, $0 * assumptions + index) }
    }
    let figures = Self.gains.indices.map { model in
      WorldMeans(
        (0..<worlds * 16).map { trial in
          let z = scores.map { $0[trial / 16] }
          return model == 0
            ? 0
            : Self.gains[model](z) + 2 * SplitMix.normal(1031, trial)
              + 2 * SplitMix.normal(2031, trial * 3 + model - 1)
        }, worldSize: 16)
    }
    let chances = try #require(
      SurfaceDecision(figures, AssumptionScores(scores, worlds: worlds))
    ).chancesHighest
    for (chance, truth) in zip(chances, [0.0013, 0.3864, 0.3544, 0.2578]) {
      #expect(abs(chance - truth) < 0.03, "\(chance) \(truth)")
    }
    #expect(abs(chances.reduce(0, +) - 1) < 1e-9)
    // A copy shares its chance.
    let copies = try #require(
      SurfaceDecision(
        [figures[1], figures[1]], AssumptionScores(scores, worlds: worlds))
    ).chancesHighest
    #expect(copies == [0.5, 0.5])
  }
}
