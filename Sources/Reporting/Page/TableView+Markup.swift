import Formats

extension TableView {
  /// - Parameter className: How the style sheet sets it on a narrow screen.
  func markup(className: String? = nil) -> Markup {
    .tag(
      "table", ["class": className],
      [
        .tag("caption", [:], caption.markup),
        .tag(
          "thead", [:],
          [
            .tag(
              "tr", [:],
              headings.map {
                .tag(
                  "th", ["scope": "col", "class": $0.isOfNumbers ? "number" : nil], text: $0.text)
              })
          ]),
        .tag("tbody", [:], rows.map { row in .tag("tr", [:], cells(of: row)) }),
      ])
  }

  private func cells(of row: [Cell]) -> [Markup] {
    zip(headings, row).enumerated().map { index, cell in
      let (heading, content) = cell
      let isHead = index == 0
      return .tag(
        isHead ? "th" : "td",
        [
          "scope": isHead ? "row" : nil, "class": heading.isOfNumbers ? "number" : nil,
          "data-label": heading.text, "data-value": content.digits,
        ], [content.markup])
    }
  }
}

extension TableView.Cell {
  fileprivate var markup: Markup {
    switch self {
    case .missing: .text(FigureFormat.missing)
    case .name(let text): .name(text)
    case .prose(let text): .prose(text)
    case .words(let text): .text(Wording.words(text))
    case .figure(let figure): .text(figure.text)
    }
  }

  fileprivate var digits: String? {
    if case .figure(let figure) = self { JSONWriter.digits(figure.value) } else { nil }
  }
}
