import Formats
import Plans
import Statements
import Units

/// Statements as a self-contained page that prints with a sheet of paper each.
struct StatementsPage {
  let pages: [StatementPage]
  let title: String
  let source: String

  private static let style: StaticString = """
    :root { color-scheme: light; }
    body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; color: #1a1f26; background: #fff;
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
    article { break-after: page; margin-bottom: 3rem; }
    h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
    h2 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; }
    dt { color: #59636e; } dd { margin: 0; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    th, td { padding: .25rem .5rem; text-align: right; border-bottom: 1px solid #d5dbe1; }
    th:first-child, td:first-child { text-align: left; }
    tr.total td { font-weight: 600; border-top: 2px solid #1a1f26; border-bottom: 0; }
    ul { margin: 0; padding-left: 1.2rem; }
    footer { color: #59636e; font-size: .85rem; }
    @media print { body { max-width: none; padding: 0; } @page { margin: 15mm; } }
    """

  /// The text of the page, ending with a line end.
  var text: String {
    "<!DOCTYPE html>\n"
      + Markup.tag(
        "html", ["lang": "en"],
        [
          .tag(
            "head", [:],
            [
              .tag("meta", ["charset": "utf-8"]),
              .tag(
                "meta",
                [
                  "http-equiv": "Content-Security-Policy",
                  "content": "default-src 'none'; style-src 'unsafe-inline'",
                ]),
              .tag("meta", ["name": "viewport", "content": "width=device-width"]),
              .tag("title", text: PlainText.of(title)),
              .tag("style", [:], [.constant(Self.style)]),
            ]),
          .tag(
            "body", [:],
            pages.map(article) + [.tag("footer", text: PlainText.of(source))]),
        ]
      ).html + "\n"
  }

  private func article(_ page: StatementPage) -> Markup {
    var parts: [Markup] = [
      .tag("h1", [:], [.prose(page.title)]),
      .tag(
        "dl", [:],
        page.facts.flatMap {
          [Markup.tag("dt", text: $0.label), .tag("dd", [:], [.prose($0.text)])]
        }),
      .tag("h2", text: "From credit to pay"),
      table(
        StatementPage.stepHeadings,
        page.steps.map {
          [
            $0.name, $0.credited, $0.quota, $0.attainment, $0.multiple, $0.weight,
            NumberText.money($0.pay),
          ]
        },
        total: ["Pay", "", "", "", "", "", NumberText.money(page.statement.pay)]),
    ]
    for (name, sentences) in page.workings {
      parts.append(.tag("h2", [:], [.prose(name)]))
      parts.append(.tag("ul", [:], sentences.map { .tag("li", [:], [.prose($0)]) }))
    }
    if !page.deals.isEmpty {
      parts.append(.tag("h2", text: "Deals"))
      parts.append(table(StatementPage.dealHeadings, page.deals.map(\.texts)))
    }
    if !page.balances.isEmpty {
      parts.append(.tag("h2", text: "Balances"))
      parts.append(
        table(
          ["", "Before", "After"],
          page.balances.map {
            [$0.name, NumberText.money($0.opening), NumberText.money($0.closing)]
          }))
    }
    parts.append(
      .tag("p", text: "Paid this year so far: \(NumberText.money(page.yearToDate))"))
    return .tag("article", [:], parts)
  }

  private func table(
    _ headings: [String], _ rows: [[String]], total: [String]? = nil
  ) -> Markup {
    func row(_ texts: [String], _ cell: String, isTotal: Bool = false) -> Markup {
      .tag(
        "tr", ["class": isTotal ? "total" : nil], texts.map { .tag(cell, [:], [.prose($0)]) })
    }
    return .tag(
      "table", [:],
      [
        .tag("thead", [:], [row(headings, "th")]),
        .tag(
          "tbody", [:],
          rows.map { row($0, "td") } + (total.map { [row($0, "td", isTotal: true)] } ?? [])),
      ])
  }
}
