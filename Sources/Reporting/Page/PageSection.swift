import Formats

/// A question of a report and its answer: a sentence, a picture, and the numbers behind it.
struct PageSection: Sendable {
  /// A small chart among others, with a heading of its own.
  struct Panel: Sendable {
    let heading: Sentence
    let chart: Chart
  }

  /// A colour and a shape, and what they stand for.
  struct LegendItem: Sendable {
    enum Swatch: Sendable {
      case point(PointShape)
      case area
      case line
      case dashes
    }

    let swatch: Swatch
    let tone: Tone
    let text: Sentence
  }

  enum Picture: Sendable {
    case chart(Chart)
    /// Beside each other, so many in a row where there is room.
    case panels([Panel], columns: Int)
    /// What is no chart but a table that is read like one.
    case grid(Markup)
  }

  /// Of the section in the page's addresses.
  let id: String
  let question: String
  /// One sentence.
  let answer: Sentence
  var legend: [LegendItem] = []
  let picture: Picture
  /// How to read it.
  let note: Sentence
  let tables: [PageTable]

  var markup: Markup {
    .tag(
      "section", ["id": id, "aria-labelledby": "\(id)-question"],
      [
        .tag(
          "div", ["class": "whole"],
          [
            .tag("h2", ["id": "\(id)-question"], text: question),
            .tag("p", ["class": "answer"], answer.markup),
            figure,
          ])
      ] + (tables.isEmpty ? [] : [details]))
  }

  private var figure: Markup {
    let note = Markup.tag("figcaption", [:], note.markup)
    if case .grid(let grid) = picture {
      return .tag("figure", ["aria-labelledby": "\(id)-question"], [grid, note])
    }
    return .tag(
      "figure", ["class": "chart", "aria-labelledby": "\(id)-question"],
      legendMarkup + [
        .tag(
          "p", ["class": "readout", "aria-live": "polite"],
          text: "Point at a mark, or go there with Tab and the arrow keys, to read its values.")
      ] + pictures + [note])
  }

  private var pictures: [Markup] {
    switch picture {
    case .chart(let chart): PageSection.pictures(of: chart, wide: PageWidth.whole)
    case .panels(let panels, let columns):
      [
        .tag(
          "div", ["class": "panels columns-\(columns)"],
          panels.map { panel in
            .tag(
              "div", ["class": "panel"],
              [.tag("h3", [:], panel.heading.markup)]
                + PageSection.pictures(of: panel.chart, wide: PageWidth.panel(of: columns)))
          })
      ]
    case .grid(let grid): [grid]
    }
  }

  private static func pictures(of chart: Chart, wide: Double) -> [Markup] {
    [
      chart.svg(width: wide, className: "wide"),
      chart.svg(width: PageWidth.narrow, className: "narrow"),
    ]
  }

  private var legendMarkup: [Markup] {
    guard !legend.isEmpty else { return [] }
    return [
      .tag(
        "ul", ["class": "legend"],
        legend.map { item in .tag("li", [:], [item.picture, .tag("span", [:], item.text.markup)]) })
    ]
  }

  private var details: Markup {
    .tag(
      "details", [:],
      [.tag("summary", text: "The numbers behind it")]
        + tables.map { table in
          .tag(
            "div",
            [
              "class": "scroll", "tabindex": "0", "role": "region",
              "aria-label": PlainText.of(table.caption.text),
            ], [table.markup()])
        })
  }
}

extension PageSection.LegendItem {
  /// The swatch as a picture of its own.
  fileprivate var picture: Markup {
    let shape: Markup =
      switch swatch {
      case .point(let shape):
        .tag("path", ["class": "point", "d": shape.path(x: 8, y: 8, radius: Mark.Dot.radius)])
      case .area: .rectangle("fill", (2, 3), (14, 13))
      case .line: .line("tick-mark", from: (8, 1), to: (8, 15))
      case .dashes: .line("rule", from: (0, 8), to: (16, 8))
      }
    return .tag(
      "svg", ["class": "swatch \(tone.name)", "viewBox": "0 0 16 16", "aria-hidden": "true"],
      [shape])
  }
}

/// The widths at which pictures are drawn, in pixels; the style sheet shows them so wide.
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
