import Analysis
import Formats

/// Rows of one type, to be shown in a terminal, written as CSV or JSON, or listed in a workbook.
///
/// Nothing is read back by the name of a column: whoever needs a figure reads it of the typed row.
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

  /// - Parameter columns: Those to write, where they are not all.
  /// - Precondition: Columns of different names.
  init(_ rows: [Row], columns: [TableColumn<Row>] = Row.columns) {
    precondition(Set(columns.map(\.name)).count == columns.count, "a column twice")
    self.rows = rows
    self.columns = columns
  }
}

/// A row of a table, whose type says what the table is called, what it answers and what it holds.
protocol TableRow: Sendable {
  typealias Column = TableColumn<Self>

  static var heading: TableHeading { get }
  /// In the order they are shown and written.
  static var columns: [Column] { get }
  /// A chart of the rows beside their list in a workbook; nil for none.
  static var pivot: PivotChart<Self>? { get }
  /// What numbers of ``ColumnKind/ofRow`` count; nil where rows do not differ in it.
  var unit: Figure.Unit? { get }
}

extension TableRow {
  static var pivot: PivotChart<Self>? { nil }
  var unit: Figure.Unit? { nil }
}

/// What a table is called and which question it answers.
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

/// A table of any rows, for writers that know nothing of them.
protocol ReportTable<Row>: Sendable {
  associatedtype Row: TableRow

  var columns: [TableColumn<Row>] { get }
  var rows: [Row] { get }
}

extension ReportTable {
  var heading: TableHeading { Row.heading }

  /// For a terminal: numbers aligned and rounded.
  func text() -> TextTable {
    var table = TextTable(
      columns: columns.map { $0.kind == .text ? .leading($0.name) : .trailing($0.name) })
    for row in rows { table.add(columns.map { .init($0.text(of: row)) }) }
    return table
  }

  /// With exact numbers; those of a column that holds what can be measured have a fraction even
  /// where it is 0, so that the first rows tell the type of all.
  ///
  /// - Parameter showsHeadings: False to continue a table that is written in pieces.
  func csv(isRaw: Bool = false, showsHeadings: Bool = true) -> String {
    var writer = CSVWriter(
      headings: columns.map(\.name), isRaw: isRaw, showsHeadings: showsHeadings)
    for row in rows { writer.add(columns.map { $0.field(of: row) }) }
    return writer.text
  }

  /// An array with an object for each row; what is missing is null.
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
