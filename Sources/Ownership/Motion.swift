/// A kind of work with an existing customer that somebody must own.
///
/// Eight motions bring or keep revenue; ``service`` is the day-to-day work that they rest on. The
/// raw value is the name in scenarios, CSV columns and JSON keys.
///
/// - Reference: "Who should own commercials" (revenue categories); "The Customer Success Economy",
///   chapter 21 (expansion classes).
public enum Motion: String, CaseIterable, Hashable, Sendable {
  /// The contract again, with the same buyer.
  case renewal
  /// Nothing more, just more money: the uplift at renewal.
  case priceIncrease = "price-increase"
  /// Seats or usage the customer adds on its own; tracked, hardly influenced.
  case organicGrowth = "organic-growth"
  /// A few more licences, a premium version: an upsell up to the model's line.
  case smallUpsell = "small-upsell"
  /// Many more licences: an upsell above the model's line.
  case bigUpsell = "big-upsell"
  /// A new product or module, same buyer.
  case crossSell = "cross-sell"
  /// Anything sold to a new economic buyer of the same business unit.
  case crossStakeholder = "cross-stakeholder"
  /// Anything sold to a new division; an enterprise licence agreement.
  case crossDivision = "cross-division"
  /// The day-to-day work: no revenue by itself, but hours, a person in front of the customer, and
  /// the trust that renewals rest on.
  case service

  /// Everything but ``service``.
  public static let revenue: [Motion] = allCases.filter { $0 != .service }
}
