/// Why one ownership model fares otherwise than another: what changes between them, one thing at a time.
///
/// Rates come first, then the people, whose load and vacancies only they can have, and what plans pay
/// them.
public enum Cause: String, CaseIterable, Hashable, Sendable {
  /// Whether a role of its own finds opportunities.
  case sourcing
  /// Whose odds ratios act on renewing, raising the price and winning.
  case skill
  /// Who sets the size of an increase.
  case price
  /// How many people a customer deals with.
  case extraContacts = "extra-contacts"
  /// Whether the owner of service also sells.
  case trustedAdvisor = "trusted-advisor"
  /// Whether someone other than the original seller renews.
  case relationshipTransfer = "relationship-transfer"
  /// Whether renewals are negotiated on purpose, to open an upsell.
  case friction
  /// Whether contracts renew by themselves.
  case autoRenewal = "auto-renewal"
  /// Whether accounts change hands.
  case handover
  /// Which people there are, and who of them serves whom.
  case people
  /// What more work than people can do does to odds.
  case overload
  /// Empty seats, people who begin, and hiring who follows.
  case vacancyAndRamp = "vacancy-and-ramp"
  /// Plans under `pay:` instead of a role's own.
  case plan

  /// Whether it can only be told of the people who are there: it acts in both models, on people who
  /// differ.
  public var isOfPeople: Bool { self == .overload || self == .vacancyAndRamp }
}
