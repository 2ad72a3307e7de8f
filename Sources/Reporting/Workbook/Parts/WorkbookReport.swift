import Analysis
import Formats
import Model

/// What the sheets of a workbook are written from: the same answers as every other form.
struct WorkbookReport {
  let source: ComparisonReport
  let formats: NumberFormats
  /// Where each table stands: a ``TablePlace`` by the name of the table.
  private let places: [String: any Sendable]

  init(_ source: ComparisonReport, places: [String: any Sendable]) {
    self.source = source
    self.places = places
    formats = NumberFormats(currency: source.scenario.currency)
  }

  /// Where the table with such rows stands.
  ///
  /// - Precondition: One of the report's tables.
  func place<Row: TableRow>(of rows: Row.Type) -> TablePlace<Row> {
    places[Row.heading.name] as! TablePlace<Row>
  }

  var comparison: Comparison { source.comparison }
  var scenario: Scenario { comparison.scenario }
  var currency: String { scenario.currency }
  var models: [String] { comparison.models.map(\.name) }
  /// The model that sheets show at first: the best but the baseline, or the only one.
  var shown: Int { comparison.ranking.first { $0 != comparison.baseline } ?? 0 }
  var footer: String { scenario.name }

  /// An axis of amounts in the unit in which a terminal shows them.
  ///
  /// - Parameter amounts: Those drawn at first: the largest sets the unit.
  func axis(_ title: String, of amounts: [Double]) -> ChartDrawing.Axis {
    let scale = MoneyScale(for: amounts)
    let thousands =
      switch scale.suffix {
      case "bn": ",,,"
      case "m": ",,"
      case "k": ","
      default: ""
      }
    let unit = scale.suffix.isEmpty ? currency : "\(currency) \(scale.suffix)"
    return ChartDrawing.Axis(
      title: "\(title), \(unit)", numbers: "#,##0\(scale.decimals > 0 ? ".0" : "")\(thousands)",
      hasGridlines: true)
  }
}
