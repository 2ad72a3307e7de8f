import Analysis
import Formats
import Model
import Ownership
import Simulation
import Statistics
import Units

/// The cost of people by cost line against the budget, and by role, for the picked model and year;
/// and why the model's value differs from the baseline's.
struct CostSheet: WorkbookPart {
  static let sheetName = "Cost"
  let name = sheetName
  let question = "Can I afford it, and why is a model worth more or less than today's?"

  private static let model = Cell(4, 1)
  private static let year = Cell(5, 1)

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    let top = try writeHead(to: sheet, report)
    guard let models = report.summary.cells(SummaryRow.model) else { return }
    try sheet.write(
      choice: "Model", report.models[report.shown], of: models, at: Cell(top, 0))
    try sheet.write(
      choice: "Fiscal year", 1, upTo: report.scenario.years, at: Cell(top + 1, 0))
    try sheet.write(
      "Pick another model or year: blocks and charts follow.", at: Cell(top, 2), .faint,
      setsWidth: false)
    let cost = try writeClasses(to: sheet, at: Cell(top + 3, 0), report)
    let roles = try writeRoles(to: sheet, at: Cell(cost.last.row + 3, 0), report)
    let chartRow = roles.last.row + 2
    try drawClasses(cost, report, on: sheet, at: Cell(chartRow, 0))
    var last = Cell(chartRow + 20, cost.last.column)
    if report.comparison.models.count > 1 {
      let bridge = Bridge(report: report, pickedModel: Self.model)
      last = try bridge.write(to: sheet, at: last.down(1).leftmost)
      last.column = cost.last.column
    }
    sheet.freeze(above: Cell(top + 2, 0))
    try sheet.print(upTo: last, pages: 1, isTall: true, footer: report.footer)
  }

  // MARK: - Classes

  private static let classes = RoleProfile.CostLine.allCases

  /// What a cell shows from the list of models.
  private enum Content {
    case figure(Figure, TableColumn<FigureRow>)
    case chance(Chance)

    var name: String {
      switch self {
      case .figure(let figure, _): figure.name
      case .chance(let chance): chance.name
      }
    }

    var column: TableColumn<FigureRow> {
      if case .figure(_, let column) = self { column } else { FigureRow.mean }
    }

    var isChance: Bool { if case .chance = self { true } else { false } }

    /// In the first year, which the sheet shows initially; nil if not available.
    func value(_ model: ModelEstimates) -> Double? {
      let row =
        switch self {
        case .figure(let figure, _): FigureRow(figure, FigureScope(year: 0), of: model)
        case .chance(let chance): FigureRow(chance, year: 0, of: model)
        }
      return row.flatMap(column.number)
    }
  }

  /// The budget first, then the models; classes across.
  private func writeClasses(
    to sheet: Sheet, at corner: Cell, _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    try sheet.write(
      "What people cost in the picked year, \(report.currency)", at: corner, .section,
      setsWidth: false)
    try sheet.write(
      headings: ["Model"] + Self.classes.map { "Class \($0.rawValue)" } + [
        "Budget", "Total", "Standard error", "P10", "P90", "If all were paid target",
        "Chance of overrun",
      ], at: corner.down(1))
    let money = CellStyle(numbers: report.formats.money)
    let budget = corner.down(2)
    try sheet.write("Budget", at: budget)
    try sheet.write(
      report.scenario.finance.budget?.amount, at: budget.right(1 + Self.classes.count), money)
    let source = report.list(of: FigureRow.self)
    let contents: [Content?] =
      Self.classes.map { .figure(.costLine($0), FigureRow.mean) }
      + [
        nil, .figure(.cost, FigureRow.mean), .figure(.cost, FigureRow.standardError),
        .figure(.cost, FigureRow.p10), .figure(.cost, FigureRow.p90),
        .figure(.costAtTarget, FigureRow.mean), .chance(.overBudget),
      ]
    for (rank, index) in report.comparison.ranking.enumerated() {
      let row = budget.down(1 + rank)
      try sheet.write(report.models[index], at: row)
      for (column, content) in contents.enumerated() {
        guard let content, let value = content.value(report.comparison.models[index]) else {
          continue
        }
        try sheet.write(
          formula: source.sum(
            of: content.column,
            where: [
              (FigureRow.model, .text(cell: row)), (FigureRow.year, .number(cell: Self.year)),
              (FigureRow.segment, .literal("all")), (FigureRow.metric, .literal(content.name)),
            ]), value: value, at: row.right(1 + column),
          content.isChance ? CellStyle(numbers: NumberFormats.share) : money)
      }
    }
    let last = budget.down(report.models.count).right(contents.count)
    try sheet.showBars(sheet.range(Cell(budget.row + 1, last.column), last), .orangeBar)
    return sheet.range(corner.down(1), last)
  }

  private func drawClasses(
    _ cost: CellRange, _ report: WorkbookReport, on sheet: Sheet, at cell: Cell
  ) throws(WorkbookError) {
    let rows = (first: cost.first.row + 1, last: cost.last.row)
    let hasBudget = report.scenario.finance.budget != nil
    let first = hasBudget ? rows.first : rows.first + 1
    let colours: [Colour] = [.sky, .blue, .orange, .grey]
    let series = (0..<(hasBudget ? 4 : 3)).map { index in
      let column = index + 1
      let heading = Cell(cost.first.row, column)
      return ChartDrawing.Series(
        name: sheet.range(heading, heading),
        categories: sheet.range(Cell(first, 0), Cell(rows.last, 0)),
        values: sheet.range(Cell(first, column), Cell(rows.last, column)),
        colour: colours[index])
    }
    try sheet.draw(
      ChartDrawing(
        title: hasBudget ? "Can I afford it?" : "What do the people cost?",
        kind: .stackedColumns, x: .init(title: "Model, in the picked fiscal year"),
        y: report.axis(
          "Expected cost of people in the year",
          of: report.comparison.models.map { $0[.cost].mean / Double(report.scenario.years) }),
        series: series,
        description: "The expected cost of people in the picked year, each model's in classes"
          + " stacked upon each other\(hasBudget ? ", beside the budget" : "")."),
      at: cell, width: 1100, height: 390)
  }

  // MARK: - Roles

  /// Roles of the picked model down, years across.
  private func writeRoles(
    to sheet: Sheet, at corner: Cell, _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    try sheet.write(
      "The picked model's cost by role and fiscal year; items and their standard errors stand on"
        + " \(CostRow.heading.title)",
      at: corner, .section, setsWidth: false)
    try sheet.write("Role", at: corner.down(1), .heading)
    try sheet.write("Class", at: corner.down(1).right(1), .heading)
    let years = 1...report.scenario.years
    for year in years {
      var style = CellStyle.heading
      style.alignment = .trailing
      style.numbers = "\"Year \"0"
      try sheet.write(Double(year), at: corner.down(1).right(1 + year), style)
    }
    var lines: [(role: String, line: String)] = []
    for cost in report.comparison.models.flatMap(\.costs) {
      let line = (cost.role.role.rawValue, cost.costLine.rawValue)
      if !lines.contains(where: { $0 == line }) { lines.append(line) }
    }
    let source = report.list(of: CostRow.self)
    let shown = report.comparison.models[report.shown]
    for (index, line) in lines.enumerated() {
      let row = corner.down(2 + index)
      try sheet.write(line.role, at: row)
      try sheet.write(line.line, at: row.right(1))
      for year in years {
        let value = shown.costs.filter {
          $0.role.role.rawValue == line.role && $0.role.year == year - 1
        }.reduce(0) { $0 + $1.amount.mean }
        try sheet.write(
          formula: source.sum(
            of: CostRow.mean,
            where: [
              (CostRow.model, .text(cell: Self.model)),
              (CostRow.year, .number(cell: corner.down(1).right(1 + year))),
              (CostRow.role, .text(cell: row)),
            ]), value: value, at: row.right(1 + year), CellStyle(numbers: report.formats.money))
      }
    }
    return sheet.range(
      corner.down(1), corner.down(1 + max(lines.count, 1)).right(1 + report.scenario.years))
  }
}

extension Cell {
  /// The first cell of the row.
  var leftmost: Cell { Cell(row, 0) }
}
