import Formats

extension Answer {
  /// The answer as a section of the page; nil without a sentence.
  var markup: Markup? {
    guard let sentence else { return nil }
    let head = [
      Markup.tag("h2", ["id": "\(id)-question"], text: question),
      .tag("p", ["class": "answer"], sentence.markup),
    ]
    let parts =
      exhibit.map { [Markup.tag("div", ["class": "whole"], head + [markup(of: $0)])] } ?? head
    return .tag(
      "section", ["id": id, "aria-labelledby": "\(id)-question"],
      parts + [otherModels].compactMap(\.self) + (views.isEmpty ? [] : [details]))
  }

  /// The other models, each to unfold; of a browser's own accord only one at a time is open.
  private var otherModels: Markup? {
    guard !others.isEmpty else { return nil }
    return .tag(
      "div", ["class": "others"],
      others.prefix(PageLimit.panels).map { other in
        .tag(
          "details", ["class": "other", "name": "\(id)-of"],
          [
            .tag("summary", [:], ["The same of ", .name(other.model)]),
            .tag("p", [:], other.sentence.markup), markup(of: other.exhibit),
          ])
      })
  }

  private func markup(of exhibit: Exhibit) -> Markup {
    let note = Markup.tag("figcaption", [:], exhibit.note.markup)
    switch exhibit.picture {
    case .grid:
      return .tag(
        "figure", ["aria-labelledby": "\(id)-question"], exhibit.pictures + [note])
    case .grids:
      // Below several tables nobody would look for how to read them.
      return .tag(
        "figure", ["aria-labelledby": "\(id)-question"],
        exhibit.legendMarkup + [note] + exhibit.pictures)
    case .chart, .panels: break
    }
    return .tag(
      "figure", ["class": "chart", "aria-labelledby": "\(id)-question"],
      exhibit.legendMarkup + [
        .tag(
          "p", ["class": "readout", "aria-live": "polite"],
          text: "Point at a mark, or go there with Tab and the arrow keys, to read its values.")
      ] + exhibit.pictures + [note])
  }

  /// The numbers behind the picture; without a picture, the whole answer.
  private var details: Markup {
    let title = exhibit == nil ? "All \(id)" : "The numbers behind it"
    let most = max(PageLimit.fewestRows, PageLimit.rows / views.count)
    return .tag(
      "details", [:],
      [.tag("summary", text: title)]
        + views.map { view in
          let label =
            exhibit == nil ? id.prefix(1).uppercased() + id.dropFirst() : view.caption.text
          return .tag(
            "div",
            [
              "class": "scroll", "tabindex": "0", "role": "region",
              "aria-label": PlainText.of(label),
            ], [view.markup(most: most)])
        })
  }
}

extension Exhibit {
  fileprivate var pictures: [Markup] {
    switch picture {
    case .chart(let chart): Self.pictures(of: chart, wide: PageWidth.whole)
    case .panels(let panels, let columns):
      [
        .tag(
          "div", ["class": "panels columns-\(columns)"],
          panels.prefix(PageLimit.panels).map { panel in
            .tag(
              "div", ["class": "panel"],
              [.tag("h3", [:], panel.heading.markup)]
                + Self.pictures(of: panel.chart, wide: PageWidth.panel(of: columns)))
          })
      ]
        + (panels.count > PageLimit.panels
          ? [
            .tag(
              "p", [:],
              text: "and \(NumberText.counted(panels.count - PageLimit.panels, "chart")) more that"
                + " are not drawn: see the CSV files")
          ] : [])
    case .grid(let grid): [grid.markup]
    case .grids(let grids): grids.map(\.markup)
    }
  }

  private static func pictures(of chart: Chart, wide: Double) -> [Markup] {
    [
      chart.svg(width: wide, className: "wide"),
      chart.svg(width: PageWidth.narrow, className: "narrow"),
    ]
  }

  fileprivate var legendMarkup: [Markup] {
    guard !legend.isEmpty else { return [] }
    return [
      .tag(
        "ul", ["class": "legend"],
        legend.map { item in .tag("li", [:], [item.picture, .tag("span", [:], item.text.markup)]) })
    ]
  }
}

extension Exhibit.LegendItem {
  /// The swatch within 16 by 16 pixels.
  var shape: Markup {
    switch swatch {
    case .point(let shape):
      .tag("path", ["class": "point", "d": shape.path(x: 8, y: 8, radius: Mark.Dot.radius)])
    case .area: .rectangle("fill", (2, 3), (14, 13))
    case .line: .line("tick-mark", from: (8, 1), to: (8, 15))
    case .dashes: .line("rule", from: (0, 8), to: (16, 8))
    }
  }

  /// The swatch as a picture of its own.
  fileprivate var picture: Markup {
    .tag(
      "svg", ["class": "swatch \(tone.name)", "viewBox": "0 0 16 16", "aria-hidden": "true"],
      [shape])
  }
}

extension Grid {
  fileprivate var markup: Markup {
    .tag(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label],
      [
        .tag(
          "table", ["class": "cards grid"],
          [
            .tag("caption", text: title),
            .tag(
              "thead", [:],
              [
                .tag(
                  "tr", [:],
                  [.tag("th", ["scope": "col"], text: corner)]
                    + columns.map { .tag("th", ["scope": "col"], [.name($0)]) })
              ]),
            .tag(
              "tbody", [:],
              rows.map { row in
                .tag(
                  "tr", [:],
                  [.tag("th", ["scope": "row"], row.heading.markup)]
                    + zip(columns, row.cells).map { Self.markup(of: $1, under: $0) })
              }),
          ])
      ])
  }

  private static func markup(of cell: Cell, under heading: String) -> Markup {
    let items = cell.items.map { item in
      Markup.tag(
        "li", [:],
        [.tag("span", ["class": "owner \(item.tone.name)"], [.name(item.name)])]
          + item.remarks.flatMap { [" ", .tag("span", ["class": "small"], $0.markup)] })
    }
    return .tag(
      "td",
      ["class": cell.isEmphasised ? "changed" : nil, "data-label": PlainText.of(heading)],
      [items.isEmpty ? "nobody" : .tag("ul", [:], items)])
  }
}

/// How much of an answer the page shows, so that it stays readable and below two megabytes; the CSV
/// files and the workbook have all of it.
enum PageLimit {
  static let panels = 24
  /// Of all tables of an answer, and of each at least.
  static let rows = 400
  static let fewestRows = 12
}

/// The widths of pictures in pixels, matching the style sheet.
enum PageWidth {
  /// The column of text.
  static let whole = 840.0
  /// What a narrow screen shows.
  static let narrow = 340.0
  private static let gap = 24.0

  static func panel(of columns: Int) -> Double {
    (whole - Double(columns - 1) * gap) / Double(columns)
  }
}
