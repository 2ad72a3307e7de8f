import Foundation
import Model
import Ownership
import Plans
import Testing

@testable import Language

/// No key that `check --resolved` prints may be one that cannot be set.
@Suite struct EverySettingTests {
  private static let root = URL(filePath: ScenarioFixture.folder)
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let files = ["scenarios", "Tests/Fixtures/scenarios"].flatMap { folder in
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path))
      ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }

  private func read(_ file: String) throws -> ScenarioReading {
    try ScenarioReader.read(
      contentsOf: Self.root.appending(path: file).path, Diagnostics())
  }

  /// A value set to itself changes nothing where all values are the user's.
  @Test(arguments: files) func itsOwnValue(file: String) throws {
    let text = try #require(try read(file).resolvedText(isAnnotated: false))
    let folder = Self.root.appending(path: file).deletingLastPathComponent().path
    let source = try SourceText(file: "resolved.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: folder, Diagnostics())
    let document = try #require(reading.document)
    #expect(reading.keys.count > 150)
    for (key, value) in reading.keys {
      do {
        let again = try reading.setting(key, to: value)
        #expect(again.document == document, "\(key)")
      } catch {
        Issue.record("\(key): \(error)")
      }
    }
  }

  /// A default set to its own value stays what it is; under `all` it is also stronger than a default
  /// under a name, as in a file.
  @Test(arguments: files) func theValueOfADefault(file: String) throws {
    let reading = try read(file)
    let before = Dictionary(uniqueKeysWithValues: reading.keys.map { ($0.key, $0.value) })
    for (key, value) in reading.keys {
      do {
        let again = try reading.setting(key, to: value)
        let after = Dictionary(uniqueKeysWithValues: again.keys.map { ($0.key, $0.value) })
        #expect(after[key] == value, "\(key)")
        if !key.split(separator: ".").contains("all") { #expect(after == before, "\(key)") }
      } catch {
        Issue.record("\(key): \(error)")
      }
    }
  }

  /// Another value that may stand there is taken, and nothing else changes.
  @Test(arguments: files) func anotherValue(file: String) throws {
    let reading = try read(file)
    let document = try #require(reading.document)
    let scenario = try #require(reading.scenario)
    let names =
      scenario.roles.keys.map(\.rawValue) + scenario.plans.keys + scenario.models.map(\.name)
      + Preset.all.map(\.name) + scenario.book.segments.map(\.name)
    var unchanged: Set<String> = []
    for (steps, entry, form) in ScenarioLanguage.table.leaves(in: document) {
      let key = SettingKey(steps).description
      let own = DocumentWriter.flow(entry)
      let others = candidates(form, entry, names.sorted()).filter { $0 != own }
      let isSet = others.contains { other in
        guard let again = try? reading.setting(key, to: other) else { return false }
        return again.keys.contains { $0.key == key && $0.value == other }
          || again.document != document
      }
      if !isSet { unchanged.insert(key) }
    }
    // The version of the language, the book's file and what its columns are called have one right
    // value each, and so has a role that is not human.
    let rest = unchanged.filter { key in
      key != "quotient" && key != "book.file" && !key.hasPrefix("book.columns.")
        && !key.hasPrefix("book.segments.")
    }
    #expect(rest == [], "\(file)")
  }

  private func candidates(_ form: Form, _ entry: Entry, _ names: [String]) -> [String] {
    switch form {
    case .assumption(let quantity), .scalar(.quantity(let quantity)): numbers(quantity)
    case .choice(let choices): choices.map(\.name)
    case .scalar(.text), .scalar(.name): ["Another"] + names
    case .scalar(.date): ["2026-02-01"]
    case .scalar(.duration): ["5 months", "2 months"]
    case .scalar(.years): ["2 years", "4 years"]
    case .scalar(.boolean): ["true", "false"]
    case .scalar(.payMix): ["72/28"]
    case .scalar(.portion(let whole)): ["9% of \(whole)"]
    case .scale:
      [
        "{0%: 0%, 100%: 100%}", "{50%: 0%, 100%: 100%, 120%: 110%}", "{0: 1%, 1k: 2%}",
        "{12 months: 100%}", "{6 months: 100%}",
      ]
    case .list(let element, _):
      ["[]", "[csm]", "[50%, 50%]", "[25%, 25%, 25%, 25%]", "[renewal]"]
        + names.filter { _ in table.alternatives(element).count == 1 }.map { "[\($0)]" }
    case .map, .record, .oneOf, .reference: []
    }
  }

  private var table: KeyTable { ScenarioLanguage.table }

  private func numbers(_ quantity: Quantity) -> [String] {
    switch quantity.unit {
    case .number: ["1.07", "2.5", "3"]
    case .share: ["7%", "61%", "99%", "20%"]
    case .ratio: ["97%", "104%", "50%"]
    case .proportion: ["7%", "61%"]
    case .money: ["7k", "61k", "3m"]
    case .count: ["2", "3", "1700", "4000"]
    }
  }
}
