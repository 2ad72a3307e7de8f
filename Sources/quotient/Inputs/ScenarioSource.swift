import Formats
import Language
import Model
import Ownership
import Simulation

/// A scenario that was read, with its warnings.
struct ScenarioSource {
  let reading: ScenarioReading
  let scenario: Scenario
  /// Rendered, one a line.
  let warnings: [String]

  /// - Parameters:
  ///   - settings: Override values of the file.
  ///   - trials: Overrides the scenario's; nil keeps them.
  ///   - consequence: What is not done if the scenario is wrong.
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
    warnings = diagnostics.lines()
  }
}
