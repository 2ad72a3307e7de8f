import Analysis
public import Formats

/// The files of a report of answers: the page, the workbook, the JSON document, a CSV file for each
/// table, and an index that explains them.
public struct AnswerFiles: Sendable {
  private let report: AnswerReport
  private let isRaw: Bool

  /// - Parameter isRaw: Whether to leave texts in CSV that a spreadsheet would take for formulas.
  public init(_ report: AnswerReport, rawCSV isRaw: Bool = false) {
    self.report = report
    self.isRaw = isRaw
  }

  /// In reading order. The first explains the others.
  public var all: [ReportFolder.File] {
    let (report, isRaw) = (report, isRaw)
    return
      [
        ReportFolder.File(ReportIndex.name, text: index),
        ReportFolder.File("report.html", .text(making: { AnswerPage(report: report).text })),
        ReportFolder.File("report.xlsx", .bytes { try AnswerWorkbook(report: report).bytes() }),
        ReportFolder.File(
          "report.json", .text(making: { JSONWriter().text(report.document) + "\n" })),
      ]
      + report.tables.map { table in
        ReportFolder.File(table.heading.file, .text(making: { table.csv(isRaw: isRaw) }))
      }
  }

  /// A file that the report would replace although no report of this command wrote it; nil if there
  /// is none.
  ///
  /// - Throws: ``UnreadableFile`` if the index is there and cannot be read.
  public func foreignFile(in folder: ReportFolder) throws(UnreadableFile) -> String? {
    try Self.foreignFile(in: folder, of: report.command, all.map(\.name))
  }

  /// The same before there is a report, of the files that every report of a command has, and of some
  /// tables.
  public static func foreignFile(
    in folder: ReportFolder, of command: String, tables: [String] = []
  ) throws(UnreadableFile) -> String? {
    try foreignFile(
      in: folder, of: command, [ReportIndex.name] + questions.map(\.name) + tables)
  }

  private static func foreignFile(
    in folder: ReportFolder, of command: String, _ names: [String]
  ) throws(UnreadableFile) -> String? {
    let index = try folder.text(of: ReportIndex.name) ?? ""
    return names.first { name in
      folder.has(name) && !ReportIndex.isIndex(index, listing: name, of: command)
    }
  }

  private static let questions: [(name: String, question: String)] = [
    ("report.html", "The report to read: every answer with its picture, in one page."),
    ("report.xlsx", "The report to calculate with: a sheet for each table."),
    ("report.json", "The report as one document, for programs."),
  ]

  private var index: String {
    let files = Self.questions + report.tables.map { ($0.heading.file, $0.heading.question) }
    let blocks =
      [
        [
          "# " + Markdown.text(report.title), "",
          ReportIndex.opening(of: report.command)
            + " All files show the same figures.", "",
        ]
          + Markdown.table(
            ["file", "answers"],
            files.map { [ReportIndex.link(to: $0.name), Markdown.text($0.question)] }),
        ["## Where the figures come from", ""]
          + Markdown.table(
            ["", ""], report.provenance.map { [$0.name, Markdown.text($0.value)] }),
        ["## Notes", ""]
          + report.notes.map {
            "- " + Markdown.text(($0.topic.isEmpty ? "" : $0.topic + ": ") + $0.text)
          },
        ["## Terms", ""]
          + Markdown.table(
            ["word", "meaning"],
            report.terms.map { [Markdown.text($0.name), Markdown.text($0.meaning)] }),
      ] + report.tables.map { columns(of: $0) }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func columns(of table: some ReportTable) -> [String] {
    ["## \(table.heading.file)", "", Markdown.text(table.heading.question), ""]
      + Markdown.table(
        ["column", "meaning"],
        table.columns.map { [$0.name, Markdown.text($0.meaning)] })
  }
}
