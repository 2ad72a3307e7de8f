/// A text that is none of what was expected.
public struct LiteralError: Error, Hashable, Sendable {
  public let found: String
  /// With its article: `a number such as 1500 or 1.5k`.
  public let expected: String
  public let hint: String?

  public init(found: String, expected: String, hint: String? = nil) {
    self.found = found
    self.expected = expected
    self.hint = hint
  }
}
