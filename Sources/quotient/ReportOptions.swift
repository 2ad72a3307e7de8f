import Analysis
import ArgumentParser
import Foundation
import Reporting
import Simulation
import Units

/// What is printed and written of a comparison.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Print the report as one JSON document, and nothing else.")
  var json = false

  @Option(help: "The folder of the report (default: reports/SCENARIO).", completion: .directory)
  var out: String?

  @Option(help: ReportDate.help)
  var date: Day?

  @Flag(help: "Write no files.")
  var noFiles = false

  @Flag(help: "Leave texts in CSV as they are, even where a spreadsheet takes them for formulas.")
  var rawCsv = false

  @Flag(help: "Also write samples.csv: every trial of every model.")
  var samples = false

  func validate() throws {
    if noFiles, out != nil || samples || rawCsv {
      throw ValidationError("--no-files leaves nothing for --out, --samples or --raw-csv.")
    }
  }

  /// Compares the models of a run, prints the report and writes its files.
  ///
  /// - Parameter scenario: The scenario's file, after which the folder is named.
  func report(_ result: SimulationResult, of scenario: String) async throws {
    let comparison = await Comparison(result)
    try Task.checkCancellation()
    let provenance = Provenance(comparison, date: date)
    try StandardOutput.write(
      json
        ? ComparisonDocument(comparison, provenance).text : Self.text(of: comparison, provenance))
    guard !noFiles else { return }
    let wrote = try write(
      ComparisonFiles(comparison, provenance, rawCSV: rawCsv), of: result, scenario: scenario)
    if !json { try StandardOutput.write("\n" + wrote + "\n") }
  }

  private static func text(of comparison: Comparison, _ provenance: Provenance) -> String {
    ComparisonText(comparison, provenance).lines(style: StandardOutput.style).joined(
      separator: "\n") + "\n"
  }

  /// Writes the report and says where it is.
  private func write(
    _ report: ComparisonFiles, of result: SimulationResult, scenario: String
  ) throws -> String {
    let stem = URL(filePath: scenario).deletingPathExtension().lastPathComponent
    let folder = ReportFolder(path: out ?? "reports/\(stem)")
    let files = report.all + (samples ? [report.samples(of: result)] : [])
    try folder.write(files, optional: ComparisonFiles.optional)
    let tables = files.count { $0.name.hasSuffix(".csv") }
    return "Wrote     \(folder.path)/  report.json and \(tables) CSV files"
  }
}
