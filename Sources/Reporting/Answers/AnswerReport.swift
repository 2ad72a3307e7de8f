public import Formats

/// A report that is a list of answers, in every form: terminal, page, workbook, CSV files and JSON.
public struct AnswerReport: Sendable {
  /// The command that made it.
  let command: String
  /// What it is about, such as a file.
  let title: String
  /// Its size, in figures.
  let facts: [String]
  let answers: [Answer]
  /// Where the figures come from, by name.
  let provenance: [(name: String, value: String)]
  /// The meaning of words, for page and index.
  let terms: [(name: String, meaning: String)]
  /// The ISO code of amounts; empty if it is not known.
  var currency = ""
  /// The report as one document.
  public let document: JSONValue

  /// Every table, in the order of the answers.
  var tables: [any ReportTable] { answers.flatMap(\.tables) }

  /// The notes of all answers, followed by their warnings.
  var notes: [Note] {
    answers.flatMap(\.notes) + Note.lines("Note", answers.flatMap(\.warnings))
  }

  /// The lines for a terminal, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let tables = answers.flatMap(\.views).filter { !$0.rows.isEmpty }.map { view in
      HangingText(lead: "", text: PlainText.of(view.caption.text)).lines(width: style.width).map {
        style.text($0, .strong)
      } + view.text().lines(style: style)
    }
    let blocks =
      [Title(name: title, facts: facts).lines(style: style)] + tables
      + [notes.flatMap { $0.lines(style: style) }]
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }
}

extension TableView {
  /// For a terminal.
  func text() -> TextTable {
    var table = TextTable(
      columns: headings.map { $0.isOfNumbers ? .trailing($0.text) : .leading($0.text) })
    for row in rows { table.add(row.map { .init(Terminal.text($0.text)) }) }
    return table
  }
}

extension TableView.Cell {
  fileprivate var text: String {
    switch self {
    case .missing: "-"
    case .name(let text), .prose(let text), .words(let text): text
    case .figure(let figure): figure.text
    }
  }
}
