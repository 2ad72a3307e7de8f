public import Units

/// What an event takes back for one credit of one measure.
public struct Recovery: Hashable, Sendable {
  public let event: DealEvent
  public let credit: CountedCredit
  /// The measure's place in the plan, and its name.
  public let measure: Int
  public let name: String
  /// Whole months from the credit to the event.
  public let elapsedMonths: Int
  /// What the deal brought: the measure's pay times the credit's share of it.
  public let dealPay: Money
  /// The share of it that comes back.
  public let share: Double
  public let taken: Money
}
