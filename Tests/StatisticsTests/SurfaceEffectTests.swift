import Foundation
import Testing
import Units

@testable import Statistics

/// What figures owe to single assumptions, and what it is worth to know these: laws with a known
/// truth, and what an independent implementation (numpy) makes of the same numbers.
@Suite struct SurfaceEffectTests {
  /// What the other implementation says of an assumption.
  struct Known: Sendable {
    let law: SurfaceLaw
    let assumption: Int
    let coefficients: [Double]
    let swing: Double
    let error: Double
    let share: Double
    let worth: Double?
    let breakEven: AssumptionEffect.BreakEven
  }

  static let known = [
    Known(
      law: .linear, assumption: 0, coefficients: [1.4856031, 1.5733091, 0.0276354, 0],
      swing: 4.032553578, error: 0.3913742893, share: 0.6433806684, worth: 0.1408858451,
      breakEven: .at([-0.9428944325], within: -1.336443572 ... -0.7196234618)),
    Known(
      law: .linear, assumption: 1, coefficients: [1.4856031, 0.8626193, -0.1487694, 0],
      swing: 2.210982228, error: 0.2398597818, share: 0.1991008957, worth: 0.03310587436,
      breakEven: .undetermined),
    Known(
      law: .linear, assumption: 2, coefficients: [1.4856031, 0.5471032, 0.0591561, 0],
      swing: 1.402281883, error: 0.3188950941, share: 0.07868507731, worth: 6.561960858e-06,
      breakEven: .none),
    Known(
      law: .linear, assumption: 3, coefficients: [1.3764344, 0.4160305, -0.1826159, 0],
      swing: 1.066328961, error: 0.3804786097, share: 0.05363873292, worth: nil,
      breakEven: .undetermined),
    Known(
      law: .linear, assumption: 5, coefficients: [1.4745557, -0.0400099, 0.0527855, 0],
      swing: -0.1025494469, error: 0.3358899229, share: 0.001139944561, worth: nil,
      breakEven: .none),
    Known(
      law: .interaction, assumption: 0,
      coefficients: [0.5471912, 0.933227, 0.0116488, -0.0617291],
      swing: 2.479649032, error: 0.2449497697, share: 0.3363113914, worth: 0.1652135679,
      breakEven: .at([-0.5406736672], within: -0.7196234618 ... -0.4112134067)),
    Known(
      law: .interaction, assumption: 1,
      coefficients: [0.5471912, 0.8397117, 0.1408322, 0.0422946],
      swing: 2.092184248, error: 0.1983080534, share: 0.2793712401, worth: 0.1061625755,
      breakEven: .at([-0.6102354955], within: -0.9252301652 ... -0.4112134067)),
    Known(
      law: .interaction, assumption: 2,
      coefficients: [0.5255149, 0.363405, -0.0351727, 0.1380797],
      swing: 0.7352889461, error: 0.2033731172, share: 0.05857233256, worth: nil,
      breakEven: .undetermined),
    Known(
      law: .constant, assumption: 2, coefficients: [0.2979482, -0.3859558, -0.2274935, 0],
      swing: -0.9892444261, error: 0.3188281147, share: 1.408830805, worth: 0.08655657926,
      breakEven: .at([0.8712735778], within: 0.3084100551...1.336443572)),
    Known(
      law: .constant, assumption: 5, coefficients: [0.3184051, 0.1485329, 0.2468076, 0],
      swing: 0.3807051652, error: 0.4316754097, share: 0.582413402, worth: nil,
      breakEven: .undetermined),
  ]

