import Analysis
import Formats
import Model
import Ownership
import Statistics

/// A row of `drivers`: a range, and how the best model's gain hangs on it.
struct DriverRow: ComparisonRow {
  let driver: Drivers.Driver

  static let heading = TableHeading(
    "drivers", title: "Drivers",
    question: "What does the best model's gain turn on, and what is worth finding out?")

  static let key = Column.text("key", "where the range stands in the scenario") {
    $0.driver.assumption.key
  }
  static let p10 = Column.number("p10", .ofRow, "the range: 10% of worlds are below") {
    $0.driver.assumption.distribution.quantile(0.1)
  }
  static let p90 = Column.number("p90", .ofRow, "the range: 90% of worlds are below") {
    $0.driver.assumption.distribution.quantile(0.9)
  }
  static let gainAtP10 = Column.money("gain-at-p10", "the expected gain with the range at its p10")
  {
    $0.driver.ends?.low
  }
  static let gainAtP90 = Column.money("gain-at-p90", "the expected gain with the range at its p90")
  {
    $0.driver.ends?.high
  }
  static let swing = Column.money("swing", "gain-at-p90 less gain-at-p10") {
    $0.driver.swing.value
  }
  static let standardError = Column.standardError(.money, "standard error of swing") {
    $0.driver.swing.standardError
  }
  static let share = Column.share(
    "share", "of the variance of the expected gain; empty where it cannot be told from nothing"
  ) { $0.driver.share }
  static let found = Column.text(
    "gain-is-zero", "within the range, nowhere in it, or undetermined; empty like share"
  ) { $0.driver.breakEven?.word }
  static let breakEven = Column.number(
    "break-even", .ofRow, "where the gain is 0; empty where that is not within the range"
  ) { $0.driver.breakEven?.value }
  static let low = Column.number(
    "break-even-low", .ofRow, "lower end of the 95% interval of break-even"
  ) { $0.driver.breakEven?.interval?.lowerBound }
  static let high = Column.number(
    "break-even-high", .ofRow, "upper end of the 95% interval of break-even"
  ) { $0.driver.breakEven?.interval?.upperBound }
  static let worth = Column.money(
    "worth",
    "what it is worth at most to know it before choosing a model; empty where no model's gain tells it from nothing"
  ) { $0.driver.worth }
  static let columns = [
    key, p10, p90, gainAtP10, gainAtP90, swing, standardError, share, found, breakEven, low, high,
    worth,
  ]

  static func rows(of comparison: Comparison) -> [DriverRow] {
    comparison.drivers?.all.map { DriverRow(driver: $0) } ?? []
  }

  /// The drivers in the JSON document.
  static let part = DocumentPart(
    member: .list(
      "drivers", shape,
      "The ranges that may move a model, by their share of the best model's gain: over the baseline, or over the closest rival where the baseline is the best."
    ) { rows(of: $0) }, definitions: [shape.definition])

  private static let shape = JSONShape<DriverRow>(
    "driver",
    [
      JSONMember(key),
      .number("swing", "The expected gain with the range at its P90, less that at its P10.") {
        $0.driver.swing.value
      },
      .number("se", "The standard error of swing.") { $0.driver.swing.standardError },
      .number(
        "share",
        "Of the variance of the expected gain; null where the range cannot be told from nothing."
      ) { $0.driver.share },
      .number("break-even", "Where the gain is 0; null where that is not found in the range.") {
        $0.driver.breakEven?.value
      },
      .number("break-even-low", "The lower end of its 95% interval.") {
        $0.driver.breakEven?.interval?.lowerBound
      },
      .number("break-even-high", "The upper end of its 95% interval.") {
        $0.driver.breakEven?.interval?.upperBound
      },
      JSONMember(
        "gain-is-zero",
        JSONSchema.described(
          ["anyOf": [JSONSchema.oneOf(Drivers.BreakEven.words), ["type": "null"]]],
          "Whether the gain is 0 somewhere from P5 to P95; null where share is.")
      ) { .string($0.driver.breakEven?.word) },
      .number(
        "worth",
        "What it is worth at most to know before choosing a model; null where no model's gain tells it from nothing."
      ) { $0.driver.worth },
    ], description: "A range, and how the best model's gain hangs on it.")
}

