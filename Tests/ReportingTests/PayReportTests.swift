import Formats
import Foundation
import Language
import Model
import Plans
import Simulation
import Statements
import Testing
import Units

@testable import Reporting

@Suite struct PayReportTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/pay").path

  static func report(person: String?, period: String? = nil) throws -> PayReport {
    let diagnostics = Diagnostics()
    let document = try #require(
      try PlansReader.document(
        SourceText(contentsOf: folder + "/everything.yaml"), diagnostics),
      "\(diagnostics.lines())")
    let actuals = ActualsReader(document).actuals(
      try SourceText(contentsOf: folder + "/everything.csv"), diagnostics)
    let run = document.pay(
      for: try #require(actuals, "\(diagnostics.lines())"), diagnostics)
    let asked = try period.map { try #require(document.period($0)) }
    #expect(
      diagnostics.lines() == [
        "warn \(folder)/everything.csv:8: churn of D-101 takes nothing back"
      ])
    return PayReport(
      try #require(run), plans: document.plans, currency: document.currency,
      inputs: Fingerprint(), person: person, within: asked)
  }

  /// Compares with a kept file, or keeps the text where that is asked for.
  static func isKept(_ text: String, as name: String) throws -> Bool {
    let path = "\(folder)/\(name)"
    if ProcessInfo.processInfo.environment["REGENERATE"] != nil {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    return try text == String(contentsOfFile: path, encoding: .utf8)
  }

  /// The lines of a text file, without its last line end.
  static func lines(_ texts: [some Sequence<String>]) -> String {
    texts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  @Test func statementReadsFromCreditToPay() throws {
    let people = ["dana", "kim", "lee", "mo"]
    let texts = try people.map { Array(try Self.report(person: $0).text().dropLast(2)) }
    #expect(try Self.isKept(Self.lines(texts), as: "statements.txt"))
  }

  @Test func summaryListsPeopleAndTeamTotals() throws {
    let report = try Self.report(person: nil)
    #expect(try Self.isKept(Self.lines([report.text().dropLast(2)]), as: "summary.txt"))
    #expect(report.total == report.statements.reduce(.zero) { $0 + $1.pay })
    for team in report.teams {
      let members = report.statements.filter { $0.team == team.team && $0.period == team.period }
      #expect(members.reduce(.zero) { $0 + $1.pay } == team.pay)
    }
  }

  @Test func statesItsInputs() throws {
    for person in ["dana", nil] {
      #expect(
        try Self.report(person: person).text().suffix(2)
          == ["", "Inputs    \(Fingerprint()), quotient \(Simulator.version)"])
    }
  }

  @Test func writesJSONAndCSV() throws {
    #expect(
      try Self.isKept(
        JSONWriter().text(Self.report(person: "dana").json()) + "\n", as: "dana.json"))
    #expect(try Self.isKept(Self.report(person: nil).csv(), as: "steps.csv"))
  }

  @Test func stepsAddUpToPay() throws {
    let report = try Self.report(person: nil)
    for statement in report.statements {
      let total = report.steps.filter { $0.statement == statement }
        .reduce(0.0) { $0 + ($1.pay?.amount ?? 0) }
      #expect((total - statement.pay.amount).magnitude < 1e-9, "\(statement.person)")
    }
  }

  @Test func showsOnlyRequestedPersonAndPeriod() throws {
    #expect(try Self.report(person: "dana", period: "2026-Q2").statements.count == 1)
    #expect(try Self.report(person: "mo", period: "2026-Q1").statements.count == 3)
    #expect(try Self.report(person: "mo", period: "2026-Q2").statements.isEmpty)
    let quarter = try Self.report(person: nil, period: "2026-Q1")
    #expect(quarter.statements.map(\.person) == ["kim", "mo", "mo", "mo"])
    #expect(quarter.teams.map(\.team) == ["south"])
  }

  @Test func colourDoesNotChangeText() throws {
    let report = try Self.report(person: "kim")
    let coloured = report.text(style: Style(isColoured: true)).map {
      $0.replacing(#/\x1B\[[0-9]+m/#, with: "")
    }
    #expect(coloured == report.text())
    #expect(report.text(style: Style(isColoured: true)) != report.text())
  }
}
