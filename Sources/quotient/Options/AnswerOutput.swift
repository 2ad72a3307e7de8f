import ArgumentParser
import Formats
import Reporting

/// Where a report of answers goes.
struct AnswerOutput: ParsableArguments {
  @Flag(help: "Print one JSON document, and nothing else.")
  var json = false

  @Option(
    help: "Also write a page, a workbook, CSV files and the JSON document to this folder.",
    completion: .directory)
  var out: String?

  /// Fails before anything is simulated if the report could not be written, or would overwrite a
  /// file that no report of the command wrote.
  ///
  /// - Throws: `UnwrittenFile`; ``Failure``.
  func checkFolder(of command: String) throws {
    guard let out else { return }
    let folder = ReportFolder(path: out)
    try folder.check()
    try Self.refuse(AnswerFiles.foreignFile(in: folder, of: command), in: folder)
  }

  /// Prints the report, and writes its files where they are asked for.
  func show(_ report: AnswerReport) async throws {
    try StandardOutput.write(
      json
        ? JSONWriter().text(report.document) + "\n"
        : report.lines(style: StandardOutput.style).joined(separator: "\n") + "\n")
    guard let out else { return }
    let folder = ReportFolder(path: out)
    let files = AnswerFiles(report)
    try folder.check()
    func protectOthers() throws { try Self.refuse(files.foreignFile(in: folder), in: folder) }
    try protectOthers()
    try await folder.write(files.all, isAllowed: protectOthers)
    if !json { try StandardOutput.write("\nWrote     \(PlainText.of(folder.path))/\n") }
  }

  private static func refuse(_ foreign: String?, in folder: ReportFolder) throws {
    guard let foreign else { return }
    throw Failure(
      .unwritable,
      "\(folder.path)/\(foreign) exists, and no report of this kind wrote it; --out names another"
        + " folder")
  }
}
