import Formats
import Plans
import Statements
import Units

extension PayoutBlock {
  /// - Returns: What each measure pays.
  func writeMeasures(
    _ rows: PayoutRows, _ offer: Offer, _ scales: Scales, _ gates: [Gated]
  ) throws(WorkbookError) -> [Live] {
    try sheet.write(headings: Column.headings, at: CellPlace(rows.measures, 0))
    var pays: [Live] = []
    for (index, measure) in plan.measures.enumerated() {
      let own = gates.filter { $0.measure == index }
      let held = try writeHeld(own, rows.measure[index])
      pays.append(
        measure.shape.paysMultiple
          ? try writeMultiple(measure, index, rows, offer, scales.measures[index]!, own, held)
          : try writeMoney(measure, index, rows, offer, scales.measures[index], held))
    }
    return pays
  }

  /// The quota of the counted window; nil where nobody knows it.
  ///
  /// - Parameter place: Of a matrix, 0 for its rows and 1 for its columns.
  func windowQuota(ofMeasure index: Int, metric place: Int = 0, _ offer: Offer) -> Double? {
    typed.quotas[index][place].map {
      $0 * (plan.measures[index].metrics[place].isRatio ? 1 : offer.share.value)
    }
  }

  private func cell(_ row: Int, _ column: Column) -> CellPlace { CellPlace(row, column.rawValue) }

  private func writeHeld(_ gates: [Gated], _ row: Int) throws(WorkbookError) -> Live {
    let own = gates.filter { $0.guards == .measure }.map(\.held)
    let held = Live(cell: cell(row, .held), value: own.reduce(1) { $0 * $1.value })
    if own.isEmpty {
      try sheet.write(1, at: held.cell, CellStyle(numbers: "0"))
    } else {
      try sheet.write(
        formula: "=\(own.map(\.name).joined(separator: "*"))", value: held.value, at: held.cell,
        CellStyle(numbers: "0"))
    }
    return held
  }

  /// A metric's quota, to type over, and a formula for the quota of the counted window.
  private func writeQuota(
    _ metric: Metric, _ amount: Double?, _ row: Int, _ offer: Offer
  ) throws(WorkbookError) -> String {
    let place = cell(row, .quota)
    let isRate = metric.isRatio
    try sheet.write(
      amount, at: place,
      CellStyle.input.with(isRate ? "0.00%" : metric.amountFormat(formats)))
    try sheet.acceptAmount(at: place)
    return isRate ? place.fixedName : "(\(place.fixedName)*\(offer.share.name))"
  }

  // MARK: - Multiples of target

  private func writeMultiple(
    _ measure: Measure, _ index: Int, _ rows: PayoutRows, _ offer: Offer, _ scale: Scales.Cells,
    _ gates: [Gated], _ held: Live
  ) throws(WorkbookError) -> Live {
    let row = rows.measure[index]
    let weight = measure.weight ?? 0
    let typedValue = typed.attainments[index]
    let multiple = measure.shape.multiple(at: measure.metrics.map { _ in Attainment(typedValue) })!
    try sheet.write(weight, at: cell(row, .weight), Self.share)
    var reached: [String] = []
    for place in measure.metrics.indices {
      let cells = place == 0 ? scale.first : scale.columns!
      let known = place == 0 ? measure.shape.scale : measure.shape.columnScale
      try writeAttainment(ofMeasure: index, place, at: row + place, offer)
      let input = cell(row + place, .attainment).fixedName
      try sheet.write(
        formula: "=\(cells.reached(by: input))",
        value: Double(known?.count(reachedBy: typedValue) ?? 0),
        at: cell(row + place, .reached), CellStyle(numbers: "0"))
      reached.append(cell(row + place, .reached).fixedName)
    }
    let input = cell(row, .attainment).fixedName
    let formula =
      if case .matrix(let matrix) = measure.shape {
        Self.formula(
          of: matrix, scale, at: [input, cell(row + 1, .attainment).fixedName], reached)
      } else {
        scale.first.multiple(measure.shape, at: input, reached: reached[0])
      }
    try sheet.write(
      formula: "=\(formula)", value: multiple, at: cell(row, .multiple), Self.share)
    let limit = try writeLimit(of: measure, gates, at: cell(row, .limit))
    let paid = held.value * min(multiple, limit ?? multiple)
    let (shown, most) = (cell(row, .multiple).fixedName, cell(row, .limit).fixedName)
    try sheet.write(
      formula: "=\(held.name)*IF(ISNUMBER(\(most)),MIN(\(shown),\(most)),\(shown))",
      value: paid, at: cell(row, .paid), Self.share)
    let pay = Live(
      cell: cell(row, .pay), value: offer.target.value * offer.share.value * weight * paid)
    try sheet.write(
      formula: "=\(offer.target.name)*\(offer.share.name)*\(cell(row, .weight).fixedName)"
        + "*\(cell(row, .paid).fixedName)", value: pay.value, at: pay.cell, amounts)
    return pay
  }

