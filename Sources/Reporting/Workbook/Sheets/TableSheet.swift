import Analysis
import Formats

/// A sheet with one of the report's tables as it is: a list to sort and to filter.
struct TableSheet<Row: TableRow>: WorkbookPart {
  let table: Table<Row>

  var name: String { Row.heading.title }
  var question: String { Row.heading.question }

  private var location: TableLocation<Row> {
    TableLocation(ofList: table.columns, rowCount: table.rows.count)
  }

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    _ = try writeHead(to: sheet, report)
    let headingRow = location.headingRow
    let range = try sheet.write(table, at: Cell(headingRow, 0), report.formats)
    sheet.freeze(above: Cell(headingRow + 1, 1))
    try sheet.filter(range)
    for column in table.columns where column.mark == .bar {
      if let cells = location.cells(column) { try sheet.showBars(cells, .skyBar) }
    }
    try markRows(of: sheet, range)
    if let pivot = Row.pivot { try draw(pivot, on: sheet, report) }
    let last = range.last.right(Row.pivot == nil ? 0 : 12)
    try sheet.print(upTo: last, heading: headingRow, footer: report.footer)
  }

  private func markRows(of sheet: Sheet, _ range: CellRange) throws(WorkbookError) {
    guard !table.rows.isEmpty else { return }
    let rows = sheet.range(range.first.down(1), range.last)
    for column in table.columns {
      guard let mark = column.mark, let first = location.cells(column)?.first else { continue }
      // The column is fixed, the row is each row's own.
      let fixed = first.fixedName
      let cell = String(fixed[..<fixed.lastIndex(of: "$")!]) + "\(first.row + 1)"
      switch mark {
      case .bar, .heat: break
      case .flag:
        try sheet.show(
          rows, as: CellStyle(isStrong: true, fill: .flag), where: "=LEN(\(cell))>0")
      case .faint(let text):
        try sheet.show(
          rows, as: CellStyle(colour: .grey), where: "=EXACT(\(cell),\"\(text)\")")
      }
    }
  }

  // MARK: - Chart

  /// The rows by two of their columns, looked up in the list: as a block beside it, and as a chart
  /// below that.
  private func draw(
    _ pivot: PivotChart<Row>, on sheet: Sheet, _ report: WorkbookReport
  ) throws(WorkbookError) {
    let (steps, names) = (distinct(pivot.across), distinct(pivot.series))
    guard !steps.isEmpty, !names.isEmpty else { return }
    let values = Dictionary(
      table.rows.map {
        ([pivot.across.value($0), pivot.series.value($0)], pivot.value.number(of: $0))
      }
    ) { first, _ in first }
    let corner = Cell(location.headingRow, table.columns.count + 1)
    let title = pivot.across.name.prefix(1).uppercased() + pivot.across.name.dropFirst()
    try sheet.write(headings: [title] + names.map(\.words), at: corner)
    for (index, step) in steps.enumerated() {
      let row = corner.down(index + 1)
      if let number = step.number {
        try sheet.write(number, at: row, CellStyle(numbers: "0", alignment: .leading))
      } else {
        try sheet.write(step.words, at: row)
      }
      for (column, name) in names.enumerated() {
        let formula = location.sum(
          of: pivot.value,
          where: [
            (pivot.series, .text(cell: corner.right(1 + column))),
            (pivot.across, step.number == nil ? .text(cell: row) : .number(cell: row)),
          ])
        try sheet.write(
          formula: formula, value: values[[step, name]] ?? 0, at: row.right(1 + column),
          CellStyle(numbers: report.formats.format(of: 0, pivot.value.kind, unit: nil)))
      }
    }
    let categories = sheet.range(corner.down(1), corner.down(steps.count))
    let series = names.indices.map { index in
      let name = corner.right(1 + index)
      return ChartDrawing.Series(
        name: sheet.range(name, name), categories: categories,
        values: sheet.range(name.down(1), name.down(steps.count)), colour: .series(index),
        marker: pivot.form == .lines ? .circle(size: 5) : .none)
    }
    try sheet.draw(
      ChartDrawing(
        title: pivot.title, kind: pivot.form == .lines ? .line : .columns,
        x: .init(title: pivot.acrossTitle),
        y: pivot.value.kind == .money
          ? report.axis(pivot.valueTitle, of: table.rows.compactMap(pivot.value.number))
          : .init(title: pivot.valueTitle, numbers: NumberFormats.share, hasGridlines: true),
        series: series, description: pivot.description),
      at: corner.down(steps.count + 2), width: 800, height: 440)
  }

  /// What stands under a column, once, in the order of the rows.
  private func distinct(_ column: TableColumn<Row>) -> [TableValue] {
    var seen: Set<TableValue> = []
    return table.rows.map(column.value).filter { seen.insert($0).inserted }
  }
}

extension TableValue {
  /// As a cell shows it.
  fileprivate var words: String {
    switch self {
    case .text(let text): text
    case .number(let number): NumberText.short(number)
    case .missing: ""
    }
  }
}
