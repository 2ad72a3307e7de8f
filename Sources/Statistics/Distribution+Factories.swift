internal import CGSL

extension Distribution {
  /// One value, without uncertainty; finite.
  public static func constant(_ x: Double) throws(DistributionError) -> Distribution {
    try require(finite: x, "the value")
    return try Distribution(
      law: .constant(x), moments: .init(mean: x, standardDeviation: 0), widest: ("the value", x))
  }

  /// The beta law on (0, 1) with this mean and standard deviation.
  ///
  /// The mean lies between 10^-6 and 1 - 10^-6. The standard deviation is such that the law's two
  /// parameters are at least 0.001 and total at most a million: beyond that GSL's cumulative
  /// probabilities are not numbers, and its quantiles search for ever.
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
    return try stretchedBeta(
      a: mean * size, b: (1 - mean) * size, low: 0, high: 1, widest: ("sd", standardDeviation))
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
    return try stretchedBeta(
      a: 1 + 4 * (mode - low) / width, b: 1 + 4 * (high - mode) / width, low: low, high: high,
      widest: ("high", high))
  }

  /// The law whose density rises in a line from `low` to `mode` and falls in one to `high`.
  public static func triangular(low: Double, mode: Double, high: Double)
    throws(DistributionError) -> Distribution
  {
    try require(low: low, mode: mode, high: high)
    let (left, right) = (mode - low, high - mode)
    let variance = (left * left + left * right + right * right) / 18
    return try Distribution(
      law: .triangular(low: low, mode: mode, high: high),
      moments: .init(
        mean: low + (2 * left + right) / 3, standardDeviation: variance.squareRoot()),
      widest: ("high", high))
  }

  /// Every value from `low` to `high` alike.
  public static func uniform(low: Double, high: Double)
    throws(DistributionError) -> Distribution
  {
    try require(low: low, high: high)
    return try Distribution(
      law: .uniform(low: low, high: high),
      moments: .init(
        mean: low + (high - low) / 2, standardDeviation: (high - low) / 12.0.squareRoot()),
      widest: ("high", high))
  }

  /// The gamma law with this mean, above 0, and this coefficient of variation, from 0.01 to 5:
  /// below that GSL's cumulative probabilities are wrong, above it low quantiles vanish.
  public static func gamma(mean: Double, cv: Double) throws(DistributionError) -> Distribution {
    try require(positive: mean, "mean")
    try require(cv, "cv", "a number from 0.01 to 5") { $0 >= 0.01 && $0 <= 5 }
    return try Distribution(
      law: .gamma(shape: 1 / (cv * cv), scale: mean * cv * cv),
      moments: .init(mean: mean, standardDeviation: mean * cv), widest: ("cv", cv))
  }

  private static func stretchedBeta(
    a: Double, b: Double, low: Double, high: Double, widest: (name: String, value: Double)
  ) throws(DistributionError) -> Distribution {
    let size = a + b
    let width = high - low
    return try Distribution(
      law: .beta(a: a, b: b, low: low, high: high),
      moments: .init(
        mean: low + width * a / size,
        standardDeviation: width * (a / size * (b / size) / (size + 1)).squareRoot()),
      widest: widest)
  }
}

// MARK: - Normal on a scale

extension Distribution {
  /// The normal law; the standard deviation is above 0.
  public static func normal(mean: Double, standardDeviation: Double)
    throws(DistributionError) -> Distribution
  {
    try require(finite: mean, "mean")
    try require(positive: standardDeviation, "sd")
    return try splitNormal(
      .init(median: mean, below: standardDeviation, above: standardDeviation), .identity,
      widest: ("sd", standardDeviation))
  }

  /// The normal law with these percentiles.
  public static func normal(p10: Double, p90: Double) throws(DistributionError) -> Distribution {
    try fromPercentiles(p10, p90, .identity)
  }

  /// The law whose halves below and above the median are halves of two normals.
  public static func normal(p10: Double, p50: Double, p90: Double)
    throws(DistributionError) -> Distribution
  {
    try fromPercentiles(p10, p50, p90, .identity)
  }

  /// The lognormal law with this mean and coefficient of variation, both above 0.
  public static func logNormal(mean: Double, cv: Double)
    throws(DistributionError) -> Distribution
  {
    try require(positive: mean, "mean")
    try require(positive: cv, "cv")
    let variance = log1p(cv * cv)
    let sigma = variance.squareRoot()
    return try Distribution(
      law: .splitNormal(
        .init(median: log(mean) - variance / 2, below: sigma, above: sigma), .logarithm),
      moments: .init(mean: mean, standardDeviation: mean * cv), widest: ("cv", cv))
  }

