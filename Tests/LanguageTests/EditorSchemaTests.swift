import Formats
import Foundation
import Language
import Testing

/// An editor with the JSON Schema accepts whatever the reader accepts.
@Suite struct EditorSchemaTests {
  private static let root = URL(filePath: ScenarioFixture.folder)
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static func files(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? [])
      .filter { $0.hasSuffix(".yaml") }.map { "\(root)/\(folder)/\($0)" }.sorted()
  }

  @Test func findsScenariosAndPlans() {
    #expect(Self.files("scenarios").count >= 5)
    #expect(Self.files("Tests/Fixtures/scenarios").count >= 2)
    #expect(Self.files("Tests/Fixtures/pay").count >= 2)
  }

  @Test(arguments: files("scenarios") + files("Tests/Fixtures/scenarios"))
  func scenariosFit(_ path: String) throws {
    let schema = try EditorSchema(ScenarioLanguage.table)
    let problems = schema.problems(try SourceText(contentsOf: path))
    #expect(problems == [])
  }

  @Test(arguments: files("Tests/Fixtures/pay"))
  func plansFit(_ path: String) throws {
    let schema = try EditorSchema(PlansLanguage.table)
    let problems = schema.problems(try SourceText(contentsOf: path))
    #expect(problems == [])
  }

  @Test func startersFit() throws {
    let scenario = try SourceText(file: "a.yaml", bytes: Array(ScenarioStarter.text().utf8))
    #expect(try EditorSchema(ScenarioLanguage.table).problems(scenario) == [])
    let plans = try SourceText(file: "p.yaml", bytes: Array(StarterPlans.text.utf8))
    #expect(try EditorSchema(PlansLanguage.table).problems(plans) == [])
  }

  @Test(arguments: [
    "quotient: 2", "quotient: \"2\"", "horizon: 3", "models: [{nam: x}]",
    "outcomes: {all: {escalator: 5}}", "outcomes: {all: {renewal: {chance: 94}}}",
    "finance: {budget: 1m, a b: 3}", "period: weekly", "trials: 1.5", "trails: 5",
  ])
  func rejectsInvalidScenarios(_ text: String) throws {
    let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
    #expect(try EditorSchema(ScenarioLanguage.table).problems(source) != [])
  }

  @Test func versionMayBeNumberOrText() throws {
    for text in ["quotient: 1", "quotient: \"1\""] {
      let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
      #expect(try EditorSchema(ScenarioLanguage.table).problems(source) == [])
    }
  }
}
