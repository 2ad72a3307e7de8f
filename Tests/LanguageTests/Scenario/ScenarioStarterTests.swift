import Formats
import Foundation
import Language
import Model
import Ownership
import Testing
import Units

@Suite struct ScenarioStarterTests {
  @Test func starterReads() throws {
    let (reading, lines) = try ScenarioFixture.read(text: ScenarioStarter.text())
    #expect(lines == [])
    #expect(reading.scenario?.models.count == 4)
  }

  @Test func guessesColumnsFromHeadingsAndContent() throws {
    let file = try TableFile(contentsOf: ScenarioFixture.folder + "/scenarios/book.csv")
    let text = try #require(
      ScenarioStarter.scenario(of: file, as: "book.csv", today: Self.today, Diagnostics())
    ).text
    let (reading, lines) = try ScenarioFixture.read(text: text)
    #expect(lines == [], "\(text)")
    let book = try #require(reading.scenario?.book)
    #expect(book.ids == ["A1", "A2", "A3", "A4"])
    #expect(book.arr == [12_000, 6_000, 300_000, 360_000])
    #expect(book.term == [12, 1, 24, 12])
    #expect(book.segments.map(\.name) == ["L", "S", "XS"])
    #expect(reading.intake?.persons.map(\.role) == ["csm"])
    #expect(book.attributes.keys.contains("health"))
    #expect(reading.ignoredColumns == ["Seats", "Region"])
    #expect(text.contains("arr: {column: Monthly fee, times: 12}  # amounts, a month"))
  }

  @Test func hostileTextsStayWithinTheirLine() throws {
    let csv = "id,arr,Segment: a,health\n1,5,\"x\nmodels: []\",\"a\n  b: c\"\n2,5,y,z\n"
    let folder = FileManager.default.temporaryDirectory.path
    let file = "quotient hostile #\(ProcessInfo.processInfo.processIdentifier).csv"
    defer { try? FileManager.default.removeItem(atPath: "\(folder)/\(file)") }
    try csv.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    let book = try TableFile(file: "h.csv", bytes: Array(csv.utf8))
    let text = try #require(
      ScenarioStarter.scenario(of: book, as: file, today: Self.today, Diagnostics())
    ).text
    let (reading, lines) = try ScenarioFixture.read(text: text, in: folder)
    #expect(lines == [], "\(text)")
    #expect(reading.scenario?.models.count == 4)
  }

  private static let today = Day(year: 2025, month: 11, day: 30) ?? Day(number: 0)

  /// The starter of a file with these lines, and what was reported.
  private func starter(_ lines: [String]) throws -> (text: String, lines: [String]) {
    let diagnostics = Diagnostics()
    let file = try TableFile(file: "x.csv", bytes: Array(lines.joined(separator: "\n").utf8))
    let made = try #require(
      ScenarioStarter.scenario(of: file, as: "x.csv", today: Self.today, diagnostics))
    return (made.text, diagnostics.lines() + made.questions.flatMap(\.lines))
  }

  /// Two hundred accounts of 2026, one field of which a test may spoil.
  private func accounts(_ spoil: (Int, inout [String]) -> Void) -> [String] {
    ["Account ID,Account Name,ARR (USD),Renewal Date,Segment"]
      + (0..<200).map { row in
        var fields = [
          "A\(row)", "Firm \(row)", "\(1000 + row).50", "2026-0\(row % 9 + 1)-15",
          row % 2 == 0 ? "Mid" : "Small",
        ]
        spoil(row, &fields)
        return fields.joined(separator: ",")
      }
  }

  @Test func badFieldDoesNotChangeColumn() throws {
    let (text, lines) = try starter(
      accounts { row, fields in
        if row == 4 { fields[2] = "n/a" }
        if row == 9 { fields[3] = "31.02.2026" }
        if row == 50 { fields[0] = "A49" }
      })
    #expect(lines == [])
    let block = """
          account: Account ID  # different values, but for 1 of 200 fields, first at line 52
          arr: ARR (USD)  # amounts, but for 1 of 200 fields, first at line 6
          segment: Segment  # Mid, Small
          renewal-date: Renewal Date  # dates, but for 1 of 200 fields, first at line 11
          name: Account Name  # texts
      """
    #expect(text.contains(block), "\(text)")
    #expect(!text.contains("ignored"))
  }

  @Test func startIsNextFiscalYear() throws {
    let (text, _) = try starter(
      accounts { row, fields in if row == 7 { fields[3] = "2019-06-30" } })
    #expect(text.contains("\nstart: 2026-01-01 "))
    // Contracts that all end later come due later: none of them is taken to have renewed.
    let (later, _) = try starter(
      accounts { row, fields in fields[3] = "2027-0\(row % 9 + 1)-15" })
    #expect(later.contains("\nstart: 2026-01-01 "))
  }

  @Test(arguments: ["Account ID,ARR", "account,arr"])
  func closingTotalIsLeftOut(_ headings: String) throws {
    let names = headings.split(separator: ",")
    let (text, _) = try starter([headings, "a,$900", "a2,\"$9,558.59\"", ",\"$10,458.59\""])
    #expect(text.contains("account: \(names[0])  # different values"), "\(text)")
    #expect(text.contains("arr: \(names[1])  # amounts\n"))
    #expect(text.contains("  where:\n    - \(names[0]) is not blank\n"), "\(text)")
  }

  @Test func neverIgnoresOwnHeadings() throws {
    let (text, lines) = try starter([
      "account,arr,segment,renewal-date,term,auto-renewal,sales-cycle,csm,cs-leader,name,Else",
      "a,x,y,z,long,perhaps,soon,c,d,e,f",
    ])
    #expect(lines == [])
    for name in [
      "account", "arr", "segment", "renewal-date", "term", "auto-renewal", "sales-cycle", "csm",
      "cs-leader", "name",
    ] {
      #expect(text.contains("    \(name): \(name)  # "), "\(name)")
    }
    #expect(text.contains("# ignored: Else\n"))
  }

  @Test func doubtfulHeadingIsJudgedByContent() throws {
    let rows = (0..<10).map { row in
      "A\(row),\(row < 8 ? "\(row + 1)000" : "none"),\(row == 0 ? "?" : "2026-01-0\(row)"),One year"
    }
    let (text, lines) = try starter(["Account ID,Revenue,End Date,Contract"] + rows)
    #expect(text.isEmpty)
    #expect(
      lines == [
        "? arr: no heading looks like the yearly money of an account, and of Revenue 2 of 10 fields are not amounts",
        "    --answer arr=Revenue   36,000 in all",
      ])
    let whole = try starter(["Account ID,ARR,End Date,Contract"] + rows).text
    #expect(whole.contains("renewal-date: End Date  # dates, but for 1 of 10 fields"))
    #expect(whole.contains("term: {column: Contract, values: {One year: 12}}"))
  }

  @Test(arguments: [
    ("Two year", 24), ("Month-to-month", 1), ("1-year contract", 12), ("Quarterly", 3),
    ("Semi-annual", 6), ("half-yearly", 6), ("SemiAnnual", 6), ("biennial", 24), ("18 months", 18),
  ])
  func readsTermInWords(text: String, months: Int) throws {
    let starter = try starter(["Account ID,ARR,Contract Term", "a,1,\(text)"]).text
    #expect(starter.contains("values: {\(text): \(months)}"), "\(starter)")
  }

  @Test(arguments: [
    "2-3 years", "12 month annual", "2.5 years", "half month", "contract", "0 years",
    "9223372036854775807 years",
  ])
  func reportsTermOfUnknownWords(text: String) throws {
    let starter = try starter(["Account ID,ARR,Contract Term", "a,1,\(text)", "b,2,12"]).text
    #expect(!starter.contains("values:"), "\(starter)")
    #expect(starter.contains("months, but for 1 of 2 fields, first at line 2"), "\(starter)")
  }

  @Test func ignoresHeadingThatMerelyContainsKnownWord() throws {
    let headings = "Account ID,ARR,Contract ID,Renewal Owner,End Date"
    let (text, lines) = try starter([headings, "a,1,x,y,1/31/2026", "b,2,z,y,2/28/2026"])
    #expect(text.contains("# ignored: Contract ID\n"))
    #expect(text.contains("renewal-date: End Date  # dates\n"))
    #expect(lines == [])
  }

  @Test func reportsUnrecognisedColumns() throws {
    let lines = try starter(["foo,bar", "1,a"]).lines
    #expect(lines.count { $0.hasPrefix("? ") } == 2)
    #expect(lines.contains { $0.hasPrefix("    --answer arr=foo ") }, "\(lines)")
  }

  @Test func schemaHasEveryKey() throws {
    let schema = ScenarioLanguage.table.jsonSchema()
    let parsed = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any]
    let keys = try #require(parsed?["properties"] as? [String: Any]).keys
    #expect(keys.contains("outcomes") && keys.contains("effects") && keys.contains("plans"))
    for listing in ScenarioLanguage.table.listing {
      #expect(listing.summary.hasSuffix("."), "\(listing.path)")
    }
  }
}
