import Formats
import Plans
import Statements

extension PayoutBlock {
  /// A gate on the sheet.
  struct Gated {
    let guards: GateLine.Guards
    /// The measure it stands before; nil for the plan's.
    let measure: Int?
    /// 1 where it holds, else 0.
    let held: Live
  }

  func writeGates(_ rows: PayoutRows, _ offer: Offer) throws(WorkbookError) -> [Gated] {
    guard let heading = rows.gates else { return [] }
    try sheet.write(
      headings: ["Gate", "Before", "At least", "Actual", "Held"], texts: 2,
      at: CellPlace(heading, 0))
    var gated: [Gated] = []
    func add(
      _ gates: [Gate], _ guards: GateLine.Guards, _ measure: Int?
    ) throws(WorkbookError) {
      for gate in gates {
        let place = CellPlace(heading + 1 + gated.count, 0)
        let typed =
          self.typed.gates.indices.contains(gated.count)
          ? self.typed.gates[gated.count] : nil
        gated.append(
          Gated(
            guards: guards, measure: measure,
            held: try write(gate, guards, rows, offer, typed: typed, at: place)))
      }
    }
    for (index, measure) in plan.measures.enumerated() {
      try add(measure.gates, .measure, index)
      try add(measure.acceleratorGates, .accelerator, index)
    }
    try add(plan.gates, .plan, nil)
    return gated
  }

  private func write(
    _ gate: Gate, _ guards: GateLine.Guards, _ rows: PayoutRows, _ offer: Offer, typed: Double?,
    at place: CellPlace
  ) throws(WorkbookError) -> Live {
    let numbers = gate.atLeast.isRate ? "0.00%" : formats.money
    try sheet.write(gate.metric.name, at: place)
    try sheet.write(guards.rawValue, at: place.right(1))
    let least = Live(
      cell: place.right(2),
      value: gate.atLeast.number * (gate.atLeast.isRate ? 1 : offer.share.value))
    if gate.atLeast.isRate {
      try sheet.write(least.value, at: least.cell, CellStyle(numbers: numbers))
    } else {
      try sheet.write(
        formula: "=\(gate.atLeast.number)*\(offer.share.name)", value: least.value,
        at: least.cell, CellStyle(numbers: numbers))
    }
    let actual: Live
    if let known = known(gate, rows, offer) {
      actual = Live(cell: place.right(3), value: known.value)
      try sheet.write(
        formula: "=\(known.name)", value: known.value, at: actual.cell, CellStyle(numbers: numbers))
    } else {
      actual = Live(cell: place.right(3), value: typed ?? least.value)
      try sheet.write(actual.value, at: actual.cell, CellStyle.input.with(numbers))
      try sheet.acceptAmount(at: actual.cell)
    }
    let isHeld = actual.value >= least.value - abs(least.value) * 1e-9
    let held = Live(cell: place.right(4), value: isHeld ? 1 : 0)
    try sheet.write(
      formula: "=IF(\(actual.name)>=\(least.name)-ABS(\(least.name))*0.000000001,1,0)",
      value: held.value, at: held.cell, CellStyle(numbers: "0"))
    return held
  }

  /// The cell of the measure that already says what a gate asks for.
  private func known(_ gate: Gate, _ rows: PayoutRows, _ offer: Offer) -> Live? {
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
      return Live(
        cell: CellPlace(rows.measure[found], Column.attainment.rawValue), value: attainment)
    }
    let quota = windowQuota(ofMeasure: found, offer)!
    return Live(
      cell: CellPlace(rows.measure[found], Column.credited.rawValue), value: attainment * quota)
  }

  // MARK: - Modifiers

  func writeModifiers(_ rows: PayoutRows, _ scales: Scales) throws(WorkbookError) -> [Live] {
    guard let heading = rows.modifiers else { return [] }
    try sheet.write(
      headings: ["Modifier", "Reads", "", "Figure", "", "Knots reached", "Factor"], texts: 2,
      at: CellPlace(heading, 0))
    var factors: [Live] = []
    for (index, modifier) in plan.modifiers.enumerated() {
      let place = CellPlace(heading + 1 + index, 0)
      let cells = scales.modifiers[index]!.first
      let typed = typed.modifiers.indices.contains(index) ? typed.modifiers[index] : nil
      let figure = typed ?? Self.neutral(modifier)
      let input = place.right(Column.attainment.rawValue)
      try sheet.write(modifier.metric.name, at: place)
      try sheet.write(
        modifier.metric.quota == nil ? "actual" : "attainment", at: place.right(1))
      try sheet.write(figure, at: input, CellStyle.input.with("0.00%"))
      try sheet.acceptAmount(at: input)
      let reached = place.right(Column.reached.rawValue)
      try sheet.write(
        formula: "=\(cells.reached(by: input.fixedName))",
        value: Double(modifier.shape.scale?.count(reachedBy: figure) ?? 0), at: reached,
        CellStyle(numbers: "0"))
      let factor = Live(
        cell: place.right(Column.multiple.rawValue),
        value: modifier.shape.multiple(at: [Attainment(figure)]) ?? 1)
      let formula = cells.multiple(
        modifier.shape, at: input.fixedName, reached: reached.fixedName)
      try sheet.write(
        formula: "=\(formula)", value: factor.value, at: factor.cell, Self.share)
      factors.append(factor)
    }
    return factors
  }

  /// Quota, or the first knot of an actual that changes nothing.
  private static func neutral(_ modifier: Modifier) -> Double {
    guard modifier.metric.quota == nil else { return 1 }
    return modifier.shape.scale?.knots.first { $0.pays == 1 }?.from ?? 1
  }
}
