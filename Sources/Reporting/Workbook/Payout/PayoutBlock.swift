import Formats
import Ownership
import Plans
import Statements
import Units

/// A plan on a sheet: cells to type what was reached into, and formulas from there to pay, in the
/// plan's order of pay.
///
/// Each formula stands with what it comes to, by the same shapes that a statement pays by.
struct PayoutBlock {
  /// A cell and what it shows.
  struct Live {
    let cell: CellPlace
    let value: Double

    var name: String { cell.fixedName }
  }

  /// What a block comes to.
  struct Written {
    let window: String
    let pay: Live
    let ofTarget: Live
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

  let block: PayoutSheet.Block
  let sheet: Sheet
  let formats: NumberFormats

  var paid: PaidRole { block.paid }
  var typed: TypedPerformance { block.typed }
  var plan: Plan { paid.plan }
  var amounts: CellStyle { CellStyle(numbers: formats.cents) }
  static let share = CellStyle(numbers: "0.00%")

  /// - Returns: Where the result stands, and the last row.
  func write(at row: Int) throws(WorkbookError) -> Written {
    var rows = PayoutRows(plan, first: row)
    try sheet.write(
      "\(paid.role.rawValue), plan \(plan.name)", at: CellPlace(row, 0), .section,
      setsWidth: false)
    let offer = try writeOffer(rows)
    if let quotas = block.quotas {
      try sheet.write(
        "Quotas that the plan does not state are those of the mean \(paid.role.rawValue) under"
          + " \(quotas.model) in year \(quotas.year); everybody's stand on \(QuotaRow.heading.title).",
        at: CellPlace(rows.quotas, 0), .faint, setsWidth: false)
    }
    let scales = try writeScales(&rows)
    let gates = try writeGates(rows, offer)
    let measures = try writeMeasures(rows, offer, scales, gates)
    let modifiers = try writeModifiers(rows, scales)
    let total = try writeTotals(rows, offer, measures, modifiers, gates)
    try draw(rows, scales, measures)
    try sheet.write(
      "Not in this calculation: \(Self.left(out: plan).joined(separator: "; ")).",
      at: CellPlace(rows.last, 0), .faint, setsWidth: false)
    return Written(
      window: window, pay: total.pay, ofTarget: total.ofTarget,
      lastRow: max(rows.last, row + Self.chartRows))
  }

  private static let chartRows = 18

  // MARK: - Offer

  struct Offer {
    let base: Live
    let target: Live
    /// The share of the year that is counted.
    let share: Live
  }

  private var window: String {
    let period = plan.period.rawValue
    if plan.period == .year { return "the year" }
    return plan.counting == .yearToDate ? "the year to a \(period)'s end" : "one \(period)"
  }

  private func writeOffer(_ rows: PayoutRows) throws(WorkbookError) -> Offer {
    func input(
      _ label: String, _ value: Double, _ row: Int, _ numbers: String
    ) throws(WorkbookError) -> Live {
      let cell = CellPlace(row, 1)
      try sheet.write(label, at: CellPlace(row, 0))
      try sheet.write(value, at: cell, CellStyle.input.with(numbers))
      try sheet.acceptAmount(at: cell)
      return Live(cell: cell, value: value)
    }
    let base = try input("Base a year", paid.base.amount, rows.base, formats.money)
    let target = try input(
      "Target incentive a year", paid.targetIncentive.amount, rows.target, formats.money)
    let weights = plan.periodWeights
    let period = CellPlace(rows.period, 1)
    let name = plan.period.rawValue
    try sheet.write(
      plan.counting == .yearToDate ? "Through which \(name)" : "Which \(name)",
      at: CellPlace(rows.period, 0))
    try sheet.write(Double(typed.period), at: period, CellStyle.input.with("0"))
    try sheet.acceptWhole(upTo: weights.count, at: period)
    try sheet.write("Share of the year by \(name)", at: CellPlace(rows.weights, 0))
    for (index, weight) in weights.enumerated() {
      try sheet.write(weight, at: CellPlace(rows.weights, 1 + index), Self.share)
    }
    let cells = sheet.range(
      CellPlace(rows.weights, 1), CellPlace(rows.weights, weights.count)
    ).fixedName
    let counted =
      plan.counting == .yearToDate ? weights[..<typed.period] : [weights[typed.period - 1]]
    let share = Live(
      cell: CellPlace(rows.share, 1), value: counted.reduce(0, +))
    try sheet.write("Share of the year counted", at: CellPlace(rows.share, 0))
    try sheet.write(
      formula: plan.counting == .yearToDate
        ? "=SUMPRODUCT((COLUMN(\(cells))<=\(period.fixedName)+1)*\(cells))"
        : "=INDEX(\(cells),\(period.fixedName))",
      value: share.value, at: share.cell, Self.share)
    return Offer(base: base, target: target, share: share)
  }

