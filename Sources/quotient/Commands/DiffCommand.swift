import Analysis
import ArgumentParser
import Formats
import Foundation
import Language
import Model
import Ownership
import Reporting
import Simulation

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two scenarios or reports, and what each change did.",
    discussion: """
      Of two scenarios, both are run on the same luck, that of the first. The inputs that differ are \
      switched one after another, in their order and in reverse; an input's part of the change of a \
      figure is the mean of both, so that the parts add up to the whole. Two runs for each input: \
      --trials makes it quicker.

      Of two reports of compare (their folders, or their report.json), it says which figures, \
      verdict and assumptions changed; nothing is run.

        quotient diff before.yaml after.yaml
        quotient diff before.yaml after.yaml --trials 2000 --json
        quotient diff reports/may reports/june
      """)

  @Argument(help: "A scenario or a report.", completion: .file())
  var before: String

  @Argument(help: "A later one.", completion: .file())
  var after: String

  @OptionGroup var options: RunOptions

  @Flag(help: "Print one JSON document, and nothing else.")
  var json = false

  @Flag(name: .shortAndLong, help: "No warnings on standard error, and no progress.")
  var quiet = false

  /// The most inputs that are switched one by one: each takes two runs.
  private static let mostChanges = 16

  func run() async throws {
    let kinds = [before, after].map(Self.isReport)
    guard kinds[0] == kinds[1] else {
      let (report, scenario) = kinds[0] ? (before, after) : (after, before)
      throw ValidationError(
        "\(report) is a report and \(scenario) a scenario: give two of one kind")
    }
    if kinds[0] {
      guard options.trials == nil, options.seed == nil, options.threads == nil else {
        throw ValidationError(
          "--trials, --seed and --threads belong to scenarios: reports are not run again.")
      }
      try compareReports()
    } else {
      try await compareScenarios()
    }
  }

  private static func isReport(_ path: String) -> Bool {
    FileSuggestion.isFolder(path) || path.hasSuffix(".json")
  }

  // MARK: - Reports

  private func compareReports() throws {
    do {
      let diff = try ReportDiff(Self.report(before), Self.report(after))
      try StandardOutput.write(
        json
          ? diff.documentText
          : diff.lines(style: StandardOutput.style).joined(separator: "\n") + "\n")
    } catch let unfit as UnfitReport {
      throw Failure(.badData, unfit.description)
    }
  }

  private static func report(_ path: String) throws -> WrittenReport {
    let isFolder = FileSuggestion.isFolder(path)
    let folder =
      isFolder ? path : URL(filePath: path).deletingLastPathComponent().relativePath
    let document = isFolder ? FilePath.path(of: "report.json", besideFolder: path) : path
    if isFolder, !FileManager.default.fileExists(atPath: document) {
      throw Failure(
        .unreadable, "\(path): no report of quotient compare; it has no report.json")
    }
    let assumptions = FilePath.path(of: "assumptions.csv", besideFolder: folder)
    return try WrittenReport(
      path: path, document: try SourceText(contentsOf: document),
      assumptions: FileManager.default.fileExists(atPath: assumptions)
        ? try SourceText(contentsOf: assumptions) : nil)
  }

  // MARK: - Scenarios

  /// The scenarios between the two, each by the changes that it has.
  private struct Chain {
    let changes: ScenarioChanges
    /// With 0, 1, ... changes in their order; then with the last change, the last two, ...
    let forward: [ScenarioSource]
    let backward: [ScenarioSource]
  }

  private func compareScenarios() async throws {
    let sources = try [before, after].map {
      try ScenarioSource(
        contentsOf: $0, setting: [], trials: options.trials, consequence: "nothing compared")
    }
    if !quiet { for warning in sources.flatMap(\.warnings) { StandardError.write(warning) } }
    let (old, new) = (sources[0], sources[1])
    guard old.scenario.currency == new.scenario.currency else {
      throw Failure(
        .badData,
        "\(before) is in \(old.scenario.currency), \(after) in \(new.scenario.currency): their amounts"
          + " do not compare")
    }
    guard let changes = ScenarioChanges(old.reading, new.reading) else {
      throw Failure(.badData, "\(before): no scenario")
    }
    let known = new.scenario.models.map(\.name)
    let models = old.scenario.models.map(\.name).filter(known.contains)
    guard !models.isEmpty else {
      throw Failure(.badData, "\(before) and \(after) have no model of one name: nothing compares")
    }
    let chain = try Self.chain(changes, old, new)
    let runs = Set(chain.changes.all.indices)
    let progress = DiffProgress(
      isShown: !quiet && StandardError.isTerminal, count: max(1, 2 * runs.count))
    defer { progress.clear() }
    let (first, started) = try await run(old, as: nil, models)
    progress.show(1)
    guard !runs.isEmpty else {
      return try await report(chain, (old, first), (new, first), nil)
    }
    let (last, ended) = try await run(new, as: old, models)
    progress.show(2)
    var done = 2
    func steps(_ between: [ScenarioSource]) async throws -> [ChangeStep] {
      var steps = [started]
      for source in between {
        steps.append(try await run(source, as: old, models).step)
        done += 1
        progress.show(done)
      }
      return steps + [ended]
    }
    let parts = ChangeParts(
      forward: try await steps(chain.forward), backward: try await steps(chain.backward),
      models: models)
    progress.clear()
    try await report(chain, (old, first), (new, last), parts)
  }

  /// Reads the scenarios of both orders; changes that make no sense alone are made together.
  private static func chain(
    _ changes: ScenarioChanges, _ old: ScenarioSource, _ new: ScenarioSource
  ) throws -> Chain {
    let trials = old.scenario.trials
    for candidate in [changes, changes.byRoot, changes.atOnce] {
      let count = candidate.all.count
      guard count <= mostChanges else { continue }
      func sources(_ sets: [Set<Int>]) throws -> [ScenarioSource]? {
        var sources: [ScenarioSource] = []
        for set in sets {
          let diagnostics = Diagnostics()
          let reading = try candidate.reading(with: set, trials: trials, diagnostics)
          guard
            let source = ScenarioSource(
              reading, path: old.path, consequence: "nothing compared"),
            (try? source.compiled(source.scenario)) != nil
          else { return nil }
          sources.append(source)
        }
        return sources
      }
      let between = count > 1 ? Array(1..<count) : []
      guard let forward = try sources(between.map { Set(0..<$0) }),
        let backward = try sources(between.map { Set(count - $0..<count) })
      else { continue }
      return Chain(changes: candidate, forward: forward, backward: backward)
    }
    preconditionFailure("all changes at once need no scenario between")
  }

  /// - Parameter other: Whose trials and luck hold; nil: its own.
  private func run(
    _ source: ScenarioSource, as other: ScenarioSource?, _ models: [String]
  ) async throws -> (result: SimulationResult, step: ChangeStep) {
    var scenario = source.scenario
    let luck = (other ?? source).scenario
    scenario.trials = luck.trials
    scenario.seed = options.seed ?? luck.seed
    scenario.sampling = luck.sampling
    let prepared = try await PreparedScenario(
      source.compiled(scenario), tasks: options.threads)
    let result = try await Simulator.run(prepared, tasks: options.threads)
    return (result, ChangeStep(result, models: models))
  }

  private func report(
    _ chain: Chain, _ old: (source: ScenarioSource, result: SimulationResult),
    _ new: (source: ScenarioSource, result: SimulationResult), _ parts: ChangeParts?
  ) async throws {
    func side(
      _ file: String, _ result: SimulationResult
    ) async -> ScenarioDiffReport.Side {
      let comparison = await Comparison(result)
      return ScenarioDiffReport.Side(file: file, comparison, Provenance(comparison))
    }
    let report = ScenarioDiffReport(
      before: await side(before, old.result), after: await side(after, new.result),
      changes: chain.changes.all.map { change in
        ScenarioDiffReport.Change(
          name: change.name, keys: change.keys.map { ($0.key, $0.before, $0.after) })
      }, parts: parts)
    try StandardOutput.write(
      json
        ? report.documentText
        : report.lines(style: StandardOutput.style).joined(separator: "\n") + "\n")
  }
}

/// A line in the terminal: how many runs are done.
private struct DiffProgress {
  let isShown: Bool
  let count: Int

  func show(_ done: Int) {
    if isShown, done < count { StandardError.writeInPlace("\(done) of \(count) runs") }
  }

  func clear() {
    if isShown { StandardError.writeInPlace("") }
  }
}
