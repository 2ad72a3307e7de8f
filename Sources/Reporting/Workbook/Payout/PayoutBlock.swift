import Formats
import Ownership
import Plans
import Statements
import Units

/// A plan on a sheet: input cells for attainments, and the plan's ``PayProgram`` as formulas from
/// there to pay.
///
/// Each formula is stored with its value.
struct PayoutBlock {
  /// A role's plan and the initial values of its cells.
  struct Content {
    let paid: PaidRole
    var typed: TypedPerformance
    /// The quotas shown if the plan states none; nil if it states all, or nobody has any.
    var quotas: PaidRole.Quotas?
  }

  /// A cell and its value.
  struct CellValue {
    let cell: Cell
    let value: Double

    var name: String { cell.fixedName }
    var formula: Formula { Formula(cell, value) }
  }

  /// The result of a block.
  struct Written {
    let window: String
    let pay: CellValue
    let ofTarget: CellValue
    let lastRow: Int
  }

  /// The columns of the measures.
  enum Column: Int, CaseIterable {
    case name, weight, quota, attainment, credited, reached, multiple, limit, held, paid, pay

    static let headings = [
      "Measure", "Weight", "Quota a year", "Attainment", "Credited", "Knots reached",
      "Multiple by shape", "Limit", "Gates held", "Multiple paid", "Pay",
    ]
  }

  static let chartColumn = 12

  let block: Content
  let sheet: Sheet
  let formats: NumberFormats
  let program: PayProgram

  init(block: Content, sheet: Sheet, formats: NumberFormats) {
    self.block = block
    self.sheet = sheet
    self.formats = formats
    program = PayProgram(block.paid.plan)
  }

  var paid: PaidRole { block.paid }
  var typed: TypedPerformance { block.typed }
  var plan: Plan { paid.plan }
  var amounts: CellStyle { CellStyle(numbers: formats.cents) }
  static let share = CellStyle(numbers: "0.00%")

  /// - Returns: The result's cell, and the last row.
  func write(at row: Int) throws(WorkbookError) -> Written {
    var rows = PayoutRows(plan, first: row)
    try sheet.write(
      "\(paid.role.rawValue), plan \(plan.name)", at: Cell(row, 0), .section,
      setsWidth: false)
    let offer = try writeOffer(rows)
    if let quotas = block.quotas {
      try sheet.write(
        "Quotas that the plan does not state are those of the mean \(paid.role.rawValue) under"
          + " \(quotas.model) in year \(quotas.year); everybody's stand on \(QuotaRow.heading.title).",
        at: Cell(rows.quotas, 0), .faint, setsWidth: false)
    }
    let scales = try writeScales(&rows)
    var constants = scales.constants
    var trace = CellTrace()
    trace.cells = scales.cells
    var figures = try writeGates(rows, offer, &constants, &trace)
    try writeMeasures(rows, offer, &figures, &constants, &trace)
    try writeModifiers(rows, &figures, &constants, &trace)
    let total = try writeTotals(rows, offer, figures, constants, &trace)
    for (cell, formula, style) in trace.written {
      try sheet.write(formula, at: cell, style, constants)
    }
    try draw(rows, scales)
    try sheet.write(
      "Not in this calculation: \(Self.left(out: plan).joined(separator: "; ")).",
      at: Cell(rows.last, 0), .faint, setsWidth: false)
    return Written(
      window: window, pay: total.pay, ofTarget: total.ofTarget,
      lastRow: max(rows.last, row + Self.chartRows))
  }

  private static let chartRows = 18

  // MARK: - Offer

  struct Offer {
    let base: CellValue
    let target: CellValue
    /// The share of the year that is counted.
    let share: CellValue
  }

  private var window: String {
    let period = plan.period.rawValue
    if plan.period == .year { return "the year" }
    return plan.counting.isToDate ? "the year to a \(period)'s end" : "one \(period)"
  }

  private func writeOffer(_ rows: PayoutRows) throws(WorkbookError) -> Offer {
    func input(
      _ label: String, _ value: Double, _ row: Int, _ numbers: String
    ) throws(WorkbookError) -> CellValue {
      let cell = Cell(row, 1)
      try sheet.write(label, at: Cell(row, 0))
      try sheet.write(value, at: cell, CellStyle.input.with(numbers))
      try sheet.acceptAmount(at: cell)
      return CellValue(cell: cell, value: value)
    }
    let base = try input("Base a year", paid.base.amount, rows.base, formats.money)
    let target = try input(
      "Target incentive a year", paid.targetIncentive.amount, rows.target, formats.money)
    let weights = plan.periodWeights
    let period = Cell(rows.period, 1)
    let name = plan.period.rawValue
    try sheet.write(
      plan.counting.isToDate ? "Through which \(name)" : "Which \(name)",
      at: Cell(rows.period, 0))
    try sheet.write(Double(typed.period), at: period, CellStyle.input.with("0"))
    try sheet.acceptWhole(upTo: weights.count, at: period)
    try sheet.write("Share of the year by \(name)", at: Cell(rows.weights, 0))
    for (index, weight) in weights.enumerated() {
      try sheet.write(weight, at: Cell(rows.weights, 1 + index), Self.share)
    }
    let cells = sheet.range(
      Cell(rows.weights, 1), Cell(rows.weights, weights.count)
    ).fixedName
    let counted =
      plan.counting.isToDate ? weights[..<typed.period] : [weights[typed.period - 1]]
    let share = CellValue(
      cell: Cell(rows.share, 1), value: counted.reduce(0, +))
    try sheet.write("Share of the year counted", at: Cell(rows.share, 0))
    try sheet.write(
      formula: plan.counting.isToDate
        ? "=SUMPRODUCT((COLUMN(\(cells))<=\(period.fixedName)+1)*\(cells))"
        : "=INDEX(\(cells),\(period.fixedName))",
      value: share.value, at: share.cell, Self.share)
    return Offer(base: base, target: target, share: share)
  }

