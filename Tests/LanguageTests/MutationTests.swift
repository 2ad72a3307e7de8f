import Formats
import Foundation
import Language
import Model
import Statements
import TestSupport
import Testing
import Units

/// Damaged files through every reader of text: each ends in a value or in diagnostics. A trap ends
/// the tests themselves; `Scripts/fuzz` tries more of them.
@Suite struct MutationTests {
  private static let root = URL(fileURLWithPath: ScenarioFixture.folder)
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func bytes(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: root.appendingPathComponent(path)))
  }

  @Test(arguments: [
    "Tests/Fixtures/scenarios/review.yaml", "scenarios/early-stage.yaml",
  ])
  func scenariosAreReadOrRefused(_ path: String) throws {
    let original = try Self.bytes(path)
    let folder = Self.root.appendingPathComponent(path).deletingLastPathComponent().path
    var mutation = Mutation(seed: 1)
    var read = 0
    for _ in 0..<Mutation.count(150) {
      let diagnostics = Diagnostics()
      guard let source = try? SourceText(file: "s.yaml", bytes: mutation.of(original)) else {
        continue
      }
      let reading = try? ScenarioReader.read(source, in: folder, diagnostics)
      #expect(reading?.scenario == nil || !diagnostics.hasErrors)
      if let reading, reading.scenario != nil, let text = reading.resolvedText() {
        read += 1
        let again = try SourceText(file: "r.yaml", bytes: Array(text.utf8))
        let resolved = try ScenarioReader.read(again, in: folder, Diagnostics())
        #expect(resolved.scenario?.models == reading.scenario?.models)
      }
    }
    #expect(read > 0)
  }

  @Test func booksAreReadOrRefused() throws {
    let original = try Self.bytes("Tests/Fixtures/scenarios/book.csv")
    let scenario = try SourceText(
      file: "s.yaml", bytes: try Self.bytes("Tests/Fixtures/scenarios/review.yaml"))
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quotient-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var mutation = Mutation(seed: 2)
    for _ in 0..<Mutation.count(150) {
      try Data(mutation.of(original)).write(to: folder.appendingPathComponent("book.csv"))
      let diagnostics = Diagnostics()
      let reading = try ScenarioReader.read(scenario, in: folder.path, diagnostics)
      #expect(reading.scenario != nil || diagnostics.hasErrors)
    }
  }

  /// A damaged export is read, asked about or refused; what `init` writes of it reads again.
  @Test func exportsAreReadOrRefused() throws {
    let today = Day(year: 2026, month: 11, day: 30) ?? Day(number: 0)
    let texts = [
      "Titel;;;\n;;;\nKunde;Gruppe;Betrag;Ende\nA 1;x;1.500 €;17.03.2027\nA 2;y;\"400- €\";01.04.2027\nSumme;;1.100 €;\n",
      "\u{FEFF}Account ID,Type,ARR,Owner,Renewal\r\n1,Customer,\"1,234.50\",\"A\nB\",3/17/2027\r\n2,Lead,,,\r\n\r\nTotal,,1234.5\r\n",
    ].map { Array($0.utf8) }
    let workbook = try Self.bytes("Tests/Fixtures/scenarios/book.xlsx")
    var mutation = Mutation(seed: 5)
    var read = 0
    for turn in 0..<Mutation.count(300) {
      let bytes = mutation.of((texts + [workbook])[turn % 3])
      let diagnostics = Diagnostics()
      guard let file = try? TableFile(file: "b.csv", bytes: bytes),
        let made = ScenarioStarter.scenario(of: file, as: "b.csv", today: today, diagnostics)
      else { continue }
      let source = try SourceText(file: "s.yaml", bytes: Array(made.draft.utf8))
      #expect(DocumentReader.read(source, diagnostics) != nil, "\(made.draft)")
      read += 1
    }
    #expect(read > 0)
  }

  @Test func plansAndActualsArePaidOrRefused() throws {
    let plans = try Self.bytes("Tests/Fixtures/pay/everything.yaml")
    let actuals = try Self.bytes("Tests/Fixtures/pay/everything.csv")
    var mutation = Mutation(seed: 3)
    var paid = 0
    for turn in 0..<Mutation.count(300) {
      let diagnostics = Diagnostics()
      let text = turn.isMultiple(of: 2) ? mutation.of(plans) : plans
      let rows = turn.isMultiple(of: 2) ? actuals : mutation.of(actuals)
      guard let source = try? SourceText(file: "p.yaml", bytes: text),
        let table = try? SourceText(file: "a.csv", bytes: rows),
        let document = try? PlansReader.document(source, diagnostics), !diagnostics.hasErrors,
        let actuals = ActualsReader(document).actuals(table, diagnostics), !diagnostics.hasErrors
      else { continue }
      if document.pay(for: actuals, asked: nil, person: nil, diagnostics) != nil { paid += 1 }
    }
    #expect(paid > 0)
  }

  @Test func settingsAreSetOrRefused() throws {
    let (reading, _) = try ScenarioFixture.read("minimal.yaml")
    let keys = reading.keys
    var mutation = Mutation(seed: 4)
    for turn in 0..<Mutation.count(100) {
      let (key, value) = keys[turn * 7 % keys.count]
      let text = String(decoding: mutation.of(Array("\(key)=\(value)".utf8)), as: UTF8.self)
      guard let setting = try? Setting(text) else { continue }
      let diagnostics = Diagnostics()
      let changed = try? reading.setting([setting], diagnostics)
      #expect(changed?.scenario == nil || !diagnostics.hasErrors)
    }
  }
}
