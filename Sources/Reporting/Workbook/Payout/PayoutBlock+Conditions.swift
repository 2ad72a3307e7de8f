import Formats
import Plans

extension PayoutBlock {
  /// Writes the conditions of gates, and the cells that show whether they hold.
  ///
  /// - Returns: The figures of the gates, by what the program asks for.
  func writeGates(
    _ rows: PayoutRows, _ offer: Offer, _ constants: inout [Int: String],
    _ trace: inout CellTrace
  ) throws(WorkbookError) -> [Int: PayFigure<Formula>] {
    guard let heading = rows.gates else { return [:] }
    var figures: [Int: PayFigure<Formula>] = [:]
    try sheet.write(
      headings: ["Gate", "Before", "At least", "Actual", "Held"], texts: 2,
      at: Cell(heading, 0))
    var count = 0
    for (ask, asked) in program.asks.enumerated() {
      guard let gate = asked.gate else { continue }
      let corner = Cell(heading + 1 + count, 0)
      let typed = typed.gates.indices.contains(count) ? typed.gates[count] : nil
      try sheet.write(gate.metric.name, at: corner)
      try sheet.write(program.guarded(by: ask).rawValue, at: corner.right(1))
      let least = try writeLeast(gate, offer, at: corner.right(2))
      let actual = try writeActual(
        gate, rows, offer, otherwise: typed ?? least.value, at: corner.right(3))
      figures[ask] = PayFigure(
        credited: actual.formula, quota: least.formula, attainment: actual.formula)
      if let constant = program.passes[ask].constant { constants[constant.slot] = least.name }
      trace.cells[.gate(ask: ask, line: asked.measure)] = (
        corner.right(4), CellStyle(numbers: "0")
      )
      count += 1
    }
    return figures
  }

  private func writeLeast(
    _ gate: Gate, _ offer: Offer, at cell: Cell
  ) throws(WorkbookError) -> CellValue {
    let number = Formula(gate.atLeast.number)
    let least = gate.atLeast.isRate ? number : number * offer.share.formula
    try sheet.write(
      least, at: cell, CellStyle(numbers: gate.atLeast.isRate ? "0.00%" : formats.money), [:])
    return CellValue(cell: cell, value: least.value)
  }

  private func writeActual(
    _ gate: Gate, _ rows: PayoutRows, _ offer: Offer, otherwise typed: Double,
    at cell: Cell
  ) throws(WorkbookError) -> CellValue {
    let numbers = gate.atLeast.isRate ? "0.00%" : formats.money
    if let known = known(gate, rows, offer) {
      try sheet.write(known.formula, at: cell, CellStyle(numbers: numbers), [:])
      return CellValue(cell: cell, value: known.value)
    }
    try sheet.write(typed, at: cell, CellStyle.input.with(numbers))
    try sheet.acceptAmount(at: cell)
    return CellValue(cell: cell, value: typed)
  }

  /// The cell of a measure that already shows a gate's figure.
  private func known(_ gate: Gate, _ rows: PayoutRows, _ offer: Offer) -> CellValue? {
    let asked = plan.measure(for: gate)
    let found = plan.measures.indices.first { index in
      let measure = plan.measures[index]
      if let asked { return measure == asked }
      return measure.metrics.count == 1 && measure.metric.terms == gate.metric.terms
        && measure.metric.of == gate.metric.of && measure.metric.motions == gate.metric.motions
        && typed.quotas[index][0] != nil && measure.shape.paysMultiple
    }
    guard let found else { return nil }
    let attainment = typed.attainments[found]
    if asked != nil {
      return CellValue(cell: cell(rows.measure[found], .attainment), value: attainment)
    }
    let quota = windowQuota(ofMeasure: found, offer)!
    return CellValue(cell: cell(rows.measure[found], .credited), value: attainment * quota)
  }

  // MARK: - Modifiers

  func writeModifiers(
    _ rows: PayoutRows, _ figures: inout [Int: PayFigure<Formula>],
    _ constants: inout [Int: String],
    _ trace: inout CellTrace
  ) throws(WorkbookError) {
    guard let heading = rows.modifiers else { return }
    try sheet.write(
      headings: ["Modifier", "Reads", "", "Figure", "", "Knots reached", "Factor"], texts: 2,
      at: Cell(heading, 0))
    for (index, modifier) in plan.modifiers.enumerated() {
      let row = heading + 1 + index
      let rules = program.modifiers[index]
      let typed = typed.modifiers.indices.contains(index) ? typed.modifiers[index] : nil
      let figure = CellValue(
        cell: cell(row, .attainment), value: typed ?? Self.neutral(modifier))
      try sheet.write(modifier.metric.name, at: Cell(row, 0))
      try sheet.write(
        modifier.metric.quota == nil ? "actual" : "attainment", at: Cell(row, 1))
      try sheet.write(figure.value, at: figure.cell, CellStyle.input.with("0.00%"))
      try sheet.acceptAmount(at: figure.cell)
      try sheet.write(
        figure.formula.reached(of: rules.lines.bounds), at: cell(row, .reached),
        CellStyle(numbers: "0"), constants)
      figures[rules.ask] = PayFigure(
        credited: figure.formula, quota: .zero, attainment: figure.formula)
      trace.cells[.factor(modifier: index)] = (cell(row, .multiple), Self.share)
    }
  }

  /// Quota, or the first knot of an actual that changes nothing.
  private static func neutral(_ modifier: Modifier) -> Double {
    guard modifier.metric.quota == nil else { return 1 }
    return modifier.shape.knots.first { $0.pays == 1 }?.from ?? 1
  }
}
