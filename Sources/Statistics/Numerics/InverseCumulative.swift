/// Quantiles by bisection, for the corners where GSL's Newton steps do not arrive.
enum InverseCumulative {
  /// The quantile at `p`: the guess where it is one, else the answer of a bisection.
  ///
  /// - Parameters:
  ///   - support: Not negative, finite ends.
  ///   - guess: Any number, also NaN.
  ///   - lower: The chance of a value up to its argument.
  ///   - upper: One minus `lower`, exact where that is small.
  static func quantile(
    _ p: Double, in support: ClosedRange<Double>, guess: Double,
    lower: (Double) -> Double, upper: (Double) -> Double
  ) -> Double {
    func error(_ x: Double) -> Double { p <= 0.5 ? lower(x) - p : (1 - p) - upper(x) }
    if support.contains(guess), abs(error(guess)) <= 1e-11 * min(p, 1 - p) { return guess }
    // The bit patterns of numbers that are not negative are in their order: halving them reaches
    // the nearest number in 64 steps wherever it is, even at 1e-300.
    var low = support.lowerBound.bitPattern
    var high = support.upperBound.bitPattern
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if error(Double(bitPattern: middle)) < 0 { low = middle } else { high = middle }
    }
    return Double(bitPattern: high)
  }
}