  @Test(arguments: known.indices) func agreesWithAnotherImplementation(_ index: Int) throws {
    let known = Self.known[index]
    let (figure, scores) = known.law.sample()
    let effect = try #require(AssumptionEffect.all(figure, scores))[known.assumption]
    // The other's mean over points of a product of two others is not the 0 of its law.
    let isOff = known.law.worlds == 200 && known.assumption == 2
    for (own, other) in zip(effect.coefficients, known.coefficients).dropFirst(isOff ? 1 : 0) {
      #expect(abs(own - other) < 1e-6)
    }
    #expect(abs(effect.swing.value / known.swing - 1) < 1e-6)
    #expect(abs(effect.swing.standardError / known.error - 1) < 1e-4)
    #expect(effect.swing.degreesOfFreedom == 31)
    #expect(abs(effect.share / known.share - 1) < 1e-6)
    switch (effect.breakEven, known.breakEven) {
    case (.at(let own, let within), .at(let roots, let interval)):
      #expect(own.count == roots.count && abs(own[0] - roots[0]) < 1e-6)
      // The other keeps to points of the grid; the ends lie between these and the next ones.
      let step = AssumptionEffect.grid[1] - AssumptionEffect.grid[0]
      let below = interval.lowerBound - step...interval.lowerBound + 1e-6
      let above = interval.upperBound - 1e-6...interval.upperBound + step
      #expect(below.contains(within.lowerBound) && above.contains(within.upperBound))
    // Nothing is said of where something not told from nothing would be 0.
    default: #expect(effect.breakEven == (known.worth == nil ? .undetermined : known.breakEven))
    }
    #expect(effect.isTold == (known.worth != nil))
    let zero = WorldMeans(
      [Double](repeating: 0, count: known.law.worlds * SurfaceLaw.lanes),
      worldSize: SurfaceLaw.lanes)
    let decision = try #require(SurfaceDecision([zero, figure], scores))
    let worth = decision.value(of: known.assumption)
    #expect((worth == nil) == (known.worth == nil))
    if let worth, let other = known.worth { #expect(abs(worth - other) < 1e-6) }
  }

  /// Three gains of two common and several own assumptions, against 0. The other implementation
  /// integrates over other points, whose error is up to 0.01.
  @Test func valueOfKnowing() throws {
    let (worlds, assumptions) = (200, 12)
    let scores = (0..<assumptions).map { index in
      (0..<worlds).map { SplitMix.normal(31, $0 * assumptions + index) }
    }
    let figures = SurfaceTests.gains.indices.map { model in
      WorldMeans(
        (0..<worlds * 16).map { trial in
          model == 0
            ? 0
            : SurfaceTests.gains[model](scores.map { $0[trial / 16] })
              + 2 * SplitMix.normal(1031, trial)
              + 2 * SplitMix.normal(2031, trial * 3 + model - 1)
        }, worldSize: 16)
    }
    let decision = try #require(
      SurfaceDecision(figures, AssumptionScores(scores, worlds: worlds)))
    let best = [0.01901245117, 0.367401123, 0.357635498, 0.2559509277]
    for (own, other) in zip(decision.chancesHighest, best) { #expect(abs(own - other) < 0.01) }
    #expect(abs(decision.valueOfAll - 1.047906489) < 0.02)
    for (assumption, other) in [
      (0, 0.4879195112), (1, 0.3440002183), (5, 0.5252768955), (6, 0.06623379921),
    ] {
      let own = try #require(decision.value(of: assumption))
      #expect(abs(own - other) < 0.01, "\(assumption): \(own)")
    }
    let group = try #require(decision.value(ofAll: [0, 1, 2]))
    #expect(abs(group - 0.7476451079) < 0.02, "\(group)")
    #expect(decision.value(of: 9) == nil && decision.value(ofAll: [9, 10]) == nil)
    #expect(decision.value(of: 0)! <= group && group <= decision.valueOfAll)
  }

  /// Two normals: what a gain of known mean and spread is worth to know, in closed form; luck moves
  /// nothing.
  @Test(arguments: [
    (1.0, 1.0, 0.08331547059), (1, 2, 0.3955931148), (-0.5, 1, 0.1977965574),
  ])
  func valueOfKnowingTwoNormals(_ mean: Double, _ slope: Double, _ truth: Double) throws {
    let worlds = 400
    let scores = [0, 1].map { index in
      (0..<worlds).map { SplitMix.normal(61, $0 * 2 + index) }
    }
    let gain = (0..<worlds).map { mean + slope * scores[0][$0] }
    let decision = try #require(
      SurfaceDecision(
        [
          WorldMeans([Double](repeating: 0, count: worlds), worldSize: 1),
          WorldMeans(gain, worldSize: 1),
        ], AssumptionScores(scores, worlds: worlds)))
    #expect(abs(try #require(decision.value(of: 0)) - truth) < 2e-6)
    // Over the fixed points, whose spread is right and whose tail is theirs.
    #expect(abs(decision.valueOfAll - truth) < 0.003)
  }

