import Analysis
import Formats
import Model
import Simulation
import Statistics

/// What is retained: NRR and GRR by year as fans, and the walk of ARR by segment, of a model that
/// the reader picks.
struct RetentionSheet: WorkbookPart {
  static let sheetName = "Retention"
  let name = sheetName
  let question = "Will we reach the board's retention, and where does ARR come from?"

  private static let model = Cell(4, 1)
  private static let year = Cell(5, 1)
  private static let chartRows = 19

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    let top = try writeHead(to: sheet, report)
    let years = report.scenario.years
    guard let models = report.summary.cells(SummaryRow.model) else { return }
    try sheet.write(
      choice: "Model", report.models[report.shown], of: models, at: Cell(top, 0))
    try sheet.write(choice: "Year of the walk", years, upTo: years, at: Cell(top + 1, 0))
    try sheet.write(
      "Pick another model or year: blocks and charts follow.", at: Cell(top, 2), .faint,
      setsWidth: false)
    let finance = report.scenario.finance
    var row = top + 3
    var fans: [(figure: Figure, target: Double?, cells: CellRange)] = []
    for (figure, target) in [(Figure.nrr, finance.targetNRR), (.grr, finance.targetGRR)] {
      let cells = try writeFan(of: figure, target, to: sheet, at: Cell(row, 0), report)
      fans.append((figure, target, cells))
      row = cells.last.row + 2
    }
    for (index, fan) in fans.enumerated() {
      try draw(
        fan.figure, fan.target, fan.cells, on: sheet, at: Cell(row, 0), offset: index * 560)
    }
    row += Self.chartRows
    let walk = try writeWalk(to: sheet, at: Cell(row, 0), report)
    row = walk.last.row + 2
    try drawWalk(walk, report, on: sheet, at: Cell(row, 0))
    row += Self.chartRows + 2
    let all = try writeAll(to: sheet, at: Cell(row, 0), report)
    sheet.freeze(above: Cell(top + 2, 0))
    try sheet.print(upTo: all.last, pages: 1, isTall: true, footer: report.footer)
  }

  // MARK: - Fans

  private static let fanColumns = [
    FigureRow.p10, FigureRow.p50, FigureRow.p90, FigureRow.mean, FigureRow.standardError,
  ]

  /// Years down; percentiles of the picked model, then the baseline and the target.
  private func writeFan(
    of figure: Figure, _ target: Double?, to sheet: Sheet, at corner: Cell,
    _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    let title = figure.name.uppercased()
    try sheet.write("\(title) by fiscal year", at: corner, .section, setsWidth: false)
    try sheet.write(
      headings: ["Year", "P10", "P50", "P90", "Mean", "Standard error", "Baseline P50", "Target"],
      at: corner.down(1))
    let source = report.list(of: FigureRow.self)
    let share = CellStyle(numbers: NumberFormats.share)
    let error = CellStyle(numbers: "0.00%")
    for year in 1...report.scenario.years {
      let row = corner.down(1 + year)
      try sheet.write(Double(year), at: row, CellStyle(numbers: "0", alignment: .leading))
      func shown(_ column: TableColumn<FigureRow>, _ model: Int) -> Double? {
        FigureRow(figure, FigureScope(year: year - 1), of: report.comparison.models[model])
          .flatMap(column.number)
      }
      for (index, column) in Self.fanColumns.enumerated() {
        let formula = source.sum(
          of: column,
          where: [
            (FigureRow.model, .text(cell: Self.model)), (FigureRow.year, .number(cell: row)),
            (FigureRow.segment, .literal("all")), (FigureRow.metric, .literal(figure.name)),
          ])
        try sheet.write(
          formula: formula, value: shown(column, report.shown), at: row.right(1 + index),
          column.name == FigureRow.standardError.name ? error : share)
      }
      try sheet.write(
        shown(FigureRow.p50, report.comparison.baseline), at: row.right(6), share)
      try sheet.write(target, at: row.right(7), share)
    }
    return sheet.range(corner.down(1), corner.down(1 + report.scenario.years).right(7))
  }

  private func draw(
    _ figure: Figure, _ target: Double?, _ fan: CellRange, on sheet: Sheet,
    at cell: Cell, offset: Int
  ) throws(WorkbookError) {
    func series(
      _ column: Int, _ colour: Colour, width: Double = 2.25, isDashed: Bool = false,
      _ marker: ChartDrawing.Marker = .none
    ) -> ChartDrawing.Series {
      let heading = fan.first.right(column)
      let years = sheet.range(fan.first.down(1), Cell(fan.last.row, 0))
      return ChartDrawing.Series(
        name: sheet.range(heading, heading), categories: years,
        values: sheet.range(heading.down(1), Cell(fan.last.row, column)), colour: colour,
        lineWidth: width, isDashed: isDashed, marker: marker)
    }
    var lines = [
      series(3, .sky, width: 1.5, .circle(size: 5)), series(2, .blue, width: 3, .circle(size: 7)),
      series(1, .sky, width: 1.5, .circle(size: 5)),
      series(6, .grey, isDashed: true, .diamond(size: 6)),
    ]
    if target != nil { lines.append(series(7, .vermilion, isDashed: true)) }
    let title = figure.name.uppercased()
    try sheet.draw(
      ChartDrawing(
        title: target == nil ? "What becomes of \(title)?" : "Will we reach the \(title) target?",
        kind: .line,
        x: .init(title: "Fiscal year"),
        y: .init(
          title: "\(title), percent of the year's opening ARR", numbers: "0%", hasGridlines: true),
        series: lines,
        description:
          "\(title) of the picked model by fiscal year: the tenth, fiftieth and ninetieth"
          + " percentile of outcomes, beside the baseline's middle and the target."),
      at: cell, width: 540, height: 350, offset: offset)
  }

  // MARK: - Walk

  /// Lines of the walk down, segments across.
  private func writeWalk(
    to sheet: Sheet, at corner: Cell, _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    try sheet.write(
      "ARR from the picked year's start to its end", at: corner, .section, setsWidth: false)
    let names = report.scenario.book.segments.map(\.name)
    // A single segment equals the whole book.
    let segments: [(name: String, index: Int?)] =
      names.count > 1 ? names.enumerated().map { ($1, $0) } : [("all", nil)]
    try sheet.write(headings: [report.currency] + segments.map(\.name), at: corner.down(1))
    let source = report.list(of: WalkRow.self)
    let money = CellStyle(numbers: report.formats.money)
    for (index, line) in WalkEstimate.Line.all.enumerated() {
      let row = corner.down(2 + index)
      try sheet.write(line.name, at: row)
      for (column, segment) in segments.enumerated() {
        let formula = source.sum(
          of: WalkRow.mean,
          where: [
            (WalkRow.model, .text(cell: Self.model)), (WalkRow.year, .number(cell: Self.year)),
            (WalkRow.segment, .text(cell: corner.down(1).right(1 + column))),
            (WalkRow.motion, .text(cell: row)),
          ])
        let amount = report.comparison.models[report.shown].amount(
          of: line, FigureScope(year: report.scenario.years - 1, segment: segment.index))
        try sheet.write(formula: formula, value: amount?.mean, at: row.right(1 + column), money)
      }
    }
    return sheet.range(
      corner.down(1), corner.down(1 + WalkEstimate.Line.all.count).right(segments.count))
  }

  private func drawWalk(
    _ walk: CellRange, _ report: WorkbookReport, on sheet: Sheet, at cell: Cell
  ) throws(WorkbookError) {
    // The changes alone: start and end would dwarf them.
    let changes = sheet.range(walk.first.down(2), Cell(walk.last.row - 1, 0))
    let series = (1...walk.last.column).map { column in
      ChartDrawing.Series(
        name: sheet.range(Cell(walk.first.row, column), Cell(walk.first.row, column)),
        categories: changes,
        values: sheet.range(
          Cell(changes.first.row, column), Cell(changes.last.row, column)),
        colour: .series(column - 1))
    }
    try sheet.draw(
      ChartDrawing(
        title: "Where does ARR come from and go to, by motion and segment?",
        kind: .stackedColumns, x: .init(title: "Line of the walk in the picked year"),
        y: report.axis(
          "Expected change of ARR",
          of: report.comparison.models[report.shown].walk.filter {
            $0.scope.segment == nil && $0.line.isChange
          }.map(\.amount.mean)),
        series: series,
        description: "The expected change of ARR in the picked year of the picked model, by line of"
          + " the walk, stacked by segment; losses stand below zero."),
      at: cell, width: 1100, height: 400)
  }

  // MARK: - Every model

  private func writeAll(
    to sheet: Sheet, at corner: Cell, _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    try sheet.write("Every model by fiscal year", at: corner, .section, setsWidth: false)
    let rows = report.comparison.ranking.flatMap { index in
      (0..<report.scenario.years).map { year in
        let model = report.comparison.models[index]
        func row(_ figure: Figure) -> FigureRow? {
          FigureRow(figure, FigureScope(year: year), of: model)
        }
        return RetentionRow(model: model.name, year: year, nrr: row(.nrr), grr: row(.grr))
      }
    }
    return try sheet.write(Table(rows), at: corner.down(1), report.formats)
  }
}

/// The retention of a model in a year.
private struct RetentionRow: TableRow {
  let model: String
  /// Counted from 0.
  let year: Int
  let nrr: FigureRow?
  let grr: FigureRow?

  static let heading = TableHeading("retention")

  static let columns: [TableColumn<RetentionRow>] =
    [.text("Model") { $0.model }, .count("Year") { $0.year + 1 }] + figure(.nrr) { $0.nrr }
    + figure(.grr) { $0.grr }

  private static func figure(
    _ figure: Figure, _ row: @escaping @Sendable (RetentionRow) -> FigureRow?
  ) -> [TableColumn<RetentionRow>] {
    [FigureRow.mean, FigureRow.standardError, FigureRow.p10, FigureRow.p50, FigureRow.p90].map {
      column in
      .share("\(figure.name.uppercased()) \(column.name)") { row($0).flatMap(column.number) }
    }
  }
}