extension Drivers.BreakEven {
  static let words = ["within the range", "nowhere in the range", "undetermined"]

  var word: String {
    switch self {
    case .at: Self.words[0]
    case .none: Self.words[1]
    case .undetermined: Self.words[2]
    }
  }

  var value: Double? { if case .at(let value, _, _) = self { value } else { nil } }

  var interval: ClosedRange<Double>? {
    if case .at(_, let within, _) = self { within } else { nil }
  }
}

/// What must be true? What the best model's gain turns on, and what is worth finding out.
enum DriverQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [DriverRow.self]
  static let document = [DriverRow.part, worthPart]

  static func answer(_ comparison: Comparison) -> Answer {
    var answer = Answer(
      id: "drivers", question: "What must be true: what does the gain turn on?")
    guard let drivers = comparison.drivers else { return answer }
    let wording = DriverWording(drivers, in: comparison)
    answer.notes =
      Note.lines("Turns on", wording.turnsOn.map(\.text))
      + Note.lines("Worth", wording.worthKnowing.map { "knowing " + $0.text })
    let told = drivers.told.prefix(shown)
    answer.sentence = wording.sentence
    guard !told.isEmpty else { return answer }
    let rows = told.map { DriverRow(driver: $0) }
    answer.exhibit = exhibit(rows, wording, of: comparison)
    answer.views = [
      TableView(
        "Gain of \(name: comparison.name(drivers.model)) over \(name: comparison.name(drivers.reference)), \(comparison.scenario.currency)",
        rows,
        [
          .prose(DriverRow.key), .figure(DriverRow.p10, "P10", .plain),
          .figure(DriverRow.p90, "P90", .plain),
          .figure(DriverRow.gainAtP10, "gain at P10", wording.format),
          .figure(DriverRow.gainAtP90, "gain at P90", wording.format),
          .figure(DriverRow.swing, wording.format),
          .figure(DriverRow.standardError, "standard error", wording.error),
          .figure(DriverRow.share, "share of variance", .percent(decimals: 0)),
          .figure(DriverRow.breakEven, "break-even", .plain),
          .figure(DriverRow.low, "95% low", .plain), .figure(DriverRow.high, "95% high", .plain),
          .figure(DriverRow.worth, "worth knowing", wording.error),
        ])
    ]
    return answer
  }

  /// How many the page shows.
  private static let shown = 12

  private static func exhibit(
    _ rows: [DriverRow], _ wording: DriverWording, of comparison: Comparison
  ) -> Exhibit {
    Tornado(
      title: "Expected gain with each range at its P10 and P90",
      axis: "expected gain over \(comparison.horizon), \(comparison.scenario.currency)",
      format: wording.format, middle: wording.drivers.gain.mean,
      bars: rows.map(\.driver).compactMap { driver in
        driver.ends.map { ends in
          Tornado.Bar(
            key: driver.assumption.key, low: .init(ends.low, name: "its P10"),
            high: .init(ends.high, name: "its P90"),
            end: wording.breakEven(driver) ?? "not known yet")
        }
      }, low: "the range at its P10", high: "the range at its P90"
    ).exhibit(
      note: """
        Each range alone at its P10 and its P90, all else as uncertain as it is, people and quotas as \
        planned. A bar that crosses 0 is a range that decides; the break-even is where, with its 95% \
        interval.
        """)
  }

  /// What knowing is worth, in the JSON document.
  private static let worthPart = DocumentPart(
    member: .orNull("worth-knowing", worth) { $0.drivers },
    definitions: [worth.definition, group.definition])

  private static let worth = JSONShape<Drivers>(
    "worth-knowing",
    [
      .number("all", "All ranges.") { $0.worthOfAll },
      .list("skills", group, "The skills of a role together, by worth.") { $0.groups },
    ],
    description:
      "What it is worth at most to know ranges before choosing a model, and not only after; null where nothing can be told."
  )

  private static let group = JSONShape<Drivers.Group>(
    "worth-of-skills",
    [
      .text("role") { $0.role.rawValue },
      JSONMember("keys", ["type": "array", "items": JSONSchema.text]) {
        .array($0.assumptions.map { .string($0.key) })
      },
      .number("worth") { $0.worth },
    ])
}
