import Analysis
import Formats

/// The file of a report that explains the others: the question each answers, the meaning and unit
/// of its columns, and the provenance. Markdown.
struct ReportIndex: Sendable {
  /// The name that file browsers show with a folder.
  static let name = "README.md"

  private let files: [(name: String, question: String)]
  private let tables: [any ReportTable]
  private let provenance: Provenance
  private let dialect: CSVDialect

  /// - Parameters:
  ///   - files: The other files in reading order, with the question each answers.
  ///   - tables: The table of each CSV file; its rows are not read.
  init(
    files: [(name: String, question: String)], tables: [any ReportTable], _ provenance: Provenance,
    dialect: CSVDialect = .plain
  ) {
    self.files = files
    self.tables = tables
    self.provenance = provenance
    self.dialect = dialect
  }

  /// The text of the index, ending with a line end.
  var text: String {
    let lists = tables.map { columns(of: $0) }
    return ([title, fileTable, provenanceTable, units] + lists + [metrics])
      .map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// Stands in its place while the files of a report are renamed one by one.
  var unfinished: String {
    let title = [
      "# " + Markdown.text(provenance.scenario), "",
      Self.opening + " **Unfinished:** its files are being replaced. If no run of quotient is at",
      "work, one was ended meanwhile, and these files are of two reports: run it again.",
    ]
    return [title, fileTable].map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var title: [String] {
    [
      "# " + Markdown.text(provenance.scenario), "",
      Self.opening + " All files show the same figures: rounded where people read,",
      "to the last digit in `report.json` and in the CSV files.",
    ]
  }

  private static let opening = opening(of: "compare")

  /// The words below the title of every index of a command's report.
  static func opening(of command: String) -> String { "What `quotient \(command)` found." }

  private var fileTable: [String] {
    Markdown.table(
      ["file", "answers"],
      files.map { [Self.link(to: $0.name), Markdown.text($0.question)] })
  }

  static func link(to file: String) -> String { "[\(file)](\(file))" }

  /// Whether a document is the index of a command's report with a file of this name, or of itself.
  static func isIndex(
    _ document: String, listing file: String, of command: String = "compare"
  ) -> Bool {
    let lines = document.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0].hasPrefix("# "), lines[2].hasPrefix(opening(of: command))
    else { return false }
    return file == name || lines[3].contains("| \(link(to: file)) |")
  }

  private var provenanceTable: [String] {
    ["## Where the figures come from", ""]
      + Markdown.table(
        ["", ""], provenance.facts.map { [$0.name, Markdown.text($0.value)] })
      + [
        "",
        "`inputs` is a fingerprint of the book and of every assumption: where it, the seed, the",
        "trials and the version are the same, so are all figures, on any number of threads.",
      ]
  }

  private var units: [String] {
    [
      "## How to read the tables", "",
      "- \(dialect.summary), a row for each figure:",
      "  spreadsheets, pandas and polars read them as they are. What is missing is empty.",
      "- A share or a multiple is 1 at 100%. Money is in \(Markdown.text(provenance.currency)).",
      "- `year` and `quarter` count from 1; `all` is the whole horizon, or the whole book.",
      "- Percentiles are of outcomes, luck and assumptions together; `se` is the standard error of",
      "  what stands before it, by simulation alone.",
      "- Text that a spreadsheet would take for a formula has an apostrophe before it; `--raw-csv`",
      "  leaves it out.",
    ]
  }

  private func columns(of table: some ReportTable) -> [String] {
    ["## \(table.heading.file)", "", Markdown.text(table.heading.question), ""]
      + Markdown.table(
        ["column", "meaning", "unit"],
        table.columns.map { [$0.name, Markdown.text($0.meaning), unit(of: $0)] })
  }

  private func unit<Row>(of column: TableColumn<Row>) -> String {
    switch column.kind {
    case .text: ""
    case .count: "count"
    case .people: unit(.count)
    case .money: unit(.money)
    case .share: unit(.ratio)
    case .ofRow, .number: "the row's"
    }
  }

  private var metrics: [String] {
    ["## Metrics", ""]
      + Markdown.table(
        ["metric", "meaning", "unit"],
        Figure.all.map { [$0.name, $0.meaning, unit($0.unit)] }
          + Chance.allCases.map { [$0.name, $0.meaning, unit(.ratio)] })
  }

  private func unit(_ unit: Figure.Unit) -> String {
    switch unit {
    case .money: Markdown.text(provenance.currency)
    case .ratio: "1 is 100%"
    case .count: "people"
    }
  }
}
