public import Units

/// What a team is paid for one period.
public struct TeamTotal: Hashable, Sendable {
  public let team: String
  public let period: PayPeriod
  /// Members at work in the period; 0 for a team of nobody, which is paid 0.
  public let members: Int
  public let pay: Money
}
