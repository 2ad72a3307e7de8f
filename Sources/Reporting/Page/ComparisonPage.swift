import Analysis
import Formats
import Model
import Statistics
import Units

/// A comparison as a self-contained HTML page: no network, no other files.
///
/// Each section renders an ``Answer``: a question, a sentence that answers it, a chart, and a table
/// with the numbers behind it. Rounded numbers carry all digits in `data-value`, or in the `value`
/// of a `data` element. The charts are SVG; a short script reads out their values. The page allows
/// no other script and adapts to narrow screens, dark mode and print.
public struct ComparisonPage: Sendable {
  private let report: ComparisonReport

  public init(_ report: ComparisonReport) {
    self.report = report
  }

  /// The text of the page, ending with a line end.
  public var text: String { PageShell(title: report.provenance.scenario).text(content) }

  private var comparison: Comparison { report.comparison }

  private var content: [Markup] {
    [
      .tag("header", [:], [.tag("h1", [:], [.prose(report.provenance.scenario)]), facts]),
      .tag(
        "main", ["id": "main"],
        [
          verdict,
          .tag(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Models"],
            [summary.markup(className: "cards first-screen")]), PageShell.contents(report.answers),
        ]
          + report.answers.compactMap(\.markup)),
      .tag("footer", [:], [terms, source]),
    ]
  }

  // MARK: - First screen

  private var facts: Markup {
    let (scenario, book) = (report.scenario, report.scenario.book)
    return .tag(
      "p", ["class": "facts"],
      text: [
        NumberText.counted(book.ids.count, "account"),
        "\(MoneyScale.text(book.arr.reduce(0, +))) \(scenario.currency) ARR",
        "\(comparison.horizon) from \(scenario.start)",
        NumberText.counted(comparison.trials, "trial"),
      ].joined(separator: " · "))
  }

  /// The best model against its closest rival, then against others it does not clearly beat.
  private var verdict: Markup {
    guard let first = comparison.verdicts.first else {
      return .tag("div", ["class": "verdict"], [.tag("p", text: "One model only.")])
    }
    func line(_ verdict: Verdict, _ className: String?) -> Markup {
      .tag(
        "p", ["class": className], VerdictWording(verdict, in: comparison).words.markup)
    }
    return .tag(
      "div", ["class": "verdict"],
      [line(first, nil)] + comparison.openVerdicts.map { line($0, "more") })
  }

  private var summary: TableView {
    let rows = SummaryRow.rows(of: comparison)
    let cost = MoneyScale(for: rows.map(\.costPerYear))
    let scale = MoneyScale(
      for: rows.compactMap(\.gain).flatMap {
        [$0.paired.mean, $0.outcome.p10.value, $0.outcome.p90.value]
      })
    let gain = FigureFormat.change(scale)
    let year = report.scenario.years
    return TableView(
      "Models by expected value; gain over \(name: comparison.baselineName) on the same luck, in \(report.scenario.currency)",
      rows,
      [
        .name(SummaryRow.model),
        .figure(SummaryRow.nrr, "NRR, year \(year)", .percent(decimals: 1)),
        .figure(SummaryRow.grr, "GRR, year \(year)", .percent(decimals: 1)),
        .figure(SummaryRow.heads, .count),
        .figure(SummaryRow.costPerYear, "cost a year", .money(cost)),
        .figure(SummaryRow.overBudget, "over budget", .percent(decimals: 0)),
        .figure(SummaryRow.gainMean, "value gain", gain),
        .figure(SummaryRow.gainError, "± s.e.", .money(scale)),
        .figure(SummaryRow.gainP10, "P10", gain), .figure(SummaryRow.gainP90, "P90", gain),
        .figure(SummaryRow.probabilityBetter, "P(better)", .percent(decimals: 0)),
      ])
  }

  // MARK: - Sources

  private var terms: Markup {
    let terminal =
      report.scenario.finance.terminalValue.map { ", and \($0) for the time after" } ?? ""
    return .tag(
      "section", ["aria-labelledby": "terms"],
      [
        .tag("h2", ["id": "terms"], text: "Terms"),
        PageShell.definitions([
          ("NRR, GRR", "net and gross revenue retention of the accounts at a fiscal year's start"),
          ("cost", "base, pay, burden, tools, hiring, severance and managers"),
          ("over budget", "the share of years whose cost exceeds the stated budget"),
          (
            "value gain",
            "discounted margin on ARR through time, less people and the hours that new customers "
              + "would have had\(terminal), against the baseline on the same luck"
          ),
          (
            "P(better)",
            "in how many worlds, that is draws of the uncertain assumptions, the expected gain is "
              + "above 0"
          ),
          ("P10..P90", "eight of ten trials lie between; luck and assumptions together"),
          ("s.e.", "standard error: how far a figure may be off as trials are finite"),
        ]),
      ])
  }

  private var source: Markup {
    .tag(
      "section", ["aria-labelledby": "provenance"],
      [
        .tag("h2", ["id": "provenance"], text: "Where the figures come from"),
        PageShell.definitions(report.provenance.facts),
      ])
  }
}
