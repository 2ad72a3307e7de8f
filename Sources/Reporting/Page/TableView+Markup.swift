import Formats

extension TableView {
  /// - Parameters:
  ///   - className: How the style sheet sets it on a narrow screen.
  ///   - most: How many rows to show; a last one counts the others.
  func markup(className: String? = nil, most: Int = .max) -> Markup {
    let shown = rows.prefix(most)
    let others = rows.count - shown.count
    return .tag(
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
        .tag(
          "tbody", [:],
          shown.map { row in .tag("tr", [:], cells(of: row)) }
            + (others > 0
              ? [
                .tag(
                  "tr", [:],
                  [
                    .tag(
                      "td", ["colspan": "\(headings.count)"],
                      text: "and \(NumberText.counted(others, "row")) more: see the CSV files")
                  ])
              ] : [])),
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
