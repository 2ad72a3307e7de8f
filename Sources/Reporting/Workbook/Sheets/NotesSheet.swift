/// Where the figures come from, and what the words mean.
struct NotesSheet: WorkbookPart {
  let name = "Notes"
  let question = "Where do the figures come from, and what do the words mean?"

  func write(to sheet: Sheet, _ report: WorkbookReport) throws(WorkbookError) {
    var row = try writeHead(to: sheet, report)
    try sheet.write("Provenance", at: CellPlace(row, 0), .section)
    for fact in report.provenance.facts {
      row += 1
      try sheet.write(fact.name, at: CellPlace(row, 0), CellStyle(isStrong: true))
      try sheet.write(fact.value, at: CellPlace(row, 1), setsWidth: false)
    }
    row += 2
    try sheet.write("Definitions", at: CellPlace(row, 0), .section)
    for (word, meaning) in Self.definitions {
      row += 1
      try sheet.write(word, at: CellPlace(row, 0), CellStyle(isStrong: true))
      try sheet.write(meaning, at: CellPlace(row, 1), setsWidth: false)
    }
    try sheet.print(upTo: CellPlace(row, 12), pages: 1, footer: report.footer)
  }

  private static let definitions = [
    ("nrr", "Net revenue retention: ARR at a year's end of the accounts at its start, over their"),
    ("", "ARR then. Over the horizon, of the last fiscal year."),
    ("grr", "Gross revenue retention: the same with each account's ARR counted at most as at start."),
    ("se", "The standard error of a mean: how far luck in the number of trials may have moved it."),
    ("p10, p50, p90", "Percentiles of outcomes: luck and assumptions together."),
    ("cvar", "The mean of the worst 5% of outcomes: high where less is better, else low."),
    ("p-better", "The share of worlds, draws of the uncertain assumptions, in which the expected"),
    ("", "difference from the baseline is for the better. Without ranges it is 0, 1/2 or 1."),
    ("low, high", "The 95% confidence interval of a mean difference."),
    ("value", "Discounted margin on ARR through time and the terminal multiple, less people and the"),
    ("", "hours that new customers would have had."),
    ("payout-per-ti", "Variable pay over target incentive; 1 is target."),
    ("leverage", "A person's pay over target at the ninetieth percentile."),
    ("attainment", "Credited over quota, weighted by the plan's measures; 1 is quota."),
    ("cost-at-target", "What the people would cost if each were paid exactly the target incentive."),
    ("over-budget", "The share of years whose cost of people is above the budget."),
    ("joint-targets", "The chance that NRR, GRR and the budget are met in the last year together."),
    ("Blue on yellow", "A cell to type over or to pick from; blocks and charts follow."),
    ("Error bars", "Fixed at what they were when the file was written; all else in charts is cells."),
  ]
}
