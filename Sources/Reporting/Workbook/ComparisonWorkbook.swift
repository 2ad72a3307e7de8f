public import Formats
import Model

/// A comparison as a workbook: the report's tables as sheets, native charts of their cells, and the
/// pay plans to try out.
///
/// Every number has full precision and equals the one in the CSV files. Texts stay texts, whatever
/// they begin with; infinities and NaN are blank cells. The same comparison gives the same bytes.
public struct ComparisonWorkbook: Sendable {
  private let report: ComparisonReport

  public init(_ report: ComparisonReport) {
    self.report = report
  }

  /// The file's bytes, in Office Open XML.
  ///
  /// - Throws: If the temporary folder is full or not writable.
  public func bytes() throws(WorkbookError) -> [UInt8] {
    try WorkbookFile.bytes(
      title: report.scenario.name, created: report.provenance.date
    ) { file throws(WorkbookError) in try write(to: file) }
  }

  private func write(to file: WorkbookFile) throws(WorkbookError) {
    let parts = ReportSheets(report).all
    let summary = SummarySheet(contents: parts.map { ($0.name, $0.question) })
    let workbook = WorkbookReport(report, summary: SummarySheet.location(report))
    // Add all sheets before their content, which links between them.
    var sheets: [(any WorkbookPart, Sheet)] = []
    for part in [summary as any WorkbookPart] + parts {
      sheets.append((part, try file.addSheet(part.name)))
    }
    for (part, sheet) in sheets { try part.write(to: sheet, workbook) }
  }
}
