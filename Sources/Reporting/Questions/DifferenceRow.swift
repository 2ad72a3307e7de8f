import Analysis
import Formats
import Model
import Statistics

/// A row of `differences`: a figure of a model less the baseline's, on the same luck.
struct DifferenceRow: ComparisonRow {
  let model: String
  let baseline: String
  let difference: Difference
  /// Of value; nil for other figures, and where worlds are too few to tell.
  let dominance: Dominance?

  var paired: PairedDifference { difference.paired }
  var unit: Figure.Unit? { difference.figure.unit }

  static let heading = TableHeading(
    "differences", title: "Differences",
    question: "How does each model differ from the baseline, on the same luck?")

  private static let model = Column.model { $0.model }
  private static let metric = Column.text("metric", "see Metrics") { $0.difference.figure.name }

  private static let raw =
    [
      model, .baseline { $0.baseline }, metric,
      .mean(.ofRow, "expected metric less the baseline's") { $0.paired.mean },
      .standardError(.ofRow) { $0.paired.standardError },
      .number("low", .ofRow, "lower end of the 95% interval of the mean") { $0.paired.low },
      .number("high", .ofRow, "upper end of the 95% interval of the mean") { $0.paired.high },
    ] + Column.better(mark: .bar) { $0.paired.better } + dominance

  private static let dominance = [
    Column.text(
      "first-order",
      "of value: whether outcomes dominate the baseline's for all who like more; dominates, dominated, neither or undecided"
    ) { $0.dominance?.first.rawValue },
    Column.text("second-order", "the same for all who like more and no risk") {
      $0.dominance?.second.rawValue
    },
  ]
  static let columns = raw + Column.adjusted { $0.difference.adjusted }

  static func columns(for scenario: Scenario) -> [Column] {
    scenario.sampling.adjusted ? columns : raw
  }

  static func rows(of comparison: Comparison) -> [DifferenceRow] {
    comparison.differences.map {
      DifferenceRow(
        model: comparison.name($0.model), baseline: comparison.baselineName, difference: $0,
        dominance: $0.figure == .value
          ? comparison.dominance(of: $0.model, over: comparison.baseline) : nil)
    }
  }

  static let part = DocumentPart(
    member: .list("differences", shape) { rows(of: $0) }, definitions: [shape.definition])

  private static let shape = JSONShape<DifferenceRow>(
    "difference",
    [JSONMember(model), JSONMember(metric)] + Shapes.paired { $0.paired }
      + dominance.map { column in
        JSONMember(
          column.name, JSONSchema.described(["type": ["string", "null"]], column.meaning)
        ) { column.json(of: $0) }
      } + Shapes.quantile("p10") { $0.difference.outcome.p10 }
      + Shapes.quantile("p50") { $0.difference.outcome.p50 }
      + Shapes.quantile("p90") { $0.difference.outcome.p90 } + [
        .optional("adjusted", Shapes.adjusted) { $0.difference.adjusted }
      ], description: "A model's metric less the baseline's, on the same luck.")
}
