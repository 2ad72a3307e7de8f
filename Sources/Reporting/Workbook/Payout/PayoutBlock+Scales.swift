import Formats
import Plans

extension PayoutBlock {
  /// Where the scales of a block stand.
  struct Scales {
    /// What a measure's or modifier's shape reads.
    struct Cells {
      let first: ScaleCells
      /// Of a matrix: the columns' bounds, and what rows and columns pay.
      var columns: ScaleCells?
      var grid: CellRange?
      /// The row for the slices of a marginal rate.
      var slices: Int?
    }

    /// By measure; nil for a plain rate.
    var measures: [Cells?] = []
    var modifiers: [Cells?] = []
    /// By measure: the points of the drawn line.
    var lines: [(x: CellRange, y: CellRange)?] = []
  }

  func writeScales(_ rows: inout PayoutRows) throws(WorkbookError) -> Scales {
    var scales = Scales()
    var row = rows.scales
    for measure in plan.measures {
      scales.measures.append(try write(measure.shape, named: measure.name, at: &row))
    }
    for modifier in plan.modifiers {
      scales.modifiers.append(try write(modifier.shape, named: modifier.metric.name, at: &row))
    }
    for measure in plan.measures {
      scales.lines.append(try writeLine(of: measure, at: &row))
    }
    rows.last = row + 1
    return scales
  }

  private func write(
    _ shape: PayShape, named name: String, at row: inout Int
  ) throws(WorkbookError) -> Scales.Cells? {
    guard let scale = shape.scale else { return nil }
    if case .matrix(let matrix) = shape { return try write(matrix, named: name, at: &row) }
    let bounds: String? =
      if case .tiers(let tiers) = shape, tiers.bounds == .credit { formats.money } else {
        "0.##%"
      }
    let from = try write(scale.knots.map(\.from), "\(name): from", bounds, at: &row)
    let pays = try write(
      scale.knots.map(\.pays), "\(name): pays", shape.paysMultiple ? "0.##%" : nil, at: &row)
    var cells = Scales.Cells(
      first: ScaleCells(from: from, pays: pays, count: scale.knots.count))
    if case .tiers(let tiers) = shape, tiers.mode == .marginal {
      try sheet.write("\(name): slices", at: CellPlace(row, 0), .faint)
      cells.slices = row
      row += 1
    }
    return cells
  }

  private func write(
    _ matrix: PayoutMatrix, named name: String, at row: inout Int
  ) throws(WorkbookError) -> Scales.Cells {
    let rows = try write(matrix.rows, "\(name): rows from", "0.##%", at: &row)
    let columns = try write(matrix.columns, "\(name): columns from", "0.##%", at: &row)
    let first = CellPlace(row, 1)
    for pays in matrix.pays {
      _ = try write(pays, "\(name): pays", "0.##%", at: &row)
    }
    return Scales.Cells(
      first: ScaleCells(from: rows, pays: rows, count: matrix.rows.count),
      columns: ScaleCells(from: columns, pays: columns, count: matrix.columns.count),
      grid: sheet.range(first, CellPlace(row - 1, matrix.columns.count)))
  }

  private func write(
    _ numbers: [Double], _ label: String, _ format: String?, _ style: CellStyle = .normal,
    at row: inout Int
  ) throws(WorkbookError) -> CellRange {
    try sheet.write(label, at: CellPlace(row, 0), .faint)
    for (index, number) in numbers.enumerated() {
      try sheet.write(number, at: CellPlace(row, 1 + index), style.with(format))
    }
    defer { row += 1 }
    return sheet.range(CellPlace(row, 1), CellPlace(row, numbers.count))
  }

  // MARK: - Chart

  /// The corners of a curve or of steps from 0 on.
  private func writeLine(
    of measure: Measure, at row: inout Int
  ) throws(WorkbookError) -> (x: CellRange, y: CellRange)? {
    guard let knots = measure.shape.scale?.knots, measure.shape.hasLine else { return nil }
    func multiple(_ attainment: Double) -> Double {
      measure.shape.multiple(at: [Attainment(attainment)]) ?? 0
    }
    var points: [(x: Double, y: Double)] = [(0, multiple(0))]
    for (index, knot) in knots.enumerated() {
      let isJump: Bool = if case .steps = measure.shape { true } else { index == 0 }
      if isJump, knot.from > 0 {
        points.append((knot.from, index == 0 ? 0 : knots[index - 1].pays))
      }
      points.append((knot.from, knot.pays))
    }
    let end = max(1.5, knots[knots.count - 1].from * 1.1)
    points.append((end, multiple(end)))
    let x = try write(points.map(\.x), "\(measure.name): drawn at", "0.##%", .faint, at: &row)
    let y = try write(points.map(\.y), "\(measure.name): drawn", "0.##%", .faint, at: &row)
    return (x, y)
  }

  /// The shapes, and where on them the typed attainments stand.
  func draw(_ rows: PayoutRows, _ scales: Scales, _ measures: [Live]) throws(WorkbookError) {
    var series: [ChartDrawing.Series] = []
    for (index, line) in scales.lines.enumerated() {
      guard let line else { continue }
      let row = rows.measure[index]
      func cell(_ column: Column) -> CellRange {
        CellRange(sheet.name, CellPlace(row, column.rawValue))
      }
      let colour = Colour.series(index)
      series.append(
        ChartDrawing.Series(
          name: cell(.name), categories: line.x, values: line.y, colour: colour))
      series.append(
        ChartDrawing.Series(
          name: cell(.name), categories: cell(.attainment), values: cell(.multiple),
          colour: colour, lineWidth: nil, marker: .diamond(size: 11), isListed: false))
    }
    guard !series.isEmpty else { return }
    try sheet.draw(
      ChartDrawing(
        title: "What does \(plan.name) pay, and where am I?", kind: .points,
        x: .init(title: "Attainment, percent of quota", numbers: "0%", least: 0),
        y: .init(
          title: "Pay, percent of the measure's target", numbers: "0%", least: 0,
          hasGridlines: true),
        series: series,
        description:
          "What each measure of the plan \(plan.name) pays by attainment, as a multiple of"
          + " its target before caps and gates, with a mark at the typed attainment."),
      at: CellPlace(rows.title, Self.chartColumn), width: 560, height: 360)
  }
}

extension PayShape {
  /// Whether it can be drawn over one attainment.
  fileprivate var hasLine: Bool {
    switch self {
    case .curve, .steps: true
    case .rate, .tiers, .matrix: false
    }
  }
}
