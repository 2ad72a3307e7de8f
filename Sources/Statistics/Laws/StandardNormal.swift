internal import CGSL

/// The normal distribution with mean 0 and standard deviation 1.
public enum StandardNormal {
  /// The chance of a value up to `x`.
  public static func cumulative(_ x: Double) -> Double { gsl_cdf_ugaussian_P(x) }

  /// The value that is exceeded with probability 1 - `p`; `p` in the open interval (0, 1).
  public static func quantile(_ p: Double) -> Double { gsl_cdf_ugaussian_Pinv(p) }

  /// The probability density at `x`.
  public static func density(_ x: Double) -> Double { gsl_ran_ugaussian_pdf(x) }
}
