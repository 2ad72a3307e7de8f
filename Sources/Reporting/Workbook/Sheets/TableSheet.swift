import Analysis

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
    let units = Self.units
    let metric = table.columns.firstIndex { $0.key == "metric" }
    let range = try sheet.write(
      table, at: CellPlace(Self.headingRow, 0), report.formats,
      format: { row, _ in
        guard let metric, case .text(let name) = row[metric] else { return nil }
        return report.formats.format(of: units[name] ?? .ratio)
      })
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

  private static let units = Dictionary(
    uniqueKeysWithValues: ModelMetric.all.map { ($0.name, $0.unit) })
}
