import Formats
import Foundation
import Language
import TestSupport
import Testing
import Units

/// Each scenario of `Fixtures/invalid/scenarios` beside the problems it has.
@Suite struct InvalidScenarioTests {
  static let folder = ScenarioFixture.folder + "/invalid/scenarios"

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

  @Test func coversManyMistakes() { #expect(Self.names.count >= 25) }

  @Test(arguments: names)
  func reportsExpectedErrors(_ name: String) throws {
    let text = try String(contentsOfFile: "\(Self.folder)/\(name).yaml", encoding: .utf8)
    let expected = try String(contentsOfFile: "\(Self.folder)/\(name).txt", encoding: .utf8)
    let (reading, lines) = try ScenarioFixture.read(
      text: text, name: "\(name).yaml", in: Self.folder)
    let reported = lines.map { $0.replacing(Self.folder + "/", with: "") + "\n" }.joined()
    #expect(reported == expected)
    let isOnlyWarned = lines.allSatisfy { $0.hasPrefix("warn ") }
    #expect((reading.scenario != nil) == isOnlyWarned)
  }

  /// Whatever is deleted, duplicated or moved, the result is a scenario or an error.
  @Test func editedScenariosNeverCrash() throws {
    let text = try String(
      contentsOfFile: ScenarioFixture.folder + "/scenarios/review.yaml", encoding: .utf8)
    let marks: Set<Character> = [" ", ",", ":", "{", "}", "[", "]", "\n", "."]
    var tokens: [String] = [""]
    for character in text {
      if marks.contains(character) {
        tokens += [String(character), ""]
      } else {
        tokens[tokens.count - 1].append(character)
      }
    }
    let words = tokens.indices.filter {
      !tokens[$0].isEmpty && !marks.contains(Character(String(tokens[$0].prefix(1))))
    }
    var generator = SplitMix(state: 5)
    for _ in 0..<300 {
      var edited = tokens
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = words.randomElement(using: &generator) ?? 0
        let other = words.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: edited[place] = ""
        case 1: edited[place] = tokens[other]
        case 2: edited[place] = "[\(tokens[place])]"
        default: edited[place] = "{\(tokens[other]): \(tokens[place])}"
        }
      }
      do {
        let (reading, lines) = try ScenarioFixture.read(text: edited.joined())
        let isRefused = lines.contains { !$0.hasPrefix("warn ") }
        #expect((reading.scenario == nil) == isRefused, "\(edited.joined())")
      } catch is UnreadableFile {
        continue
      }
    }
  }

  @Test func missingBookIsUnreadable() throws {
    #expect(throws: UnreadableFile.self) {
      try ScenarioFixture.read(text: "book: {file: none.csv}\n" + ScenarioFixture.models)
    }
    #expect(throws: UnreadableFile.self) { try ScenarioFixture.read("none.yaml") }
  }
}
