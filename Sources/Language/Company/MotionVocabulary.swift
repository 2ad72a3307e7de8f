public import Formats
import Model
public import Ownership

extension Motion: NamedChoice {
  public var summary: String {
    switch self {
    case .service: "The day-to-day work."
    case .renewal: "The contract again."
    case .priceIncrease: "The uplift at renewal."
    case .organicGrowth: "What the customer adds on its own."
    case .smallUpsell: "An upsell up to the line."
    case .bigUpsell: "An upsell above the line."
    case .crossSell: "A new product, same buyer."
    case .crossStakeholder: "A new buyer, same business unit."
    case .crossDivision: "A new business unit."
    }
  }
}

/// The motions as scenarios and facts name them.
enum MotionVocabulary {
  /// With `upsell`, which is both sizes.
  static let choices =
    [Motion.service.choice]
    + Motion.revenue.flatMap { motion in
      motion == .smallUpsell
        ? [
          Form.Choice(ExpansionStream.upsell.rawValue, "More of the same, of any size."),
          motion.choice,
        ] : [motion.choice]
    }
}
