import Formats
import Model

extension ScenarioLanguage {
  static let outcomes = Record([
    .init(
      "renewal", "The contract again.",
      .record(
        Record([
          .init(
            "chance", "To renew, at each renewal; a year's for terms under 12 months.",
            .assumption(.share))
        ]))),
    .init("contraction", "A renewal for less.", .record(change(of: .share))),
    .init("price-increase", "Nothing more, just more money.", .record(change(of: .proportion))),
    .init(
      "escalator", "Yearly rise within a contract of several years.", .assumption(.proportion)),
    .init(
      "organic-growth", "Seats or usage that the customer adds on its own.",
      .record(
        Record([
          .init("per-year", "How often, per account and year.", .assumption(perYear)),
          .init("size", sizeSummary, .assumption(.proportion)),
        ]))),
    .init("upsell", "More of the same.", .reference("expansion")),
    .init("cross-sell", "A new product, same buyer.", .reference("expansion")),
    .init("cross-stakeholder", "A new buyer, same business unit.", .reference("expansion")),
    .init("cross-division", "A new business unit.", .reference("expansion")),
  ])

  static let expansion = Record([
    .init(
      "per-year", "How often, per account and year, at the stage `observed`.",
      .assumption(perYear)),
    .init(
      "observed", "The stage that `per-year` counts.",
      .choice([
        .init("arrivals", "What could be found."), .init("opportunities", "What was found."),
        .init("wins", "What was won."),
      ])),
    .init("found", "Chance that somebody finds it.", .assumption(.share)),
    .init("accepted", "Chance that what was found is pursued.", .assumption(.share)),
    .init("won", "Chance that what is pursued is won.", .assumption(.share)),
    .init("size", sizeSummary, .assumption(.proportion)),
  ])

  private static func change(of size: Quantity) -> Record {
    Record([
      .init(
        "chance", "At each renewal of a year or longer, else at the yearly anniversary.",
        .assumption(.share)),
      .init("size", sizeSummary, .assumption(size)),
    ])
  }

  private static let perYear = Quantity(.number, from: 0, to: 20)
  private static let sizeSummary = "Share of the account's ARR; drawn for every event."

  static let drivers = Form.map(
    NamedMap(
      of: "column",
      .oneOf([
        .assumption(.positive),
        .map(NamedMap(of: "value", .assumption(.positive), isMerged: false)),
      ])))

  static let shocks = Record([
    .init(
      "market", "The whole market in a fiscal year.",
      .record(
        Record([
          .init("sd", sdSummary, .assumption(.nonNegative)),
          .init("persistence", "How much of it stays in the next year.", .assumption(.share)),
        ]))),
    .init("segment", "A segment's own, fresh each fiscal year.", .record(spread)),
    .init("talent", "Between persons.", .record(spread)),
  ])

  private static let spread = Record([.init("sd", sdSummary, .assumption(.nonNegative))])
  private static let sdSummary = "Standard deviation on log-odds."

  static let hours = Record([
    .init("service", "Per account and year, of who serves it.", .assumption(.nonNegative)),
    .init("renewal", "Per renewal.", .assumption(.nonNegative)),
    .init("upsell", foundSummary, .assumption(.nonNegative)),
    .init("cross-sell", foundSummary, .assumption(.nonNegative)),
    .init("cross-stakeholder", foundSummary, .assumption(.nonNegative)),
    .init("cross-division", foundSummary, .assumption(.nonNegative)),
  ])

  private static let foundSummary = "Per opportunity found."
}
