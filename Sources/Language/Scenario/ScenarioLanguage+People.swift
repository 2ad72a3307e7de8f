import Formats
import Model
import Ownership

extension ScenarioLanguage {
  /// A time in months that may be uncertain.
  private static let months = Form.oneOf([
    .duration, .assumption(Quantity(.number, from: 0, to: 120)),
  ])

  static let role = Record([
    .init(
      "type", "The type of a CSM, which sets the cost line.",
      .choice([
        .init("value-gaps", "Technical, for an early product; cost of goods sold."),
        .init("value-delivery", "For outcomes; retention."),
        .init("value-capture", "Commercial; expansion."),
      ])),
    .init(
      "cost-line", "Where the role is booked; stronger than `type`.",
      .choice([
        .init("cogs", "Cost of goods sold."), .init("retention", "Keeping customers."),
        .init("expansion", "Growing customers."),
      ])),
    .init("human", "False for the product itself: no heads, no pay.", .boolean),
    .init("ote", "On-target earnings of a year: base and target incentive.", .assumption(.money)),
    .init("pay-mix", "Base and target incentive, as parts of 100.", .scalar(.payMix)),
    .init("hours", "Working hours of a head in a year.", .assumption(.positive)),
    .init("utilisation", "Share of the hours that can be planned.", .assumption(.share)),
    .init("attrition", "Chance that a person leaves within a year.", .assumption(.share)),
    .init("ramp", "Until a new hire has full capacity; a range is in months.", months),
    .init("vacancy", "Until a leaver is replaced; a range is in months.", months),
    .init("burden", "Payroll taxes and benefits, a share of pay.", .assumption(.proportion)),
    .init("tools", "A head and year.", .assumption(.money)),
    .init("hiring", "Cost of hiring one person.", .assumption(.money)),
    .init("severance", "Of a released person, a share of yearly base.", .assumption(.proportion)),
    .init(
      "heads", "How many.",
      .oneOf([
        .choice([.init("capacity", "As many as the expected hours ask for.")]),
        .quantity(Quantity(.count, from: 1, to: 100_000)),
        .record(
          Record(
            [
              .init("accounts-per-head", "Accounts that one takes.", .quantity(.positive)),
              .init(
                "arr-per-head", "ARR that one takes.",
                .quantity(Quantity(.money, from: 0, includesLowest: false))),
            ], exactlyOne: [["accounts-per-head", "arr-per-head"]])),
      ])),
    .init("span", "Of a leader: how many people one leads.", .quantity(.positive)),
    .init("manages", "Of a leader: the roles led.", .list(.name)),
    .init(
      "sells-new-logos", "Whether hours here are taken from selling to new customers.", .boolean),
  ])

  static let effects = Record([
    .init(
      "skill", "Role, then motion: odds ratio against a CSM.",
      .map(
        NamedMap(
          of: "role",
          .map(NamedMap(of: "motion", .assumption(.positive), names: driven, allowsAll: true))))),
    .init(
      "price", "Role: multiplier on the price increase obtained.",
      .map(NamedMap(of: "role", .assumption(.positive)))),
    .init(
      "trusted-advisor", "Odds of renewal where the owner of service also sells.",
      .assumption(.positive)),
    .init(
      "extra-contact", "Odds of renewal for each further role at the customer.",
      .assumption(.positive)),
    .init(
      "relationship-transfer",
      "Odds of renewal where another than the original seller renews, per 100 days of sales cycle.",
      .assumption(.positive)),
    .init("overload", "Odds at twice the capacity.", .assumption(.positive)),
    .init(
      "sourcing", "Chance that a second role finds what the owner missed.", .assumption(.share)),
    .init(
      "product-flag", "Chance that the product finds what people missed.", .assumption(.share)),
    .init(
      "auto-renewal", "Of contracts that renew by themselves.",
      .record(
        Record([
          .init("odds", "Odds of renewal.", .assumption(.positive)),
          .init("hours", "Share of a renewal's hours that is left.", .assumption(.share)),
        ]))),
    .init(
      "friction", "Of renewals that are made a negotiation on purpose.",
      .record(Record([.init("upsell", "Odds of winning an upsell.", .assumption(.positive))]))),
    .init(
      "handover", "Of an account that changes owner.",
      .record(
        Record([
          .init("odds", "Odds of renewal.", .assumption(.positive)),
          .init("hours", "Hours that it takes.", .assumption(.nonNegative)),
          .init("for", "How long it is felt.", .duration),
        ]))),
    .init(
      "new-logo-hour",
      "Margin forgone, net of the seller's cost, per hour taken from new customers.",
      .assumption(.money)),
  ])
}
