import Formats

/// A small language with every kind of form, and its defaults.
enum MiniLanguage {
  static let motions = [
    Form.Choice("renewal", "The contract again."), Form.Choice("upsell", "More of the same."),
    Form.Choice("service", "The day-to-day work."),
  ]

  static let table = KeyTable(
    title: "mini",
    root: Record(
      [
        .init("name", "A title.", .name),
        .init("start", "The first day.", .date),
        .init("horizon", "How long.", .duration, isRequired: true),
        .init("trials", "How often.", .quantity(Quantity(.count, from: 1))),
        .init("file", "A book to read.", .text),
        .init(
          "generate", "A book to make up.",
          .record(
            Record([
              .init("accounts", "How many.", .quantity(.count)), .init("arr", "In total.", .money),
            ]))),
        .init(
          "outcomes", "What happens.",
          .map(
            NamedMap(
              of: "segment",
              .map(NamedMap(of: "motion", .reference("outcome"), names: motions)), allowsAll: true))
        ),
        .init(
          "roles", "Who works.", .map(NamedMap(of: "role", .reference("role"), allowsAll: true))),
        .init(
          "effects", "What an owner changes.",
          .record(
            Record([
              .init("trusted-advisor", "Odds.", .assumption(.positive)),
              .init("sourcing", "Chance.", .assumption(.share)),
            ]))),
        .init(
          "models", "Who owns what.",
          .list(
            .oneOf([
              .choice([.init("all-csm", "One owner."), .init("split", "Two.")]),
              .reference("model"),
            ]))),
        .init("weights", "By quarter.", .list(.share, count: 4...4)),
        .init(
          "quota", "An amount, or a share of base.",
          .oneOf([.money, .scalar(.portion(of: "base"))])),
        .init("curve", "Attainment: pay.", .scale(from: .quantity(.ratio), to: .quantity(.ratio))),
        .init("sells", "Whether.", .boolean),
      ], exactlyOne: [["file", "generate"]]),
    definitions: [
      "outcome": .record(
        Record([
          .init("chance", "Per renewal.", .assumption(.share)),
          .init("per-year", "Per account and year.", .assumption(.nonNegative)),
          .init("size", "Of ARR.", .assumption(.ratio)),
        ])),
      "role": .record(
        Record([
          .init("ote", "On-target earnings.", .money, isRequired: true),
          .init("pay-mix", "Base and variable.", .scalar(.payMix)),
          .init("utilisation", "Of the hours.", .share),
        ])),
      "model": .record(
        Record([
          .init("name", "Its name.", .name, isRequired: true),
          .init(
            "owners", "Segment, then motion.",
            .map(
              NamedMap(
                of: "segment",
                .map(
                  NamedMap(
                    of: "motion", .oneOf([.name, .reference("owner")]), names: motions,
                    allowsAll: true)), allowsAll: true))),
        ])),
      "owner": .record(
        Record([
          .init("owner", "Who closes.", .name), .init("source", "Who finds.", .name),
        ])),
    ])

  static let defaults = """
    horizon: 3 years
    trials: 10k
    generate: {accounts: 400, arr: 12m, source: made up}
    outcomes:
      source: benchmark
      all:
        renewal: {chance: 86%..90%, source: survey}
        upsell: {per-year: 0.45, size: 5%..40%}
      smb:
        renewal: {chance: 80%}
        upsell: {per-year: 0.30}
    roles:
      csm: {ote: 115k, pay-mix: 85/15}
      all: {utilisation: 90%}
    effects:
      trusted-advisor: {value: 0.88..1.08, source: "disputed, see text"}
      sourcing: 10%..30%
    """

  static func source(_ text: String, file: String = "a.yaml") throws -> SourceText {
    try SourceText(file: file, bytes: Array(text.utf8))
  }

  /// The user's text read over the defaults, and what was reported.
  static func read(_ text: String) throws -> (cursor: Cursor?, lines: [String]) {
    let diagnostics = Diagnostics()
    let below = table.defaults(try source(defaults, file: "defaults"), diagnostics)
    let cursor = table.document(try source(text), over: below, diagnostics)
    return (cursor, diagnostics.lines())
  }
}
