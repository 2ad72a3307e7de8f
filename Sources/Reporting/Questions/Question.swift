import Analysis
import Model

/// A question that a comparison answers, and all that a report says of it.
///
/// A new analysis joins the report with one type of this kind: the rows of its table, its member of
/// the JSON document, its sentence and its picture. ``ComparisonReport/questions`` lists it; page,
/// workbook, CSV files, JSON, schema and index follow.
protocol Question: SendableMetatype {
  /// What a row of each table of the answer is.
  static var rows: [any ComparisonRow.Type] { get }
  /// What the answer is in the JSON document.
  static var document: [DocumentPart] { get }

  static func answer(_ comparison: Comparison) -> Answer
}

extension Question {
  static var rows: [any ComparisonRow.Type] { [] }
  static var document: [DocumentPart] { [] }
}

/// A member of the JSON document of a comparison, and the schemas that no other part defines.
struct DocumentPart: Sendable {
  let member: JSONMember<Comparison>
  let definitions: [JSONDefinition]
}

/// A row of a table of a comparison.
protocol ComparisonRow: TableRow {
  static func rows(of comparison: Comparison) -> [Self]
  /// The columns that the scenario asks for: one without a value would have no type.
  static func columns(for scenario: Scenario) -> [Column]
}

extension ComparisonRow {
  static func columns(for scenario: Scenario) -> [Column] { columns }

  static func table(of comparison: Comparison) -> any ReportTable {
    Table<Self>(of: comparison)
  }
}

extension Table where Row: ComparisonRow {
  init(of comparison: Comparison) {
    self.init(Row.rows(of: comparison), columns: Row.columns(for: comparison.scenario))
  }
}
