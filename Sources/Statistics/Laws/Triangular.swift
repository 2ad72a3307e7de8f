/// The law whose density rises linearly from `low` to `mode` and falls linearly to `high`.
struct Triangular: Law {
  let low: Double
  let mode: Double
  let high: Double

  var family: String { "triangular" }
  var support: ClosedRange<Double> { low...high }

  var moments: LawMoments {
    let (left, right) = (mode - low, high - mode)
    let variance = (left * left + left * right + right * right) / 18
    return LawMoments(
      mean: low + (2 * left + right) / 3, standardDeviation: variance.squareRoot())
  }

  func quantile(_ p: Double) -> Double {
    let (left, right) = (mode - low, high - mode)
    let width = high - low
    return p * width <= left
      ? low + (p * width * left).squareRoot()
      : high - ((1 - p) * width * right).squareRoot()
  }

  func cumulative(_ x: Double) -> Double {
    let width = high - low
    return x <= mode && mode > low
      ? (x - low) / width * ((x - low) / (mode - low))
      : 1 - (high - x) / width * ((high - x) / (high - mode))
  }
}

extension Distribution {
  /// The law whose density rises linearly from `low` to `mode` and falls linearly to `high`.
  public static func triangular(low: Double, mode: Double, high: Double)
    throws(DistributionError) -> Distribution
  {
    try require(low: low, mode: mode, high: high)
    let law = Triangular(low: low, mode: mode, high: high)
    return try Distribution(law, moments: law.moments, widest: ("high", high))
  }
}
