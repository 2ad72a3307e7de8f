import Plans
public import Units

/// What a team is paid for one period.
public struct TeamTotal: Hashable, Sendable {
  /// The team's name.
  public let team: String
  /// The period that is paid.
  public let period: PayPeriod
  /// Members at work in the period; 0 for a team of nobody, which is paid 0.
  public let members: Int
  /// The sum of the members' pay.
  public let pay: Money
}
