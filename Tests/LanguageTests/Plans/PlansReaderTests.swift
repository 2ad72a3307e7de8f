import Formats
import Foundation
import Language
import Plans
import Statements
import Testing
import Units

@Suite struct PlansReaderTests {
  static let head = "quotient: 1\ncurrency: USD\nyear-starts: 2026-04-01\n"

  static func read(_ text: String, file: String = "p.yaml") throws -> (
    document: PlansDocument?, lines: [String]
  ) {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: file, bytes: Array(text.utf8))
    return (try PlansReader.document(source, diagnostics), diagnostics.lines())
  }

  @Test func readsPeopleWithTheirOwnTerms() throws {
    let (document, lines) = try Self.read(
      Self.head + """
        people:
          ann:
            plan: own
            base: 80k
            target-incentive: 20% of base
            team: north
            from: 2026-05-01
            until: 2027-01-31
            leaves: [{from: 2026-07-01, until: 2026-07-31}]
            quotas: {bookings: 500k, grr: 92%}
          bob: {plan: renewal-manager, target-incentive: 20k, quotas: {renewed-arr: 1m, price-increase: 30k}}
        plans:
          own: {measures: [{measure: bookings, rate: 3%}]}
        """)
    #expect(lines == [])
    let read = try #require(document)
    #expect(read.currency == "USD" && read.yearStarts == Day("2026-04-01"))
    #expect(read.year.last == Day("2027-03-31"))
    #expect(read.period("2026-Q2")?.span.first == Day("2026-07-01"))
    #expect(read.period("2026-02")?.span.last == Day("2026-02-28"))
    #expect(read.period("2026")?.span == read.year)
    #expect(
      ["2026", "2026-Q2", "2027-02"].map { read.period($0)?.label } == [
        "2026", "2026-Q2", "2027-02",
      ])
    let shifted = try #require(
      Self.read("quotient: 1\ncurrency: USD\nyear-starts: 2026-04-15\npeople: {}").document)
    #expect(
      shifted.period("2026-05")?.span.description == "2026-05-15..2026-06-14")
    #expect(read.period("Q2") == nil && read.period("2026-07-01") == nil)
    #expect(read.plans.map(\.name) == ["own", "renewal-manager"])
    let ann = try Person(
      name: "ann", plan: "own", base: Money(80_000), targetIncentive: .share(0.2), team: "north",
      from: Day("2026-05-01"), until: Day("2027-01-31"),
      leaves: [
        DaySpan(first: #require(Day("2026-07-01")), last: #require(Day("2026-07-31")))
      ],
      quotas: ["bookings": .money(Money(500_000)), "grr": .rate(0.92)])
    #expect(read.people.first == ann)
    #expect(read.people.map(\.name) == ["ann", "bob"])
  }

  @Test func readsPeopleFromCSV() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = """
      person,plan,base,target-incentive,team,from,until,leaves,quota.bookings
      ann,own,80k,20% of base,north,2026-05-01,,2026-07-01..2026-07-31 2026-08-03..2026-08-04,500k
      bob,own,,,,,,,
      """
    try rows.write(to: folder.appending(path: "staff.csv"), atomically: true, encoding: .utf8)
    let text =
      Self.head + "people: staff.csv\nplans: {own: {measures: [{measure: bookings, rate: 3%}]}}"
    let (document, lines) = try Self.read(text, file: folder.path + "/p.yaml")
    #expect(lines == [])
    let people = try #require(document).people
    #expect(people.map(\.name) == ["ann", "bob"])
    #expect(people[0].leaves.map(\.days) == [31, 2])
    #expect(people[0].targetIncentive == .share(0.2) && people[1].targetIncentive == nil)
    #expect(people[0].quotas == ["bookings": .money(Money(500_000))])
    let broken = """
      person,plan,base,from,until
      ann,owm,-3,2026-02-30,
      ,own,,2026-05-01,2026-04-01
      bob,own,,2026-05-01,2026-04-01
      ann,own,,,
      ann,own,,,
      """
    try broken.write(to: folder.appending(path: "staff.csv"), atomically: true, encoding: .utf8)
    let refused = try Self.read(text, file: folder.path + "/p.yaml")
    #expect(refused.document == nil)
    #expect(
      refused.lines.map { $0.replacing(folder.path + "/", with: "") } == [
        "staff.csv:2:2: plan: found owm, expected a plan; did you mean `own`?",
        "staff.csv:2:3: base: found -3, expected at least 0",
        "staff.csv:2:4: from: found 2026-02-30, expected a day that the calendar has",
        "staff.csv:3:1: person: found nothing, expected a name",
        "staff.csv:4:5: until: found 2026-04-01, expected a day not before 2026-05-01",
        "staff.csv:5:1: person: ann appears twice (first at line 2); write in from since when"
          + " this row holds",
        "staff.csv:6:1: person: ann appears twice (first at line 2); write in from since when"
          + " this row holds",
      ])
  }

  @Test func missingPeopleFileThrows() throws {
    #expect(throws: UnreadableFile.self) {
      try Self.read(Self.head + "people: none/such.csv")
    }
  }

  @Test(arguments: [
    (
      "people: {ann: {plan: owm}}\nplans: {own: {measures: [{measure: b, rate: 3}]}}",
      [
        "p.yaml:4: people.ann.plan: found owm, expected a plan; did you mean `own`?"
      ]
    ),
    (
      "people: {ann: {plan: own, bse: 3}}",
      [
        "p.yaml:4: people.ann.bse: unknown key; did you mean `base`?"
      ]
    ),
    (
      "people: {ann: {plan: csm, from: 2026-05-01, until: 2026-04-01}}",
      [
        "p.yaml:4: people.ann.until: found 2026-04-01, expected a day not before 2026-05-01"
      ]
    ),
    (
      "people:\n  ann:\n    plan: csm\n    leaves: [{from: 2026-05-01, until: 2026-05-31}, {from: 2026-05-20, until: 2026-06-02}]",
      [
        "p.yaml:7: people.ann.leaves: found 2026-05-01..2026-05-31 and 2026-05-20..2026-06-02, expected leaves that do not overlap"
      ]
    ),
    (
      "people: {ann: {plan: csm, leaves: [{from: 2026-05-01, until: 2026-04-30}]}}",
      [
        "p.yaml:4: people.ann.leaves[0].until: found 2026-04-30, expected a day not before 2026-05-01"
      ]
    ),
    (
      "people: {ann: {plan: csm, quotas: {bookings: 0}}}",
      [
        "p.yaml:4: people.ann.quotas.bookings: found 0, expected a quota above 0"
      ]
    ),
    (
      "plans: {}",
      [
        "p.yaml:1: `people` is missing; add a map by person or a text"
      ]
    ),
  ])
  func refusesAPlanFile(text: String, messages: [String]) throws {
    let lines = try Self.read(Self.head + text).lines
    #expect(lines == messages)
  }
}
