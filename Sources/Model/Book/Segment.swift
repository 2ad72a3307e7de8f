public import Ownership
public import Units

/// A part of the book whose accounts share rates and owners.
public struct Segment: Hashable, Sendable {
  public let name: String
  /// As stated, or derived from the mean ARR of its accounts.
  public let tier: Tier
  /// The number of accounts; 0 for a segment that is declared but never used.
  public let accounts: Int
  /// The ARR of all its accounts.
  public let arr: Money

  /// ARR per account; 0 without accounts.
  public var meanARR: Money { accounts == 0 ? .zero : arr / Double(accounts) }

  /// A segment as declared, before its accounts are counted.
  public struct Declaration: Hashable, Sendable {
    public let name: String
    /// Nil lets the mean ARR decide.
    public let tier: Tier?

    public init(_ name: String, tier: Tier? = nil) {
      self.name = name
      self.tier = tier
    }
  }
}
