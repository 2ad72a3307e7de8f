import Books
import Foundation
import Language
import Ownership
import Scenarios
import Testing

@Suite struct ScenarioStarterTests {
  @Test func theStarterRuns() throws {
    let (reading, lines) = try ScenarioFixture.read(text: ScenarioStarter.text())
    #expect(lines == [])
    #expect(reading.scenario?.models.count == 4)
  }

  @Test func columnsAreGuessedFromHeadingsAndContent() throws {
    let diagnostics = Diagnostics()
    let source = try SourceText(
      contentsOf: ScenarioFixture.folder + "/scenarios/book.csv")
    let text = try #require(ScenarioStarter.text(book: source, as: "book.csv", diagnostics))
    let (reading, lines) = try ScenarioFixture.read(text: text)
    #expect(lines == [], "\(text)")
    let book = try #require(reading.scenario?.book)
    #expect(book.ids == ["A1", "A2", "A3", "A4"])
    #expect(book.arr == [12_000, 6_000, 300_000, 360_000])
    #expect(book.term == [12, 1, 24, 12])
    #expect(book.segments.map(\.name) == ["L", "S", "XS"])
    #expect(book.persons.keys.contains(.csm) && book.attributes.keys.contains("health"))
    #expect(reading.ignoredColumns == ["Seats", "Region"])
    #expect(text.contains("arr: {column: Monthly fee, times: 12}  # numbers, a month"))
  }

  @Test func hostileTextsStayWithinTheirLine() throws {
    let csv = "id,arr,Segment: a,health\n1,5,\"x\nmodels: []\",\"a\n  b: c\"\n2,5,y,z\n"
    let source = try SourceText(file: "h.csv", bytes: Array(csv.utf8))
    let folder = FileManager.default.temporaryDirectory.path
    let file = "quotient hostile #\(ProcessInfo.processInfo.processIdentifier).csv"
    defer { try? FileManager.default.removeItem(atPath: "\(folder)/\(file)") }
    try csv.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    let text = try #require(ScenarioStarter.text(book: source, as: file, Diagnostics()))
    let (reading, lines) = try ScenarioFixture.read(text: text, in: folder)
    #expect(lines == [], "\(text)")
    #expect(reading.scenario?.models.count == 4)
  }

  @Test func whatIsNotRecognisedIsSaid() throws {
    let source = try SourceText(file: "x.csv", bytes: Array("foo,bar\n1,a\n".utf8))
    let text = try #require(ScenarioStarter.text(book: source, as: "x.csv", Diagnostics()))
    #expect(text.contains("# no heading looks like ours"))
    #expect(text.contains("# ignored: foo, bar"))
  }

  @Test func theSchemaHasEveryKey() throws {
    let schema = ScenarioLanguage.table.jsonSchema()
    let parsed = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any]
    let keys = try #require(parsed?["properties"] as? [String: Any]).keys
    #expect(keys.contains("outcomes") && keys.contains("effects") && keys.contains("plans"))
    for listing in ScenarioLanguage.table.listing {
      #expect(listing.summary.hasSuffix("."), "\(listing.path)")
    }
  }
}
