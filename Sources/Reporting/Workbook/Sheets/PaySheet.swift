import Analysis
import Formats
import Model
import Ownership
import Plans
import Statistics

/// How attainment falls over people and what the plan pays for it, of a role that the reader picks.
struct PaySheet: WorkbookPart {
  static let sheetName = "Pay"
  let name = sheetName
  let question = "Does the plan work: where do people stand, and what does it pay there?"

  /// A role of a model, and the plan that pays it.
  private struct Pair: TableRow {
    let model: String
    let role: Role
    let plans: [String]
    let curve: PaidRole?

    static let heading = TableHeading("pairs")

    static let label = Column.text("Model / role") { "\($0.model) / \($0.role.rawValue)" }
    static let model = Column.text("Model") { $0.model }
    static let role = Column.text("Role") { $0.role.rawValue }
    static let plan = Column.text("Plan") { $0.plans.joined(separator: ", ") }
    static let columns = [label, model, role, plan]

    var label: String { "\(model) / \(role.rawValue)" }
  }

  private static let pick = Cell(4, 1)
  private static let binWidth = 0.05
  /// Attainment beyond is one bin.
  private static let lastBin = 2.0
  private static let chartColumn = 4

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    let top = try writeHead(to: sheet, report)
    let pairs = Self.pairs(of: report.comparison)
    guard !pairs.isEmpty else {
      try sheet.write("No role of these models is paid by a plan.", at: Cell(top, 0))
      return
    }
    let bins = stride(from: 0, through: Int(Self.lastBin / Self.binWidth), by: 1).map {
      (Double($0) * Self.binWidth * 100).rounded() / 100
    }
    let lists = Cell(top + 4 + max(bins.count + 2, 42), 0)
    let list = try writePairs(pairs, to: sheet, at: lists)
    let curves = try writeCurves(
      pairs, bins, to: sheet, at: lists.down(pairs.count + 4), report)
    let shown = pairs.firstIndex { $0.model == report.models[report.comparison.best] } ?? 0
    try sheet.write(
      choice: "Model / role", pairs[shown].label, of: list.cells(Pair.label)!,
      at: Cell(top, 0))
    try sheet.write("Plan", at: Cell(top + 1, 0), CellStyle(isStrong: true))
    let labels = list.cells(Pair.label)!.fullName
    let plan = list.cells(Pair.plan)!.fullName
    try sheet.write(
      formula: "=INDEX(\(plan),SUMPRODUCT(EXACT(\(labels),\(Self.pick.fixedName))"
        + "*(ROW(\(labels))-\(list.headingRow + 1))))",
      text: pairs[shown].plans.joined(separator: ", "), at: Cell(top + 1, 1))
    let block = try writeBins(
      bins, of: pairs[shown], list, curves, to: sheet, at: Cell(top + 3, 0), report)
    try draw(block, on: sheet, top: top)
    sheet.freeze(above: Cell(top + 2, 0))
    try sheet.print(
      upTo: Cell(max(block.last.row, top + 42), Self.chartColumn + 11), pages: 1,
      footer: report.footer)
  }

  private static func pairs(of comparison: Comparison) -> [Pair] {
    comparison.ranking.flatMap { index in
      let model = comparison.models[index]
      let roles = comparison.scenario.roles(of: comparison.scenario.models[index])
      return model.roles.filter { $0.health != nil }.map { figures in
        let names = comparison.scenario.models[index].plans(paying: figures.role)
        let curve = names.first.flatMap { comparison.scenario.plans[$0] }.flatMap { plan in
          roles[figures.role].map { PaidRole($0, paidBy: plan) }
        }
        return Pair(
          model: model.name, role: figures.role, plans: names, curve: curve)
      }
    }
  }

  // MARK: - Lists

  private func writePairs(
    _ pairs: [Pair], to sheet: Sheet, at corner: Cell
  ) throws(WorkbookError) -> TableLocation<Pair> {
    try sheet.write("Who is paid by which plan", at: corner, .section, setsWidth: false)
    let headings = Pair.columns.map(\.name)
    try sheet.write(headings: headings, texts: headings.count, at: corner.down(1))
    for (index, pair) in pairs.enumerated() {
      let row = corner.down(2 + index)
      let texts = [
        pair.label, pair.model, pair.role.rawValue, pair.plans.joined(separator: ", "),
      ]
      for (column, text) in texts.enumerated() {
        try sheet.write(text, at: row.right(column), setsWidth: column < 3)
      }
    }
    return TableLocation(
      sheet: name, headingRow: corner.row + 1, columns: Pair.columns, rowCount: pairs.count)
  }

  /// Pay over target by attainment, a column a pair: what the picked curve is looked up in.
  private func writeCurves(
    _ pairs: [Pair], _ bins: [Double], to sheet: Sheet, at corner: Cell,
    _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    try sheet.write(
      "Pay over target where every measure stands at the same attainment and every gate holds;"
        + " of the first plan, where a role has several over the years",
      at: corner, .section, setsWidth: false)
    try sheet.write("Model / role", at: corner.down(1), .heading)
    for (column, bin) in bins.enumerated() {
      var style = CellStyle.heading
      style.numbers = "0%"
      style.alignment = .trailing
      try sheet.write(bin, at: corner.down(1).right(1 + column), style)
    }
    let share = CellStyle(numbers: "0%")
    for (index, pair) in pairs.enumerated() {
      let row = corner.down(2 + index)
      try sheet.write(pair.label, at: row)
      for (column, bin) in bins.enumerated() {
        try sheet.write(
          pair.curve?.payout(at: Attainment(bin)), at: row.right(1 + column), share)
      }
    }
    return sheet.range(corner.down(2), corner.down(1 + pairs.count).right(bins.count))
  }

  // MARK: - The picked role

  private func writeBins(
    _ bins: [Double], of shown: Pair, _ list: TableLocation<Pair>, _ curves: CellRange,
    to sheet: Sheet, at corner: Cell, _ report: WorkbookReport
  ) throws(WorkbookError) -> CellRange {
    try sheet.write(
      headings: ["Attainment from", "Share of people", "Pay over target"], texts: 0, at: corner)
    let source = report.list(of: AttainmentRow.self)
    // None where no plan has an attainment.
    let cells = [
      AttainmentRow.model, AttainmentRow.role, AttainmentRow.from, AttainmentRow.share,
      AttainmentRow.measure,
    ].compactMap { source.cells($0)?.fullName }
    let (models, roles) = (list.cells(Pair.model)!.fullName, list.cells(Pair.role)!.fullName)
    let labels = list.cells(Pair.label)!.fullName
    let isPicked = "EXACT(\(labels),\(Self.pick.fixedName))"
    let position = "SUMPRODUCT(\(isPicked)*(ROW(\(labels))-\(list.headingRow + 1)))"
    let people = AttainmentRow.rows(of: report.comparison).filter {
      $0.model == shown.model && $0.role == shown.role && $0.measure == nil
    }
    for (index, bin) in bins.enumerated() {
      let row = corner.down(1 + index)
      let isLast = index == bins.count - 1
      try sheet.write(bin, at: row, CellStyle(numbers: isLast ? "0%\" +\"" : "0%"))
      let edge = isLast ? ">=" : "="
      let share = people.map(\.bin).filter { isLast ? $0.from >= bin : $0.from == bin }
        .reduce(0) { $0 + $1.share.value }
      let style = CellStyle(numbers: NumberFormats.share)
      if cells.isEmpty {
        try sheet.write(share, at: row.right(1), style)
      } else {
        try sheet.write(
          formula: "=SUMPRODUCT(EXACT(\(cells[0]),INDEX(\(models),\(position)))"
            + "*EXACT(\(cells[1]),INDEX(\(roles),\(position)))"
            + "*EXACT(\(cells[4]),\"\(AttainmentRow.weighted)\")"
            + "*(ROUND(\(cells[2]),2)\(edge)\(row.name))*\(cells[3]))",
          value: share, at: row.right(1), style)
      }
      let column = CellRange(
        name, from: Cell(curves.first.row, 1 + index),
        to: Cell(curves.last.row, 1 + index))
      try sheet.write(
        formula: "=INDEX(\(column.fixedName),\(position))",
        value: shown.curve?.payout(at: Attainment(bin)) ?? 0, at: row.right(2),
        CellStyle(numbers: NumberFormats.share))
    }
    return sheet.range(corner, corner.down(bins.count).right(2))
  }

  /// One above the other, on the same scale of attainment.
  private func draw(_ block: CellRange, on sheet: Sheet, top: Int) throws(WorkbookError) {
    let bins = sheet.range(block.first.down(1), Cell(block.last.row, 0))
    func series(_ column: Int, _ colour: Colour) -> ChartDrawing.Series {
      let heading = block.first.right(column)
      return ChartDrawing.Series(
        name: sheet.range(heading, heading), categories: bins,
        values: sheet.range(heading.down(1), Cell(block.last.row, column)), colour: colour)
    }
    try sheet.draw(
      ChartDrawing(
        title: "Where do people stand?", kind: .columns,
        x: .init(title: "Weighted attainment, from", numbers: "0%"),
        y: .init(title: "Share of people, percent", numbers: "0%", hasGridlines: true),
        series: [series(1, .blue)], showsLegend: false, gap: 10,
        description:
          "The share of the picked role's people by weighted attainment, in steps of five"
          + " percent, over trials and years."),
      at: Cell(top, Self.chartColumn), width: 760, height: 380)
    try sheet.draw(
      ChartDrawing(
        title: "What does the plan pay there?", kind: .line,
        x: .init(title: "Attainment of every measure", numbers: "0%"),
        y: .init(
          title: "Pay over target incentive, percent", numbers: "0%", least: 0,
          hasGridlines: true),
        series: [series(2, .vermilion)], showsLegend: false,
        description: "Pay over target incentive by attainment, the same for every measure of the"
          + " picked role's plan, below the histogram and on its scale."),
      at: Cell(top + 20, Self.chartColumn), width: 760, height: 380)
  }
}
