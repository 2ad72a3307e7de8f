import Analysis
import Formats

/// The provenance of the figures, and the meaning of terms.
struct NotesSheet: WorkbookPart {
  let name = "Notes"
  let question = "Where do the figures come from, and what do the words mean?"

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    var row = try writeHead(to: sheet, report)
    try sheet.write("Provenance", at: Cell(row, 0), .section)
    for fact in report.source.provenance.facts {
      row += 1
      try sheet.write(fact.name, at: Cell(row, 0), CellStyle(isStrong: true))
      try sheet.write(fact.value, at: Cell(row, 1), setsWidth: false)
    }
    row += 2
    row = try write("How to use this workbook", Self.usage, to: sheet, at: row)
    let metrics =
      Figure.all.map { ($0.name, $0.meaning) } + Chance.allCases.map { ($0.name, $0.meaning) }
    row = try write("Metrics", metrics, to: sheet, at: row)
    for table in report.source.tables {
      row = try write(
        "Columns of \(table.heading.title)", Self.columns(of: table), to: sheet, at: row)
    }
    try sheet.print(upTo: Cell(row, 13), isTall: true, footer: report.footer)
  }

  private static func columns(of table: some ReportTable) -> [(name: String, meaning: String)] {
    table.columns.map { ($0.name, $0.meaning) }
  }

  /// - Returns: The row of the next section.
  private func write(
    _ title: String, _ entries: [(name: String, meaning: String)], to sheet: Sheet, at row: Int
  ) throws(WorkbookError) -> Int {
    try sheet.write(title, at: Cell(row, 0), .section, setsWidth: false)
    for (index, entry) in entries.enumerated() {
      let cell = Cell(row + 1 + index, 0)
      try sheet.write(entry.name, at: cell, CellStyle(isStrong: true))
      try sheet.write(entry.meaning, at: cell.right(1), setsWidth: false)
    }
    return row + entries.count + 2
  }

  private static let usage = [
    ("Blue on yellow", "a cell to type over or to pick from; blocks and charts follow"),
    ("Lists", "may be sorted and filtered; blocks find their figures again"),
    ("Charts", "show cells and can be edited; only the lengths of error bars stand fixed"),
    ("Percentiles", "of outcomes, luck and assumptions together"),
  ]
}
