internal import CGSL

/// The logarithm of the odds of a probability, and back.
public enum LogOdds {
  /// ln(p / (1 - p)); `p` in the open interval (0, 1).
  public static func of(_ p: Double) -> Double { log(p) - log1p(-p) }

  /// The probability whose log-odds are `x`: 1 / (1 + exp(-x)).
  public static func probability(_ x: Double) -> Double {
    // This form never overflows and keeps precision in the lower tail.
    guard x < 0 else { return 1 / (1 + exp(-x)) }
    let odds = exp(x)
    return odds / (1 + odds)
  }
}
