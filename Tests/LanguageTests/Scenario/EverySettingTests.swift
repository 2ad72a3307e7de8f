import Formats
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
  @Test(arguments: ["Tests/Fixtures/scenarios/minimal.yaml", "scenarios/early-stage.yaml"])
  func theValueOfADefault(file: String) throws {
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

  /// Another valid value is accepted, and nothing else changes.
  @Test(arguments: files) func anotherValue(file: String) throws {
    let reading = try read(file)
    let document = try #require(reading.document)
    let scenario = try #require(reading.scenario)
    let roles = scenario.roles.keys.map(\.rawValue).sorted()
    let plans = scenario.plans.keys.sorted()
    let names =
      [
        "Another", "EUR", "CHF", "nrr", "grr", "logo-retention", "renewed-arr", "price-increase",
        "all-csm", "csql",
      ]
      + [roles.first, roles.last, plans.first, plans.last].compactMap(\.self)
    var unchanged: [String] = []
    for (steps, entry, form) in ScenarioLanguage.table.leaves(in: document) {
      let key = SettingKey(steps).description
      // One of these alone breaks a total, or a name that others use.
      if Self.isBound(key) { continue }
      let own = DocumentWriter.flow(entry)
      let others = candidates(form, names) + ["3", "97%", "1.5"]
      let isSet = others.contains { other in
        guard other != own, let again = try? reading.setting(key, to: other) else { return false }
        return again.document != document
      }
      if !isSet { unchanged.append(key) }
    }
    #expect(unchanged == [], "\(file)")
  }

  /// Whether a key has one right value while all others stay as they are: the version of the
  /// language, the book's file and its headings, whom every role leads, shares that total 100%, and
  /// names in use.
  private static func isBound(_ key: String) -> Bool {
    ["quotient", "book.file", "roles.all.manages"].contains(key) || key.hasPrefix("book.columns.")
      || key.hasPrefix("book.segments.") || key.hasSuffix(".weight") || key.hasSuffix(".share")
      || key.hasPrefix("models.") && key.hasSuffix(".name")
  }

  private func candidates(_ form: Form, _ names: [String]) -> [String] {
    switch form {
    case .assumption(let quantity), .scalar(.quantity(let quantity)): numbers(quantity)
    case .choice(let choices): choices.map(\.name)
    case .scalar(.text), .scalar(.name): names
    case .scalar(.date): ["2026-02-01"]
    case .scalar(.duration): ["5 months", "2 months"]
    case .scalar(.years): ["2 years", "4 years"]
    case .scalar(.boolean): ["true", "false"]
    case .scalar(.payMix): ["72/28"]
    case .scalar(.portion(let whole)): ["9% of \(whole)"]
    case .scale:
      [
        "{0%: 0%, 100%: 100%}", "{50%: 0%, 100%: 100%, 120%: 110%}", "{12 months: 100%}",
        "{1: csql}", "{1: all-csm}", "{1: upsell-renewal-split}",
      ]
    case .list:
      ["[]", "[25%, 25%, 25%, 25%]", "[renewal]", "[cco]"] + names.map { "[\($0)]" }
    case .map, .record, .oneOf, .reference: []
    }
  }

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
