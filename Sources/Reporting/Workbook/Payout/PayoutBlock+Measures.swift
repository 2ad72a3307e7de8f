import Formats
import Plans
import Units

extension PayoutBlock {
  /// Writes the inputs of each measure, and lays out the steps from there to its pay.
  func writeMeasures(
    _ rows: PayoutRows, _ offer: Offer, _ figures: inout [Int: PayFigure<Formula>],
    _ constants: inout [Int: String], _ trace: inout CellTrace
  ) throws(WorkbookError) {
    try sheet.write(headings: Column.headings, at: Cell(rows.measures, 0))
    for (index, measure) in plan.measures.enumerated() {
      let row = rows.measure[index]
      let rules = program.measures[index]
      func put(_ step: PayStep, _ column: Column, _ style: CellStyle) {
        trace.cells[step] = (cell(row, column), style)
      }
      let whole = CellStyle(numbers: "0")
      if measure.gates.isEmpty { try sheet.write(1, at: cell(row, .held), whole) }
      put(.held(line: index), .held, whole)
      put(.pay(line: index), .pay, amounts)
      if let weight = rules.weight {
        try sheet.write(weight.value, at: cell(row, .weight), Self.share)
        constants[weight.slot] = cell(row, .weight).fixedName
        put(.shape(line: index), .multiple, Self.share)
        put(.paid(line: index), .paid, Self.share)
      } else if measure.sharing != nil {
        // The person's part of the team's pool stands where others have their weight.
        try sheet.write(1, at: cell(row, .weight), CellStyle.input.with("0.00%"))
      }
      let limits = measure.weight == nil ? amounts : Self.share
      try sheet.write(nil, at: cell(row, .limit), limits)
      put(.limit(line: index), .limit, limits)
      for (position, ask) in rules.metrics.indices.enumerated() {
        figures[ask] =
          measure.weight == nil
          ? try writeCredit(ofMeasure: index, at: row, offer)
          : try writeAttainment(ofMeasure: index, position, at: row + position, offer)
      }
      try writeReached(
        rules.shape, row, rules.metrics.indices.compactMap { figures[$0] }, constants)
    }
  }

  /// The quota of the counted window; nil if it is unknown.
  ///
  /// - Parameter position: For a matrix, 0 for its rows and 1 for its columns.
  func windowQuota(ofMeasure index: Int, metric position: Int = 0, _ offer: Offer) -> Double? {
    typed.quotas[index][position].map {
      $0 * (plan.measures[index].metrics[position].isRatio ? 1 : offer.share.value)
    }
  }

  /// The number of bounds of a shape that the figures reach.
  private func writeReached(
    _ shape: CompiledShape, _ row: Int, _ figures: [PayFigure<Formula>],
    _ constants: [Int: String]
  ) throws(WorkbookError) {
    for (position, read) in shape.read.enumerated() {
      let figure = figures[min(position, figures.count - 1)]
      let reached = (read.ofAttainment ? figure.attainment : figure.credited)
        .reached(of: read.bounds)
      try sheet.write(
        reached, at: cell(row + position, .reached), CellStyle(numbers: "0"), constants)
    }
  }

  /// A metric's quota, as an input, and the quota of the counted window.
  private func writeQuota(
    ofMeasure index: Int, _ position: Int, at row: Int, _ offer: Offer
  ) throws(WorkbookError) -> Formula {
    let metric = plan.measures[index].metrics[position]
    let amount = typed.quotas[index][position]
    let quota = Formula(cell(row, .quota), amount ?? 0)
    try sheet.write(
      amount, at: cell(row, .quota),
      CellStyle.input.with(metric.isRatio ? "0.00%" : metric.amountFormat(formats)))
    try sheet.acceptAmount(at: cell(row, .quota))
    return metric.isRatio ? quota : quota * offer.share.formula
  }

  /// A metric's attainment, as an input, and the credit that it means.
  private func writeAttainment(
    ofMeasure index: Int, _ position: Int, at row: Int, _ offer: Offer
  ) throws(WorkbookError) -> PayFigure<Formula> {
    let metric = plan.measures[index].metrics[position]
    let input = CellValue(cell: cell(row, .attainment), value: typed.attainments[index])
    try sheet.write(metric.label, at: cell(row, .name))
    let quota = try writeQuota(ofMeasure: index, position, at: row, offer)
    try sheet.write(input.value, at: input.cell, CellStyle.input.with("0.00%"))
    try sheet.acceptAmount(at: input.cell)
    let credited = windowQuota(ofMeasure: index, metric: position, offer).map { input.value * $0 }
    let product = input.formula * quota
    try sheet.write(
      formula: "=IF(ISNUMBER(\(cell(row, .quota).fixedName)),\(product.text([:])),\"\")",
      value: credited, at: cell(row, .credited),
      CellStyle(numbers: metric.isRatio ? "0.00%" : metric.amountFormat(formats)))
    return PayFigure(
      credited: Formula(cell(row, .credited), credited ?? 0), quota: quota,
      attainment: input.formula)
  }

  /// The credit, as an input, for shapes that pay money for it, and its attainment.
  private func writeCredit(
    ofMeasure index: Int, at row: Int, _ offer: Offer
  ) throws(WorkbookError) -> PayFigure<Formula> {
    let metric = plan.measures[index].metric
    let quota = try writeQuota(ofMeasure: index, 0, at: row, offer)
    let windowQuota = windowQuota(ofMeasure: index, offer)
    let credit = CellValue(
      cell: cell(row, .credited), value: (windowQuota ?? 0) * typed.attainments[index])
    try sheet.write(metric.label, at: cell(row, .name))
    try sheet.write(
      credit.value, at: credit.cell,
      CellStyle.input.with(metric.isRatio ? "0.00%" : metric.amountFormat(formats)))
    try sheet.acceptAmount(at: credit.cell)
    let attainment = credit.formula / quota
    try sheet.write(
      formula: "=IF(N(\(cell(row, .quota).fixedName))>0,\(attainment.text([:])),\"\")",
      value: windowQuota.map { credit.value / $0 }, at: cell(row, .attainment), Self.share)
    return PayFigure(
      credited: credit.formula, quota: quota,
      attainment: Formula(cell(row, .attainment), windowQuota.map { credit.value / $0 } ?? 0))
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