  /// What was reached of a metric, to type, and the credit that it stands for.
  private func writeAttainment(
    ofMeasure index: Int, _ place: Int, at row: Int, _ offer: Offer
  ) throws(WorkbookError) {
    let metric = plan.measures[index].metrics[place]
    let attainment = typed.attainments[index]
    try sheet.write(metric.label, at: cell(row, .name))
    let quota = try writeQuota(metric, typed.quotas[index][place], row, offer)
    let input = cell(row, .attainment)
    try sheet.write(attainment, at: input, CellStyle.input.with("0.00%"))
    try sheet.acceptAmount(at: input)
    try sheet.write(
      formula: "=IF(ISNUMBER(\(cell(row, .quota).fixedName)),\(input.fixedName)*\(quota),\"\")",
      value: windowQuota(ofMeasure: index, metric: place, offer).map { attainment * $0 },
      at: cell(row, .credited),
      CellStyle(numbers: metric.isRatio ? "0.00%" : metric.amountFormat(formats)))
  }

  /// The cap, and target where an accelerator's gate does not hold; nil for none.
  private func writeLimit(
    of measure: Measure, _ gates: [Gated], at place: CellPlace
  ) throws(WorkbookError) -> Double? {
    let cap: Double? = if case .share(let cap) = measure.cap { cap } else { nil }
    let accelerators = gates.filter { $0.guards == .accelerator }.map(\.held)
    guard !accelerators.isEmpty else {
      try sheet.write(cap, at: place, Self.share)
      return cap
    }
    let isHeld = accelerators.allSatisfy { $0.value == 1 }
    let limit = isHeld ? cap : min(1, cap ?? 1)
    let open = accelerators.map(\.name).joined(separator: "*")
    try sheet.write(
      formula: "=IF(\(open)=1,\(cap.map { "\($0)" } ?? "\"\""),\(min(1, cap ?? 1)))",
      value: limit, at: place, Self.share)
    return limit
  }

  private static func formula(
    of matrix: PayoutMatrix, _ scale: Scales.Cells, at cells: [String], _ reached: [String]
  ) -> String {
    let grid = scale.grid!.fixedName
    let (i, j) = (reached[0], reached[1])
    func pays(_ row: String, _ column: String) -> String { "INDEX(\(grid),\(row),\(column))" }
    guard matrix.interpolates else {
      return "IF(OR(\(i)=0,\(j)=0),0,\(pays("MAX(1,\(i))", "MAX(1,\(j))")))"
    }
    let (nextI, nextJ) = ("MIN(\(i)+1,\(matrix.rows.count))", "MIN(\(j)+1,\(matrix.columns.count))")
    let s = scale.first.way(of: cells[0], reached: i)
    let t = scale.columns!.way(of: cells[1], reached: j)
    func line(_ row: String) -> String {
      "(\(pays(row, j))+(\(pays(row, nextJ))-\(pays(row, j)))*\(t))"
    }
    return "IF(OR(\(i)=0,\(j)=0),0,\(line(i))+(\(line(nextI))-\(line(i)))*\(s))"
  }

  // MARK: - Money for credit

  private func writeMoney(
    _ measure: Measure, _ index: Int, _ rows: PayoutRows, _ offer: Offer, _ scale: Scales.Cells?,
    _ held: Live
  ) throws(WorkbookError) -> Live {
    let row = rows.measure[index]
    let metric = measure.metric
    let quota = try writeQuota(metric, typed.quotas[index][0], row, offer)
    let windowQuota = windowQuota(ofMeasure: index, offer)
    let credit = Live(
      cell: cell(row, .credited), value: (windowQuota ?? 0) * typed.attainments[index])
    try sheet.write(metric.label, at: cell(row, .name))
    try sheet.write(
      credit.value, at: credit.cell,
      CellStyle.input.with(metric.isRatio ? "0.00%" : metric.amountFormat(formats)))
    try sheet.acceptAmount(at: credit.cell)
    try sheet.write(
      formula: "=IF(N(\(cell(row, .quota).fixedName))>0,\(credit.name)/\(quota),\"\")",
      value: windowQuota.map { credit.value / $0 }, at: cell(row, .attainment), Self.share)
    var raw = try writeRaw(
      measure.shape, credit, quota: (quota, windowQuota ?? 0), row, offer, scale)
    if measure.sharing != nil {
      // The person's part of the team's pool stands where others have their weight.
      try sheet.write(1, at: cell(row, .weight), CellStyle.input.with("0.00%"))
      raw.formula = "(\(raw.formula))*\(cell(row, .weight).fixedName)"
    }
    let cap: Money? = if case .money(let cap) = measure.cap { cap } else { nil }
    try sheet.write(cap?.amount, at: cell(row, .limit), amounts)
    let limit = cell(row, .limit).fixedName
    let pay = Live(
      cell: cell(row, .pay), value: held.value * min(raw.value, cap?.amount ?? raw.value))
    try sheet.write(
      formula: cap == nil
        ? "=\(held.name)*(\(raw.formula))" : "=\(held.name)*MIN(\(raw.formula),\(limit))",
      value: pay.value, at: pay.cell, amounts)
    return pay
  }

  /// What a rate or tiers make of credit, before the cap.
  private func writeRaw(
    _ shape: PayShape, _ credit: Live, quota: (formula: String, value: Double), _ row: Int,
    _ offer: Offer, _ scale: Scales.Cells?
  ) throws(WorkbookError) -> (formula: String, value: Double) {
    switch shape {
    case .rate(.perUnit(let rate)):
      return ("\(rate)*\(credit.name)", rate * credit.value)
    case .rate(.shareOfBase(let share)):
      return (
        "\(offer.base.name)*\(share)*\(credit.name)", offer.base.value * share * credit.value
      )
    case .tiers(let tiers):
      let unit = tiers.needsQuota ? quota : ("1", 1)
      let read = tiers.needsQuota ? "\(credit.name)/\(unit.0)" : credit.name
      let cells = scale!.first
      let reached = cell(row, .reached)
      let count = unit.1 > 0 ? tiers.scale.count(reachedBy: credit.value / unit.1) : 0
      try sheet.write(
        formula: "=IF(\(unit.0)>0,\(cells.reached(by: read)),0)", value: Double(count),
        at: reached, CellStyle(numbers: "0"))
      let value = tiers.pay(forCredit: credit.value, quota: unit.1)
      guard let slices = scale!.slices else {
        let top = "INDEX(\(cells.pays.fixedName),MAX(1,\(reached.fixedName)))"
        return ("IF(\(reached.fixedName)=0,0,\(credit.name)*\(top))", value)
      }
      try writeSlices(tiers, credit, unit, reached: (reached, count), cells, at: slices)
      let range = sheet.range(
        CellPlace(slices, 1), CellPlace(slices, tiers.knots.count)
      ).fixedName
      return ("SUM(\(range))", value)
    case .curve, .steps, .matrix:
      preconditionFailure("a shape that pays a multiple")
    }
  }

  /// What each rate pays of its own slice.
  private func writeSlices(
    _ tiers: TieredRate, _ credit: Live, _ unit: (formula: String, value: Double),
    reached: (cell: CellPlace, count: Int), _ cells: ScaleCells, at row: Int
  ) throws(WorkbookError) {
    for (index, knot) in tiers.knots.enumerated() {
      let place = CellPlace(row, 1 + index)
      let from = cells.from.first.right(index)
      let isTop = index == tiers.knots.count - 1
      let next = isTop ? credit.name : "\(from.right(1).fixedName)*\(unit.formula)"
      let upper =
        reached.count == index + 1 || isTop
        ? credit.value : tiers.knots[index + 1].from * unit.value
      let value = reached.count > index ? (upper - knot.from * unit.value) * knot.pays : 0
      let top = reached.cell.fixedName
      try sheet.write(
        formula: "=IF(\(top)>=\(index + 1),(IF(\(top)=\(index + 1),\(credit.name),\(next))"
          + "-\(from.fixedName)*\(unit.formula))*\(cells.pays.first.right(index).fixedName),0)",
        value: value, at: place, amounts)
    }
  }
}

extension Metric {
  /// Money, or pieces where the kinds count.
  fileprivate func amountFormat(_ formats: NumberFormats) -> String {
    let isCount = terms.contains { $0.kind.isCount }
    if case .count = quota { return "#,##0.##" }
    return isCount ? "#,##0.##" : formats.money
  }
}

extension PayShape {
  /// Of a matrix, its columns.
  fileprivate var columnScale: Scale? {
    if case .matrix(let matrix) = self { matrix.columnScale } else { nil }
  }
}
