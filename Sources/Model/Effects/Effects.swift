public import Ownership

/// How a different owner changes what happens; 1 is no effect on odds.
///
/// No source measures these causally: each is an explicit input with a range.
public struct Effects: Hashable, Sendable {
  /// What a skill acts on: the renewal, the price increase, or the closing of a stream.
  public typealias SkillTarget = Driver.Target

  /// Role to what it does: odds ratio against a CSM.
  public var skill: [Role: [SkillTarget: Assumption]]
  /// Role to the multiplier on the price increase obtained.
  public var price: [Role: Assumption]
  /// Odds of renewal where the owner of `service` also sells.
  public var trustedAdvisor: Assumption
  /// Odds of renewal for each further role at the customer.
  public var extraContact: Assumption
  /// Odds of renewal where the renewal's owner is not the original account executive, per 100 days
  /// of the first sales cycle.
  public var relationshipTransfer: Assumption
  /// Odds at twice the capacity.
  public var overload: Assumption
  /// Chance that a sourcing role finds what the owner missed.
  public var sourcing: Assumption
  /// Chance that the product finds what people missed.
  public var productFlag: Assumption
  /// Odds of renewal of an account whose contract renews by itself.
  public var autoRenewalOdds: Assumption
  /// Share of a renewal's hours that is left where the contract renews by itself.
  public var autoRenewalHours: Assumption
  /// Odds of winning an upsell where renewals are made a negotiation on purpose.
  public var frictionUpsell: Assumption
  /// Odds of renewal of an account that has just changed owner.
  public var handoverOdds: Assumption
  /// Hours that an account takes when it changes owner.
  public var handoverHours: Assumption
  /// Months for which a handover is felt.
  public var handoverMonths: Int
  /// Margin forgone, net of the seller's cost, per hour that is taken from new customers.
  public var newLogoHour: Assumption

  public init(
    skill: [Role: [SkillTarget: Assumption]], price: [Role: Assumption],
    trustedAdvisor: Assumption, extraContact: Assumption, relationshipTransfer: Assumption,
    overload: Assumption, sourcing: Assumption, productFlag: Assumption,
    autoRenewalOdds: Assumption, autoRenewalHours: Assumption, frictionUpsell: Assumption,
    handoverOdds: Assumption, handoverHours: Assumption, handoverMonths: Int,
    newLogoHour: Assumption
  ) {
    self.skill = skill
    self.price = price
    self.trustedAdvisor = trustedAdvisor
    self.extraContact = extraContact
    self.relationshipTransfer = relationshipTransfer
    self.overload = overload
    self.sourcing = sourcing
    self.productFlag = productFlag
    self.autoRenewalOdds = autoRenewalOdds
    self.autoRenewalHours = autoRenewalHours
    self.frictionUpsell = frictionUpsell
    self.handoverOdds = handoverOdds
    self.handoverHours = handoverHours
    self.handoverMonths = handoverMonths
    self.newLogoHour = newLogoHour
  }
}
