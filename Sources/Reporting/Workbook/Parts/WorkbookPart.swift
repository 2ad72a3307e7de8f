import Analysis
import Formats
import Model

/// A sheet of the report: its name, the question it answers, and its content.
///
/// Every part of ``ComparisonWorkbook`` is one of these.
protocol WorkbookPart {
  /// The name of the sheet.
  var name: String { get }
  /// The question that the sheet answers, as the contents list it.
  var question: String { get }

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError)
}

extension WorkbookPart {
  /// Writes the sheet's head: title, question, and a link to the contents.
  ///
  /// - Returns: The first free row.
  func writeHead(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) -> Int {
    try sheet.write(name, at: Cell(0, 0), .title, setsWidth: false)
    try sheet.write(question, at: Cell(1, 0), .faint, setsWidth: false)
    try sheet.write(
      "Contents", leadingTo: CellRange(SummaryRow.heading.title, Cell(0, 0)),
      at: Cell(2, 0), setsWidth: false)
    return 4
  }
}

/// The source of a workbook's sheets: the same answers as every other form.
struct WorkbookReport {
  let source: ComparisonReport
  let formats: NumberFormats
  /// The rows of each table.
  private let rowCounts: [TableHeading: Int]
  /// The table of models on the first sheet.
  let summary: TableLocation<SummaryRow>

  init(_ source: ComparisonReport, summary: TableLocation<SummaryRow>) {
    self.source = source
    rowCounts = Dictionary(
      uniqueKeysWithValues: source.tables.map { ($0.heading, $0.rowCount) })
    self.summary = summary
    formats = NumberFormats(currency: source.scenario.currency)
  }

  /// The list with these rows.
  ///
  /// - Precondition: One of the report's tables.
  func list<Row: ComparisonRow>(of rows: Row.Type) -> TableLocation<Row> {
    guard let rowCount = rowCounts[Row.heading] else {
      preconditionFailure("the report has no table \(Row.heading.name)")
    }
    return TableLocation(ofList: Row.columns(for: scenario), rowCount: rowCount)
  }

  var comparison: Comparison { source.comparison }
  var scenario: Scenario { comparison.scenario }
  var currency: String { scenario.currency }
  var models: [String] { comparison.models.map(\.name) }
  /// The model that sheets show initially: the best other than the baseline, or the only one.
  var shown: Int { comparison.ranking.first { $0 != comparison.baseline } ?? 0 }
  var footer: String { scenario.name }

  /// An axis of amounts, in the unit that a terminal uses.
  ///
  /// - Parameter amounts: The amounts drawn initially; the largest sets the unit.
  func axis(_ title: String, of amounts: [Double]) -> ChartDrawing.Axis {
    let scale = MoneyScale(for: amounts)
    let thousands =
      switch scale.suffix {
      case "bn": ",,,"
      case "m": ",,"
      case "k": ","
      default: ""
      }
    let unit = scale.suffix.isEmpty ? currency : "\(currency) \(scale.suffix)"
    return ChartDrawing.Axis(
      title: "\(title), \(unit)", numbers: "#,##0\(scale.decimals > 0 ? ".0" : "")\(thousands)",
      hasGridlines: true)
  }
}
