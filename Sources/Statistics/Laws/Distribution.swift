/// The probability distribution of an uncertain quantity.
///
/// Factories validate the parameters; after that nothing fails. Mean and standard deviation are
/// finite, and quantiles and cumulative probabilities are defined throughout their domain.
///
/// To draw from it, take the ``quantile(_:)`` of a uniform: the same uniform is then the same luck
/// in every distribution.
///
/// ```swift
/// let renewal = try Distribution.logitNormal(p10: 0.86, p90: 0.90)
/// renewal.mean
/// renewal.quantile(0.5)      // 0.881...
/// renewal.cumulative(0.9)    // 0.9
/// ```
public struct Distribution: Hashable, Sendable {
  let law: any Law
  /// The expectation: exact if there is a closed form, else by quadrature to twelve digits.
  public let mean: Double
  /// The standard deviation, as exact as ``mean``; 0 for a constant.
  public let standardDeviation: Double

  /// The distribution of a law with valid parameters.
  ///
  /// - Throws: If the law is so wide that its moments exceed a `Double`, or so narrow that its
  ///   deciles coincide.
  init(_ law: any Law, moments: LawMoments, widest parameter: (name: String, value: Double))
    throws(DistributionError)
  {
    Library.prepared
    self.law = law
    mean = moments.mean
    standardDeviation = moments.standardDeviation
    guard mean.isFinite, standardDeviation.isFinite else {
      throw DistributionError(
        parameter.name, parameter.value, expected: "a spread with finite mean and variance")
    }
    if isConstant { return }
    guard law.quantile(0.1) < law.quantile(0.9), standardDeviation > 0 else {
      throw DistributionError(
        parameter.name, parameter.value,
        expected: "a spread whose P10 and P90 are different numbers")
    }
  }

  /// Whether it has a single possible value.
  public var isConstant: Bool { support.lowerBound == support.upperBound }

  /// The name of the family: `constant`, `normal`, `lognormal`, `logit-normal`, `beta`,
  /// `triangular`, `uniform` or `gamma`; a two-piece law is named after the scale on which it is
  /// normal.
  public var family: String { law.family }

  /// The smallest and largest possible values; infinite if unbounded.
  public var support: ClosedRange<Double> { law.support }

  /// The value that is not exceeded with probability `p`.
  ///
  /// - Parameter p: In the open interval (0, 1).
  /// - Returns: Non-decreasing in `p`, within ``support``.
  public func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile's probability lies between 0 and 1")
    return law.quantile(p)
  }

  /// The probability of a value up to `x`; NaN for NaN.
  public func cumulative(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < support.lowerBound { return 0 }
    if x >= support.upperBound { return 1 }
    return law.cumulative(x)
  }

  /// Mean and standard deviation of the log-odds of a logit-normal law, so that an intercept can be
  /// calibrated exactly; nil for every other law.
  public var logitNormalParameters: (mu: Double, sigma: Double)? {
    law.logitNormalParameters
  }
}

extension Distribution {
  public static func == (a: Distribution, b: Distribution) -> Bool {
    AnyHashable(a.law) == AnyHashable(b.law) && a.mean == b.mean
      && a.standardDeviation == b.standardDeviation
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(AnyHashable(law))
    hasher.combine(mean)
    hasher.combine(standardDeviation)
  }
}

/// Checks of parameters.
extension Distribution {
  static func require(
    _ value: Double, _ parameter: String, _ expected: String, _ isRight: (Double) -> Bool
  ) throws(DistributionError) {
    guard value.isFinite, isRight(value) else {
      throw DistributionError(parameter, value, expected: expected)
    }
  }

  static func require(finite value: Double, _ parameter: String)
    throws(DistributionError)
  {
    try require(value, parameter, "a finite number") { _ in true }
  }

  static func require(positive value: Double, _ parameter: String)
    throws(DistributionError)
  {
    try require(value, parameter, "a number above 0") { $0 > 0 }
  }

  static func require(low: Double, high: Double) throws(DistributionError) {
    try require(finite: low, "low")
    try require(high, "high", "a number above low, which is \(low)") { $0 > low }
  }

  static func require(low: Double, mode: Double, high: Double)
    throws(DistributionError)
  {
    try require(low: low, high: high)
    try require(mode, "mode", "a number from low, \(low), to high, \(high)") {
      $0 >= low && $0 <= high
    }
  }
}

/// An invalid parameter of a distribution.
public struct DistributionError: Error, Hashable, Sendable {
  /// The parameter's name, such as `cv` or `P90`.
  public let parameter: String
  /// The value that was given.
  public let value: Double
  /// What is valid, such as "a number above 0".
  public let expected: String

  init(_ parameter: String, _ value: Double, expected: String) {
    self.parameter = parameter
    self.value = value
    self.expected = expected
  }
}

extension DistributionError: CustomStringConvertible {
  /// `cv is -0.5; expected a number above 0`.
  public var description: String { "\(parameter) is \(value); expected \(expected)" }
}

/// A family of laws behind ``Distribution``, with validated parameters.
///
/// Each family has one file: the law, its evaluation, and the factory that validates parameters.
protocol Law: Hashable, Sendable {
  /// The name of the family, as ``Distribution/family`` says it.
  var family: String { get }
  var support: ClosedRange<Double> { get }
  /// The value that is not exceeded with probability `p`, which lies between 0 and 1.
  func quantile(_ p: Double) -> Double
  /// The probability of a value up to `x`, which lies in the support and below its upper end.
  func cumulative(_ x: Double) -> Double
  /// Mean and standard deviation of the log-odds where they are normal.
  var logitNormalParameters: (mu: Double, sigma: Double)? { get }
}

extension Law {
  var logitNormalParameters: (mu: Double, sigma: Double)? { nil }
}

/// The first two moments of a law.
struct LawMoments {
  let mean: Double
  let standardDeviation: Double
}

/// One value, without uncertainty.
struct Constant: Law {
  let value: Double

  var family: String { "constant" }
  var support: ClosedRange<Double> { value...value }

  func quantile(_ p: Double) -> Double { value }
  func cumulative(_ x: Double) -> Double { 1 }
}

extension Distribution {
  /// One value, without uncertainty; finite.
  public static func constant(_ x: Double) throws(DistributionError) -> Distribution {
    try require(finite: x, "the value")
    return try Distribution(
      Constant(value: x), moments: .init(mean: x, standardDeviation: 0), widest: ("the value", x))
  }
}
