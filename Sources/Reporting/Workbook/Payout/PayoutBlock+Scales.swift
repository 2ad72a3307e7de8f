import Formats
import Plans

extension PayoutBlock {
  /// The cells of a block's scales.
  struct Scales {
    /// The names of the plan's numbers in formulas, by their index in the program.
    var constants: [Int: String] = [:]
    /// The cells of steps that belong to a scale.
    var cells: [PayStep: (cell: Cell, style: CellStyle)] = [:]
    /// By measure: the points of the drawn line.
    var lines: [(x: CellRange, y: CellRange)?] = []
  }

  func writeScales(_ rows: inout PayoutRows) throws(WorkbookError) -> Scales {
    var scales = Scales()
    var row = rows.scales
    for (index, measure) in plan.measures.enumerated() {
      try write(
        program.measures[index].shape, of: measure.shape, named: measure.name, line: index,
        at: &row, &scales)
    }
    for (index, modifier) in plan.modifiers.enumerated() {
      try write(
        program.modifiers[index].lines, of: modifier.shape, named: modifier.metric.name, at: &row,
        &scales)
    }
    for measure in plan.measures {
      scales.lines.append(try writeLine(of: measure, at: &row))
    }
    rows.last = row + 1
    return scales
  }

  private func write(
    _ compiled: CompiledShape, of shape: PayShape, named name: String, line: Int,
    at row: inout Int, _ scales: inout Scales
  ) throws(WorkbookError) {
    switch compiled {
    case .rate, .shareOfBase: break
    case .multiple(let lines), .slices(let lines, _), .topRate(let lines, _):
      try write(lines, of: shape, named: name, at: &row, &scales)
    case .grid(let grid): try write(grid, named: name, line: line, at: &row, &scales)
    }
  }

  /// Bounds and what they pay; of slices, each rate and what the slices below it earn.
  private func write(
    _ lines: PayLines, of shape: PayShape, named name: String, at row: inout Int,
    _ scales: inout Scales
  ) throws(WorkbookError) {
    let bounds: String? =
      if case .tiers(let tiers) = shape, tiers.bounds == .credit { formats.money } else {
        "0.##%"
      }
    let all = (0..<lines.count).map { lines.first[$0] }
    let from = try write(all.map(\.from.value), "\(name): from", bounds, at: &row)
    let pays = try write(
      shape.knots.map(\.pays), "\(name): pays", shape.paysMultiple ? "0.##%" : nil, at: &row)
    var below: CellRange?
    if case .tiers(let tiers) = shape, tiers.mode == .marginal {
      below = try write(
        all.map(\.pays.value), "\(name): earned below",
        tiers.bounds == .credit ? formats.cents : nil, at: &row)
    }
    for (index, line) in all.enumerated() {
      scales.constants[line.from.slot] = from.first.right(index).fixedName
      scales.constants[line.pays.slot] = (below ?? pays).first.right(index).fixedName
      scales.constants[line.slope.slot] =
        below == nil
        ? Self.slope(pays.first, from.first, after: min(index, all.count - 2))
        : pays.first.right(index).fixedName
    }
  }

  private func write(
    _ grid: PayGrid, named name: String, line: Int, at row: inout Int, _ scales: inout Scales
  ) throws(WorkbookError) {
    let all = (0..<grid.count).map { grid.first[$0] }
    let columns = all[0].columns
    let bounds = try write(all.map(\.from.value), "\(name): rows from", "0.##%", at: &row)
    let from = try write(
      columns.bounds.map(\.value), "\(name): columns from", "0.##%", at: &row)
    for (index, bound) in all.enumerated() {
      let next = bounds.first.right(index + 1).fixedName
      scales.constants[bound.from.slot] = bounds.first.right(index).fixedName
      scales.constants[bound.reach.slot] = "(\(next)-\(bounds.first.right(index).fixedName))"
      let own = (0..<columns.count).map { bound.columns.first[$0] }
      let pays = try write(own.map(\.pays.value), "\(name): pays", "0.##%", at: &row)
      for (column, line) in own.enumerated() {
        scales.constants[line.from.slot] = from.first.right(column).fixedName
        scales.constants[line.pays.slot] = pays.first.right(column).fixedName
        scales.constants[line.slope.slot] = Self.slope(pays.first, from.first, after: column)
      }
      // At the columns' attainment.
      scales.cells[.row(line: line, row: index)] = (
        pays.first.right(columns.count), CellStyle.faint.with("0.00%")
      )
    }
  }

  /// From one knot to the next.
  private static func slope(_ pays: Cell, _ from: Cell, after index: Int) -> String {
    func rise(_ cell: Cell) -> String {
      "(\(cell.right(index + 1).fixedName)-\(cell.right(index).fixedName))"
    }
    return "\(rise(pays))/\(rise(from))"
  }

  private func write(
    _ numbers: [Double], _ label: String, _ format: String?, _ style: CellStyle = .normal,
    at row: inout Int
  ) throws(WorkbookError) -> CellRange {
    try sheet.write(label, at: Cell(row, 0), .faint)
    for (index, number) in numbers.enumerated() {
      try sheet.write(number, at: Cell(row, 1 + index), style.with(format))
    }
    defer { row += 1 }
    return sheet.range(Cell(row, 1), Cell(row, numbers.count))
  }

  // MARK: - Chart

  /// The corners of a curve or of steps, from 0.
  private func writeLine(
    of measure: Measure, at row: inout Int
  ) throws(WorkbookError) -> (x: CellRange, y: CellRange)? {
    guard let knots = measure.shape.stretches?.map(\.knot) else { return nil }
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

  /// The shapes, with the typed attainments marked on them.
  func draw(_ rows: PayoutRows, _ scales: Scales) throws(WorkbookError) {
    var series: [ChartDrawing.Series] = []
    for (index, line) in scales.lines.enumerated() {
      guard let line else { continue }
      let row = rows.measure[index]
      func cell(_ column: Column) -> CellRange {
        CellRange(sheet.name, Cell(row, column.rawValue))
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
      at: Cell(rows.title, Self.chartColumn), width: 560, height: 360)
  }
}
