import Analysis
import Formats
import Simulation

/// A sheet with one of the report's tables as it is: a list to sort and to filter.
struct TableSheet: WorkbookPart {
  let name: String
  let table: Table
  /// Columns with chances, which get a bar from 0 to 1.
  var chances: [String] = []
  /// A column in which a text asks for a look at its row.
  var flags: String?
  /// A column and a text in it whose rows step back.
  var faint: (column: String, text: String)?
  /// Draws charts of the list to its right.
  var charts: ((Sheet, TablePlace, WorkbookReport) throws(WorkbookError) -> Void)?

  var question: String { ReportIndex.questions["\(table.name).csv"] ?? "" }

  static let headingRow = 4

  var place: TablePlace {
    TablePlace(
      sheet: name, headingRow: Self.headingRow, columns: table.columns.map(\.key),
      rowCount: table.rows.count)
  }

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    _ = try writeHead(to: sheet, report)
    let range = try sheet.write(
      table, at: CellPlace(Self.headingRow, 0), report.formats,
      format: { row, _ in unit(of: row).map(report.formats.format) })
    sheet.freeze(above: CellPlace(Self.headingRow + 1, 1))
    try sheet.filter(range)
    for key in chances {
      if let cells = place.cells(key) { try sheet.showBars(cells, .skyBar) }
    }
    try markRows(of: sheet, range)
    try charts?(sheet, place, report)
    let last = range.last.right(charts == nil ? 0 : 12)
    try sheet.print(upTo: last, heading: Self.headingRow, footer: report.footer)
  }

  private func markRows(of sheet: Sheet, _ range: CellRange) throws(WorkbookError) {
    guard !table.rows.isEmpty else { return }
    let rows = sheet.range(range.first.down(1), range.last)
    func first(_ column: String) -> String? {
      place.cells(column).map { cells in
        let name = cells.first.fixedName
        // The column is fixed, the row is each row's own.
        return String(name[..<name.lastIndex(of: "$")!]) + "\(cells.first.row + 1)"
      }
    }
    if let cell = flags.flatMap(first) {
      try sheet.show(
        rows, as: CellStyle(isStrong: true, fill: .flag), where: "=LEN(\(cell))>0")
    }
    if let faint, let cell = first(faint.column) {
      try sheet.show(
        rows, as: CellStyle(colour: .grey), where: "=EXACT(\(cell),\"\(faint.text)\")")
    }
  }

  /// What the numbers of a row count, where not all of their column count the same; nil elsewhere.
  private func unit(of row: [Table.Value]) -> ModelMetric.Unit? {
    func text(_ key: String) -> String? {
      guard let column = table.columns.firstIndex(where: { $0.key == key }),
        case .text(let text) = row[column]
      else { return nil }
      return text
    }
    if let metric = text("metric") { return Self.units[metric] ?? .ratio }
    return text("unit").flatMap { PersonQuota.Unit(rawValue: $0) }.map { unit in
      switch unit {
      case .money: .money
      case .share: .ratio
      case .count: .count
      }
    }
  }

  private static let units = Dictionary(
    uniqueKeysWithValues: ModelMetric.all.map { ($0.name, $0.unit) })
}
