import Plans

/// Something in the actuals that changes no pay, and perhaps should.
public struct PayWarning: Hashable, Sendable {
  /// Where: `actuals[3]`, `events[0]`, or a person or team and a period.
  public let keyPath: String
  /// The names of those whom it concerns: people, a team, or `company`.
  public let concerns: Set<String>
  /// What is the matter, in a sentence.
  public let message: String
}

extension PayWarning: CustomStringConvertible {
  public var description: String { "\(keyPath): \(message)" }
}
