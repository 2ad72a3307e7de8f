internal import CGSL

/// All values from `low` to `high` are equally likely.
struct Uniform: Law {
  let low: Double
  let high: Double

  var family: String { "uniform" }
  var support: ClosedRange<Double> { low...high }

  var moments: LawMoments {
    LawMoments(mean: low + (high - low) / 2, standardDeviation: (high - low) / 12.0.squareRoot())
  }

  func quantile(_ p: Double) -> Double { gsl_cdf_flat_Pinv(p, low, high) }
  func cumulative(_ x: Double) -> Double { gsl_cdf_flat_P(x, low, high) }
}

extension Distribution {
  /// All values from `low` to `high` are equally likely.
  public static func uniform(low: Double, high: Double)
    throws(DistributionError) -> Distribution
  {
    try require(low: low, high: high)
    let law = Uniform(low: low, high: high)
    return try Distribution(law, moments: law.moments, widest: ("high", high))
  }
}
