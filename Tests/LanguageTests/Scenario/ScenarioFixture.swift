import Formats
import Foundation
import Language

/// Scenarios of the repository's `Tests/Fixtures`, and scenarios written in a test.
enum ScenarioFixture {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path

  /// The start of a valid scenario.
  static let models = "baseline: all-csm\nmodels: [all-csm, csql]\n"

  /// A file below `scenarios`, and what was reported.
  static func read(_ name: String) throws -> (reading: ScenarioReading, lines: [String]) {
    let diagnostics = Diagnostics()
    let reading = try ScenarioReader.read(
      contentsOf: "\(folder)/scenarios/\(name)", diagnostics)
    return (reading, diagnostics.lines())
  }

  /// A text, whose files are those below `folder`, and what was reported.
  static func read(
    text: String, name: String = "a.yaml", in folder: String = "\(folder)/scenarios"
  ) throws -> (reading: ScenarioReading, lines: [String]) {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: name, bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: folder, diagnostics)
    return (reading, diagnostics.lines())
  }
}
