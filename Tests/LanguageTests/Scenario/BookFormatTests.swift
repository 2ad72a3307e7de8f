import Formats
import Foundation
import Language
import Model
import Testing
import Units

/// The formats that a book's file may have, and warnings about valid ones.
@Suite struct BookFormatTests {
  /// A scenario of a file with these lines, read from 2026 on.
  private func read(
    _ lines: [String], _ more: String = "", trials: Int? = nil
  ) throws -> (scenario: Scenario?, lines: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try lines.joined(separator: "\n").write(
      to: folder.appending(path: "b.csv"), atomically: true, encoding: .utf8)
    let diagnostics = Diagnostics()
    let text = "start: 2026-01-01\nbook: {file: b.csv}\n\(more)\n" + ScenarioFixture.models
    let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(
      source, in: folder.path, trials: trials, diagnostics)
    return (
      reading.scenario, diagnostics.lines().map { $0.replacing(folder.path + "/", with: "") }
    )
  }

  @Test func acceptsCurrencySignsAndThousands() throws {
    let (scenario, lines) = try read([
      "account,arr", "a,\"$9,558.59\"", "b,$950", "c,\"12,000,000\"", "d,\"$ 1,200\"", "e,1.2m",
      "f,$25k",
    ])
    #expect(lines == [])
    #expect(scenario?.book.arr == [9558.59, 950, 12_000_000, 1200, 1_200_000, 25_000])
  }

