import Analysis
import ArgumentParser
import Formats
import Foundation
import Reporting
import Simulation
import Units

/// What to print and write of a comparison.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Print the report as one JSON document, and nothing else.")
  var json = false

  @Option(
    help: "The folder of the report (default: reports/SCENARIO); only reports are overwritten.",
    completion: .directory)
  var out: String?

  @Option(help: ReportDate.help, transform: OptionValue.day)
  var date: Day?

  @Option(
    help: ArgumentHelp(
      "A line on every printed page, such as 'Confidential'.", valueName: "line"))
  var confidential: String?

  @Flag(help: "Write no files.")
  var noFiles = false

  @Flag(help: "Leave texts in CSV as they are, even where a spreadsheet takes them for formulas.")
  var rawCsv = false

  @Option(
    help: ArgumentHelp(
      "Write CSV as a spreadsheet of this language opens it: de, fr, en-GB (default: with commas).",
      valueName: "language"),
    transform: ReportOptions.dialect)
  var locale: CSVDialect?

  @Flag(
    help: "Also write samples.csv, a row a trial, and worlds.csv, what was drawn of each range.")
  var samples = false

  @OptionGroup var keep: KeepOption

  @Flag(name: .shortAndLong, help: "Print the verdict alone: no table, no warnings, no progress.")
  var quiet = false

  func validate() throws {
    if noFiles, out != nil || samples || keep.people || rawCsv || locale != nil {
      throw ValidationError(
        "--no-files leaves nothing for --out, --samples, --keep, --locale or --raw-csv.")
    }
  }

  private static func dialect(_ locale: String) throws -> CSVDialect {
    guard let dialect = CSVDialect(locale: locale) else {
      throw ValidationError(
        "no language \(locale); \(nearestHint(to: locale, among: CSVDialect.known))")
    }
    return dialect
  }

  /// Fails before anything is simulated if the report could not be written, or would overwrite a
  /// file that no report wrote.
  ///
  /// - Throws: `UnwrittenFile`; ``Failure``.
  func checkFolder(of scenario: String) throws {
    guard !noFiles else { return }
    let folder = folder(of: scenario)
    try folder.check()
    try Self.protectOthers(in: folder)
  }

  private static func protectOthers(in folder: ReportFolder) throws {
    guard let foreign = try ComparisonFiles.foreignFile(in: folder) else { return }
    throw Failure(
      .unwritable,
      "\(folder.path)/\(foreign) exists, and no report of quotient wrote it; --out names another"
        + " folder")
  }

  /// Compares the models of a run, prints the report and writes its files.
  ///
  /// - Parameters:
  ///   - prepared: What was run.
  ///   - scenario: The scenario's file, which names the folder.
  ///   - readingWarnings: What reading it warned of.
  func report(
    _ result: SimulationResult, of prepared: PreparedScenario, _ scenario: String,
    readingWarnings: [String]
  ) async throws {
    let (date, confidentiality) = (date, confidential ?? "")
    // The fingerprint takes about as long as some of the summaries, so compute it concurrently.
    async let provenanceMade = Provenance(
      result.scenario, seed: result.seed, trials: result.trials, date: date,
      confidentiality: confidentiality)
    let comparison = await Comparison(result)
    let provenance = await provenanceMade
    try Task.checkCancellation()
    let report = ComparisonReport(
      comparison, provenance, warnings: ScenarioWarnings(prepared.compiled).sentences,
      readingWarnings: readingWarnings)
    try StandardOutput.write(json ? ComparisonDocument(report).text : text(of: report))
    guard !noFiles else { return }
    if samples, result.trials > ComparisonFiles.mostSamples {
      throw Failure(
        .badData,
        "--samples writes a row a trial, and a spreadsheet has room for"
          + " \(ComparisonFiles.mostSamples): leave it out, or run fewer trials")
    }
    let wrote = try await write(
      ComparisonFiles(
        report, rawCSV: rawCsv, dialect: locale ?? .plain, samplesOf: samples ? result : nil,
        peopleOf: keep.people ? result : nil),
      scenario: scenario)
    if !json, !quiet { try StandardOutput.write("\n" + wrote + "\n") }
  }

  private func text(of report: ComparisonReport) -> String {
    let text = ComparisonText(report)
    let lines = quiet ? text.verdictLines : text.lines(style: StandardOutput.style)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes the report and returns a line that says where it is.
  private func write(_ report: ComparisonFiles, scenario: String) async throws -> String {
    let folder = folder(of: scenario)
    let files = report.all
    try await folder.write(
      files, optional: ComparisonFiles.optional, unfinished: report.unfinished,
      // The run may have taken hours, so check again.
      isAllowed: { try Self.protectOthers(in: folder) })
    let flat = files.filter { !$0.name.contains("/") }
    let tables = flat.count { $0.name.hasSuffix(".csv") }
    let others = flat.map(\.name).filter { !$0.hasSuffix(".csv") }.joined(separator: ", ")
    let charts = files.count { $0.name.hasSuffix(".svg") }
    return "Wrote     \(PlainText.of(folder.path))/  \(others), \(tables) CSV files"
      + " and \(NumberText.counted(charts, "chart")) in charts/"
  }

  private func folder(of scenario: String) -> ReportFolder {
    let stem = URL(filePath: scenario).deletingPathExtension().lastPathComponent
    return ReportFolder(path: out ?? "reports/\(stem)")
  }
}

/// The date that a report bears. It comes from the user, never from a clock, so that a run gives
/// the same bytes on any day.
enum ReportDate {
  static let help: ArgumentHelp = "The date that the report bears, such as 2026-01-31."
}