  /// Where a power of the fit enters, curves are averages over the others, and none exceeds its
  /// group, nor that all.
  @Test func powersAreAveragedOver() throws {
    let law = SurfaceLaw(worlds: 400, assumptions: 4, seeds: (71, 72)) {
      exp(0.6 * $0[0] + 0.4 * $0[1] + 0.3 * $0[2]) - 1.2
    }
    let scores = AssumptionScores(law.scores, worlds: law.worlds)
    let column = (0..<law.worlds).map { world in law.expectation(law.scores.map { $0[world] }) }
    let figure = WorldMeans(column, worldSize: 1)
    let surface = try #require(Surface(figure, scores))
    try #require(!surface.powers.isEmpty)
    // Given the first score z, the mean of the others' factor is exp((0.4^2 + 0.3^2) / 2).
    let curve = SurfaceCurve(surface, along: 0)
    for z in [-1.2, 0, 1.2] {
      #expect(abs(curve.value(z) - (exp(0.6 * z + 0.125) - 1.2)) < 0.05, "\(z)")
    }
    let decision = try #require(
      SurfaceDecision(
        [WorldMeans([Double](repeating: 0, count: law.worlds), worldSize: 1), figure], scores))
    let single = try #require(decision.value(of: 0))
    let pair = try #require(decision.value(ofAll: [0, 1]))
    // By 4,000,000 draws: 0.2296, 0.2872, 0.3156.
    #expect(abs(single - 0.2296) < 0.02, "\(single)")
    #expect(abs(pair - 0.2872) < 0.02, "\(pair)")
    #expect(abs(decision.valueOfAll - 0.3156) < 0.02, "\(decision.valueOfAll)")
    #expect(single < pair && pair < decision.valueOfAll)
  }

  /// Replicated: swings scatter as their errors say, and intervals of break-evens hold the truth.
  @Test func errorsAreTrue() throws {
    var (swings, errors, found, held) = ([Double](), [Double](), 0, 0)
    for run in 0..<100 {
      let law = SurfaceLaw(
        worlds: 125, assumptions: 6, seeds: (UInt64(2100 + run), UInt64(12_100 + run)),
        expectation: SurfaceLaw.linear.expectation)
      let (figure, scores) = law.sample()
      let effect = try #require(AssumptionEffect.all(figure, scores))[0]
      swings.append(effect.swing.value)
      errors.append(effect.swing.standardError * effect.swing.standardError)
      guard case .at(_, let within) = effect.breakEven else { continue }
      found += 1
      held += within.contains(-0.8) ? 1 : 0
    }
    let scatter = Moments(swings)
    #expect(abs(scatter.mean - 3.8447) < 3.29 * scatter.standardError)
    // A variance of 100 values is within 3.29 sqrt(2 / 99) of its expectation.
    #expect(abs(scatter.variance / Moments(errors).mean - 1) < 0.47)
    // Of 100 at 95%, fewer than 88 are met once in 1,000.
    #expect(found > 80 && Double(held) >= 0.88 * Double(found), "\(held) of \(found)")
  }

  /// Of 30 assumptions that do nothing, none is told from nothing in nine of ten runs.
  @Test(arguments: [62, 320]) func noiseIsNotNamed(_ worlds: Int) throws {
    var named = 0
    for run in 0..<20 {
      let law = SurfaceLaw(
        worlds: worlds, assumptions: 30, seeds: (UInt64(700 + run), UInt64(7700 + run))
      ) { _ in 0.25 }
      let (figure, scores) = law.sample(groupSize: 1)
      named += try #require(AssumptionEffect.all(figure, scores)).contains(where: \.isTold) ? 1 : 0
    }
    // Of 20 at 1 in 20, 4 or more are met once in 60.
    #expect(named < 4)
  }
}
