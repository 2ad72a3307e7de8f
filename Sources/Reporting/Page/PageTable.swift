import Formats

/// A table of a page: rounded numbers with all their digits beside them.
struct PageTable: Sendable {
  /// What stands under a heading, and how.
  struct Column: Sendable {
    enum Content: Sendable {
      /// A name of the user's.
      case name
      /// A text of the user's, however long.
      case prose
      /// A word of ours: `small-upsell` is shown as `small upsell`.
      case words
      case figure(FigureFormat)
    }

    let key: String
    let heading: String
    let content: Content

    static func name(_ key: String) -> Column {
      Column(key: key, heading: key, content: .name)
    }

    static func prose(_ key: String) -> Column {
      Column(key: key, heading: key, content: .prose)
    }

    static func words(_ key: String) -> Column {
      Column(key: key, heading: key, content: .words)
    }

    static func figure(_ key: String, _ format: FigureFormat) -> Column {
      .figure(key, key, format)
    }

    static func figure(_ key: String, _ heading: String, _ format: FigureFormat) -> Column {
      Column(key: key, heading: heading, content: .figure(format))
    }

    var isOfNumbers: Bool {
      if case .figure = content { true } else { false }
    }
  }

  let caption: Sentence
  let columns: [Column]
  let records: [Table.Record]

  /// The table; a column in which no row has anything is left out.
  init(_ caption: Sentence, _ records: [Table.Record], _ columns: [Column]) {
    self.caption = caption
    self.records = records
    self.columns = columns.filter { column in
      records.contains { $0.value(column.key) != .missing }
    }
  }

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
              columns.map {
                .tag(
                  "th", ["scope": "col", "class": $0.isOfNumbers ? "number" : nil],
                  text: $0.heading)
              })
          ]),
        .tag("tbody", [:], records.map { record in .tag("tr", [:], cells(of: record)) }),
      ])
  }

  private func cells(of record: Table.Record) -> [Markup] {
    columns.enumerated().map { place, column in
      let content = Self.content(of: record.value(column.key), column.content)
      let isHead = place == 0
      return .tag(
        isHead ? "th" : "td",
        [
          "scope": isHead ? "row" : nil, "class": column.isOfNumbers ? "number" : nil,
          "data-label": column.heading, "data-value": content.digits,
        ], [content.markup])
    }
  }

  private static func content(
    of value: Table.Value, _ content: Column.Content
  ) -> (markup: Markup, digits: String?) {
    switch (value, content) {
    case (.missing, _): (.text(FigureFormat.missing), nil)
    case (.text(let text), .words): (.text(Wording.words(text)), nil)
    case (.text(let text), .prose): (.prose(text), nil)
    case (.text(let text), _): (.name(text), nil)
    case (.number(let number), .figure(let format)):
      (.text(format.text(number)), JSONWriter.digits(number))
    case (.number(let number), _):
      (.text(FigureFormat.count.text(number)), JSONWriter.digits(number))
    }
  }
}
