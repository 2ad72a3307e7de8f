import Analysis
import Formats

/// A model of a variant, with the values of the variant's keys.
struct SweepRow: TableRow {
  /// From 0.
  let variant: Int
  let values: [String]
  let score: VariantScores.Score
  let isEfficient: Bool

  static let heading = TableHeading(
    "sweep", title: "Sweep", question: "What does each model come to in each variant?")

  static var columns: [Column] { columns(for: []) }

  static func columns(for variations: [Variation]) -> [Column] {
    [.count("variant", "combination of values, from 0") { $0.variant }]
      + variations.indices.map { key in
        .text(variations[key].key, "value that was set") { $0.values[key] }
      } + [
        .model { $0.score.model },
        .count("rank", "by expected value among the models of the variant") { $0.score.rank },
        .count("frontier", "1 where no row has more value at no more cost") {
          $0.isEfficient ? 1 : 0
        },
      ]
      + Figure.all.flatMap { figure -> [Column] in
        let kind = ColumnKind(figure.unit)
        return [
          .number(figure.name, kind, figure.meaning) { $0.score[figure].mean },
          .number("\(figure.name)-se", kind, "standard error") { $0.score[figure].standardError },
          .number("\(figure.name)-difference", kind, "less the baseline's of the variant") {
            $0.score.difference(figure)?.mean
          },
          .number("\(figure.name)-difference-se", kind, "standard error") {
            $0.score.difference(figure)?.standardError
          },
        ]
      } + [.probabilityBetter { $0.score.better }]
  }
}

extension ColumnKind {
  /// Of a figure of a trial.
  fileprivate init(_ unit: Figure.Unit) {
    self =
      switch unit {
      case .money: .money
      case .ratio: .share
      case .count: .people
      }
  }
}

/// The variant in which a model is worth most, or one on the frontier of cost and value.
struct ChosenVariantRow: TableRow {
  enum Choice: String {
    case best
    case frontier
  }

  let choice: Choice
  let row: SweepReport.Row
  let values: [String]

  static let heading = TableHeading(
    "variants", title: "Best and frontier",
    question:
      "In which variant is each model worth most, and which beat all others on cost or value?")

  static var columns: [Column] { columns(for: []) }

  static func columns(for variations: [Variation]) -> [Column] {
    [
      .text("choice", "best of its model, or on the frontier of cost and value") {
        $0.choice.rawValue
      },
      .model { $0.row.score.model },
      .count("variant", "combination of values, from 0") { $0.row.variant },
    ]
      + variations.indices.map { key in
        .text(variations[key].key, "value that was set") { $0.values[key] }
      } + [
        .money("value", Figure.value.meaning) { $0.row.score[.value].mean },
        .money("value-se", "standard error") { $0.row.score[.value].standardError },
        .money("cost", Figure.cost.meaning) { $0.row.score[.cost].mean },
        .money("cost-se", "standard error") { $0.row.score[.cost].standardError },
      ]
  }
}

/// A step of one key, all others alike, at which another model becomes the best.
struct WinnerChangeRow: TableRow {
  let change: SweepReport.Change

  static let heading = TableHeading(
    "changes", title: "Where the winner changes",
    question: "At which step of which key does another model become the best?")

  static let columns: [Column] = [
    .text("key", "what was varied") { $0.change.key },
    .text("from", "value before the step") { $0.change.from.value },
    .text("to", "value after it") { $0.change.to.value },
    .text("before", "best model before") { $0.change.from.model },
    .text("after", "best model after") { $0.change.to.model },
    .count("combinations", "of the other keys' values in which it happens") { $0.change.count },
  ]
}

/// The greatest value of any model at a value of one key, by the values of another: a heat map.
struct HeatRow: TableRow {
  let value: String
  let cells: [Double?]

  static let heading = TableHeading(
    "heat-map", title: "Heat map",
    question: "How much is the best model worth, by two keys, the others as good as they can be?")

  static var columns: [Column] { [.text("value", "of the first key") { $0.value }] }

  /// - Parameters:
  ///   - corner: What the rows are.
  ///   - names: Of the cells.
  static func columns(corner: String, _ names: [String]) -> [Column] {
    [.text(corner, "value that was set") { $0.value }]
      + names.indices.map { cell in
        .number(names[cell], .money, "greatest value", mark: .heat) { $0.cells[cell] }
      }
  }
}

extension SweepReport {
  /// The name of the table in a sweep's folder.
  public static let table = SweepRow.heading.file

  /// A row for each variant and model: the values of the keys, then every figure over the horizon
  /// with its standard error, and its difference from the baseline of the same variant.
  var sweepTable: Table<SweepRow> {
    let frontier = Set(frontier.map { [$0.variant, $0.score.rank] })
    return Table(
      rows.map { row in
        SweepRow(
          variant: row.variant, values: variants[row.variant], score: row.score,
          isEfficient: frontier.contains([row.variant, row.score.rank]))
      }, columns: SweepRow.columns(for: variations))
  }
}
