import Analysis
import Formats
import Model

/// What the sheets of a workbook are written from: the same tables as every other form.
struct WorkbookReport {
  let comparison: Comparison
  let provenance: Provenance
  let tables: ComparisonTables
  /// Every metric by model, year, segment and metric.
  let metrics: TableLookup
  let formats: NumberFormats
  /// Where the tidy tables stand, by the table's name.
  let places: [String: TablePlace]

  init(_ comparison: Comparison, _ provenance: Provenance, places: [String: TablePlace]) {
    self.comparison = comparison
    self.provenance = provenance
    tables = ComparisonTables(comparison)
    metrics = TableLookup(tables.models, by: ["model", "year", "segment", "metric"])
    formats = NumberFormats(currency: comparison.scenario.currency)
    self.places = places
  }

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
