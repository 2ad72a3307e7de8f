import Analysis
import Formats
import Model
import Statistics

/// What each model brings over the baseline without the terminal multiple, cumulated quarter by
/// quarter, beside its list: as a block and as a chart.
enum PaybackChart {
  static func draw(
    on sheet: Sheet, _ place: TablePlace, _ report: WorkbookReport
  ) throws(WorkbookError) {
    let paybacks = report.comparison.paybacks
    guard !paybacks.isEmpty else { return }
    let corner = CellPlace(place.headingRow, place.columns.count + 1)
    let quarters = report.scenario.years * 4
    let names = paybacks.map { report.models[$0.model] }
    try sheet.write(headings: ["Quarter"] + names, at: corner)
    for quarter in 1...quarters {
      let row = corner.down(quarter)
      try sheet.write(Double(quarter), at: row, CellStyle(numbers: "0", alignment: .leading))
      for (column, payback) in paybacks.enumerated() {
        let formula = place.sum(
          of: "mean",
          where: [
            ("model", .text(cell: corner.right(1 + column))), ("quarter", .number(cell: row)),
          ])
        try sheet.write(
          formula: formula, value: payback.quarters[quarter - 1].gain.mean,
          at: row.right(1 + column), CellStyle(numbers: report.formats.money))
      }
    }
    let steps = sheet.range(corner.down(1), corner.down(quarters))
    let series = names.indices.map { index in
      let name = corner.right(1 + index)
      return ChartDrawing.Series(
        name: sheet.range(name, name), categories: steps,
        values: sheet.range(name.down(1), name.down(quarters)), colour: .series(index),
        marker: .circle(size: 5))
    }
    try sheet.draw(
      ChartDrawing(
        title: "When does a switch pay back?", kind: .line,
        x: .init(title: "Quarter from the start"),
        y: report.axis(
          "Cumulated over the baseline, without terminal value",
          of: paybacks.flatMap { $0.quarters.map(\.gain.mean) }),
        series: series,
        description: "Expected margin less people and hours of new customers of each model over the"
          + " baseline, discounted and cumulated quarter by quarter, without the terminal multiple:"
          + " where a line stays above zero, the switch has paid back."),
      at: corner.down(quarters + 2), width: 800, height: 440)
  }
}
