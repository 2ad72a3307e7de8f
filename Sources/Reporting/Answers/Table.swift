import Analysis
import Formats

/// Rows of one type, for a terminal, CSV, JSON or a workbook.
///
/// No figure is looked up by a column's name: read it from the typed row.
///
/// ```swift
/// struct Visit: TableRow {
///   let account: String
///   let hours: Double
///
///   static let heading = TableHeading("visits", title: "Visits", question: "Who is visited?")
///   static let columns: [Column] = [
///     .text("account", "whom it was paid to") { $0.account },
///     .number("hours", .number(decimals: 1), "with the way there") { $0.hours },
///   ]
/// }
/// let text = Table([Visit(account: "Acme", hours: 2)]).csv()
/// ```
struct Table<Row: TableRow>: ReportTable {
  let columns: [TableColumn<Row>]
  let rows: [Row]

  /// - Parameter columns: The columns to write; all by default.
  /// - Precondition: The columns have different names.
  init(_ rows: [Row], columns: [TableColumn<Row>] = Row.columns) {
    precondition(Set(columns.map(\.name)).count == columns.count, "a column twice")
    self.rows = rows
    self.columns = columns
  }
}

/// A row of a table; its type defines the table's name, question and columns.
protocol TableRow: Sendable {
  typealias Column = TableColumn<Self>

  static var heading: TableHeading { get }
  /// In the order of display.
  static var columns: [Column] { get }
  /// A chart of the rows next to their list in a workbook, if any.
  static var pivot: PivotChart<Self>? { get }
  /// The unit of numbers of ``ColumnKind/ofRow``; nil if it does not vary by row.
  var unit: Figure.Unit? { get }
}

extension TableRow {
  static var pivot: PivotChart<Self>? { nil }
  var unit: Figure.Unit? { nil }
}

/// The name of a table and the question it answers.
struct TableHeading: Hashable, Sendable {
  /// Kebab-case: the name of its CSV file and of its key in JSON.
  let name: String
  /// Of its sheet in a workbook.
  let title: String
  let question: String

  init(_ name: String, title: String = "", question: String = "") {
    self.name = name
    self.title = title
    self.question = question
  }

  var file: String { "\(name).csv" }
}

/// A table of any rows, for writers that do not know their type.
protocol ReportTable<Row>: Sendable {
  associatedtype Row: TableRow

  var columns: [TableColumn<Row>] { get }
  var rows: [Row] { get }
}

extension ReportTable {
  var heading: TableHeading { Row.heading }
  var rowCount: Int { rows.count }

  /// For a terminal: numbers aligned and rounded.
  func text() -> TextTable {
    var table = TextTable(
      columns: columns.map { $0.kind == .text ? .leading($0.name) : .trailing($0.name) })
    for row in rows { table.add(columns.map { .init($0.text(of: row)) }) }
    return table
  }

  /// With exact numbers. Measured quantities always have a fraction, even if it is 0, so that
  /// readers infer the column's type from its first rows.
  ///
  /// - Parameter showsHeadings: False to continue a table that is written in pieces.
  func csv(
    isRaw: Bool = false, dialect: CSVDialect = .plain, showsHeadings: Bool = true
  ) -> String {
    var writer = CSVWriter(
      headings: columns.map(\.name), isRaw: isRaw, dialect: dialect, showsHeadings: showsHeadings)
    for row in rows { writer.add(columns.map { $0.field(of: row) }) }
    return writer.text
  }

  /// An array with an object for each row; missing values are null.
  func json() -> JSONValue {
    .array(rows.map { row in .object(columns.map { .init($0.name, $0.json(of: row)) }) })
  }
}

extension TableColumn {
  fileprivate func text(of row: Row) -> String {
    switch (value(row), kind) {
    case (.missing, _): "-"
    case (.text(let text), _): text
    case (.number(let number), .share): NumberText.percent(number)
    case (.number(let number), .money), (.number(let number), .count): NumberText.grouped(number)
    case (.number(let number), .people): NumberText.grouped(number, decimals: 1)
    case (.number(let number), .number(let decimals)):
      NumberText.grouped(number, decimals: decimals)
    case (.number(let number), .ofRow), (.number(let number), .text): NumberText.short(number)
    }
  }

  fileprivate func field(of row: Row) -> CSVWriter.Field {
    switch (value(row), kind) {
    case (.text(let text), _): .text(text)
    case (.number(let number), .count), (.number(let number), .text):
      Int(exactly: number).map { .count($0) } ?? .number(number)
    case (.number(let number), _): .number(number)
    case (.missing, _): .empty
    }
  }

  func json(of row: Row) -> JSONValue {
    switch value(row) {
    case .text(let text): .string(text)
    case .number(let number): .number(number)
    case .missing: .null
    }
  }
}

/// A chart of a table's rows by two columns: a line or colour for each value of one, along the
/// other.
struct PivotChart<Row>: Sendable {
  enum Form: Hashable, Sendable {
    case lines
    case columns
  }

  /// The question that the chart answers.
  let title: String
  let form: Form
  let across: TableColumn<Row>
  let acrossTitle: String
  let series: TableColumn<Row>
  /// An amount, or a share.
  let value: TableColumn<Row>
  let valueTitle: String
  /// The alternative text.
  let description: String
}
