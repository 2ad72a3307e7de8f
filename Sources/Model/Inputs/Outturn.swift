import Statistics

/// An input that turns out otherwise than planned for.
///
/// People are hired, quotas set and the status quo calibrated by what the scenario states; then the
/// number turns out to be this one. To set a key instead is to know it before: everything is planned
/// anew for it.
public struct Outturn: Hashable, Sendable, CustomStringConvertible {
  /// The ``Assumption/key`` of an input.
  public let key: String
  /// In the input's unit, within what it accepts.
  public let value: Double

  public init(_ key: String, _ value: Double) {
    self.key = key
    self.value = value
  }

  /// `if effects.overload = 0.7`
  public var description: String {
    // Enough digits to give the same number again, and none too many.
    "if \(key) = \(Int(exactly: value).map(String.init) ?? String(value))"
  }
}
