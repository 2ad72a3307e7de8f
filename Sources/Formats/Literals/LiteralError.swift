/// A text that is none of what was expected.
public struct LiteralError: Error, Hashable, Sendable {
  public let found: String
  /// With its article: `a number such as 1500 or 1.5k`.
  public let expected: String
  public let wayOut: String?

  public init(found: String, expected: String, wayOut: String? = nil) {
    self.found = found
    self.expected = expected
    self.wayOut = wayOut
  }
}
