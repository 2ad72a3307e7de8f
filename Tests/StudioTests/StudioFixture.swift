import Formats
import Foundation
import Language
import Model
import Testing

@testable import Studio

/// A small scenario of our own in a folder that goes with it.
final class StudioFixture {
  let folder: URL
  let path: String
  let bench: StudioBench

  /// - Parameters:
  ///   - name: Of the scenario, which may be anything.
  ///   - more: Lines of the scenario besides.
  init(name: String = "Small", trials: Int = 512, more: String = "") throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "studio-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "small.yaml").path
    let text = """
      quotient: 1
      name: \(name)
      currency: USD
      start: 2026-01-01
      horizon: 1 year   # one is enough
      trials: \(trials)
      seed: 7
      book:
        generate: {accounts: 40, seed: 3, segments: {smb: {share: 100%, mean-arr: 20k}}}
      outcomes:
        all:
          renewal: {chance: 84%..92%}
          upsell: {per-year: 0.4..0.8, found: 60%, accepted: 90%, won: 40%, size: 10%..40%}
      effects:
        new-logo-hour: 100..300
      baseline: today
      models:
        - {name: today, like: upsell-renewal-split}
        - account-manager
      """
    try Data((text + "\n" + more).utf8).write(to: URL(filePath: path))
    let source = try SourceText(contentsOf: path)
    let diagnostics = Diagnostics()
    let reading = try ScenarioReader.read(contentsOf: path, diagnostics)
    let scenario = try #require(
      reading.scenario, "\(diagnostics.lines().joined(separator: "\n"))")
    bench = StudioBench(
      path: path, source: source, reading: reading, scenario: scenario, threads: 2,
      settingSource: "set on the command line")
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }
}
