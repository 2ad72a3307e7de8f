import Formats
import Language
import Model
import Ownership
import Simulation

/// A scenario that was read, and what is to be said about it.
struct ScenarioSource {
  let reading: ScenarioReading
  let scenario: Scenario
  /// Rendered, one a line.
  let warnings: [String]

  /// - Parameters:
  ///   - settings: Values in the place of the file's.
  ///   - trials: Instead of the scenario's; nil for these.
  ///   - consequence: What is not done where the scenario is wrong.
  init(
    contentsOf path: String, setting settings: [Setting], trials: Int? = nil, consequence: String
  ) throws {
    let diagnostics = Diagnostics()
    reading = try ScenarioReader.read(
      contentsOf: path, setting: settings, trials: trials, diagnostics)
    // What was just set is the likely culprit: the file's warnings do not come in between.
    try diagnostics.throwIfAny(consequence, endsWithWarnings: !settings.isEmpty)
    guard let scenario = reading.scenario else {
      throw Failure(.badData, "\(path): no scenario")
    }
    self.scenario = scenario
    warnings = diagnostics.lines() + Self.simplifications(scenario)
  }

  /// What of the plans in use is simulated more simply than it is written.
  private static func simplifications(_ scenario: Scenario) -> [String] {
    var used: Set<String> = []
    for rules in scenario.models.flatMap(\.stages).map(\.rules) {
      for role in scenario.roles.keys { used.insert(rules.planName(of: role)) }
    }
    return used.sorted().flatMap { name in
      (scenario.plans[name]?.simplificationsInSimulation ?? []).map {
        "warn plans.\(name): \($0)"
      }
    }
  }
}
