import ArgumentParser
import Model
import Simulation

extension PreparedScenario {
  /// Reads and prepares a scenario as it was asked for, telling its warnings.
  ///
  /// - Parameters:
  ///   - trials: Instead of the scenario's; nil for these.
  ///   - seed: Instead of the scenario's; nil for this.
  ///   - keepsPeople: Whether the pay of every person is kept by trial.
  init(
    _ origin: RunOrigin, trials: Int?, seed: UInt64?, threads: Int? = nil,
    keepsPeople: Bool, isQuiet: Bool
  ) async throws {
    let chosen = try ModelOptions.parse(origin.arguments)
    let source = try ScenarioSource(
      contentsOf: origin.scenario, setting: chosen.setting.settings, trials: trials,
      consequence: "nothing simulated")
    if !isQuiet { for warning in source.warnings { StandardError.write(warning) } }
    var scenario = try chosen.applied(to: source.scenario)
    if let seed { scenario.seed = seed }
    let prepared = try await PreparedScenario(CompiledScenario(scenario), tasks: threads)
    self = keepsPeople ? prepared.keepingPeople() : prepared
  }
}
