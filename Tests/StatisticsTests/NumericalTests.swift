import Statistics
import Testing

@Suite struct GaussHermiteTests {
  @Test(arguments: [1, 2, 5, 20, 64, 128])
  func weightsAreProbabilities(points: Int) {
    let rule = GaussHermite(points: points)
    #expect(rule.nodes.count == points && rule.weights.count == points)
    #expect(abs(rule.weights.reduce(0, +) - 1) < 1e-14)
    #expect(rule.weights.allSatisfy { $0 > 0 })
    #expect(zip(rule.nodes, rule.nodes.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func polynomialsAreExact() {
    let rule = GaussHermite(points: 5)
    // E Z^2 = 1, E Z^4 = 3, E Z^6 = 15, E Z^8 = 105; 2 x 5 - 1 = 9 is the last exact degree.
    for (power, moment) in [(1, 0.0), (2, 1), (4, 3), (6, 15), (8, 105), (9, 0)] {
      let estimate = rule.expectation { z in (0..<power).reduce(1) { x, _ in x * z } }
      #expect(abs(estimate - moment) < 1e-11)
    }
    let tenth = rule.expectation { z in (0..<10).reduce(1) { x, _ in x * z } }
    #expect(abs(tenth - 945) > 1)
  }

  /// The intercept at which a noisy probability has a stated mean.
  @Test(arguments: [(0.9, 0.6, 2.336655), (0.85, 0.5, 1.819440)])
  func calibratedIntercept(probability: Double, deviation: Double, intercept: Double) throws {
    let rule = GaussHermite(points: 64)
    let solved = try Roots.brent(in: -10...10) { delta in
      rule.expectation { LogOdds.probability(delta + deviation * $0) } - probability
    }
    #expect(abs(solved - intercept) < 1e-6)
  }

  @Test func noiseOnTheLogOddsPullsTheMeanTowardsOneHalf() {
    let mean = GaussHermite(points: 64).expectation {
      LogOdds.probability(LogOdds.of(0.9) + 0.6 * $0)
    }
    #expect(abs(mean - 0.887222) < 1e-6)
  }

  @Test(arguments: [(2.2, 0.6), (-1, 3), (0, 0.01), (-30, 2)])
  func probabilityIsAnExpectation(logOdds: Double, deviation: Double) {
    let rule = GaussHermite(points: 48)
    let expectation = rule.expectation { LogOdds.probability(logOdds + deviation * $0) }
    #expect(rule.probability(logOdds, deviation: deviation) == expectation)
  }
}

@Suite struct RootsTests {
  @Test func knownRoots() throws {
    #expect(abs(try Roots.brent(in: 0...2) { $0 * $0 - 2 } - 2.0.squareRoot()) < 1e-12)
    #expect(try Roots.brent(in: 0...2) { $0 } == 0)
    #expect(try Roots.brent(in: -2...0) { $0 } == 0)
    // Falling, and a jump: the bracket closes around it.
    #expect(abs(try Roots.brent(in: 0...1) { $0 < 0.3 ? 1 : -1 } - 0.3) < 1e-11)
  }

  @Test func missingRootThrows() {
    #expect(
      throws: NumericalError.notBracketed(low: 0, valueAtLow: 1, high: 1, valueAtHigh: 2)
    ) { try Roots.brent(in: 0...1) { 1 + $0 } }
    #expect(throws: NumericalError.notFinite(at: 1)) {
      try Roots.brent(in: 0...1) { $0 == 1 ? .nan : -1 }
    }
    #expect(throws: NumericalError.self) {
      try Roots.brent(in: -1...1) { abs($0) == 1 ? $0 : .nan }
    }
  }
}

@Suite struct QuadratureTests {
  @Test func knownIntegrals() throws {
    #expect(abs(try Quadrature.integral(over: 0...1) { $0 * $0 } - 1.0 / 3) < 1e-15)
    #expect(
      abs(try Quadrature.integral(over: -10...10) { StandardNormal.density($0) } - 1) < 1e-12)
    #expect(try Quadrature.integral(over: 1...1) { $0 } == 0)
  }

  @Test func nonFiniteIntegrandThrows() {
    #expect(throws: NumericalError.self) { try Quadrature.integral(over: 0...1) { _ in .nan } }
  }
}

@Suite struct LogOddsTests {
  @Test func bothTailsKeepTheirDigits() {
    #expect(LogOdds.of(0.5) == 0)
    #expect(LogOdds.probability(0) == 0.5)
    #expect(LogOdds.probability(-800) == 0)
    #expect(LogOdds.probability(800) == 1)
    for p in [1e-300, 1e-9, 0.3, 0.88, 1 - 1e-9] {
      let back = LogOdds.probability(LogOdds.of(p))
      #expect(abs(back / p - 1) < 1e-12)
    }
  }
}