  // MARK: - Totals

  private func writeTotals(
    _ rows: PayoutRows, _ offer: Offer, _ figures: [Int: PayFigure<Formula>],
    _ constants: [Int: String], _ trace: inout CellTrace
  ) throws(WorkbookError) -> (pay: CellValue, ofTarget: CellValue) {
    var row = rows.totals
    func line(_ label: String, _ style: CellStyle) throws(WorkbookError) -> Cell {
      defer { row += 1 }
      var heading = CellStyle(isStrong: style.isStrong, alignment: .trailing)
      heading.isOverlined = style.isOverlined
      try sheet.write(label, at: Cell(row, Column.paid.rawValue), heading, setsWidth: false)
      return Cell(row, Column.pay.rawValue)
    }
    func line(
      _ label: String, _ step: PayStep, _ style: CellStyle, if isThere: Bool
    ) throws(WorkbookError) {
      if isThere { trace.cells[step] = (try line(label, style), style) }
    }
    let isWeighted = plan.measures.map { $0.weight != nil }
    try line("Weighted measures", .weighted, amounts, if: isWeighted.contains(true))
    try line("times modifiers", .factors, Self.share, if: !plan.modifiers.isEmpty)
    try line("Other measures", .others, amounts, if: isWeighted.contains(false))
    try line(
      "Plan's gates held", .planHeld, CellStyle(numbers: "0"), if: !plan.gates.isEmpty)
    try line("Plan's cap", .planLimit, amounts, if: plan.cap != nil)
    let target = offer.target.formula * offer.share.formula
    let window = PayWindow(
      target: target, settles: program.capsMoney ? offer.share.formula : target)
    let input = PayFigures(
      lines: plan.measures.indices.map { index in
        PayFigures.Line(
          measure: index, window: window, figures: figures,
          pool: plan.measures[index].sharing == nil
            ? .one : Formula(cell(rows.measure[index], .weight), 1))
      }, figures: figures, window: window, base: offer.base.formula)
    let earned = input.withInput(asks: program.asks.count) {
      program.earned($0, uncounted: .paysNothing, &trace).money
    }
    func write(
      _ label: String, _ formula: Formula, _ style: CellStyle
    ) throws(WorkbookError) -> CellValue {
      let cell = try line(label, style)
      try sheet.write(formula, at: cell, style, constants)
      return CellValue(cell: cell, value: formula.value)
    }
    let pay = try write(
      "Pay", plan.rounding.map { earned.rounded($0) } ?? earned,
      CellStyle(numbers: formats.cents, isStrong: true, isOverlined: true))
    let ofTarget = try write(
      "of target", Formula.share(of: pay.formula, in: target), Self.share)
    return (pay, ofTarget)
  }

  func cell(_ row: Int, _ column: Column) -> Cell { Cell(row, column.rawValue) }

  // MARK: - What is left out

  /// What a statement accounts for and the block does not.
  private static func left(out plan: Plan) -> [String] {
    var found = ["absence and part periods", "a true-up carried over"]
    if plan.ramp != nil { found.append("the ramp of new hires") }
    if plan.guarantee != nil { found.append("the guarantee") }
    if plan.draw != nil { found.append("the draw") }
    if plan.clawback != nil { found.append("the clawback") }
    if plan.payOut.instalments.count > 1 { found.append("payment in instalments") }
    for measure in plan.measures {
      if measure.dealCap != nil {
        found.append("the deal cap of \(measure.name): type credit after it")
      }
      if measure.from != nil || measure.until != nil {
        found.append("the dates of \(measure.name): type credit within them")
      }
      if let period = measure.period, period != plan.period {
        found.append("\(measure.name) by \(period.rawValue): type the period's own")
      }
      if case .tiers(let tiers) = measure.shape, tiers.mode == .perDeal {
        found.append("single deals of \(measure.name): credit is taken as one")
      }
    }
    return found
  }
}