  /// The lognormal law with these percentiles, above 0.
  public static func logNormal(p10: Double, p90: Double)
    throws(DistributionError) -> Distribution
  {
    try fromPercentiles(p10, p90, .logarithm)
  }

  /// The law of values above 0 whose logarithm has a lower and an upper half of two normals.
  public static func logNormal(p10: Double, p50: Double, p90: Double)
    throws(DistributionError) -> Distribution
  {
    try fromPercentiles(p10, p50, p90, .logarithm)
  }

  /// The law of a probability whose log-odds are normal, with these percentiles.
  public static func logitNormal(p10: Double, p90: Double)
    throws(DistributionError) -> Distribution
  {
    try fromPercentiles(p10, p90, .logOdds)
  }

  /// The law of a probability whose log-odds have a lower and an upper half of two normals.
  public static func logitNormal(p10: Double, p50: Double, p90: Double)
    throws(DistributionError) -> Distribution
  {
    try fromPercentiles(p10, p50, p90, .logOdds)
  }

  private static func fromPercentiles(_ p10: Double, _ p90: Double, _ scale: Scale)
    throws(DistributionError) -> Distribution
  {
    try require(p10, "P10", within: scale)
    try require(p90, "P90", within: scale)
    try require(p90, "P90", "a number above P10, which is \(p10)") { $0 > p10 }
    return try splitNormal(
      .init(p10: scale.coordinate(p10), p90: scale.coordinate(p90)), scale, widest: ("P90", p90))
  }

  private static func fromPercentiles(_ p10: Double, _ p50: Double, _ p90: Double, _ scale: Scale)
    throws(DistributionError) -> Distribution
  {
    try require(p10, "P10", within: scale)
    try require(p50, "P50", within: scale)
    try require(p90, "P90", within: scale)
    try require(p50, "P50", "a number above P10, which is \(p10)") { $0 > p10 }
    try require(p90, "P90", "a number above P50, which is \(p50)") { $0 > p50 }
    return try splitNormal(
      .init(
        p10: scale.coordinate(p10), p50: scale.coordinate(p50), p90: scale.coordinate(p90)),
      scale, widest: ("P90", p90))
  }

  private static func splitNormal(
    _ spread: SplitNormal, _ scale: Scale, widest: (name: String, value: Double)
  ) throws(DistributionError) -> Distribution {
    let moments: Law.Moments
    do throws(NumericalError) {
      moments = try spread.moments(on: scale)
    } catch {
      // The integrand overflows: no finite moments.
      moments = .init(mean: .infinity, standardDeviation: .infinity)
    }
    return try Distribution(law: .splitNormal(spread, scale), moments: moments, widest: widest)
  }
}

// MARK: - What parameters must be

extension Distribution {
  private static func require(
    _ value: Double, _ parameter: String, _ expected: String, _ isRight: (Double) -> Bool
  ) throws(DistributionError) {
    guard value.isFinite, isRight(value) else {
      throw DistributionError(parameter, value, expected: expected)
    }
  }

  private static func require(finite value: Double, _ parameter: String)
    throws(DistributionError)
  {
    try require(value, parameter, "a finite number") { _ in true }
  }

  private static func require(positive value: Double, _ parameter: String)
    throws(DistributionError)
  {
    try require(value, parameter, "a number above 0") { $0 > 0 }
  }

  private static func require(_ value: Double, _ parameter: String, within scale: Scale)
    throws(DistributionError)
  {
    switch scale {
    case .identity: try require(finite: value, parameter)
    case .logarithm: try require(positive: value, parameter)
    case .logOdds:
      try require(value, parameter, "a number between 0 and 1, both excluded") { $0 > 0 && $0 < 1 }
    }
  }

  private static func require(low: Double, high: Double) throws(DistributionError) {
    try require(finite: low, "low")
    try require(high, "high", "a number above low, which is \(low)") { $0 > low }
  }

  private static func require(low: Double, mode: Double, high: Double)
    throws(DistributionError)
  {
    try require(low: low, high: high)
    try require(mode, "mode", "a number from low, \(low), to high, \(high)") {
      $0 >= low && $0 <= high
    }
  }
}
