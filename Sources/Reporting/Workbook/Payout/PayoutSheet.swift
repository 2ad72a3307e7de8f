import Analysis
import Formats
import Ownership
import Plans

/// Every plan to try out: a reader types attainments, and formulas show what they pay.
struct PayoutSheet: WorkbookPart {
  let name = "Payout"
  let question = "What does each plan pay for this attainment?"
  let blocks: [PayoutBlock.Content]

  /// The blocks, with the models' quotas for plans that state none.
  init(_ roles: [PaidRole], of comparison: Comparison) {
    self.init(
      roles.map { paid in
        var block = PayoutBlock.Content(paid: paid, typed: TypedPerformance(paid.plan))
        guard block.typed.quotas.contains(where: { $0.contains(nil) }),
          let quotas = paid.quotas(in: comparison),
          quotas.amounts != block.typed.quotas
        else { return block }
        block.typed.quotas = zip(block.typed.quotas, quotas.amounts).map { stated, set in
          zip(stated, set).map { $0 ?? $1 }
        }
        block.quotas = quotas
        return block
      })
  }

  init(_ blocks: [PayoutBlock.Content]) {
    self.blocks = blocks
  }

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    let top = try writeHead(to: sheet, report)
    try sheet.write(
      "Type over what is blue on yellow. Somebody at work in all of the periods counted, with"
        + " nothing carried over from earlier ones; the target incentive is that of the role's"
        + " stated earnings. What a plan has beyond this is named below its block.",
      at: Cell(top, 0), .faint, setsWidth: false)
    try sheet.write(
      headings: ["Role", "Plan", "Counted", "Pay", "Of target"], texts: 3,
      at: Cell(top + 2, 0))
    var row = top + 4 + blocks.count
    for (index, block) in blocks.enumerated() {
      let written = try PayoutBlock(
        block: block, sheet: sheet, formats: report.formats
      ).write(at: row)
      let line = Cell(top + 3 + index, 0)
      try sheet.write(
        block.paid.role.rawValue, leadingTo: CellRange(name, Cell(row, 0)), at: line)
      try sheet.write(block.paid.plan.name, at: line.right(1))
      try sheet.write(written.window, at: line.right(2))
      try sheet.write(
        formula: "=\(written.pay.cell.name)", value: written.pay.value, at: line.right(3),
        CellStyle(numbers: report.formats.cents, isStrong: true))
      try sheet.write(
        formula: "=\(written.ofTarget.cell.name)", value: written.ofTarget.value,
        at: line.right(4), CellStyle(numbers: NumberFormats.share))
      row = written.lastRow + 3
    }
    sheet.freeze(above: Cell(top, 1))
    try sheet.print(
      upTo: Cell(row, PayoutBlock.chartColumn + 8), footer: report.footer)
  }
}
