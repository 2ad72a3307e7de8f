import Analysis
public import Formats
import Model
import Statistics
import Units

/// The JSON document of a comparison, and the schema that describes it: both of the same members.
///
/// Amounts are in the scenario's currency; shares and multiples are 1 at 100%; years and quarters
/// count from 1. Percentiles are of outcomes, luck and assumptions together; those of `expected`
/// are of assumptions only. A standard error is null if there are too few trials.
public struct ComparisonDocument: Sendable {
  private let report: ComparisonReport

  public init(_ report: ComparisonReport) {
    self.report = report
  }

  /// The text of the document, ending with a line end.
  public var text: String { JSONWriter().text(json) + "\n" }

  public var json: JSONValue { Self.document.json(report) }

  /// The JSON Schema (draft-07) of the document.
  public static var schemaText: String { JSONWriter().text(schema) + "\n" }

  /// The schema as a value.
  public static var schema: JSONValue {
    guard case .object(let root) = document.definition.schema else { return .null }
    let definitions =
      [Provenance.shape.definition] + parts.flatMap(\.definitions) + Shapes.definitions
    return .object(
      [
        .init("$schema", "http://json-schema.org/draft-07/schema#"),
        .init("title", "quotient compare --json"),
        .init(
          "description",
          "Ownership models compared on the same luck. Amounts are in the scenario's currency; shares and multiples are 1 at 100%; years and quarters count from 1."
        ),
      ] + root + [.init("definitions", .object(definitions.map { .init($0.name, $0.schema) }))])
  }

  /// The parts of all questions, and the verdicts.
  private static let parts =
    [Brief.part] + ComparisonReport.questions.flatMap { $0.document } + [VerdictShape.part]

  private static let document = JSONShape<ComparisonReport>(
    "comparison",
    [
      .object("provenance", Provenance.shape) { $0.provenance },
      JSONMember("start", ["type": "string", "format": "date"]) {
        .string($0.scenario.start.description)
      },
      .whole("horizon-years") { $0.scenario.years },
      .boolean(
        "strata",
        "Whether the market's first shock is spread evenly over each 64 trials. Standard errors are clustered by them then."
      ) { $0.scenario.sampling.strata },
      .boolean(
        "uncertain-assumptions",
        "Whether any assumption is a range. Where none is, p-better is 0, 1/2 or 1."
      ) { $0.comparison.hasRanges },
      .text("baseline", "The status quo, to which all others are compared.") {
        $0.comparison.baselineName
      },
      .text("best", "The model with the highest expected value.") { $0.comparison.bestName },
      JSONMember(
        "warnings",
        JSONSchema.described(
          ["type": "array", "items": JSONSchema.text],
          "What looks odd in the scenario, as quotient check says it.")
      ) { .array(($0.readingWarnings + $0.warnings).map { .string($0) }) },
    ] + parts.map { $0.member.of { $0.comparison } })
}
