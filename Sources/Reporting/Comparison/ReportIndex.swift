import Analysis
import Formats

/// The file of a report that explains the others: which question each answers, what its columns
/// mean and in which unit, and where the figures come from. Markdown.
public struct ReportIndex: Sendable {
  /// By this name it is shown wherever folders are browsed.
  public static let name = "README.md"

  private let files: [String]
  private let tables: [Table]
  private let provenance: Provenance

  /// - Parameters:
  ///   - files: The names of the other files, in the order of a reader.
  ///   - tables: The table of each CSV file; its rows are not read.
  public init(files: [String], tables: [Table], _ provenance: Provenance) {
    self.files = files
    self.tables = tables
    self.provenance = provenance
  }

  /// The document, its last line ended.
  public var text: String {
    ([title, fileTable, provenanceTable, units] + tables.map(columns) + [metrics])
      .map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var title: [String] {
    [
      "# " + Markdown.text(provenance.scenario), "",
      Self.opening + " All files show the same figures: rounded where people read,",
      "to the last digit in `report.json` and in the CSV files.",
    ]
  }

  /// The words with which every index begins, below its title.
  private static let opening = "What `quotient compare` found."

  private var fileTable: [String] {
    Markdown.table(
      ["file", "answers"],
      files.map { [Self.link(to: $0), Markdown.text(Self.questions[$0] ?? "")] })
  }

  private static func link(to file: String) -> String { "[\(file)](\(file))" }

  /// Whether a document is the index of a report that has a file of this name, or is it itself.
  static func isIndex(_ document: String, listing file: String) -> Bool {
    let lines = document.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0].hasPrefix("# "), lines[2].hasPrefix(opening) else {
      return false
    }
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
      "- Comma-separated, UTF-8, a heading, a row for each figure, a full stop before decimals, no",
      "  other marks: spreadsheets, pandas and polars read them as they are. What is missing is empty.",
      "- A share or a multiple is 1 at 100%. Money is in \(Markdown.text(provenance.currency)).",
      "- `year` and `quarter` count from 1; `all` is the whole horizon, or the whole book.",
      "- Percentiles are of outcomes, luck and assumptions together; `se` is the standard error of",
      "  what stands before it, by simulation alone.",
      "- Text that a spreadsheet would take for a formula has an apostrophe before it; `--raw-csv`",
      "  leaves it out.",
    ]
  }

  private func columns(of table: Table) -> [String] {
    ["## \(table.name).csv", "", Markdown.text(Self.questions["\(table.name).csv"] ?? ""), ""]
      + Markdown.table(
        ["column", "meaning", "unit"],
        table.columns.map { column in
          [
            column.key, Markdown.text(Self.meaning(of: column.key, in: table.name) ?? ""),
            unit(of: column),
          ]
        })
  }

  private func unit(of column: Table.Column) -> String {
    switch column.kind {
    case .text: ""
    case .count: "count"
    case .money: Markdown.text(provenance.currency)
    case .percent: Self.share
    case .number: column.key == "heads" ? "people" : "the row's"
    }
  }

  private var metrics: [String] {
    ["## Metrics", ""]
      + Markdown.table(
        ["metric", "meaning", "unit"],
        ModelMetric.all.map { [$0.name, Self.meaning(of: $0) ?? "", unit(of: $0)] }
          + Self.chances.map { [$0, $1, Self.share] })
  }

  private static let share = "1 is 100%"

  private func unit(of metric: ModelMetric) -> String {
    switch metric.unit {
    case .money: Markdown.text(provenance.currency)
    case .ratio: Self.share
    case .count: "people"
    }
  }
}
