import Compensation
import Foundation
import Language
import Reporting
import Testing

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
    let span = try period.map {
      FiscalCalendar(yearStarts: document.yearStarts).span(of: try #require(ActualDate($0)))
    }
    #expect(diagnostics.lines() == [])
    return PayReport(
      try #require(run), plans: document.plans, currency: document.currency, person: person,
      within: span)
  }

  static func golden(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  @Test func show() throws {
    for person in ["dana", "kim", "lee", "mo"] {
      print(try Self.report(person: person).text().joined(separator: "\n"))
      print("")
    }
    print(try Self.report(person: nil).text().joined(separator: "\n"))
    print(try Self.report(person: "dana").csv())
    print(JSONWriter().text(try Self.report(person: "mo").json()))
  }
}
