import Analysis
import Scenarios
import Statistics

/// The cumulated gain of each model over the baseline, quarter by quarter, beside its list.
enum PaybackChart {
  static func draw(
    on sheet: Sheet, _ place: TablePlace, _ report: WorkbookReport
  ) throws(WorkbookError) {
    let quarters = report.scenario.years * 4
    guard let models = place.cells("model"), let steps = place.cells("quarter"),
      let means = place.cells("mean")
    else { return }
    func block(_ column: CellRange, _ index: Int) -> CellRange {
      let first = column.first.down(index * quarters)
      return sheet.range(first, first.down(quarters - 1))
    }
    let series = report.comparison.paybacks.indices.map { index in
      let name = models.first.down(index * quarters)
      return ChartDrawing.Series(
        name: sheet.range(name, name), categories: block(steps, index),
        values: block(means, index), colour: .series(index), marker: .circle(size: 5))
    }
    guard !series.isEmpty else { return }
    try sheet.draw(
      ChartDrawing(
        title: "When does a switch pay back?", kind: .line,
        x: .init(title: "Quarter from the start"),
        y: report.axis(
          "Cumulated gain over the baseline",
          of: report.comparison.paybacks.flatMap { $0.quarters.map(\.gain.mean) }),
        series: series,
        description: "The expected discounted gain of each model over the baseline, cumulated"
          + " quarter by quarter: where a line stays above zero, the switch has paid back."),
      at: CellPlace(place.headingRow, place.columns.count + 1), width: 800, height: 440)
  }
}
