import Statistics
import Testing

/// One distribution of every family, and corner cases with difficult inverses.
let everyFamily: [Distribution] = {
  do {
    return [
      try .normal(mean: 3, standardDeviation: 2),
      try .normal(p10: -4, p90: 1),
      try .normal(p10: 0.9, p50: 1, p90: 1.2),
      try .logNormal(mean: 12, cv: 0.8),
      try .logNormal(p10: 0.02, p90: 0.07),
      try .logNormal(p10: 1, p50: 5, p90: 7),
      try .logitNormal(p10: 0.86, p90: 0.9),
      try .logitNormal(p10: 0.2, p50: 0.5, p90: 0.6),
      try .beta(mean: 0.3, standardDeviation: 0.1),
      try .beta(mean: 0.5, standardDeviation: 0.45),
      try .beta(mean: 0.02, standardDeviation: 0.1),
      try .pert(low: -2, mode: 1, high: 10),
      try .pert(low: 0, mode: 0, high: 1),
      try .triangular(low: 0, mode: 1, high: 5),
      try .triangular(low: 2, mode: 2, high: 5),
      try .triangular(low: 2, mode: 5, high: 5),
      try .uniform(low: -1, high: 4),
      try .gamma(mean: 7, cv: 0.4),
      try .gamma(mean: 7, cv: 5),
      // The limits of what GSL can evaluate.
      try .gamma(mean: 7, cv: 0.01),
      try .beta(mean: 0.3, standardDeviation: 0.0005),
    ]
  } catch {
    Issue.record(error)
    return []
  }
}()

@Suite struct DistributionTests {
  @Test(arguments: everyFamily)
  func quantileInvertsTheCumulative(law: Distribution) {
    for p in [1e-6, 0.001, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.999, 1 - 1e-6] {
      let x = law.quantile(p)
      // Where the density is huge, adjacent doubles straddle `p`.
      #expect(law.cumulative(x) >= p - 1e-9, "\(law) at \(p)")
      #expect(law.cumulative(x.nextDown.nextDown) <= p + 1e-9, "\(law) at \(p)")
      #expect(law.support.contains(x))
    }
  }

  /// Each distribution equals a copy made anew, and no other.
  @Test func equalLawsAreEqual() {
    #expect(Set(everyFamily).count == everyFamily.count)
    for (index, law) in everyFamily.enumerated() {
      #expect(everyFamily.filter { $0 == law } == [everyFamily[index]])
    }
  }

  @Test func lawsMadeAgainAreEqual() throws {
    let laws = { () throws -> [Distribution] in
      [try .beta(mean: 0.3, standardDeviation: 0.1), try .logNormal(p10: 1, p50: 5, p90: 7)]
    }
    #expect(try laws() == laws())
    #expect(try Set(laws() + laws()).count == 2)
  }

  @Test(arguments: everyFamily)
  func quantilesRise(law: Distribution) {
    let quantiles = (1..<2000).map { law.quantile(Double($0) / 2000) }
    for (a, b) in zip(quantiles, quantiles.dropFirst()) { #expect(a <= b, "\(law)") }
    #expect(quantiles[0] < quantiles[1998])
  }

  @Test(arguments: everyFamily)
  func meanIsTheIntegralOfTheQuantiles(law: Distribution) throws {
    // Over z with p = Phi(z), where every quantile function here is gentle.
    let mean = try Quadrature.integral(over: -8...8, relativeTolerance: 1e-9) {
      law.quantile(StandardNormal.cumulative($0)) * StandardNormal.density($0)
    }
    let scale = max(abs(law.mean), law.standardDeviation)
    #expect(abs(mean - law.mean) < 1e-7 * scale, "\(law): \(mean) and \(law.mean)")
    let variance = try Quadrature.integral(over: -8...8, relativeTolerance: 1e-9) {
      let deviation = law.quantile(StandardNormal.cumulative($0)) - law.mean
      return deviation * deviation * StandardNormal.density($0)
    }
    #expect(
      abs(variance.squareRoot() / law.standardDeviation - 1) < 1e-5,
      "\(law): \(variance.squareRoot()) and \(law.standardDeviation)")
  }

