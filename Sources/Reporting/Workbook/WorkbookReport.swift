import Analysis
import Scenarios

/// What the sheets of a workbook are written from: the same tables as every other form.
struct WorkbookReport {
  let comparison: Comparison
  let provenance: Provenance
  let tables: ComparisonTables
  let formats: NumberFormats
  /// Where the tidy tables stand, by the table's name.
  let places: [String: TablePlace]

  init(_ comparison: Comparison, _ provenance: Provenance, places: [String: TablePlace]) {
    self.comparison = comparison
    self.provenance = provenance
    tables = ComparisonTables(comparison)
    formats = NumberFormats(currency: comparison.scenario.currency)
    self.places = places
  }

  var scenario: Scenario { comparison.scenario }
  var currency: String { scenario.currency }
  var models: [String] { comparison.models.map(\.name) }
  /// The model that sheets show at first: the best but the baseline, or the only one.
  var shown: Int { comparison.ranking.first { $0 != comparison.baseline } ?? 0 }
  var footer: String { scenario.name }
}
