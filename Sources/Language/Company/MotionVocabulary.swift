import Formats

/// The motions as scenarios and facts name them.
enum MotionVocabulary {
  /// With `upsell`, which is both sizes.
  static let choices = [
    Form.Choice("service", "The day-to-day work."),
    .init("renewal", "The contract again."), .init("price-increase", "The uplift at renewal."),
    .init("organic-growth", "What the customer adds on its own."),
    .init("upsell", "More of the same, of any size."),
    .init("small-upsell", "An upsell up to the line."),
    .init("big-upsell", "An upsell above the line."),
    .init("cross-sell", "A new product, same buyer."),
    .init("cross-stakeholder", "A new buyer, same business unit."),
    .init("cross-division", "A new business unit."),
  ]
}
