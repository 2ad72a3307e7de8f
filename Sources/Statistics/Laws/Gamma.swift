internal import CGSL

/// The gamma law.
struct Gamma: Law {
  let shape: Double
  let scale: Double

  var family: String { "gamma" }
  var support: ClosedRange<Double> { 0...Double.infinity }

  func quantile(_ p: Double) -> Double {
    let unit = InverseCumulative.quantile(
      p, in: 0...Double.greatestFiniteMagnitude, guess: gsl_cdf_gamma_Pinv(p, shape, 1),
      lower: { gsl_cdf_gamma_P($0, shape, 1) }, upper: { gsl_cdf_gamma_Q($0, shape, 1) })
    return scale * unit
  }

  func cumulative(_ x: Double) -> Double { gsl_cdf_gamma_P(x, shape, scale) }
}

extension Distribution {
  /// The gamma law with this mean, above 0, and this coefficient of variation, from 0.01 to 5:
  /// below it GSL's cumulative probabilities are wrong, above it low quantiles underflow.
  public static func gamma(mean: Double, cv: Double) throws(DistributionError) -> Distribution {
    try require(positive: mean, "mean")
    try require(cv, "cv", "a number from 0.01 to 5") { $0 >= 0.01 && $0 <= 5 }
    return try Distribution(
      Gamma(shape: 1 / (cv * cv), scale: mean * cv * cv),
      moments: .init(mean: mean, standardDeviation: mean * cv), widest: ("cv", cv))
  }
}
