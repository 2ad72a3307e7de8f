/// Mean, standard deviation and standard error of a sample, for tests against exact answers.
public struct Estimate: Sendable {
  public let count: Int
  public let mean: Double
  public let standardDeviation: Double

  public init(_ values: [Double]) {
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardDeviation = (squares / Double(max(1, values.count - 1))).squareRoot()
  }

  public var standardError: Double { standardDeviation / Double(count).squareRoot() }

  /// Whether an exact mean lies within the sampling error at alpha = .001, two-sided.
  public func agrees(with exact: Double) -> Bool {
    abs(mean - exact) <= 3.2905 * standardError + 1e-12
  }

  /// Whether an exact standard deviation lies within the sampling error at alpha = .001, by the
  /// fourth moment of the sample.
  public static func deviationAgrees(_ values: [Double], with exact: Double) -> Bool {
    let estimate = Estimate(values)
    let fourth =
      values.reduce(0) { sum, value in
        let centred = value - estimate.mean
        return sum + centred * centred * centred * centred
      } / Double(values.count)
    let variance = estimate.standardDeviation * estimate.standardDeviation
    let error = ((fourth - variance * variance) / Double(values.count)).squareRoot()
    return abs(variance - exact * exact) <= 3.2905 * error + 1e-12
  }
}
