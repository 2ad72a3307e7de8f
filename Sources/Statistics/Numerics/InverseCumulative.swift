/// Quantiles by bisection, for corners where GSL's Newton iteration does not converge.
enum InverseCumulative {
  /// The quantile at `p`: the guess if it is accurate, else found by bisection.
  ///
  /// - Parameters:
  ///   - support: Finite, with non-negative ends.
  ///   - guess: Any number, NaN included.
  ///   - lower: The probability of a value up to its argument.
  ///   - upper: One minus `lower`, exact where that is small.
  static func quantile(
    _ p: Double, in support: ClosedRange<Double>, guess: Double,
    lower: (Double) -> Double, upper: (Double) -> Double
  ) -> Double {
    func error(_ x: Double) -> Double { p <= 0.5 ? lower(x) - p : (1 - p) - upper(x) }
    if support.contains(guess), abs(error(guess)) <= 1e-11 * min(p, 1 - p) { return guess }
    // Non-negative doubles sort like their bit patterns, so bisecting patterns reaches the nearest
    // number in 64 steps, even at 1e-300.
    var low = support.lowerBound.bitPattern
    var high = support.upperBound.bitPattern
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if error(Double(bitPattern: middle)) < 0 { low = middle } else { high = middle }
    }
    return Double(bitPattern: high)
  }
}
