internal import CGSL

/// Chances and intervals of counts.
public enum Binomial {
  /// The chance of at most `count` of `trials`.
  public static func below(_ count: Int, of trials: Int, _ chance: Double) -> Double {
    count < 0 ? 0 : gsl_cdf_binomial_P(UInt32(count), chance, UInt32(trials))
  }

  /// The exact 95% interval of a chance of which `count` in `trials` were seen.
  ///
  /// - Reference: Clopper and Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the
  ///   Case of the Binomial", 1934.
  public static func interval(_ count: Int, of trials: Int) -> ClosedRange<Double> {
    interval(share: trials == 0 ? 0 : Double(count) / Double(trials), of: Double(trials))
  }

  /// The same of a share of trials that are worth so many independent ones, whole or not.
  public static func interval(share: Double, of trials: Double) -> ClosedRange<Double> {
    let (k, n) = (share * trials, trials)
    let low = share <= 0 ? 0 : gsl_cdf_beta_Pinv(0.025, k, n - k + 1)
    let high = share >= 1 ? 1 : gsl_cdf_beta_Pinv(0.975, k + 1, n - k)
    return low...high
  }
}
