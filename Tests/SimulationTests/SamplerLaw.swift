import CGSL
import Foundation
import Statistics

/// A distribution as we sample it, with its distribution function from the GNU Scientific Library.
struct SamplerLaw: Sendable, CustomStringConvertible {
  let description: String
  let distribution: Distribution
  /// The probability of a value up to *x*, and of one above.
  let lower: @Sendable (Double) -> Double
  let upper: @Sendable (Double) -> Double

  private static func normal(
    _ name: String, _ distribution: Distribution, _ median: Double, _ below: Double,
    _ above: Double, scale: @escaping @Sendable (Double) -> Double = { $0 }
  ) -> SamplerLaw {
    @Sendable func deviation(_ x: Double) -> Double {
      (scale(x) - median) / (scale(x) < median ? below : above)
    }
    return SamplerLaw(
      description: name, distribution: distribution,
      lower: { gsl_cdf_ugaussian_P(deviation($0)) }, upper: { gsl_cdf_ugaussian_Q(deviation($0)) })
  }

  private static func beta(
    _ name: String, _ distribution: Distribution, a: Double, b: Double, from low: Double = 0,
    to high: Double = 1
  ) -> SamplerLaw {
    SamplerLaw(
      description: name, distribution: distribution,
      lower: { gsl_cdf_beta_P(($0 - low) / (high - low), a, b) },
      upper: { gsl_cdf_beta_Q(($0 - low) / (high - low), a, b) })
  }

  private static func gamma(mean: Double, cv: Double) throws -> SamplerLaw {
    let (shape, scale) = (1 / (cv * cv), mean * cv * cv)
    return SamplerLaw(
      description: "gamma, cv \(cv)", distribution: try .gamma(mean: mean, cv: cv),
      lower: { gsl_cdf_gamma_P($0, shape, scale) }, upper: { gsl_cdf_gamma_Q($0, shape, scale) })
  }

  /// Every family, with the shapes that sizes, chances and effects have.
  static let all: [SamplerLaw] = {
    let z90 = gsl_cdf_ugaussian_Pinv(0.9)
    @Sendable func logOdds(_ p: Double) -> Double { log(p / (1 - p)) }
    let (cv, mean) = (0.8, 12.0)
    let sigma = log1p(cv * cv).squareRoot()
    let (p10, p90) = (logOdds(0.86), logOdds(0.9))
    do {
      return [
        normal("normal", try .normal(mean: 3, standardDeviation: 2), 3, 2, 2),
        normal(
          "normal of two halves", try .normal(p10: 0.9, p50: 1, p90: 1.2), 1, 0.1 / z90,
          0.2 / z90),
        normal(
          "lognormal", try .logNormal(mean: mean, cv: cv), log(mean) - sigma * sigma / 2, sigma,
          sigma, scale: { log($0) }),
        normal(
          "lognormal of two halves", try .logNormal(p10: 1, p50: 5, p90: 7), log(5),
          log(5) / z90, log(7.0 / 5) / z90, scale: { log($0) }),
        normal(
          "logit-normal", try .logitNormal(p10: 0.86, p90: 0.9), (p10 + p90) / 2,
          (p90 - p10) / (2 * z90), (p90 - p10) / (2 * z90), scale: logOdds),
        beta(
          "beta", try .beta(mean: 0.3, standardDeviation: 0.1), a: 0.3 * 20, b: 0.7 * 20),
        beta("beta heaped at 0", try .beta(mean: 0.1, standardDeviation: 0.15), a: 0.3, b: 2.7),
        beta(
          "pert", try .pert(low: -2, mode: 1, high: 10), a: 2, b: 4, from: -2, to: 10),
        try gamma(mean: 7, cv: 0.4),
        try gamma(mean: 7, cv: 1.5),
        SamplerLaw(
          description: "uniform", distribution: try .uniform(low: -1, high: 4),
          lower: { gsl_cdf_flat_P($0, -1, 4) }, upper: { gsl_cdf_flat_Q($0, -1, 4) }),
        // The library has no triangle: its two halves are beta laws, (1, 2) and (2, 1).
        SamplerLaw(
          description: "triangular", distribution: try .triangular(low: 0, mode: 1, high: 5),
          lower: {
            $0 < 1 ? 0.2 * gsl_cdf_beta_P($0, 2, 1) : 0.2 + 0.8 * gsl_cdf_beta_P(($0 - 1) / 4, 1, 2)
          },
          upper: {
            $0 < 1 ? 0.8 + 0.2 * gsl_cdf_beta_Q($0, 2, 1) : 0.8 * gsl_cdf_beta_Q(($0 - 1) / 4, 1, 2)
          }),
      ]
    } catch {
      preconditionFailure("\(error)")
    }
  }()
}

/// The greatest distance of a sample from its law, over the critical distance at alpha = .001:
/// below 1 the sample agrees.
///
/// - Reference: Kolmogorov's limit, sqrt(-log(alpha / 2) / 2) / sqrt(n); Knuth, "The Art of Computer
///   Programming", volume 2, 3.3.1.
func kolmogorovSmirnov(_ chances: [Double]) -> Double {
  let sorted = chances.sorted()
  let count = Double(sorted.count)
  var distance = 0.0
  for (rank, chance) in sorted.enumerated() {
    distance = max(distance, chance - Double(rank) / count, Double(rank + 1) / count - chance)
  }
  return distance * count.squareRoot() / (-log(0.0005) / 2).squareRoot()
}
