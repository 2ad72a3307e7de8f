import Plans
public import Units

/// What the actuals bring a person after his last statement.
public struct PayToCome: Hashable, Sendable {
  /// What is due.
  public enum Item: Hashable, Sendable {
    /// An instalment of what was earned.
    case instalment(Money)
    /// Credit of a measure that is counted less often than the plan pays: so much in the stretch
    /// that has not ended.
    case credit(measure: String, Double)
  }

  /// The person's name.
  public let person: String
  /// What is due.
  public let item: Item
  /// The period that pays it.
  public let period: PayPeriod
}