  // MARK: - Totals

  private func writeTotals(
    _ rows: PayoutRows, _ offer: Offer, _ measures: [Live], _ modifiers: [Live], _ gates: [Gated]
  ) throws(WorkbookError) -> (pay: Live, ofTarget: Live) {
    var row = rows.totals
    func line(
      _ label: String, _ live: (formula: String, value: Double), _ style: CellStyle
    ) throws(WorkbookError) -> Live {
      let cell = CellPlace(row, Column.pay.rawValue)
      var heading = CellStyle(isStrong: style.isStrong, alignment: .trailing)
      heading.isOverlined = style.isOverlined
      try sheet.write(label, at: CellPlace(row, Column.paid.rawValue), heading, setsWidth: false)
      try sheet.write(formula: "=\(live.formula)", value: live.value, at: cell, style)
      row += 1
      return Live(cell: cell, value: live.value)
    }
    func sum(_ parts: [Live]) -> (String, Double) {
      (parts.map(\.name).joined(separator: "+"), parts.reduce(0) { $0 + $1.value })
    }
    func product(_ parts: [Live]) -> (String, Double) {
      (parts.map(\.name).joined(separator: "*"), parts.reduce(1) { $0 * $1.value })
    }
    let pairs = Array(zip(plan.measures, measures))
    let weighted = pairs.filter { $0.0.weight != nil }.map(\.1)
    let others = pairs.filter { $0.0.weight == nil }.map(\.1)
    let planGates = gates.filter { $0.guards == .plan }.map(\.held)
    var formula = "0"
    var value = 0.0
    if !weighted.isEmpty {
      let part = try line("Weighted measures", sum(weighted), amounts)
      (formula, value) = (part.name, part.value)
    }
    if !modifiers.isEmpty {
      let factor = try line("times modifiers", product(modifiers), Self.share)
      (formula, value) = ("\(formula)*\(factor.name)", value * factor.value)
    }
    if !others.isEmpty {
      let part = try line("Other measures", sum(others), amounts)
      (formula, value) = ("\(formula)+\(part.name)", value + part.value)
    }
    if !planGates.isEmpty {
      let held = try line("Plan's gates held", product(planGates), CellStyle(numbers: "0"))
      (formula, value) = ("(\(formula))*\(held.name)", value * held.value)
    }
    if let cap = plan.cap {
      let (text, most): (String, Double) =
        switch cap {
        case .share(let multiple):
          (
            "\(offer.target.name)*\(offer.share.name)*\(multiple)",
            offer.target.value * offer.share.value * multiple
          )
        case .money(let yearly):
          ("\(yearly.amount)*\(offer.share.name)", yearly.amount * offer.share.value)
        }
      let limit = try line("Plan's cap", (text, most), amounts)
      (formula, value) = ("MIN(\(formula),\(limit.name))", min(value, most))
    }
    let pay = try line(
      "Pay",
      (rounded(formula), plan.rounding.map { Money(value).rounded($0).amount } ?? value),
      CellStyle(numbers: formats.cents, isStrong: true, isOverlined: true))
    let target = offer.target.value * offer.share.value
    let ofTarget = try line(
      "of target",
      (
        "IF(\(offer.target.name)*\(offer.share.name)>0,"
          + "\(pay.name)/(\(offer.target.name)*\(offer.share.name)),0)",
        target > 0 ? pay.value / target : 0
      ), Self.share)
    return (pay, ofTarget)
  }

  /// A formula in whole cents, by the plan's rule.
  private func rounded(_ formula: String) -> String {
    switch plan.rounding {
    case nil: formula
    case .halfAwayFromZero: "ROUND(\(formula),2)"
    case .halfToEven:
      "IF(ABS(ABS(\(formula))*100-INT(ABS(\(formula))*100)-0.5)<0.0000001,"
        + "2*ROUND((\(formula))*50,0)/100,ROUND(\(formula),2))"
    }
  }

  // MARK: - What is left out

  /// What a statement knows and the block does not.
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
