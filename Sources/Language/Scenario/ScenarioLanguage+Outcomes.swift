import Formats
import Model
import Ownership

extension ScenarioLanguage {
  static let outcomes = Record(
    [
      .init(
        "renewal", Motion.renewal.summary,
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
    ]
      + ExpansionStream.allCases.map { stream in
        .init(
          stream.rawValue, stream.summary,
          stream.hasFunnel ? .reference("expansion") : .record(growth))
      })

  private static let growth = Record([
    .init("per-year", "How often, per account and year.", .assumption(perYear)),
    .init("size", sizeSummary, .assumption(.proportion)),
  ])

  static let expansion = Record([
    .init(
      "per-year", "How often, per account and year, at the stage `observed`.",
      .assumption(perYear)),
    .init(
      "observed", "The stage that `per-year` counts.",
      .choice(of: Expansion.Observed.self)),
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
        .map(
          NamedMap(
            of: "value",
            .oneOf([
              .assumption(.positive),
              .choice([
                .init(
                  DriversReader.never,
                  "Renewal only: notice was given, and the account leaves when its term ends; the stated"
                    + " rate is that of the others.")
              ]),
            ]), isMerged: false)),
      ])))

  static let shocks = Record(ShockInputs.keys)
  static let hours = Record(WorkInputs.keys)

  /// The motions of a funnel or a renewal, whose odds something may move.
  static let driven = Driver.Target.all.map(\.choice)
}
