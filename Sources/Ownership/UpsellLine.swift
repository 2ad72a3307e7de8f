public import Units

/// The size above which an upsell is big, and so may have another owner.
public enum UpsellLine: Hashable, Sendable {
  /// A size in the scenario's currency.
  case amount(Money)
  /// A share of the account's ARR on the day of the sale.
  case share(Double)

  /// The line of a model that names none: 30,000.
  public static let standard = UpsellLine.amount(Money(30_000))
}
