import CGSL
import Foundation
import Statistics
import Testing

@testable import Simulation

/// Every distribution as the engine draws it, tails included, tested against the GNU Scientific
/// Library at alpha = .001.
@Suite struct SamplerTests {
  private static let count = 100_000
  private static let key = DrawKey(entity: 0x5a3d_0000_0001, purpose: .upsell)

  /// Single-precision uniforms, as the account loop draws them.
  private static let uniforms: [Float] = {
    let draws = Draws(seed: 71)
    return (0..<count / 4).flatMap { trial in
      let four = draws.uniforms(key, trial: trial)
      return (0..<4).map { four[$0] }
    }
  }()

  @Test func uniformsAreUniform() {
    #expect(kolmogorovSmirnov(Self.uniforms.map(Double.init)) < 1)
    // The biased control: one part in fifty is missing.
    #expect(kolmogorovSmirnov(Self.uniforms.map { Double($0) * 0.98 }) > 1)
  }

  @Test(arguments: SamplerLaw.all)
  func tablesAgreeWithTheLibrary(law: SamplerLaw) {
    let table = QuantileTable(law.distribution)
    #expect(
      kolmogorovSmirnov(Self.uniforms.map { law.lower(Double(table.value(at: $0))) }) < 1, "\(law)")
  }

  /// The outer thousandth at either end, drawn as often as the whole.
  @Test(arguments: SamplerLaw.all)
  func tailsOfTablesAgreeWithTheLibrary(law: SamplerLaw) {
    let table = QuantileTable(law.distribution)
    let share: Float = 0x1p-10
    let tail = Self.uniforms.filter { $0 * share >= 0x1p-24 }
    let low = tail.map { law.lower(Double(table.value(at: $0 * share))) / Double(share) }
    let high = tail.map { law.upper(Double(table.value(at: 1 - $0 * share))) / Double(share) }
    #expect(kolmogorovSmirnov(low) < 1, "\(law)")
    #expect(kolmogorovSmirnov(high) < 1, "\(law)")
  }

  /// Point by point, out to one in ten million: the probability of the tabulated value.
  @Test(arguments: SamplerLaw.all)
  func farPointsOfTablesAgreeWithTheLibrary(law: SamplerLaw) {
    let table = QuantileTable(law.distribution)
    for u: Float in [0x1p-23, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.25, 0.49] {
      let (low, high) = (table.value(at: u), table.value(at: 1 - u))
      // The rounding of the value and of 1 - u to single precision, relative to the probability.
      func tolerance(_ x: Float, _ chance: (Double) -> Double) -> Double {
        1e-3 + abs(chance(Double(x.nextUp)) - chance(Double(x.nextDown))) / Double(u)
      }
      #expect(
        abs(law.lower(Double(low)) / Double(u) - 1) < tolerance(low, law.lower),
        "\(law) at \(u): \(law.lower(Double(low)))")
      #expect(
        abs(law.upper(Double(high)) / Double(1 - (1 - u)) - 1) < tolerance(high, law.upper),
        "\(law) at 1 - \(u): \(law.upper(Double(high)))")
    }
  }

  /// A standard deviation 3% too large and a tail 5% too heavy are detected.
  @Test func wrongDistributionIsDetected() throws {
    let law = SamplerLaw.all[0]
    let wide = QuantileTable(try .normal(mean: 3, standardDeviation: 2.06))
    #expect(kolmogorovSmirnov(Self.uniforms.map { law.lower(Double(wide.value(at: $0))) }) > 1)
    let share: Float = 0x1p-10
    let table = QuantileTable(law.distribution)
    let heavy = Self.uniforms.filter { $0 * share >= 0x1p-24 }.map {
      law.lower(Double(table.value(at: $0 * share)) - 0.03) / Double(share)
    }
    #expect(kolmogorovSmirnov(heavy) > 1)
  }

  /// Full-precision draws: assumptions of worlds, shocks and talents.
  @Test(arguments: SamplerLaw.all)
  func quantilesOfDrawsAgreeWithTheLibrary(law: SamplerLaw) {
    let draws = Draws(seed: 72)
    let key = DrawKey(entity: 0x77, purpose: .assumption)
    let chances = (0..<20_000).map {
      law.lower(law.distribution.quantile(draws.uniform(key, trial: $0)))
    }
    #expect(kolmogorovSmirnov(chances) < 1, "\(law)")
  }

  /// Sizes against the library's own samplers, which share nothing with ours.
  @Test func tablesAgreeWithTheLibrarysSamplers() throws {
    let generator = gsl_rng_alloc(quotient_gsl_mt19937())!
    defer { gsl_rng_free(generator) }
    gsl_rng_set(generator, 20_261_122)
    let sigma = log1p(0.64).squareRoot()
    let samplers: [(SamplerLaw, () -> Double)] = [
      (SamplerLaw.all[0], { 3 + gsl_ran_gaussian_ziggurat(generator, 2) }),
      (SamplerLaw.all[2], { gsl_ran_lognormal(generator, log(12) - sigma * sigma / 2, sigma) }),
      (SamplerLaw.all[5], { gsl_ran_beta(generator, 6, 14) }),
      (SamplerLaw.all[8], { gsl_ran_gamma(generator, 6.25, 1.12) }),
    ]
    for (law, sample) in samplers {
      let table = QuantileTable(law.distribution)
      let ours = Self.uniforms.map { Double(table.value(at: $0)) }.sorted()
      let theirs = (0..<Self.count).map { _ in sample() }.sorted()
      #expect(Self.twoSamples(ours, theirs) < 1, "\(law)")
      #expect(Self.twoSamples(ours.map { $0 * 1.03 }, theirs) > 1, "\(law)")
    }
  }

  /// The number of arrivals, by inversion of one uniform, against the library's probabilities.
  @Test(arguments: [0.03, 0.5, 2.4, 12])
  func arrivalsArePoisson(mean: Double) {
    let none = Float(exp(-mean))
    var counts = [Int](repeating: 0, count: DrawKey.ordinalLimit + 1)
    for uniform in Self.uniforms {
      counts[uniform >= none ? Arrivals.number(uniform, mean: mean, none: none) : 0] += 1
    }
    func statistic(_ mean: Double) -> Double {
      var (sum, cells) = (0.0, 0)
      var (expected, seen) = (0.0, 0)
      for (number, count) in counts.enumerated() {
        expected += Double(Self.count) * gsl_ran_poisson_pdf(UInt32(number), mean)
        seen += count
        // Cells of fewer than twenty join the next; the last takes the whole tail.
        let rest = Double(Self.count) * gsl_cdf_poisson_Q(UInt32(number), mean)
        guard expected >= 20, rest >= 20 || number == counts.count - 1 else { continue }
        sum += (Double(seen) - expected) * (Double(seen) - expected) / expected
        cells += 1
        (expected, seen) = (0, 0)
      }
      if expected > 0 {
        sum += (Double(seen) - expected) * (Double(seen) - expected) / expected
        cells += 1
      }
      return gsl_cdf_chisq_Q(sum, Double(max(1, cells - 1)))
    }
    #expect(statistic(mean) > 0.001)
    #expect(statistic(mean * 1.1) < 0.001)
  }

  /// The Kolmogorov-Smirnov distance of two sorted samples of equal size, over the critical one at
  /// alpha = .001.
  private static func twoSamples(_ a: [Double], _ b: [Double]) -> Double {
    var (i, j, distance) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] <= b[j] { i += 1 } else { j += 1 }
      distance = max(distance, abs(i - j))
    }
    let count = Double(a.count)
    return Double(distance) / count * (count / 2).squareRoot()
      / (-log(0.0005) / 2).squareRoot()
  }
}
