internal import CGSL

/// A beta law, stretched from (0, 1) to a range.
struct Beta: Law {
  let a: Double
  let b: Double
  let low: Double
  let high: Double

  var family: String { "beta" }
  var support: ClosedRange<Double> { low...high }

  var moments: LawMoments {
    let size = a + b
    let width = high - low
    return LawMoments(
      mean: low + width * a / size,
      standardDeviation: width * (a / size * (b / size) / (size + 1)).squareRoot())
  }

  func quantile(_ p: Double) -> Double {
    let unit = InverseCumulative.quantile(
      p, in: 0...1, guess: gsl_cdf_beta_Pinv(p, a, b),
      lower: { gsl_cdf_beta_P($0, a, b) }, upper: { gsl_cdf_beta_Q($0, a, b) })
    return low + (high - low) * unit
  }

  func cumulative(_ x: Double) -> Double { gsl_cdf_beta_P((x - low) / (high - low), a, b) }
}

extension Distribution {
  /// The beta law on (0, 1) with this mean and standard deviation.
  ///
  /// The mean lies between 10^-6 and 1 - 10^-6. The standard deviation keeps both shape parameters
  /// at 0.001 or more and their total at a million or less: beyond that, GSL's cumulative
  /// probabilities are NaN and its quantiles never converge.
  public static func beta(mean: Double, standardDeviation: Double)
    throws(DistributionError) -> Distribution
  {
    let edge = 1e-6
    try require(mean, "mean", "a number from \(edge) to \(1 - edge)") {
      $0 >= edge && $0 <= 1 - edge
    }
    // The standard deviation of a law whose parameters total `size`.
    func deviation(_ size: Double) -> Double { (mean * (1 - mean) / (size + 1)).squareRoot() }
    let (least, most) = (deviation(1e6), deviation(0.001 / min(mean, 1 - mean)))
    try require(standardDeviation, "sd", "a number from \(least) to \(most)") {
      $0 >= least && $0 <= most
    }
    let size = mean * (1 - mean) / (standardDeviation * standardDeviation) - 1
    let law = Beta(a: mean * size, b: (1 - mean) * size, low: 0, high: 1)
    return try Distribution(law, moments: law.moments, widest: ("sd", standardDeviation))
  }

  /// The PERT law: a beta law from `low` to `high` whose mean is (low + 4 mode + high) / 6.
  ///
  /// - Reference: Malcolm and others, "Application of a Technique for Research and Development
  ///   Program Evaluation", Operations Research 7, 1959.
  public static func pert(low: Double, mode: Double, high: Double)
    throws(DistributionError) -> Distribution
  {
    try require(low: low, mode: mode, high: high)
    let width = high - low
    let law = Beta(
      a: 1 + 4 * (mode - low) / width, b: 1 + 4 * (high - mode) / width, low: low, high: high)
    return try Distribution(law, moments: law.moments, widest: ("high", high))
  }
}
