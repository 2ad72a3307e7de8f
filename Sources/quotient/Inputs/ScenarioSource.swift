import Formats
import Language
import Model
import Ownership
import Simulation

/// A scenario that was read, with its warnings.
struct ScenarioSource {
  let path: String
  /// What is not done if the scenario is wrong.
  let consequence: String
  let reading: ScenarioReading
  let scenario: Scenario
  /// Rendered, one a line.
  let warnings: [String]

  /// - Parameters:
  ///   - settings: Override values of the file.
  ///   - trials: Overrides the scenario's; nil keeps them.
  ///   - consequence: What is not done if the scenario is wrong.
  ///   - text: The file's, if it was read before: a pipe gives it once.
  init(
    contentsOf path: String, text: SourceText? = nil, setting settings: [Setting],
    trials: Int? = nil, consequence: String
  ) throws {
    self.path = path
    self.consequence = consequence
    let diagnostics = Diagnostics()
    reading =
      if let text {
        try ScenarioReader.read(
          text, in: FilePath.folder(of: path), setting: settings, trials: trials, diagnostics)
      } else {
        try ScenarioReader.read(
          contentsOf: path, setting: settings, trials: trials, diagnostics)
      }
    // What was just set is the likely culprit: the file's warnings do not come in between.
    try diagnostics.throwIfAny(consequence, endsWithWarnings: !settings.isEmpty)
    guard let scenario = reading.scenario else {
      throw Failure(.badData, "\(path): no scenario")
    }
    self.scenario = scenario
    warnings = diagnostics.lines()
  }

  /// A scenario that was read already; nil if it has errors.
  init?(_ reading: ScenarioReading, path: String, consequence: String) {
    guard let scenario = reading.scenario else { return nil }
    self.path = path
    self.consequence = consequence
    self.reading = reading
    self.scenario = scenario
    warnings = []
  }
}
