internal import CGSL

/// The normal distribution with mean 0 and standard deviation 1.
public enum StandardNormal {
  /// The probability of a value up to `x`.
  public static func cumulative(_ x: Double) -> Double { gsl_cdf_ugaussian_P(x) }

  /// The value that is exceeded with probability 1 - `p`; `p` in the open interval (0, 1).
  public static func quantile(_ p: Double) -> Double { gsl_cdf_ugaussian_Pinv(p) }

  /// The probability density at `x`.
  public static func density(_ x: Double) -> Double { gsl_ran_ugaussian_pdf(x) }
}

/// Student's t distribution.
public enum StudentT {
  /// The value that is exceeded with probability 1 - `p`; `p` in the open interval (0, 1).
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    gsl_cdf_tdist_Pinv(p, degreesOfFreedom)
  }
}

/// The Gauss-Hermite rule for the expectation of a function of a standard normal.
///
/// With *n* points it is exact for every polynomial up to degree 2*n* - 1.
///
/// - Reference: Golub and Welsch, "Calculation of Gauss Quadrature Rules", 1969.
public struct GaussHermite: Hashable, Sendable {
  /// Ascending, symmetric around 0.
  public let nodes: [Double]
  /// Above 0, total 1, in the order of ``nodes``.
  public let weights: [Double]

  /// The rule with 1 to 128 points; 32 give twelve digits for a sigmoid of moderate spread.
  public init(points: Int) {
    precondition((1...128).contains(points), "a rule has 1 to 128 points")
    Library.prepared
    // The weight function is exp(-b (x - a)^2): a = 0 and b = 1/2 make it a normal density up to a
    // constant, which the division by the total supplies.
    guard let rule = gsl_integration_fixed_alloc(quotient_gsl_hermite(), points, 0, 0.5, 0, 0)
    else { preconditionFailure("out of memory") }
    defer { gsl_integration_fixed_free(rule) }
    nodes = Array(UnsafeBufferPointer(start: gsl_integration_fixed_nodes(rule), count: points))
    let unscaled = Array(
      UnsafeBufferPointer(start: gsl_integration_fixed_weights(rule), count: points))
    let total = unscaled.reduce(0, +)
    weights = unscaled.map { $0 / total }
  }

  /// The expectation of `f` of a standard normal.
  public func expectation(_ f: (Double) -> Double) -> Double {
    var sum = 0.0
    for index in nodes.indices { sum += weights[index] * f(nodes[index]) }
    return sum
  }

  /// The mean probability where the log-odds are normal: ``expectation(_:)`` of
  /// ``LogOdds/probability(_:)``, specialised because solvers call it in a loop.
  public func probability(_ logOdds: Double, deviation: Double) -> Double {
    nodes.withUnsafeBufferPointer { nodes in
      weights.withUnsafeBufferPointer { weights in
        var sum = 0.0
        for index in nodes.indices {
          sum += weights[index] * LogOdds.probability(logOdds + deviation * nodes[index])
        }
        return sum
      }
    }
  }
}
