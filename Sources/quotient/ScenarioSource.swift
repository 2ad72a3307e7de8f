import Language
import Scenarios

/// A scenario that was read, and what is to be said about it.
struct ScenarioSource {
  let reading: ScenarioReading
  let scenario: Scenario
  /// Rendered, one a line.
  let warnings: [String]

  /// - Parameter consequence: What is not done where the scenario is wrong.
  init(contentsOf path: String, consequence: String) throws {
    let diagnostics = Diagnostics()
    reading = try ScenarioReader.read(contentsOf: path, diagnostics)
    try diagnostics.throwIfAny(consequence)
    guard let scenario = reading.scenario else {
      throw Failure(.badData, "\(path): no scenario")
    }
    self.scenario = scenario
    warnings = diagnostics.lines()
  }
}
