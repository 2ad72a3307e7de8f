public import Analysis
import Formats
import Model
import Units

/// A comparison as one HTML page that needs nothing else: no network, no other file.
///
/// Each section asks a question, answers it in a sentence, shows the answer as a chart and has the
/// numbers behind it as a table. All numbers are those of ``ComparisonTables``; where they are
/// rounded, all digits stand beside them in `data-value`, or in the `value` of a `data` element.
/// The charts are SVG; a little script reads their values out. The page allows no other script,
/// adapts to narrow screens, to the dark, and to paper.
public struct ComparisonPage: Sendable {
  private let records: ComparisonRecords
  private let provenance: Provenance

  public init(_ comparison: Comparison, _ provenance: Provenance) {
    records = ComparisonRecords(comparison)
    self.provenance = provenance
  }

  /// The page as it is written, its last line ended.
  public var text: String {
    "<!DOCTYPE html>\n"
      + Markup.tag("html", ["lang": "en"], [head, .tag("body", [:], content)]).html + "\n"
  }

  /// In the order of a reader's questions; a section that has nothing to say is left out.
  private var sections: [PageSection] {
    [
      .difference(records), .bridge(records), .frontier(records), .retention(records),
      .walk(records), .cost(records), .attainment(records), .ownership(records),
    ].compactMap(\.self)
  }

  private var head: Markup {
    .tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["http-equiv": "Content-Security-Policy", "content": ContentPolicy.text]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "referrer", "content": "no-referrer"]),
        .tag("title", text: PlainText.of(provenance.scenario)),
        .tag("style", [:], [.constant(PageStyle.text)]),
      ])
  }

  private var content: [Markup] {
    let sections = sections
    return [
      .tag("a", ["class": "skip", "href": "#main"], text: "Skip to the answers"),
      .tag("header", [:], [.tag("h1", [:], [.prose(provenance.scenario)]), facts]),
      .tag(
        "main", ["id": "main"],
        [
          verdict,
          .tag(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Models"],
            [summary.markup(className: "cards first-screen")]), contents(of: sections),
        ]
          + sections.map(\.markup) + [assumptions]),
      .tag("footer", [:], [terms, source]),
      .tag("script", [:], [.constant(PageScript.text)]),
    ]
  }

  // MARK: - First screen

  private var facts: Markup {
    let (scenario, book) = (records.scenario, records.scenario.book)
    return .tag(
      "p", ["class": "facts"],
      text: [
        NumberText.counted(book.ids.count, "account"),
        "\(MoneyScale.text(book.arr.reduce(0, +))) \(scenario.currency) ARR",
        "\(records.years) from \(scenario.start)",
        NumberText.counted(records.comparison.trials, "trial"),
      ].joined(separator: " · "))
  }

  /// The best model against its closest rival, then against the others it does not clearly beat.
  private var verdict: Markup {
    let verdicts = records.comparison.verdicts
    guard let first = verdicts.first else {
      return .tag("div", ["class": "verdict"], [.tag("p", text: "One model only.")])
    }
    let open = verdicts.dropFirst().filter { $0.finding != .beaten && $0.model != first.against }
    func line(_ verdict: Verdict, _ className: String?) -> Markup {
      .tag(
        "p", ["class": className], VerdictWording(verdict, in: records.comparison).words.markup)
    }
    return .tag(
      "div", ["class": "verdict"], [line(first, nil)] + open.map { line($0, "more") })
  }

  private var summary: PageTable {
    let rows = records.summary
    func scale(_ keys: String...) -> MoneyScale {
      MoneyScale(for: rows.flatMap { row in keys.compactMap { row[$0] } })
    }
    let gain = FigureFormat.change(scale("gain-mean", "gain-p10", "gain-p90"))
    let year = records.scenario.years
    return PageTable(
      "Models by expected value; gain over \(name: records.baseline) on the same luck, in \(records.scenario.currency)",
      rows,
      [
        .name("model"), .figure("nrr", "NRR, year \(year)", .percent(decimals: 1)),
        .figure("grr", "GRR, year \(year)", .percent(decimals: 1)), .figure("heads", .count),
        .figure("cost-per-year", "cost a year", .money(scale("cost-per-year"))),
        .figure("over-budget", "over budget", .percent(decimals: 0)),
        .figure("gain-mean", "value gain", gain),
        .figure("gain-se", "± s.e.", .money(scale("gain-mean", "gain-p10", "gain-p90"))),
        .figure("gain-p10", "P10", gain), .figure("gain-p90", "P90", gain),
        .figure("p-better", "P(better)", .percent(decimals: 0)),
      ])
  }

  private func contents(of sections: [PageSection]) -> Markup {
    .tag(
      "nav", ["aria-label": "Questions"],
      [
        .tag(
          "ol", [:],
          sections.map {
            .tag("li", [:], [.tag("a", ["href": "#\($0.id)"], text: $0.question)])
          })
      ])
  }

  // MARK: - Sources

  private var assumptions: Markup {
    .tag(
      "section", ["id": "assumptions", "aria-labelledby": "assumptions-question"],
      [
        .tag("h2", ["id": "assumptions-question"], text: "What is assumed, and who says so?"),
        .tag(
          "p", ["class": "answer"],
          [
            .text(
              "\(NumberText.counted(records.assumptions.count, "assumption")), "
                + "\(records.assumptions.count { $0.text("origin") == "yours" }) of them yours; "
                + "the others are defaults with their sources.")
          ]),
        .tag(
          "details", [:],
          [
            .tag("summary", text: "All assumptions"),
            .tag(
              "div",
              ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Assumptions"],
              [
                PageTable(
                  "A range is P10..P90, drawn once per world", records.assumptions,
                  [
                    .prose("key"), .figure("value", .plain), .figure("p10", "P10", .plain),
                    .figure("p90", "P90", .plain), .words("kind"), .words("origin"),
                    .prose("source"),
                  ]
                ).markup()
              ]),
          ]),
      ])
  }

  private var terms: Markup {
    let terminal =
      records.scenario.finance.terminalValue.map { ", and \($0) for the time after" } ?? ""
    return .tag(
      "section", ["aria-labelledby": "terms"],
      [
        .tag("h2", ["id": "terms"], text: "Terms"),
        definitions([
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
        definitions(provenance.facts),
      ])
  }

  private func definitions(_ entries: [(String, String)]) -> Markup {
    .tag(
      "dl", [:],
      entries.flatMap { name, text in
        [Markup.tag("dt", text: name), .tag("dd", [:], [.prose(text)])]
      })
  }
}
