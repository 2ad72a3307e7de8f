import Foundation
import Language
import Testing

/// Each scenario of `Fixtures/invalid/scenarios` beside what is told about it.
@Suite struct InvalidScenarioTests {
  static let folder = ScenarioFixture.folder + "/invalid/scenarios"

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

  @Test func thereAreMany() { #expect(Self.names.count >= 25) }

  @Test(arguments: names)
  func whatIsWrongIsToldAsExpected(_ name: String) throws {
    let text = try String(contentsOfFile: "\(Self.folder)/\(name).yaml", encoding: .utf8)
    let expected = try String(contentsOfFile: "\(Self.folder)/\(name).txt", encoding: .utf8)
    let (reading, lines) = try ScenarioFixture.read(
      text: text, name: "\(name).yaml", in: Self.folder)
    let told = lines.map { $0.replacing(Self.folder + "/", with: "") + "\n" }.joined()
    #expect(told == expected)
    let isOnlyWarned = lines.allSatisfy { $0.hasPrefix("warn ") }
    #expect((reading.scenario != nil) == isOnlyWarned)
  }

  @Test func aBookThatIsNotThereIsUnreadable() throws {
    #expect(throws: UnreadableFile.self) {
      try ScenarioFixture.read(text: "book: {file: none.csv}\n" + ScenarioFixture.models)
    }
    #expect(throws: UnreadableFile.self) { try ScenarioFixture.read("none.yaml") }
  }
}
