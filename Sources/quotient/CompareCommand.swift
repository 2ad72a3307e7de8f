import Analysis
import ArgumentParser
import Foundation
import Language
import Ownership
import Reporting
import Scenarios
import Simulation
import Units

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the ownership models of a scenario on the same luck.",
    discussion: """
      Prints the models by value, the verdict and what to look at, and writes every number \
      behind them to reports/SCENARIO/ as JSON and CSV.

        quotient compare scenario.yaml
        quotient compare scenario.yaml --models csql,account-manager --trials 2000
        quotient compare scenario.yaml --same-plans     the part of the gap that is not pay
        quotient compare scenario.yaml --json | jq '.models[] | [.name, .value.mean]'

      The same scenario, seed and number of trials give the same bytes, whatever the threads. An \
      interrupt (control-C) leaves the previous report whole.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Flag(help: "Print the report as one JSON document, and nothing else.")
  var json = false

  @Option(help: "The folder of the report (default: reports/SCENARIO).", completion: .directory)
  var out: String?

  @Option(help: ReportDate.help)
  var date: Day?

  @Flag(help: "Write no files.")
  var noFiles = false

  @Option(help: "Compare only these models, and the baseline: names with commas between.")
  var models: String?

  @Option(help: "Trials instead of the scenario's.")
  var trials: Int?

  @Option(help: "Seed instead of the scenario's: other luck.")
  var seed: UInt64?

  @Flag(help: "Spread the market's first shock evenly over the trials: other luck, smaller errors.")
  var strata = false

  @Flag(help: "Also show means without the luck of accounts: the same trials, smaller errors.")
  var adjusted = false

  @Option(help: "How many threads work (default: one a core); never changes a result.")
  var threads: Int?

  @Flag(help: "Pay each role by the plan of its own name in every model.")
  var samePlans = false

  @Flag(help: "Leave texts in CSV as they are, even where a spreadsheet takes them for formulas.")
  var rawCsv = false

  @Flag(help: "Also write samples.csv: every trial of every model.")
  var samples = false

  @Flag(name: .shortAndLong, help: "Print the verdict alone: no table, no warnings, no progress.")
  var quiet = false

  func validate() throws {
    if let trials, !(1...10_000_000).contains(trials) {
      throw ValidationError("--trials is 1 to 10000000; found \(trials).")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads is 1 to 1024; found \(threads).")
    }
    if noFiles, out != nil || samples || rawCsv {
      throw ValidationError("--no-files leaves nothing for --out, --samples or --raw-csv.")
    }
  }

  func run() async throws {
    let source = try ScenarioSource(contentsOf: scenario, consequence: "nothing simulated")
    if !quiet { for warning in source.warnings { StandardError.write(warning) } }
    let asked = try adjusted(source.scenario)
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    let compiled = CompiledScenario(asked)
    try Self.checkMemory(compiled)
    let prepared = try await PreparedScenario(compiled, tasks: threads)
    let result = try await Simulator.run(prepared, tasks: threads) { progress.show($0, of: $1) }
    progress.clear()
    let comparison = await Comparison(result)
    try Task.checkCancellation()
    let provenance = Provenance(comparison, date: date)
    try StandardOutput.write(
      json ? ComparisonDocument(comparison, provenance).text : text(of: comparison, provenance))
    guard !noFiles else { return }
    let wrote = try write(
      ComparisonFiles(
        comparison, provenance, rawCSV: rawCsv, samplesOf: samples ? result : nil))
    if !json, !quiet { try StandardOutput.write("\n" + wrote + "\n") }
  }

  /// Refuses a run whose figures would not fit this machine's memory, before it begins.
  private static func checkMemory(_ compiled: CompiledScenario) throws {
    let trials = compiled.scenario.trials
    let most = Int(Double(ProcessInfo.processInfo.physicalMemory) * 0.8) / compiled.bytesPerTrial
    guard trials > most else { return }
    throw Failure(
      .usage,
      "\(trials) trials: their figures would not fit this machine's memory; "
        + "use at most \(most), or fewer models (--models)")
  }

  private func text(of comparison: Comparison, _ provenance: Provenance) -> String {
    let text = ComparisonText(comparison, provenance)
    let lines = quiet ? text.verdictLines : text.lines(style: StandardOutput.style)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The scenario with what the options change.
  private func adjusted(_ scenario: Scenario) throws -> Scenario {
    var adjusted = samePlans ? scenario.withoutPayOverrides : scenario
    if let trials { adjusted.trials = trials }
    if let seed { adjusted.seed = seed }
    if strata { adjusted.sampling.strata = true }
    if self.adjusted { adjusted.sampling.adjusted = true }
    guard let models else { return adjusted }
    let asked = models.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let known = scenario.models.map(\.name)
    for name in asked where !known.contains(name) {
      let way =
        Suggestion.nearest(to: name, among: known).map { "did you mean \($0)?" }
        ?? "the scenario has \(known.joined(separator: ", "))"
      throw ValidationError("--models: no model \(name); \(way)")
    }
    let baseline = known[scenario.baseline]
    adjusted.models = scenario.models.filter { asked.contains($0.name) || $0.name == baseline }
    adjusted.baseline = adjusted.models.firstIndex { $0.name == baseline }!
    return adjusted
  }

  /// Writes the report and says where it is.
  private func write(_ report: ComparisonFiles) throws -> String {
    let stem = URL(filePath: scenario).deletingPathExtension().lastPathComponent
    let folder = ReportFolder(path: out ?? "reports/\(stem)")
    let files = report.all
    try folder.write(files, optional: ComparisonFiles.optional)
    let tables = files.count { $0.name.hasSuffix(".csv") }
    let others = files.map(\.name).filter { !$0.hasSuffix(".csv") }.joined(separator: ", ")
    return "Wrote     \(folder.path)/  \(others) and \(tables) CSV files"
  }
}
