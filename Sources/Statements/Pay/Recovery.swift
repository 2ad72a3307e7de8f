import Plans
public import Units

/// What an event takes back for one credit of one measure.
public struct Recovery: Hashable, Sendable {
  /// What happened.
  public let event: DealEvent
  /// The credit whose pay comes back.
  public let credit: CountedCredit
  /// The measure's place in the plan, and its name.
  public let measure: Int
  public let name: String
  /// Whole months from the credit to the event.
  public let elapsedMonths: Int
  /// What the deal brought: the measure's pay times the credit's share of it.
  public let dealPay: Money
  /// What the deal still brings to date, this period's true-up included. Where it is less than
  /// ``dealPay`` the true-up and the recovery both lower the pay, and a warning says so.
  public let standing: Money
  /// The share of ``dealPay`` that comes back.
  public let share: Double
  /// What comes back now; instalments not yet paid are cancelled besides.
  public let taken: Money
}
