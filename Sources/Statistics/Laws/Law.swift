/// A family of laws behind ``Distribution``, with parameters that are known to be right.
///
/// A family has one file: the law, the factory that checks its parameters, and its evaluation.
protocol Law: Hashable, Sendable {
  /// The name of the family, as ``Distribution/family`` says it.
  var family: String { get }
  var support: ClosedRange<Double> { get }
  /// The value that is not exceeded with probability `p`, which lies between 0 and 1.
  func quantile(_ p: Double) -> Double
  /// The chance of a value up to `x`, which lies within the support and below its end.
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