  @Test func rejectsAmbiguousAmounts() throws {
    let (scenario, lines) = try read([
      "account,arr", "a,\"1,5\"", "b,\"1,2345\"", "c,\"9.558,59\"", "d,\",500\"", "e,$100",
      "f,$100",
      "g,$100", "h,\"1,000,00\"",
    ])
    #expect(scenario == nil)
    #expect(
      lines == [
        "b.csv:2:2: arr: found \"1,5\", expected a number such as 1500 or 1.5k; write 1.5",
        "b.csv:3:2: arr: found \"1,2345\", expected a number such as 1500 or 1.5k; write 1.2345",
        "b.csv:4:2: arr: found \"9.558,59\", expected a number such as 1500 or 1.5k",
        "b.csv:5:2: arr: found \",500\", expected a number such as 1500 or 1.5k; write 500, without separators",
        "b.csv:9:2: arr: found \"1,000,00\", expected a number such as 1500 or 1.5k",
      ])
  }

  @Test(arguments: ["€1.200", "$1.200", "£ 1.200"])
  func rejectsPointThatMaySeparateThousands(amount: String) throws {
    let (scenario, lines) = try read(["account,arr", "a,\(amount)"])
    #expect(scenario == nil)
    #expect(
      lines.filter { !$0.hasPrefix("warn ") } == [
        "b.csv:2:2: arr: \"\(amount)\" is 1,200 or 1.2, and so are the others: 1,200 or 1.20 in all; say `decimal: \",\"` or `decimal: .` under `book`"
      ])
    // Where one amount tells, a point is the decimal one for all.
    let read = try read([
      "account,arr", "a,1.200", "b,$1.20", "c,$1.2000", "d,$1.200k", "e,\"$1,200.500\"",
    ])
    #expect(read.lines == [])
    #expect(read.scenario?.book.arr == [1.2, 1.2, 1.2, 1200, 1200.5])
  }

  @Test func warnsOfForeignCurrencySign() throws {
    let rows = ["account,arr", "a,100", "b,€200", "c,€300"]
    let (scenario, lines) = try read(rows)
    #expect(scenario?.book.arr == [100, 200, 300])
    #expect(
      lines == [
        "warn b.csv:3:2: arr: found \"€200\", expected an amount in USD, the scenario's currency; set `currency: EUR`, or convert the amounts"
      ])
    #expect(try read(rows, "currency: EUR").lines == [])
    #expect(try read(rows, "currency: GBP").lines.count == 1)
    // A dollar may be another country's.
    #expect(try read(["account,arr", "a,$100"], "currency: CAD").lines == [])
  }

  @Test func passesOverTimeOfDay() throws {
    let (scenario, lines) = try read([
      "account,arr,renewal-date", "a,1,2026-04-01T08:30:00+02:00", "b,1,2026-04-02 23:59",
      "c,1,2026-04-03T00:00:00.000Z", "d,1,2026-04-04",
    ])
    #expect(lines == [])
    #expect(
      scenario?.book.renewalDay.map(\.description)
        == ["2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04"])
  }

  @Test func warnsOfRenewalsBeyondTerm() throws {
    // The one of 2019 is rolled forward, and one exactly a term away is within it.
    let rows = [
      "a,1,2019-06-30,12", "b,1,2027-01-01,12", "c,1,2027-01-02,12", "d,1,2028-12-31,36",
      "e,1,2031-03-01,36", "f,1,2026-11-11,1",
    ]
    let lines = try read(["account,arr,renewal-date,term"] + rows).lines
    #expect(
      lines == [
        "warn b.csv:4:3: renewal-date: c renews on 2027-01-02, further from 2026-01-01 than its term of 12 months; so does 1 other account, together with 2 USD; correct dates, terms or `start`"
      ])
    let untermed = try read(["account,arr,renewal-date", "a,1,2028-05-05", "b,1,2026-05-05"]).lines
    #expect(
      untermed == [
        "warn b.csv:2:3: renewal-date: a renews on 2028-05-05, further from 2026-01-01 than 12 months, as no column says a term; correct dates, terms or `start`"
      ])
  }

  @Test func warnsWhenNothingIsDueInFirstYear() throws {
    func rows(_ year: Int, _ count: Int) -> [String] {
      (0..<count).map { "a\(year)-\($0),1,\(year)-0\($0 % 9 + 1)-11,36" }
    }
    let heading = ["account,arr,renewal-date,term"]
    let warned = try read(heading + rows(2027, 20) + rows(2028, 40)).lines
    #expect(
      warned == [
        "warn a.yaml:1: start: 0 accounts come due in the year from 2026-01-01, where terms would bring about 20: next to nothing can be lost in it; look at `start` and the renewal dates, most of which are in 2028"
      ])
    #expect(try read(heading + rows(2026, 1) + rows(2028, 59)).lines.count == 1)
    #expect(try read(heading + rows(2026, 2) + rows(2028, 58)).lines == [])
    // A few accounts with long terms may all be due later by chance.
    #expect(try read(heading + rows(2028, 12)).lines == [])
  }

  @Test func warnsOfClosingTotal() throws {
    let rows = ["account,arr"] + (1...10).map { "a\($0),\(100 * $0).5" }
    let (scenario, lines) = try read(rows + ["Total,5505"])
    #expect(scenario?.book.count == 11)
    #expect(
      lines == [
        "warn b.csv:12:2: arr: Total has as much ARR as all other accounts together; if it is a total, say `leave-out: [Total]` under `book`"
      ])
    #expect(try read(rows + ["Other,5505.01"]).lines == [])
    #expect(try read(["account,arr", "a,1000", "b,2000", "c,3000"]).lines == [])
  }

  @Test func warnsOfTooFewTrials() throws {
    let lines = ["account,arr", "a,1000", "b,2000"]
    #expect(
      try read(lines, trials: 17).lines == [
        "warn a.yaml: trials: 17 trials try the assumptions only 2 times; use at least 1600, for 100 times"
      ])
    #expect(
      try read(lines, "trials: 1").lines == [
        "warn a.yaml:3: trials: 1 trial tries the assumptions only once; use at least 1600, for 100 times"
      ])
    let many = try read(lines, "trials: 16", trials: 1600)
    #expect(many.lines == [] && many.scenario?.trials == 1600)
  }
}
