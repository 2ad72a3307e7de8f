import Formats

/// A table beside a picture: selected columns, rounded, under readable headings.
struct TableView: Sendable {
  /// How to show the values under a heading.
  enum Content: Hashable, Sendable {
    /// A name of the user's.
    case name
    /// A text of the user's, however long.
    case prose
    /// A word of ours: `small-upsell` is shown as `small upsell`.
    case words
    case figure(FigureFormat)
  }

  /// A column of a view.
  struct Column<Row>: Sendable {
    let heading: String
    let content: Content
    let value: @Sendable (Row) -> TableValue

    static func name(_ column: TableColumn<Row>) -> Column {
      Column(heading: column.name, content: .name, value: column.value)
    }

    static func prose(_ column: TableColumn<Row>) -> Column {
      Column(heading: column.name, content: .prose, value: column.value)
    }

    static func words(_ column: TableColumn<Row>) -> Column {
      Column(heading: column.name, content: .words, value: column.value)
    }

    static func figure(_ column: TableColumn<Row>, _ format: FigureFormat) -> Column {
      figure(column, column.name, format)
    }

    static func figure(
      _ column: TableColumn<Row>, _ heading: String, _ format: FigureFormat
    ) -> Column {
      Column(heading: heading, content: .figure(format), value: column.value)
    }

    static func figure(
      _ heading: String, _ format: FigureFormat, value: @escaping @Sendable (Row) -> Double?
    ) -> Column {
      Column(heading: heading, content: .figure(format)) { .number(value($0)) }
    }
  }

  struct Heading: Hashable, Sendable {
    let text: String
    let isOfNumbers: Bool
  }

  enum Cell: Hashable, Sendable {
    case missing
    case name(String)
    case prose(String)
    case words(String)
    case figure(ShownNumber)
  }

  let caption: Sentence
  let headings: [Heading]
  /// Each with a cell for each heading.
  let rows: [[Cell]]

  /// Makes a view without columns that are empty in every row.
  init<Row>(_ caption: Sentence, _ rows: [Row], _ columns: [Column<Row>]) {
    let columns = columns.filter { column in rows.contains { column.value($0) != .missing } }
    self.caption = caption
    headings = columns.map { column in
      let isOfNumbers = if case .figure = column.content { true } else { false }
      return Heading(text: column.heading, isOfNumbers: isOfNumbers)
    }
    self.rows = rows.map { row in columns.map { Cell($0.value(row), $0.content) } }
  }
}

extension TableView.Cell {
  fileprivate init(_ value: TableValue, _ content: TableView.Content) {
    switch (value, content) {
    case (.missing, _): self = .missing
    case (.text(let text), .words): self = .words(text)
    case (.text(let text), .prose): self = .prose(text)
    case (.text(let text), _): self = .name(text)
    case (.number(let number), .figure(let format)): self = .figure(ShownNumber(number, format))
    case (.number(let number), _): self = .figure(ShownNumber(number, .count))
    }
  }
}
