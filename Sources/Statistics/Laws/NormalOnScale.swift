internal import CGSL

/// A quantity that is two-piece normal on a scale: the normal, lognormal and logit-normal families.
struct NormalOnScale: Law {
  let spread: SplitNormal
  let scale: Scale

  init(_ spread: SplitNormal, _ scale: Scale) {
    self.spread = spread
    self.scale = scale
  }

  var family: String {
    switch scale {
    case .identity: "normal"
    case .logarithm: "lognormal"
    case .logOdds: "logit-normal"
    }
  }

  var support: ClosedRange<Double> { scale.support }

  func quantile(_ p: Double) -> Double { scale.value(spread.quantile(p)) }

  func cumulative(_ x: Double) -> Double {
    x > scale.support.lowerBound ? spread.cumulative(scale.coordinate(x)) : 0
  }

  var logitNormalParameters: (mu: Double, sigma: Double)? {
    scale == .logOdds && spread.isSymmetric ? (spread.median, spread.above) : nil
  }
}

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

  /// The law with these percentiles, half a normal on each side of the median.
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
      NormalOnScale(
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
    let moments: LawMoments
    do throws(NumericalError) {
      moments = try spread.moments(on: scale)
    } catch {
      // The integrand overflows: no finite moments.
      moments = .init(mean: .infinity, standardDeviation: .infinity)
    }
    return try Distribution(NormalOnScale(spread, scale), moments: moments, widest: widest)
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
}
