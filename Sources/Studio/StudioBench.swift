import Analysis
import Formats
import Foundation
import Language
import Model
import Reporting
import Simulation

/// The scenario that a studio shows, and what it answers to changes of it.
///
/// An answer depends on the changes alone, never on what was asked before; the same changes give the
/// digits of `compare --set`.
actor StudioBench {
  /// What a change may be told: a value that cannot stand, by key.
  struct Refusal: Error, Sendable {
    struct Problem: Sendable {
      /// Empty where the problem is of no single key.
      let key: String
      let message: String
    }

    let problems: [Problem]
  }

  /// A comparison at a number of trials.
  struct Answer: Sendable {
    let report: ComparisonReport
    let comparison: Comparison
    let fingerprint: String
    let trials: Int
    let of: Int

    var isFinal: Bool { trials == of }
  }

  /// Trials while a control moves, and when it is let go.
  static let stages = [384, 1024]

  nonisolated let path: String
  nonisolated let reading: ScenarioReading
  nonisolated let scenario: Scenario
  private let source: SourceText
  private let threads: Int?
  /// How a setting of the command line is named among the inputs, so that a studio's are the same.
  private let settingSource: String
  private var saved: Comparison?
  private var kept: [(changes: [String: String], answer: Answer)] = []

  private static let mostKept = 24

  init(
    path: String, source: SourceText, reading: ScenarioReading, scenario: Scenario, threads: Int?,
    settingSource: String
  ) {
    self.path = path
    self.source = source
    self.reading = reading
    self.scenario = scenario
    self.threads = threads
    self.settingSource = settingSource
  }

  var trials: Int { scenario.trials }

  /// The comparison of the scenario as its file says it, as exact as it is known; nil for the file's
  /// own settings.
  func saved(besides changes: [String: String]) -> Comparison? { changes.isEmpty ? nil : saved }

  /// The answer that is known already.
  func known(_ changes: [String: String]) -> Answer? {
    guard let index = kept.firstIndex(where: { $0.changes == changes }) else { return nil }
    let entry = kept.remove(at: index)
    kept.append(entry)
    return entry.answer
  }

  /// Compares the models with some values changed.
  ///
  /// - Parameters:
  ///   - trials: At most as many are run as the scenario has.
  ///   - isQuick: Leaves a core to the page.
  /// - Throws: ``Refusal``; `CancellationError`.
  nonisolated func answer(
    _ changes: [String: String], trials: Int, isQuick: Bool
  ) async throws -> Answer {
    let (changed, warnings) = try changedReading(changes)
    guard let scenario = changed.scenario else { throw Refusal(problems: []) }
    try Task.checkCancellation()
    let compiled: CompiledScenario
    do throws(StaffingError) {
      compiled = try CompiledScenario(scenario)
    } catch {
      throw Refusal(problems: [
        .init(
          key: error.role.map { "roles.\($0).heads" } ?? "",
          message: "\(error.model) would have more people than are simulated")
      ])
    }
    let tasks = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let prepared = try await PreparedScenario(compiled, tasks: tasks)
    try Task.checkCancellation()
    let trials = min(trials, scenario.trials)
    let result = try await Simulator.run(
      prepared, trials: trials, tasks: isQuick ? max(1, tasks - 1) : tasks)
    try Task.checkCancellation()
    let comparison = await Comparison(result)
    try Task.checkCancellation()
    let provenance = Provenance(comparison)
    let report = ComparisonReport(
      comparison, provenance, warnings: ScenarioWarnings(compiled).sentences,
      readingWarnings: warnings)
    let answer = Answer(
      report: report, comparison: comparison, fingerprint: provenance.inputs.description,
      trials: trials, of: scenario.trials)
    await keep(answer, changes)
    return answer
  }

  private func keep(_ answer: Answer, _ changes: [String: String]) {
    if changes.isEmpty, answer.trials >= saved?.trials ?? 0 { saved = answer.comparison }
    guard answer.isFinal, !kept.contains(where: { $0.changes == changes }) else { return }
    kept.append((changes, answer))
    if kept.count > Self.mostKept { kept.removeFirst() }
  }

  /// The scenario with some values changed, and what reading it warns of.
  ///
  /// - Throws: ``Refusal``.
  nonisolated func changedReading(
    _ changes: [String: String]
  ) throws -> (reading: ScenarioReading, warnings: [String]) {
    let diagnostics = Diagnostics()
    let settings = changes.sorted { $0.key < $1.key }.map {
      Setting($0, to: $1, source: settingSource, place: "")
    }
    let changed: ScenarioReading
    do throws(UnreadableFile) {
      changed = try reading.setting(settings, diagnostics)
    } catch {
      throw Refusal(problems: [.init(key: "", message: error.description)])
    }
    let errors = diagnostics.sorted.filter { $0.severity == .error }
    guard errors.isEmpty, changed.scenario != nil else {
      throw Refusal(problems: errors.map { problem($0, changes) })
    }
    return (changed, diagnostics.warningStatements(except: ["trials"]))
  }

  /// The problem at the key that was changed, if it is one of them.
  private nonisolated func problem(
    _ diagnostic: Diagnostic, _ changes: [String: String]
  ) -> Refusal.Problem {
    let subject = diagnostic.subject ?? ""
    let key = changes[subject] == nil ? (changes.count == 1 ? changes.keys.first! : "") : subject
    return Refusal.Problem(
      key: key, message: subject == key ? diagnostic.remedy : diagnostic.statement)
  }

  // MARK: - Leaving with results

  /// The file with the changes in place, and the lines that differ.
  ///
  /// - Throws: ``Refusal`` where the file has changed meanwhile, or a value cannot be set in place.
  nonisolated func edited(_ changes: [String: String]) throws -> EditedScenario {
    let current: SourceText
    do {
      current = try SourceText(contentsOf: path)
    } catch {
      throw Refusal(problems: [.init(key: "", message: "\(error)")])
    }
    guard current.bytes == source.bytes else {
      throw Refusal(problems: [
        .init(
          key: "",
          message: "\(path) has changed since the studio read it; start the studio again, and paste"
            + " the code of your changes")
      ])
    }
    let diagnostics = Diagnostics()
    guard let edited = try changedReading(changes).reading.edited(current, diagnostics) else {
      throw Refusal(
        problems: diagnostics.sorted.map { problem($0, changes) })
    }
    return edited
  }

  /// The folder where `compare` writes the report of the scenario.
  nonisolated var folder: ReportFolder {
    ReportFolder(
      path: "reports/" + URL(filePath: path).deletingPathExtension().lastPathComponent)
  }

  /// Writes the report that `compare` writes, with the changes set.
  func take(_ changes: [String: String]) async throws -> String {
    let answer =
      if let known = known(changes) { known } else {
        try await answer(changes, trials: trials, isQuick: false)
      }
    let files = ComparisonFiles(answer.report)
    let folder = folder
    if let foreign = try ComparisonFiles.foreignFile(in: folder) {
      throw UnwrittenFile(
        path: "\(folder.path)/\(foreign)", reason: "no report of quotient wrote it")
    }
    try await folder.write(
      files.all, optional: ComparisonFiles.optional, unfinished: files.unfinished)
    return folder.path
  }
}
