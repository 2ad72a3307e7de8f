/// A parameter that is not valid for a distribution.
public struct DistributionError: Error, Hashable, Sendable {
  /// The parameter's name, such as `cv` or `P90`.
  public let parameter: String
  /// What was given.
  public let value: Double
  /// What would have been right, as in "a number above 0".
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
