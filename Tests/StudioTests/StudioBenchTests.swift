import Analysis
import Formats
import Foundation
import Language
import Model
import Reporting
import Simulation
import Testing

@testable import Studio

@Suite("The bench: what a studio answers")
struct StudioBenchTests {
  /// What `compare --set` writes.
  private func compared(
    _ fixture: StudioFixture, _ changes: [String: String], trials: Int? = nil
  ) async throws -> String {
    let diagnostics = Diagnostics()
    let settings = changes.sorted { $0.key < $1.key }.map {
      Setting($0, to: $1, source: "set on the command line", place: "--set")
    }
    let reading = try ScenarioReader.read(
      contentsOf: fixture.path, setting: settings, diagnostics)
    let compiled = try CompiledScenario(try #require(reading.scenario))
    let comparison = await Comparison(
      try await Simulator.run(
        try await PreparedScenario(compiled, tasks: 1), trials: trials, tasks: 1))
    return ComparisonDocument(
      ComparisonReport(
        comparison, Provenance(comparison), warnings: ScenarioWarnings(compiled).sentences,
        readingWarnings: diagnostics.warningStatements(except: ["trials"]))
    ).text
  }

  @Test(arguments: [
    [:], ["effects.new-logo-hour": "90..320"],
    ["roles.csm.ote": "130k", "outcomes.all.renewal.chance": "80%..90%"],
  ])
  func theDigitsAreThoseOfCompare(_ changes: [String: String]) async throws {
    let fixture = try StudioFixture()
    let answer = try await fixture.bench.answer(changes, trials: 512, isQuick: false)
    #expect(answer.isFinal)
    #expect(try await ComparisonDocument(answer.report).text == compared(fixture, changes))
  }

  @Test func warningsOfReadingAreInTheReport() async throws {
    let fixture = try StudioFixture(more: "period: month\n")
    let answer = try await fixture.bench.answer([:], trials: 512, isQuick: false)
    let document = ComparisonDocument(answer.report).text
    #expect(document.contains("no effect"))
    #expect(try await document == compared(fixture, [:]))
  }

  @Test func anAnswerWhileAControlMovesIsAPrefix() async throws {
    let fixture = try StudioFixture()
    let quick = try await fixture.bench.answer([:], trials: 384, isQuick: true)
    #expect(quick.trials == 384)
    #expect(
      try await ComparisonDocument(quick.report).text == compared(fixture, [:], trials: 384))
    #expect(!quick.isFinal)
    #expect(await fixture.bench.known([:]) == nil)
    _ = try await fixture.bench.answer([:], trials: 512, isQuick: false)
    #expect(await fixture.bench.known([:])?.trials == 512)
  }

  @Test(arguments: [
    "1,5", "abc", "", "1e400", "-1", "50..20", "NaN", String(repeating: "9", count: 10_000),
  ])
  func aValueThatCannotStandIsToldAtItsKey(_ text: String) throws {
    let fixture = try StudioFixture()
    #expect {
      _ = try fixture.bench.changedReading(["effects.overload": text])
    } throws: { error in
      let problems = (error as? StudioBench.Refusal)?.problems ?? []
      return problems.map(\.key) == ["effects.overload"]
        && problems.allSatisfy { !$0.message.isEmpty }
    }
  }

  @Test func savingKeepsCommentsAndShowsWhatChanges() throws {
    let fixture = try StudioFixture()
    let edited = try fixture.bench.edited([
      "effects.new-logo-hour": "90..320", "roles.csm.ote": "130k",
    ])
    #expect(edited.text.contains("horizon: 1 year   # one is enough"))
    #expect(edited.text.contains("  new-logo-hour: 90..320"))
    #expect(edited.difference.contains("-  new-logo-hour: 100..300"))
    #expect(edited.difference.contains("+  new-logo-hour: 90..320"))
    // Both values are in force when it is read again.
    try Data(edited.text.utf8).write(to: URL(filePath: fixture.path))
    let reading = try ScenarioReader.read(contentsOf: fixture.path, Diagnostics())
    #expect(reading.keys.contains { $0.key == "roles.csm.ote" && $0.value == "130k" })
  }

  @Test func aFileThatChangedMeanwhileIsNotOverwritten() throws {
    let fixture = try StudioFixture()
    try Data("name: another".utf8).write(to: URL(filePath: fixture.path))
    #expect(throws: StudioBench.Refusal.self) {
      _ = try fixture.bench.edited(["effects.overload": "0.7"])
    }
  }

  @Test func namesOfAnyKindAreTextOnThePage() throws {
    let fixture = try StudioFixture(name: "\"<script>alert(1)</script>\"")
    let html = ControlPanel(controls: fixture.bench.reading.controls).html
    #expect(!html.contains("<script"))
    #expect(html.contains("data-key=\"effects.new-logo-hour\""))
  }

  @Test func sliderCoverTheirValues() throws {
    let fixture = try StudioFixture()
    var tested = 0
    for control in fixture.bench.reading.controls {
      guard let track = control.track else { continue }
      switch control.kind {
      case .belief(let low, let high, _):
        #expect(track.low <= low && high <= track.high, "\(control.key)")
      case .number(let value, _):
        #expect(track.low <= value && value <= track.high, "\(control.key)")
      case .choice, .text: Issue.record("\(control.key) has no numbers")
      }
      let steps = (track.high - track.low) / track.step
      #expect(steps <= 260, "\(control.key): \(steps) steps")
      tested += 1
    }
    #expect(tested > 50)
  }
}

@Suite("Variants of a studio")
struct VariantsTests {
  @Test func theLaterOfTwoTabsIsTold() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "variants-\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let variants = try Variants(in: ReportFolder(path: folder), isKept: true)
    let one = Variants.Variant(name: "Cautious", changes: ["effects.overload": "0.7"])
    let list = try await variants.replace(.init(revision: 0, variants: [one]))
    #expect(list.revision == 1)
    await #expect(throws: StudioError.self) {
      _ = try await variants.replace(.init(revision: 0, variants: []))
    }
    let again = try Variants(in: ReportFolder(path: folder), isKept: true)
    #expect(await again.list.variants.map(\.name) == ["Cautious"])
    #expect(await again.list.revision == 1)
  }

  @Test func aFileOfAnotherIsNotTakenForVariants() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "variants-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("notes".utf8).write(to: folder.appending(path: Variants.fileName))
    #expect(throws: UnreadableFile.self) {
      _ = try Variants(in: ReportFolder(path: folder.path), isKept: true)
    }
  }
}
