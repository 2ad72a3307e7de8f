import ArgumentParser
import Formats
import Foundation
import History
import Language
import Model
import Reporting

struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Find the rates of a scenario in your own history, and try them on what they have not"
      + " seen.",
    discussion: """
      Fits renewals by segment, term and ARR, with territories and years that move together; \
      contractions, increases and expansions; or the curve of a cohort's survivors. Each fit is \
      held against what it has not seen. With a scenario, the ranges found are written into it, each \
      with its source, and the changed lines are shown.

        quotient calibrate renewals.csv
        quotient calibrate renewals.csv --scenario scenario.yaml --dry-run
        quotient calibrate renewals.csv --scenario scenario.yaml --output calibrated.yaml
        quotient calibrate policies.csv --column before=prem_last --with policy_age
      """)

  @Argument(help: "A CSV file of the past.", completion: .file(extensions: ["csv"]))
  var history: String

  @Option(
    help: "The scenario into which the ranges are written.",
    completion: .file(extensions: ["yaml"]))
  var scenario: String?

  @Option(
    name: .shortAndLong,
    help: "Write the scenario to this file instead; it must not be there, but for --force.")
  var output: String?

  @Flag(help: "Show what would change in the scenario, and write nothing.")
  var dryRun = false

  @Flag(help: "Write a fit that no backtest holds against what it has not seen.")
  var force = false

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "A column of numbers that may move a renewal; repeatable.", valueName: "heading"))
  var covariates: [String] = []

  @Option(help: "Random parts that are held out in turn, where the file has one year.")
  var splits = 100

  @Option(help: "The years of a table of survivors that are fitted (default: six tenths of them).")
  var fitYears: Int?

  @Option(help: "The seed of draws and random parts.")
  var seed: UInt64 = 1

  @OptionGroup var reading: HistoryOptions
  @OptionGroup var money: CurrencyOption
  @OptionGroup var report: AnswerOutput

  func validate() throws {
    guard splits > 0 else { throw ValidationError("--splits is at least 1.") }
    if let fitYears, fitYears < 1 { throw ValidationError("--fit-years is at least 1.") }
    if scenario == nil, dryRun || output != nil || force {
      throw ValidationError("--output, --dry-run and --force belong to --scenario.")
    }
    if dryRun, output != nil { throw ValidationError("--dry-run writes nothing, --output does.") }
  }

  func run() async throws {
    let read = try reading.read(history, covariates: covariates, consequence: "nothing fitted")
    var settings = Calibration.Settings()
    (settings.splits, settings.seed, settings.fittedYears) = (splits, seed, fitYears)
    let calibration = await Calibration(read.past, settings)
    try Task.checkCancellation()
    try await report.show(
      AnswerReport(
        calibration, file: history, remarks: read.remarks, currency: money.currency))
    if let scenario { try await write(calibration, into: scenario) }
  }

  // MARK: - Scenario

  private func write(_ calibration: Calibration, into path: String) async throws {
    guard !calibration.backtests.isEmpty || force else {
      throw Failure(
        .badData,
        "\(history): nothing to hold the fit against, so that \(path) stays as it is; --force"
          + " writes it")
    }
    let source = try SourceText(contentsOf: path)
    let before = try ScenarioSource(
      contentsOf: path, text: source, setting: [], consequence: "nothing written")
    let diagnostics = Diagnostics()
    let made = CalibratedScenario(
      source, segments: before.scenario.book.segments.map(\.name), calibration, of: history,
      isForced: force, diagnostics)
    try diagnostics.throwIfAny("nothing written")
    guard let made else { throw Failure(.badData, "\(path): nothing written") }
    let target = output ?? path
    // A scenario that no longer reads is not written.
    _ = try ScenarioSource(
      contentsOf: target, text: try SourceText(file: target, bytes: Array(made.text.utf8)),
      setting: [], consequence: "nothing written")
    let isWritten = try await write(made, from: path, to: target)
    guard !report.json else { return }
    try StandardOutput.write(text(of: made, from: path, to: target, isWritten: isWritten))
  }

  private func write(
    _ made: CalibratedScenario, from path: String, to target: String
  ) async throws -> Bool {
    guard !dryRun, !made.difference.isEmpty || output != nil else { return false }
    if output != nil, !force, FileManager.default.fileExists(atPath: target) {
      throw Failure(.unwritable, "\(target) exists; --force overwrites it")
    }
    try await OutputFile(path: target, text: made.text).write()
    return true
  }

  private func text(
    of made: CalibratedScenario, from path: String, to target: String, isWritten: Bool
  ) -> String {
    var lines = ["", "--- \(path)", "+++ \(target)"] + made.difference
    if made.difference.isEmpty { lines = ["", "\(path): nothing changes"] }
    lines += made.remarks.map { "Note      \($0)" }
    if isWritten { lines.append("Wrote     \(target)") }
    return lines.map(PlainText.of).joined(separator: "\n") + "\n"
  }
}
