/// The probability distribution of an uncertain quantity.
///
/// Made by one of the factories, which refuse invalid parameters. After that nothing fails: mean and standard deviation are finite and known, quantiles and cumulative probabilities
/// are defined everywhere in their domain.
///
/// Draw from it by ``quantile(_:)`` of a uniform: the same uniform then means the same luck in
/// every law.
public struct Distribution: Hashable, Sendable {
  let law: any Law
  /// The expectation: exact where there is a formula, by quadrature to twelve digits elsewhere.
  public let mean: Double
  /// The standard deviation, as exact as ``mean``; 0 for a constant.
  public let standardDeviation: Double

  /// The distribution of a law whose parameters are right by themselves.
  ///
  /// - Throws: Where the law is so wide that its moments exceed a `Double`, or so narrow that its
  ///   deciles fall on one number.
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

  /// Whether there is no uncertainty at all.
  public var isConstant: Bool { support.lowerBound == support.upperBound }

  /// The name of the family: `constant`, `normal`, `lognormal`, `logit-normal`, `beta`,
  /// `triangular`, `uniform` or `gamma`; what has two halves goes by the scale it is normal on.
  public var family: String { law.family }

  /// The smallest and the largest possible value; infinite where there is no limit.
  public var support: ClosedRange<Double> { law.support }

  /// The value that is not exceeded with probability `p`.
  ///
  /// - Parameter p: In the open interval (0, 1).
  /// - Returns: Non-decreasing in `p`, within ``support``.
  public func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile's probability lies between 0 and 1")
    return law.quantile(p)
  }

  /// The chance of a value up to `x`; not a number where `x` is not one.
  public func cumulative(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < support.lowerBound { return 0 }
    if x >= support.upperBound { return 1 }
    return law.cumulative(x)
  }

  /// Mean and standard deviation of the log-odds where they are normal, so that an intercept can
  /// be calibrated exactly; nil for every other law.
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
