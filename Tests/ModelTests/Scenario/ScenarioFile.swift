import Formats
import Foundation
import Language

/// Scenarios of the repository, as a user has them.
enum ScenarioFile {
  /// The repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let folder = root.appending(path: "scenarios")

  /// The names of the shipped scenarios, without `.yaml`, sorted.
  static let shipped: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// A scenario of a folder, and what was reported.
  static func read(_ url: URL) throws -> (reading: ScenarioReading, lines: [String]) {
    let diagnostics = Diagnostics()
    let reading = try ScenarioReader.read(contentsOf: url.path, diagnostics)
    return (reading, diagnostics.lines())
  }

  /// The YAML blocks of a page of the documentation.
  static func examples(in page: String) throws -> [String] {
    let text = String(
      decoding: try Data(contentsOf: root.appending(path: "docs/\(page)")), as: UTF8.self)
    return text.components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }
}
