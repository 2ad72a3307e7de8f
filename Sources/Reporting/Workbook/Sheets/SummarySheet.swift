import Analysis
import Formats
import Model
import Statistics

/// The first sheet: what was compared, the verdict, the models by value, and where the rest is.
struct SummarySheet: WorkbookPart {
  let name = SummaryRow.heading.title
  let question = "Which model, and how sure?"
  /// What the other sheets answer, in their order.
  let contents: [(name: String, question: String)]

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    sheet.hideGridlines()
    sheet.showFirst()
    sheet.colourTab(.blue)
    try sheet.write(report.scenario.name, at: Cell(0, 0), .title, setsWidth: false)
    try sheet.write(
      report.source.facts.joined(separator: ", "), at: Cell(1, 0), .faint, setsWidth: false)
    try sheet.write(report.source.reading, at: Cell(2, 0), .faint, setsWidth: false)
    var row = try write(Self.lead(report.source), to: sheet, at: Self.leadRow)
    let corner = Cell(report.summary.headingRow, 0)
    let models = try writeModels(to: sheet, at: corner, report)
    let table = try writeFrontier(beside: models, on: sheet, report)
    row = table.last.row + 2
    let charts = Cell(row, 0)
    try draw(sheet, report, table: table, at: charts)
    row = try write(Self.notes(report.source), to: sheet, at: row + Self.chartRows) + 1
    try sheet.write("Contents", at: Cell(row, 0), .section)
    for entry in contents {
      row += 1
      try sheet.write(
        entry.name, leadingTo: CellRange(entry.name, Cell(0, 0)), at: Cell(row, 0))
      try sheet.write(entry.question, at: Cell(row, 1), setsWidth: false)
    }
    // The errors and intervals on the right are for reading on a screen.
    try sheet.print(upTo: Cell(row, Self.printed.count - 1), footer: report.footer)
  }

  /// - Returns: The row below.
  private func write(
    _ lines: [(topic: String, text: String)], to sheet: Sheet, at row: Int
  ) throws(WorkbookError) -> Int {
    for (index, line) in lines.enumerated() {
      try sheet.write(line.topic, at: Cell(row + index, 0), CellStyle(isStrong: true))
      try sheet.write(line.text, at: Cell(row + index, 1), setsWidth: false)
    }
    return row + lines.count
  }

  /// What to do and what it rests on.
  private static func lead(_ report: ComparisonReport) -> [(topic: String, text: String)] {
    let brief = Brief(report.comparison)
    return lines([("Do", brief.recommendation.text), ("Rests on", brief.assumptions.text)])
  }

  /// The notes of the terminal, and what reading the scenario warned of.
  private static func notes(_ report: ComparisonReport) -> [(topic: String, text: String)] {
    lines(report.notes.map { ($0.topic, $0.text) } + report.readingWarnings.map { ("", $0) })
  }

  /// Folded, so that a printed page has them whole.
  private static func lines(
    _ entries: [(topic: String, text: String)]
  ) -> [(topic: String, text: String)] {
    entries.flatMap { topic, text in
      HangingText(lead: "", text: PlainText.of(text)).lines(width: 175).enumerated().map {
        ($0 == 0 ? topic : "", $1)
      }
    }
  }

  private static let leadRow = 4
  private static let chartRows = 20

  /// Where the models stand: below what to do.
  static func location(_ report: ComparisonReport) -> TableLocation<SummaryRow> {
    TableLocation(
      sheet: SummaryRow.heading.title, headingRow: leadRow + lead(report).count + 1,
      columns: columns,
      rowCount: report.comparison.models.count)
  }

  /// What a printed page has: the model's name first, as it is what is looked for.
  private static let printed: [(heading: String, column: TableColumn<SummaryRow>)] = [
    ("Model", SummaryRow.model), ("Rank", SummaryRow.rank), ("NRR, last year", SummaryRow.nrr),
    ("GRR, last year", SummaryRow.grr), ("Heads", SummaryRow.heads),
    ("Cost a year", SummaryRow.costPerYear), ("Years over budget", SummaryRow.overBudget),
    ("All targets met", SummaryRow.jointTargets), ("Value gain, mean", SummaryRow.gainMean),
    ("Value gain, P10", SummaryRow.gainP10), ("Value gain, P90", SummaryRow.gainP90),
    ("P(better)", SummaryRow.probabilityBetter), ("P(best of all)", SummaryRow.chanceBest),
    ("Dominated by", SummaryRow.dominatedBy),
  ]

  /// The others, on the right.
  private static let errors: [TableColumn<SummaryRow>] = SummaryRow.columns.filter { column in
    !printed.contains { $0.column.name == column.name }
  }

  private static let columns = printed.map(\.column) + errors

  // MARK: - The table

  private func writeModels(
    to sheet: Sheet, at corner: Cell, _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    let table = Table(SummaryRow.rows(of: report.comparison), columns: Self.columns)
    let range = try sheet.write(table, at: corner, report.formats, headings: Self.headings)
    let rows = sheet.range(range.first.down(1), range.last)
    let location = report.summary
    try sheet.showBars(location.cells(SummaryRow.probabilityBetter)!, .skyBar)
    try sheet.showBars(location.cells(SummaryRow.overBudget)!, .orangeBar)
    if report.comparison.winner != nil {
      try sheet.show(
        rows, as: CellStyle(isStrong: true), where: "=$B\(range.first.row + 2)=1")
    }
    return range
  }

  /// Of the estimate before it.
  private static let error = "± s.e."

  private static let headings = printed.map(\.heading) + errors.map { Wording.words($0.name) }

  // MARK: - Charts

  /// Both charts read the lists behind; their error bars are fixed lengths, one series a model.
  private func draw(
    _ sheet: Sheet, _ report: WorkbookReport, table: CellRange, at corner: Cell
  ) throws(WorkbookError) {
    let hasGains = report.comparison.models.count > 1
    try drawFrontier(sheet, report, table: table, at: corner, offset: hasGains ? 720 : 0)
    if hasGains { try drawGains(sheet, report, table: table, at: corner) }
  }

  private func drawGains(
    _ sheet: Sheet, _ report: WorkbookReport, table: CellRange, at corner: Cell
  ) throws(WorkbookError) {
    let comparison = report.comparison
    let others = comparison.ranking.enumerated().filter { $1 != comparison.baseline }
    var series: [ChartDrawing.Series] = []
    let location = report.summary
    let gain = location.cells(SummaryRow.gainMean)!.first.column
    let rank = location.cells(SummaryRow.rank)!.first.column
    for (index, model) in others {
      let row = table.first.row + 1 + index
      let paired = comparison.difference(.value, of: model)!.paired
      series.append(
        ChartDrawing.Series(
          name: sheet.range(Cell(row, 0), Cell(row, 0)),
          categories: sheet.range(Cell(row, gain), Cell(row, gain)),
          values: sheet.range(Cell(row, rank), Cell(row, rank)),
          colour: .series(index), lineWidth: nil, marker: .circle(size: 9),
          xError: paired.high - paired.mean, label: comparison.models[model].name))
    }
    let baseline = comparison.models[comparison.baseline].name
    try sheet.draw(
      ChartDrawing(
        title: "Which model is worth more than today's, and how sure is the mean?",
        kind: .points,
        x: report.axis(
          "Value gain over \(baseline), with 95% interval",
          of: others.map { comparison.difference(.value, of: $1)!.paired.mean }),
        y: .init(
          title: "Rank by value", numbers: "0", least: 0,
          most: Double(comparison.models.count) + 1, step: 1, isReversed: true),
        series: series, showsLegend: false,
        description: "The expected gain in value of each model over \(baseline), as a dot with its"
          + " 95% interval; the figures stand in the table above."),
      at: corner, width: 700, height: 380)
  }

  /// Value against what pay above target comes to when it is dear, as on the page.
  private func drawFrontier(
    _ sheet: Sheet, _ report: WorkbookReport, table: CellRange, at corner: Cell, offset: Int
  ) throws(WorkbookError) {
    let first = table.last.column + 1 - Self.frontier.count
    func frontier(_ figure: Figure) -> Int {
      first + Self.frontier.firstIndex { $0.figure == figure }!
    }
    var series: [ChartDrawing.Series] = []
    for (rank, index) in report.comparison.ranking.enumerated() {
      let model = report.comparison.models[index]
      let row = table.first.row + 1 + rank
      func cell(_ column: Int) -> CellRange { CellRange(name, Cell(row, column)) }
      series.append(
        ChartDrawing.Series(
          name: cell(0), categories: cell(frontier(.payAboveTarget)),
          values: cell(frontier(.value)),
          colour: .series(rank), lineWidth: nil, marker: .circle(size: 9),
          yError: 1.96 * model[.value].standardError, label: model.name))
    }
    try sheet.draw(
      ChartDrawing(
        title: "What does value cost in pay risk?", kind: .points,
        x: report.axis(
          "Pay above target in the worst 5% of trials",
          of: report.comparison.frontier.points.map(\.risk)),
        y: report.axis(
          "Value over the horizon, with 95% interval",
          of: report.comparison.models.map { $0[.value].mean }),
        series: series, showsLegend: false,
        description:
          "Each model by its expected value and by the mean, over the worst 5% of trials,"
          + " of variable pay above target incentive: up and to the left is better."),
      at: corner, width: 700, height: 380, offset: offset)
  }

  // MARK: - What the frontier shows

  private static let frontier: [(heading: String, figure: Figure, column: TableColumn<FigureRow>)] =
    [
      ("Value, mean", .value, FigureRow.mean), (Self.error, .value, FigureRow.standardError),
      ("Pay above target, worst 5%", .payAboveTarget, FigureRow.cvar),
      ("Pay over target incentive, worst 5%", .payoutPerTI, FigureRow.cvar),
    ]

  /// Value and pay risk of each model, looked up in the list of models.
  ///
  /// - Returns: The models' table with these columns.
  private func writeFrontier(
    beside table: CellRange, on sheet: Sheet, _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    let source = report.list(of: FigureRow.self)
    let headings = Self.frontier.map { entry in
      entry.heading + (entry.figure.unit == .money ? ", \(report.currency)" : "")
    }
    try sheet.setHeight(ofHeadings: headings, in: table.first.row)
    for (column, entry) in Self.frontier.enumerated() {
      let heading = Cell(table.first.row, table.last.column + 1 + column)
      var style = CellStyle.heading
      style.alignment = .trailing
      try sheet.write(headings[column], at: heading, style)
      for (rank, index) in report.comparison.ranking.enumerated() {
        let formula = source.sum(
          of: entry.column,
          where: [
            (FigureRow.model, .text(cell: Cell(heading.row + 1 + rank, 0))),
            (FigureRow.year, .literal("all")), (FigureRow.segment, .literal("all")),
            (FigureRow.metric, .literal(entry.figure.name)),
          ])
        try sheet.write(
          formula: formula,
          value: FigureRow(entry.figure, .headline, of: report.comparison.models[index])
            .flatMap(entry.column.number),
          at: heading.down(1 + rank),
          CellStyle(numbers: report.formats.format(of: entry.figure.unit)))
      }
    }
    return sheet.range(table.first, table.last.right(Self.frontier.count))
  }
}
