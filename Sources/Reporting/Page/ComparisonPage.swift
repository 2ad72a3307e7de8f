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
  public var text: String {
    PageShell(
      title: report.provenance.scenario, confidentiality: report.provenance.confidentiality
    ).text(content)
  }

  private var comparison: Comparison { report.comparison }

  private var content: [Markup] {
    [
      .tag(
        "main", ["id": "main"],
        [firstPage, warnings, PageShell.contents(report.answers)].compactMap(\.self)
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

  /// What fits on one printed page, and says what to do: it is often the only one that is read.
  private var firstPage: Markup {
    let brief = Brief(comparison)
    let parts = brief.parts.map { part in
      Markup.tag(
        "div", ["class": "part"],
        [.tag("h2", text: part.heading)]
          + part.sentences.map { .tag("p", [:], $0.markup) })
    }
    return .tag(
      "div", ["class": "brief"],
      [
        .tag("header", [:], [.tag("h1", [:], [.prose(report.provenance.scenario)]), facts]),
        .tag(
          "div", ["class": "verdict"],
          [.tag("p", [:], brief.recommendation.markup)]
            + brief.open.map { .tag("p", ["class": "more"], $0.markup) }),
        .tag(
          "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Models"],
          [summary.markup(className: "cards first-screen", most: Brief.most.models)]),
        .tag("div", ["class": "parts"], parts),
        lookFirst,
        .tag("p", ["class": "source"], text: sourceLine),
      ].compactMap(\.self))
  }

  /// What looks odd in the scenario, as much as fits.
  private var lookFirst: Markup? {
    let sentences = report.allWarnings
    guard !sentences.isEmpty else { return nil }
    let shown = sentences.prefix(Brief.most.warnings)
    let others = sentences.count - shown.count
    return .tag(
      "div", ["class": "part look"],
      [
        .tag("h2", text: "What to look at first"),
        .tag(
          "ul", [:],
          shown.map { .tag("li", [:], [.prose($0)]) }
            + (others > 0
              ? [
                .tag(
                  "li", [:],
                  [.tag("a", ["href": "#warnings"], text: "and \(others) more, on the next page")])
              ] : [])),
      ])
  }

  /// Date, version, fingerprint.
  private var sourceLine: String {
    let provenance = report.provenance
    return
      ((provenance.date.map { [$0.description] } ?? [])
      + [
        "quotient \(provenance.version)", "inputs \(provenance.inputs)", "seed \(provenance.seed)",
        NumberText.counted(provenance.trials, "trial"), provenance.confidentiality,
      ].filter { !$0.isEmpty }).joined(separator: " · ")
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
        .figure(SummaryRow.jointTargets, "all targets", .percent(decimals: 0)),
        .figure(SummaryRow.gainMean, "value gain", gain),
        .figure(SummaryRow.gainError, "± s.e.", .money(scale)),
        .figure(SummaryRow.gainP10, "P10", gain), .figure(SummaryRow.gainP90, "P90", gain),
        .figure(SummaryRow.probabilityBetter, "P(better)", .percent(decimals: 0)),
        .figure(SummaryRow.chanceBest, "P(best)", .percent(decimals: 0)),
      ])
  }

  /// All that looks odd in the scenario, and what the run is too small for; nil where the first page
  /// has it.
  private var warnings: Markup? {
    let sentences = report.allWarnings
    guard sentences.count > Brief.most.warnings else { return nil }
    return .tag(
      "section", ["aria-labelledby": "warnings"],
      [
        .tag("h2", ["id": "warnings"], text: "All that deserves a look"),
        .tag("ul", [:], sentences.map { .tag("li", [:], [.prose($0)]) }),
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
          ("P(best)", "the probability that the expected value is the highest of all models"),
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
