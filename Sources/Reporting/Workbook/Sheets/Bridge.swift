import Analysis
import Formats

/// The steps from the baseline's value to the picked model's, as a table and as a waterfall.
struct Bridge {
  let report: WorkbookReport
  /// Where the reader picks the model.
  let pickedModel: Cell

  /// A column of a waterfall, from one level to the next. Parts above and below 0 stack separately,
  /// each on an invisible part that reaches the nearer end.
  struct Column: Hashable {
    let start: Double
    let end: Double

    var invisible: Double {
      let (low, high) = (min(start, end), max(start, end))
      return low >= 0 ? low : high <= 0 ? high : 0
    }
    var riseAbove: Double { end >= start ? max(end, 0) - max(start, 0) : 0 }
    var riseBelow: Double { end >= start ? min(start, 0) - min(end, 0) : 0 }
    var fallAbove: Double { end < start ? max(start, 0) - max(end, 0) : 0 }
    var fallBelow: Double { end < start ? min(end, 0) - min(start, 0) : 0 }
  }

  /// - Returns: The last cell.
  func write(to sheet: Sheet, at corner: Cell) throws(WorkbookError) -> Cell {
    let baseline = report.models[report.comparison.baseline]
    try sheet.write(
      "From \(baseline) to the picked model over the horizon, \(report.currency); the last step"
        + " discounts", at: corner, .section, setsWidth: false)
    try sheet.write(
      headings: [
        "Step", "Gain", "Value before", "Value after", "Invisible", "Gain above 0",
        "Gain below 0", "Loss above 0", "Loss below 0", "All steps",
      ], at: corner.down(1))
    let bridge = report.comparison.bridges.first { $0.model == report.shown }
    let steps = bridge?.steps ?? []
    var level = 0.0
    for (index, step) in steps.enumerated() {
      let row = corner.down(2 + index)
      try sheet.write(step.name, at: row)
      let column = Column(start: level, end: level + step.gain)
      level = column.end
      try write(step.gain, column, isFirst: index == 0, to: sheet, at: row)
    }
    let total = corner.down(2 + steps.count)
    try sheet.write("value gain", at: total, CellStyle(isStrong: true))
    try sheet.write(
      formula: "=\(total.down(-1).right(3).name)", value: level, at: total.right(9),
      CellStyle(numbers: report.formats.money, isStrong: true))
    try draw(sheet, steps: sheet.range(corner.down(1), total.right(9)), at: total.down(2).leftmost)
    return total.down(21).right(9)
  }

  private func write(
    _ gain: Double, _ column: Column, isFirst: Bool, to sheet: Sheet, at row: Cell
  ) throws(WorkbookError) {
    let money = CellStyle(numbers: report.formats.money)
    // Helper columns of the chart, of no interest by themselves.
    let drawn = CellStyle.faint.with(report.formats.money)
    let (start, end) = (row.right(2).name, row.right(3).name)
    let cells: [(formula: String, value: Double)] = [
      (
        report.list(of: BridgeRow.self).sum(
          of: BridgeRow.gain,
          where: [
            (BridgeRow.model, .text(cell: pickedModel)), (BridgeRow.step, .text(cell: row)),
          ]),
        gain
      ),
      (isFirst ? "=0" : "=\(row.down(-1).right(3).name)", column.start),
      ("=\(start)+\(row.right(1).name)", column.end),
      (
        "=IF(MIN(\(start),\(end))>=0,MIN(\(start),\(end)),"
          + "IF(MAX(\(start),\(end))<=0,MAX(\(start),\(end)),0))", column.invisible
      ),
      ("=IF(\(end)>=\(start),MAX(\(end),0)-MAX(\(start),0),0)", column.riseAbove),
      ("=IF(\(end)>=\(start),MIN(\(start),0)-MIN(\(end),0),0)", column.riseBelow),
      ("=IF(\(end)<\(start),MAX(\(start),0)-MAX(\(end),0),0)", column.fallAbove),
      ("=IF(\(end)<\(start),MIN(\(end),0)-MIN(\(start),0),0)", column.fallBelow),
    ]
    for (index, cell) in cells.enumerated() {
      try sheet.write(
        formula: cell.formula, value: cell.value, at: row.right(1 + index),
        index < 3 ? money : drawn)
    }
  }

  private func draw(
    _ sheet: Sheet, steps: CellRange, at cell: Cell
  ) throws(WorkbookError) {
    let looks: [(column: Int, colour: Colour, isInvisible: Bool)] = [
      (4, .grey, true), (5, .blue, false), (6, .blue, false), (7, .orange, false),
      (8, .orange, false), (9, .grey, false),
    ]
    try sheet.draw(
      ChartDrawing(
        title: "Why is the picked model worth more or less than today's?", kind: .stackedColumns,
        x: .init(title: "Step; gains are blue, losses orange"),
        y: report.axis(
          "Value over the baseline",
          of: report.comparison.bridges.flatMap { $0.steps.map(\.gain) + [$0.gain] }),
        series: looks.map { look in
          let heading = Cell(steps.first.row, look.column)
          return ChartDrawing.Series(
            name: sheet.range(heading, heading),
            categories: sheet.range(steps.first.down(1), Cell(steps.last.row, 0)),
            values: sheet.range(heading.down(1), Cell(steps.last.row, look.column)),
            colour: look.colour, isInvisible: look.isInvisible)
        }, showsLegend: false, gap: 40,
        description: "A waterfall: what margin, people, hours of new customers and discounting add"
          + " to or take from the baseline's value, and the sum of all steps."),
      at: cell, width: 1100, height: 390)
  }
}
