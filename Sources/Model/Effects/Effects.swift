public import Ownership

/// The effects that a single number states.
///
/// No source measures these causally, so each default is a range.
public struct EffectInputs: InputCatalogue {
  public let trustedAdvisor = Input(
    "trusted-advisor", "Odds of renewal where the owner of service also sells.", .positive,
    default: "0.88..1.10",
    source:
      #""The Customer Success Economy" and "CURE: who owns the customer" fear harm, "Who owns"#
      + #" upsell and renewal?" disputes it"#)
  public let extraContact = Input(
    "extra-contact", "Odds of renewal for each further role at the customer.", .factor,
    default: "0.92..1.00",
    source: #""Sales or CSM: two vectors", "The Customer Success Economy"; width ours"#)
  public let relationshipTransfer = Input(
    "relationship-transfer",
    "Odds of renewal where another than the original seller renews, per 100 days of sales cycle.",
    .factor, default: "0.90..1.00", source: #""Sales or CSM: two vectors"; width ours"#)
  public let overload = Input(
    "overload", "Odds at twice the capacity.", .factor, default: "0.50..0.85",
    source: #""The Customer Success Economy": too much for one person; width ours"#)
  public let sourcing = Input(
    "sourcing", "Chance that a second role finds what the owner missed.", .share,
    default: "10%..30%",
    source: #""The Customer Success Economy", "Who should own commercials"; width ours"#)
  public let productFlag = Input(
    "product-flag", "Chance that the product finds what people missed.", .share,
    default: "5%..20%")
  public let autoRenewalOdds = Input(
    "odds", in: autoRenewal, "Odds of renewal.", .positive, default: "1.1..1.8")
  public let autoRenewalHours = Input(
    "hours", in: autoRenewal, "Share of a renewal's hours that is left.", .share, default: "50%",
    use: .mean)
  public let frictionUpsell = Input(
    "upsell", in: friction, "Odds of winning an upsell.", .positive, default: "0.95..1.40",
    source: #""Who should own commercials": friction on purpose"#)
  public let handoverOdds = Input(
    "odds", in: handover, "Odds of renewal.", .factor, default: "0.85..1.00")
  public let handoverHours = Input(
    "hours", in: handover, "Hours that it takes.", .number(0...100_000), default: "3",
    use: .mean)
  public let handoverTime = Input(
    "for", in: handover, "How long it is felt.", .duration, default: "6 months", use: .plain)
  public let afterIncrease = Input(
    "after-increase",
    "Odds of the next renewal after a price increase of 10%: the odds of leaving grow in proportion to"
      + " the increase. 1 is no effect.", .factor, default: "0.75..1.00",
    source: "no source has a figure; wide, and includes none")
  public let afterContraction = Input(
    "after-contraction", "Odds of the next renewal after a contraction. 1 is no effect.", .factor,
    default: "1", source: "no source has a figure; off unless stated")
  public let newLogoHour = Input(
    "new-logo-hour",
    "Margin forgone, net of the seller's cost, per hour taken from new customers.", .money,
    default: "80..250",
    source: #""CURE: who owns the customer" names the distraction; the amount is ours"#,
    use: .settled)

  private static let autoRenewal = Input.Group(
    "auto-renewal", "Of contracts that renew by themselves.")
  private static let friction = Input.Group(
    "friction", "Of renewals that are made a negotiation on purpose.")
  private static let handover = Input.Group("handover", "Of an account that changes owner.")

  public init() {}
  public static let all = Self().inputs
}

/// How a different owner changes what happens; 1 is no effect on odds.
///
/// ```swift
/// effects.overload                                // of ``EffectInputs``
/// effects.skill[.accountManager]?[.renewal]       // by role and target
/// ```
@dynamicMemberLookup
public struct Effects: Hashable, Sendable {
  /// What a skill affects: the renewal, the price increase, or the win rate of a stream.
  public typealias SkillTarget = Driver.Target

  /// By role: the odds ratio against a CSM.
  public var skill: [Role: [SkillTarget: Assumption]]
  /// By role: the multiplier on the price increase obtained.
  public var price: [Role: Assumption]
  /// The effects that a single number states.
  public var numbers: InputValues<EffectInputs, Assumption>

  public init(
    skill: [Role: [SkillTarget: Assumption]], price: [Role: Assumption],
    numbers: InputValues<EffectInputs, Assumption>
  ) {
    self.skill = skill
    self.price = price
    self.numbers = numbers
  }

  public subscript(dynamicMember input: KeyPath<EffectInputs, Input>) -> Assumption {
    get { numbers[dynamicMember: input] }
    set { numbers[dynamicMember: input] = newValue }
  }

  /// The months during which a handover is felt.
  public var handoverMonths: Int { Int(self.handoverTime.mean) }
}