  @Test(arguments: everyFamily)
  func evaluationNeverFailsAtTheEdges(law: Distribution) {
    let edges = [Double.leastNonzeroMagnitude, 1e-300, 1e-16, 1 - 1e-16].map(law.quantile)
    for x in edges { #expect(!x.isNaN && law.support.contains(x), "\(law)") }
    #expect(law.cumulative(-.infinity) == 0)
    #expect(law.cumulative(.infinity) == 1)
    #expect(law.cumulative(.nan).isNaN)
    #expect(law.cumulative(law.support.upperBound) == 1)
  }

  @Test func percentilesAreMetAsGiven() throws {
    let pairs: [(Distribution, Double, Double)] = [
      (try .normal(p10: -4, p90: 1), -4, 1),
      (try .logNormal(p10: 0.02, p90: 0.07), 0.02, 0.07),
      (try .logitNormal(p10: 0.86, p90: 0.9), 0.86, 0.9),
    ]
    for (law, p10, p90) in pairs {
      #expect(abs(law.quantile(0.1) - p10) < 1e-14)
      #expect(abs(law.quantile(0.9) - p90) < 1e-14)
    }
    let triples: [(Distribution, [Double])] = [
      (try .normal(p10: 0.9, p50: 1, p90: 1.2), [0.9, 1, 1.2]),
      (try .logNormal(p10: 1, p50: 5, p90: 7), [1, 5, 7]),
      (try .logitNormal(p10: 0.2, p50: 0.5, p90: 0.6), [0.2, 0.5, 0.6]),
    ]
    for (law, expected) in triples {
      for (p, x) in zip([0.1, 0.5, 0.9], expected) {
        #expect(abs(law.quantile(p) - x) < 1e-13)
      }
    }
  }

  @Test func momentsOfClosedForms() throws {
    let normal = try Distribution.normal(mean: 3, standardDeviation: 2)
    #expect(normal.mean == 3 && normal.standardDeviation == 2)
    let gamma = try Distribution.gamma(mean: 7, cv: 0.4)
    #expect(gamma.mean == 7 && abs(gamma.standardDeviation - 2.8) < 1e-14)
    let beta = try Distribution.beta(mean: 0.3, standardDeviation: 0.1)
    #expect(abs(beta.mean - 0.3) < 1e-15 && abs(beta.standardDeviation - 0.1) < 1e-15)
    let pert = try Distribution.pert(low: -2, mode: 1, high: 10)
    #expect(abs(pert.mean - (-2 + 4 + 10) / 6.0) < 1e-15)
    // The lognormal through the median and the P90 of one with log-sd 1: mean exp(1/2).
    let p90 = 3.6022244792791573
    let logNormal = try Distribution.logNormal(p10: 1 / p90, p90: p90)
    #expect(abs(logNormal.mean - 1.6487212707001282) < 1e-11)
    // A fair coin's log-odds are symmetric around 0 whatever their spread.
    let logit = try Distribution.logitNormal(p10: 0.1, p90: 0.9)
    #expect(abs(logit.mean - 0.5) < 1e-14)
  }

  @Test func constantHasNoSpread() throws {
    let law = try Distribution.constant(0.88)
    #expect(law.isConstant && law.mean == 0.88 && law.standardDeviation == 0)
    #expect(law.quantile(0.01) == 0.88 && law.quantile(0.99) == 0.88)
    #expect(law.cumulative(0.87) == 0 && law.cumulative(0.88) == 1)
    #expect(law.support == 0.88...0.88)
    #expect(try !Distribution.uniform(low: 0, high: 1).isConstant)
  }

  @Test func onlySymmetricLogitNormalHasLogOddsParameters() throws {
    let p90 = LogOdds.probability(1 + StandardNormal.quantile(0.9) * 0.5)
    let p10 = LogOdds.probability(1 - StandardNormal.quantile(0.9) * 0.5)
    let known = try #require(
      try Distribution.logitNormal(p10: p10, p90: p90).logitNormalParameters)
    #expect(abs(known.mu - 1) < 1e-13 && abs(known.sigma - 0.5) < 1e-13)
    #expect(
      try Distribution.logitNormal(p10: 0.2, p50: 0.5, p90: 0.6).logitNormalParameters == nil)
    #expect(try Distribution.normal(p10: 0.2, p90: 0.6).logitNormalParameters == nil)
    #expect(try Distribution.constant(0.5).logitNormalParameters == nil)
  }
}

@Suite struct DistributionErrorTests {
  /// The message of each invalid call.
  @Test func messageNamesParameterValueAndExpectation() {
    expect("cv is -0.5; expected a number above 0") { try .logNormal(mean: 1, cv: -0.5) }
    expect("mean is 0.0; expected a number above 0") { try .gamma(mean: 0, cv: 1) }
    expect("sd is nan; expected a number above 0") {
      try .normal(mean: 0, standardDeviation: .nan)
    }
    expect("the value is inf; expected a finite number") { try .constant(.infinity) }
    expect("P90 is 0.8; expected a number above P10, which is 0.9") {
      try .logitNormal(p10: 0.9, p90: 0.8)
    }
    expect("P90 is 1.0; expected a number between 0 and 1, both excluded") {
      try .logitNormal(p10: 0.9, p90: 1)
    }
    expect("P10 is 0.0; expected a number above 0") { try .logNormal(p10: 0, p90: 1) }
    expect("P50 is 3.0; expected a number above P10, which is 3.0") {
      try .normal(p10: 3, p50: 3, p90: 4)
    }
    expect("P90 is 2.0; expected a number above P50, which is 2.5") {
      try .normal(p10: 1, p50: 2.5, p90: 2)
    }
    expect("sd is 0.5; expected a number from 0.0004999997500001875 to 0.49950074875218353") {
      try .beta(mean: 0.5, standardDeviation: 0.5)
    }
    expect("mean is 94.0; expected a number from 1e-06 to 0.999999") {
      try .beta(mean: 94, standardDeviation: 1)
    }
    expect("cv is 0.0; expected a number from 0.01 to 5") { try .gamma(mean: 1, cv: 0) }
    expect("mode is 7.0; expected a number from low, 1.0, to high, 5.0") {
      try .pert(low: 1, mode: 7, high: 5)
    }
    expect("high is 1.0; expected a number above low, which is 2.0") {
      try .triangular(low: 2, mode: 1.5, high: 1)
    }
    expect("high is 2.0; expected a number above low, which is 2.0") {
      try .uniform(low: 2, high: 2)
    }
  }

  @Test func spreadsBeyondDoublePrecisionAreRefused() {
    expect("P90 is 1e+300; expected a spread with finite mean and variance") {
      try .logNormal(p10: 1e-300, p90: 1e300)
    }
    expect("sd is 1e-20; expected a spread whose P10 and P90 are different numbers") {
      try .normal(mean: 1, standardDeviation: 1e-20)
    }
    expect("high is 1e+308; expected a spread with finite mean and variance") {
      try .uniform(low: -1e308, high: 1e308)
    }
  }

  private func expect(
    _ message: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ make: () throws -> Distribution
  ) {
    #expect(sourceLocation: sourceLocation) {
      _ = try make()
    } throws: {
      ($0 as? DistributionError)?.description == message
    }
  }
}
