internal import CGSL

/// A normal law whose halves below and above the median have different standard deviations.
///
/// Each half has probability 1/2, so three percentiles determine it and are met exactly. (Fechner's
/// two-piece normal, joined at the mode, has halves of different probability.)
struct SplitNormal: Hashable, Sendable {
  let median: Double
  /// Standard deviation of the normal below the median.
  let below: Double
  let above: Double

  /// The standard normal's 90th percentile.
  static let z90 = StandardNormal.quantile(0.9)

  init(median: Double, below: Double, above: Double) {
    self.median = median
    self.below = below
    self.above = above
  }

  /// The symmetric law with these percentiles.
  init(p10: Double, p90: Double) {
    let deviation = (p90 - p10) / (2 * Self.z90)
    self.init(median: p10 + (p90 - p10) / 2, below: deviation, above: deviation)
  }

  init(p10: Double, p50: Double, p90: Double) {
    self.init(median: p50, below: (p50 - p10) / Self.z90, above: (p90 - p50) / Self.z90)
  }

  var isSymmetric: Bool { below == above }

  /// The value at `z` standard deviations.
  func value(_ z: Double) -> Double { median + z * (z < 0 ? below : above) }

  /// How many standard deviations from the median a value lies.
  func score(_ x: Double) -> Double { (x - median) / (x < median ? below : above) }

  func quantile(_ p: Double) -> Double { value(StandardNormal.quantile(p)) }

  func cumulative(_ x: Double) -> Double { StandardNormal.cumulative(score(x)) }

  /// Mean and standard deviation of the quantity whose coordinate on `scale` has this law.
  func moments(on scale: Scale) throws(NumericalError) -> LawMoments {
    if scale == .identity {
      let skew = (above - below) / (2 * Double.pi).squareRoot()
      let variance = (below * below + above * above) / 2 - skew * skew
      return LawMoments(mean: median + skew, standardDeviation: variance.squareRoot())
    }
    // Deviations from the median have one sign in each half, so nothing cancels.
    let centre = scale.value(median)
    let mean = try centre + expectation { scale.value($0) - centre }
    let variance = try expectation { (scale.value($0) - mean) * (scale.value($0) - mean) }
    return LawMoments(mean: mean, standardDeviation: variance.squareRoot())
  }

  /// The expectation of `f` of the coordinate, integrated over the standard normal half by half,
  /// because the join is not smooth.
  private func expectation(_ f: (Double) -> Double) throws(NumericalError) -> Double {
    // A lognormal's second moment peaks around z = 2 sigma; twelve deviations beyond, nothing is
    // left.
    let reach = 12 + 2 * max(below, above)
    let lower = try Quadrature.integral(over: -reach...0) {
      f(value($0)) * StandardNormal.density($0)
    }
    let upper = try Quadrature.integral(over: 0...reach) {
      f(value($0)) * StandardNormal.density($0)
    }
    return lower + upper
  }
}

/// The scale on which a quantity is normal.
enum Scale: Hashable, Sendable {
  case identity
  /// For values above 0.
  case logarithm
  /// For values between 0 and 1.
  case logOdds

  var support: ClosedRange<Double> {
    switch self {
    case .identity: -Double.infinity...Double.infinity
    case .logarithm: 0...Double.infinity
    case .logOdds: 0...1
    }
  }

  /// The coordinate of a value inside the support.
  func coordinate(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .logarithm: log(value)
    case .logOdds: LogOdds.of(value)
    }
  }

  /// The value at a coordinate.
  func value(_ coordinate: Double) -> Double {
    switch self {
    case .identity: coordinate
    case .logarithm: exp(coordinate)
    case .logOdds: LogOdds.probability(coordinate)
    }
  }
}
