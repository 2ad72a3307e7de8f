import ArgumentParser
import Model
import Simulation

extension PreparedScenario {
  /// Reads and prepares a scenario as requested, and prints its warnings.
  ///
  /// - Parameters:
  ///   - trials: Overrides the scenario's; nil keeps them.
  ///   - seed: Overrides the scenario's; nil keeps it.
  ///   - keepsPeople: Whether to keep every person's pay by trial.
  init(
    _ origin: RunOrigin, trials: Int?, seed: UInt64?, threads: Int? = nil,
    keepsPeople: Bool, isQuiet: Bool
  ) async throws {
    let chosen = try ModelOptions.parse(origin.arguments)
    let source = try ScenarioSource(
      contentsOf: origin.scenario, setting: chosen.setting.settings, trials: trials,
      consequence: "nothing simulated")
    if !isQuiet { for warning in source.warnings { StandardError.write(warning) } }
    var scenario = try chosen.applied(to: source.scenario, source.reading)
    if let seed { scenario.seed = seed }
    let compiled = try source.compiled(scenario)
    if !isQuiet {
      for sentence in compiled.simplifiedPay { StandardError.write("warn " + sentence) }
    }
    let prepared = try await PreparedScenario(compiled, tasks: threads)
    self = keepsPeople ? prepared.keepingPeople() : prepared
  }
}
