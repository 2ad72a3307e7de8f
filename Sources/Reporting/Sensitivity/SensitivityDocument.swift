public import Analysis
public import Formats
import Model
import Ownership
import Statistics

/// The JSON document of a sensitivity, and the schema that describes it: both of the same members.
public struct SensitivityDocument: Sendable {
  let sensitivity: Sensitivity
  let provenance: Provenance
  private let warnings: [String]

  public init(_ sensitivity: Sensitivity, _ provenance: Provenance, warnings: [String] = []) {
    self.sensitivity = sensitivity
    self.provenance = provenance
    self.warnings = warnings
  }

  public var json: JSONValue { Self.document.json(self) }

  /// The JSON Schema (draft-07) of the document.
  public static var schemaText: String { JSONWriter().text(schema) + "\n" }

  public static var schema: JSONValue {
    guard case .object(let root) = document.definition.schema else { return .null }
    let definitions = [
      Provenance.shape.definition, estimate.definition, input.definition, breakEven.definition,
      pair.definition, horizon.definition,
    ]
    return .object(
      [
        .init("$schema", "http://json-schema.org/draft-07/schema#"),
        .init("title", "quotient sensitivity --json"),
        .init(
          "description",
          "What the difference of a figure between two models turns on, played again on the same luck. Amounts are in the scenario's currency; shares and multiples are 1 at 100%."
        ),
      ] + root + [.init("definitions", .object(definitions.map { .init($0.name, $0.schema) }))])
  }

  private static let document = JSONShape<SensitivityDocument>(
    "sensitivity",
    [
      .object("provenance", Provenance.shape) { $0.provenance },
      .text("model") { $0.sensitivity.scenario.models[$0.sensitivity.model].name },
      .text("against") { $0.sensitivity.scenario.models[$0.sensitivity.reference].name },
      .text("figure") { $0.sensitivity.figure.name },
      .text("held", "What stays as planned while an input turns out otherwise.") { _ in
        SensitivityAnswers.held
      },
      .object("difference", estimate) { $0.sensitivity.difference },
      .list(
        "inputs", input,
        "Every input that changes a bit of the difference: those played on all trials by swing, then the screened."
      ) {
        SensitivityRow.exact(of: $0.sensitivity) + SensitivityRow.screened(of: $0.sensitivity)
      },
      JSONMember(
        "unmoved",
        JSONSchema.described(
          ["type": "array", "items": JSONSchema.text],
          "The keys of inputs that change no bit of the difference where they were screened.")
      ) { .array($0.sensitivity.inert.map { .string($0.key) }) },
      .list("pairs", pair, "Pairs whose effects do not add up, told from nothing.") {
        $0.sensitivity.pairs
      },
      .list("horizons", horizon, "The difference over a year less and a year more.") {
        $0.sensitivity.horizons
      },
      JSONMember(
        "warnings",
        JSONSchema.described(
          ["type": "array", "items": JSONSchema.text], "What check warns of the scenario.")
      ) { .array($0.warnings.map { .string($0) }) },
    ])

  private static let estimate = JSONShape<MeanEstimate>(
    "estimate",
    [.number("mean") { $0.value }, .number("se", "Its standard error.") { $0.standardError }])

  private static let input = JSONShape<SensitivityRow>(
    "input",
    [
      .text("key", "Where it stands in the scenario; of heads, heads.MODEL.ROLE.") {
        $0.input.key
      },
      .word(
        "kind", of: SensitivityInput.Kind.allCases.map(\.rawValue),
        "A range is moved from its P10 to its P90, a point over a test range, heads by one."
      ) { $0.input.kind.rawValue },
      .number("stated", "In the scenario; the mean of a range.") { $0.input.stated },
      .number("low", "What it is moved from.") { $0.input.low },
      .number("high", "What it is moved to.") { $0.input.high },
      .number("at-low", "The difference there.") { $0.moved?.low.value },
      .number("at-low-se") { $0.moved?.low.standardError },
      .number("at-high") { $0.moved?.high.value },
      .number("at-high-se") { $0.moved?.high.standardError },
      .number("swing", "at-high less at-low.") { $0.moved?.swing.value },
      .number("se", "The standard error of swing.") { $0.moved?.swing.standardError },
      .whole("trials") { $0.trials },
      .boolean("exact", "Whether it was played on all trials; else it is only screened.") {
        $0.moved?.breakEven != nil
      },
      JSONMember(
        "difference-is-zero",
        JSONSchema.described(
          ["anyOf": [JSONSchema.oneOf(Sensitivity.BreakEven.words), ["type": "null"]]],
          "Whether the difference is 0 somewhere; null where that was not looked for.")
      ) { .string($0.moved?.breakEven?.word) },
      .list("break-evens", breakEven, "Every value found at which the difference is 0, ascending.")
      {
        $0.moved?.breakEven?.roots ?? []
      },
      JSONMember(
        "step",
        JSONSchema.described(
          [
            "anyOf": [
              ["type": "array", "items": ["type": "number"]], ["type": "null"],
            ]
          ], "The neighbouring whole numbers between which the difference changes its sign.")
      ) { row in
        row.moved?.breakEven?.step.map { .array([.number($0.from), .number($0.to)]) } ?? .null
      },
    ], description: "An input that turns out otherwise.")

  private static let breakEven = JSONShape<Sensitivity.Root>(
    "break-even",
    [
      .number("value") { $0.value }, .number("se", "Its standard error.") { $0.standardError },
      .number("low", "The lower end of its 95% interval.") { $0.within.lowerBound },
      .number("high", "The upper end of its 95% interval.") { $0.within.upperBound },
      .boolean("rising", "Whether the difference rises there.") { $0.isRising },
      .object("tie", estimate) { $0.tie },
    ], description: "Where the difference is 0; tie is the difference where it was last played.")

  private static let pair = JSONShape<Sensitivity.Pair>(
    "pair",
    [
      .text("first") { $0.first }, .text("second") { $0.second },
      .number(
        "interaction",
        "How much more the second moves the difference with the first at its high end than at its low."
      ) { $0.interaction.value },
      .number("se", "Its standard error.") { $0.interaction.standardError },
    ])

  private static let horizon = JSONShape<Sensitivity.Horizon>(
    "horizon", [.whole("years") { $0.years }, .object("difference", estimate) { $0.difference }])
}
