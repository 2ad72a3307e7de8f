import Formats

/// A sheet of the report: what it is called, the question it answers, and what it writes.
///
/// A new analysis joins the workbook as one more part of ``ComparisonWorkbook``.
protocol WorkbookPart {
  /// The name of the sheet.
  var name: String { get }
  /// The question that the sheet answers, as the contents list it.
  var question: String { get }

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError)
}

extension WorkbookPart {
  /// Writes the sheet's head: title, question, and the way back to the contents.
  ///
  /// - Returns: The first free row.
  func writeHead(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) -> Int {
    try sheet.write(name, at: CellPlace(0, 0), .title, setsWidth: false)
    try sheet.write(question, at: CellPlace(1, 0), .faint, setsWidth: false)
    try sheet.write(
      "Contents", leadingTo: CellRange(SummaryRow.heading.title, CellPlace(0, 0)),
      at: CellPlace(2, 0), setsWidth: false)
    return 4
  }
}
