import ArgumentParser
import Model
import Simulation

/// A scenario that was read and prepared to run.
struct RunInput {
  let prepared: PreparedScenario
  /// What reading it warned of: see ``ScenarioSource/warningStatements``.
  let readingWarnings: [String]

  /// Reads and prepares a scenario as requested, and prints the warnings of reading it.
  ///
  /// - Parameters:
  ///   - trials: Overrides the scenario's; nil keeps them.
  ///   - seed: Overrides the scenario's; nil keeps it.
  ///   - keepsPeople: Whether to keep every person's pay by trial.
  ///   - isReported: Whether a report follows, which has the warnings of what is simulated.
  init(
    _ origin: RunOrigin, trials: Int?, seed: UInt64?, threads: Int? = nil,
    keepsPeople: Bool, isQuiet: Bool, isReported: Bool
  ) async throws {
    let chosen = try ModelOptions.parse(origin.arguments)
    let source = try ScenarioSource(
      contentsOf: origin.scenario, setting: chosen.setting.settings, trials: trials,
      consequence: "nothing simulated")
    if !isQuiet { for warning in source.warnings { StandardError.write(warning) } }
    readingWarnings = source.warningStatements
    var scenario = try chosen.applied(to: source.scenario, source.reading)
    if let seed { scenario.seed = seed }
    let compiled = try source.compiled(scenario)
    if !isQuiet, !isReported {
      for sentence in compiled.simplifiedPay { StandardError.write("warn " + sentence) }
    }
    let prepared = try await PreparedScenario(compiled, tasks: threads)
    self.prepared = keepsPeople ? prepared.keepingPeople() : prepared
  }
}
