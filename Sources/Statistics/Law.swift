internal import CGSL

/// The families behind ``Distribution``, with parameters that are known to be right.
enum Law: Hashable, Sendable {
  case constant(Double)
  case splitNormal(SplitNormal, Scale)
  /// A beta law stretched from (0, 1) to the range.
  case beta(a: Double, b: Double, low: Double, high: Double)
  case triangular(low: Double, mode: Double, high: Double)
  case uniform(low: Double, high: Double)
  case gamma(shape: Double, scale: Double)

  struct Moments {
    let mean: Double
    let standardDeviation: Double
  }

  var isConstant: Bool {
    if case .constant = self { true } else { false }
  }

  var family: String {
    switch self {
    case .constant: "constant"
    case .splitNormal(_, .identity): "normal"
    case .splitNormal(_, .logarithm): "lognormal"
    case .splitNormal(_, .logOdds): "logit-normal"
    case .beta: "beta"
    case .triangular: "triangular"
    case .uniform: "uniform"
    case .gamma: "gamma"
    }
  }

  var support: ClosedRange<Double> {
    switch self {
    case .constant(let x): x...x
    case .splitNormal(_, let scale): scale.support
    case .beta(_, _, let low, let high), .triangular(let low, _, let high),
      .uniform(let low, let high):
      low...high
    case .gamma: 0...Double.infinity
    }
  }

  func quantile(_ p: Double) -> Double {
    switch self {
    case .constant(let x): return x
    case .splitNormal(let spread, let scale): return scale.value(spread.quantile(p))
    case .beta(let a, let b, let low, let high):
      let unit = InverseCumulative.quantile(
        p, in: 0...1, guess: gsl_cdf_beta_Pinv(p, a, b),
        lower: { gsl_cdf_beta_P($0, a, b) }, upper: { gsl_cdf_beta_Q($0, a, b) })
      return low + (high - low) * unit
    case .triangular(let low, let mode, let high):
      let (left, right) = (mode - low, high - mode)
      let width = high - low
      return p * width <= left
        ? low + (p * width * left).squareRoot()
        : high - ((1 - p) * width * right).squareRoot()
    case .uniform(let low, let high): return gsl_cdf_flat_Pinv(p, low, high)
    case .gamma(let shape, let scale):
      let unit = InverseCumulative.quantile(
        p, in: 0...Double.greatestFiniteMagnitude, guess: gsl_cdf_gamma_Pinv(p, shape, 1),
        lower: { gsl_cdf_gamma_P($0, shape, 1) }, upper: { gsl_cdf_gamma_Q($0, shape, 1) })
      return scale * unit
    }
  }

  /// The chance of a value up to `x`, which lies within the support and below its end.
  func cumulative(_ x: Double) -> Double {
    switch self {
    case .constant: return 1
    case .splitNormal(let spread, let scale):
      return x > scale.support.lowerBound ? spread.cumulative(scale.coordinate(x)) : 0
    case .beta(let a, let b, let low, let high):
      return gsl_cdf_beta_P((x - low) / (high - low), a, b)
    case .triangular(let low, let mode, let high):
      let width = high - low
      return x <= mode && mode > low
        ? (x - low) / width * ((x - low) / (mode - low))
        : 1 - (high - x) / width * ((high - x) / (high - mode))
    case .uniform(let low, let high): return gsl_cdf_flat_P(x, low, high)
    case .gamma(let shape, let scale): return gsl_cdf_gamma_P(x, shape, scale)
    }
  }
}
