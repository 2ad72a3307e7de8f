/// A kind of work with existing customers that somebody must own.
///
/// Eight motions bring or keep revenue; ``service`` is the day-to-day work that supports them. The
/// raw value is the name in scenarios, CSV columns and JSON keys.
///
/// - Reference: "Who should own commercials" (revenue categories); "The Customer Success Economy",
///   chapter 21 (expansion classes).
public enum Motion: String, CaseIterable, Hashable, Sendable {
  /// The same contract with the same buyer.
  case renewal
  /// The uplift at renewal: a higher price for the same product.
  case priceIncrease = "price-increase"
  /// Seats or usage that customers add by themselves; tracked, hardly influenced.
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
  /// Day-to-day work. It brings no revenue itself but takes hours, puts a person in front of the
  /// customer, and earns the trust on which renewals depend.
  case service

  /// Every motion but ``service``.
  public static let revenue: [Motion] = allCases.filter { $0 != .service }
  /// The motions that add ARR.
  public static let expansion: [Motion] = revenue.filter { $0 != .renewal }
}
