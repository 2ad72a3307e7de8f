/// An estimate of an expectation with its error.
public struct MeanEstimate: Hashable, Sendable {
  public let value: Double
  /// Infinite where nothing is known of it.
  public let standardError: Double
  /// Of the standard error; above 0 where it is finite.
  public let degreesOfFreedom: Double

  public init(value: Double, standardError: Double, degreesOfFreedom: Double) {
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Half the width of the 95% confidence interval, from Student's t.
  public var reach: Double {
    degreesOfFreedom > 0
      ? StudentT.quantile(0.975, degreesOfFreedom: degreesOfFreedom) * standardError : .infinity
  }
}
