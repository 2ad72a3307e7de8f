import Analysis
import Model

/// A question that a comparison answers, and everything a report says about it.
///
/// To add an analysis to the report, add a conforming type with the rows of its table, its member
/// of the JSON document, its sentence and its picture, and list it in
/// ``ComparisonReport/questions``. Page, workbook, CSV files, JSON, schema and index follow.
///
/// ```swift
/// enum VisitQuestion: Question {
///   static let rows: [any ComparisonRow.Type] = [VisitRow.self]
///
///   static func answer(_ comparison: Comparison) -> Answer {
///     Answer(id: "visits", question: "Who is visited?")
///   }
/// }
/// ```
protocol Question: SendableMetatype {
  /// The row types of the answer's tables.
  static var rows: [any ComparisonRow.Type] { get }
  /// The answer's members of the JSON document.
  static var document: [DocumentPart] { get }

  static func answer(_ comparison: Comparison) -> Answer
}

extension Question {
  static var rows: [any ComparisonRow.Type] { [] }
  static var document: [DocumentPart] { [] }
}

/// A member of a comparison's JSON document, with the schemas it defines.
struct DocumentPart: Sendable {
  let member: JSONMember<Comparison>
  let definitions: [JSONDefinition]
}

/// A row of a table of a comparison.
protocol ComparisonRow: TableRow {
  static func rows(of comparison: Comparison) -> [Self]
  /// The columns that apply to the scenario; a column without values would have no type.
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
