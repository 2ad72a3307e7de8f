import Formats

/// A report of answers as a workbook: contents and notes, then a list to sort and to filter for each
/// table.
struct AnswerWorkbook: Sendable {
  let report: AnswerReport

  private static let contents = "Contents"

  /// - Throws: If the temporary folder is full or not writable.
  func bytes() throws(WorkbookError) -> [UInt8] {
    try WorkbookFile.bytes(title: report.title) { file throws(WorkbookError) in
      let first = try file.addSheet(Self.contents)
      var sheets: [Sheet] = []
      for table in report.tables { sheets.append(try file.addSheet(table.heading.title)) }
      try writeContents(to: first)
      for (table, sheet) in zip(report.tables, sheets) { try write(table, to: sheet) }
    }
  }

  private func writeContents(to sheet: Sheet) throws(WorkbookError) {
    try sheet.write(report.title, at: Cell(0, 0), .title, setsWidth: false)
    try sheet.write(
      report.facts.joined(separator: ", "), at: Cell(1, 0), .faint, setsWidth: false)
    var row = 3
    for table in report.tables {
      try sheet.write(
        table.heading.title, leadingTo: CellRange(table.heading.title, Cell(0, 0)),
        at: Cell(row, 0))
      try sheet.write(table.heading.question, at: Cell(row, 1), setsWidth: false)
      row += 1
    }
    let notes = report.notes.map { ($0.topic, $0.text) }
    for (title, entries) in [
      ("Notes", notes), ("Terms", report.terms.map { ($0.name, $0.meaning) }),
      ("Where the figures come from", report.provenance.map { ($0.name, $0.value) }),
    ] where !entries.isEmpty {
      row += 1
      try sheet.write(title, at: Cell(row, 0), .section, setsWidth: false)
      row += 1
      for (name, text) in entries {
        try sheet.write(name, at: Cell(row, 0), CellStyle(isStrong: true))
        try sheet.write(text, at: Cell(row, 1), setsWidth: false)
        row += 1
      }
    }
    try sheet.print(upTo: Cell(row, 8), isTall: true, footer: report.title)
  }

  private func write(_ table: some ReportTable, to sheet: Sheet) throws(WorkbookError) {
    try sheet.write(table.heading.title, at: Cell(0, 0), .title, setsWidth: false)
    try sheet.write(table.heading.question, at: Cell(1, 0), .faint, setsWidth: false)
    try sheet.write(
      Self.contents, leadingTo: CellRange(Self.contents, Cell(0, 0)), at: Cell(2, 0),
      setsWidth: false)
    let range = try sheet.write(
      Table(table.rows, columns: table.columns), at: Cell(4, 0),
      NumberFormats(currency: report.currency))
    let heated = table.columns.indices.filter { table.columns[$0].mark == .heat }
    if let first = heated.first, let last = heated.last, table.rowCount > 0 {
      try sheet.showHeat(
        sheet.range(Cell(5, first), Cell(4 + table.rowCount, last)), .white, .skyBar)
    }
    sheet.freeze(above: Cell(5, 1))
    try sheet.filter(range)
    try sheet.print(upTo: range.last, heading: 4, footer: report.title)
  }
}
