import Analysis
import Formats
import Foundation
import Model
import Statistics
import Testing

@testable import Reporting

@Suite struct DriverQuestionTests {
  private static let comparison = Task {
    try await SmallComparison.comparison(hasRanges: true, trials: 1280)
  }

  /// The only range is a driver wherever a report says so, with the same figures.
  @Test func everyFormSaysTheSame() async throws {
    let comparison = try await Self.comparison.value
    let drivers = try #require(comparison.drivers)
    #expect(drivers.all.map(\.assumption.key) == ["renewal"])
    let report = ComparisonReport(
      comparison, Provenance(comparison), warnings: ["a looks odd", "b does too"])
    let document = ComparisonDocument(report).text
    #expect(try SchemaValidator(ComparisonDocument.schemaText).problems(document).isEmpty)
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any])
    let row = try #require((json["drivers"] as? [[String: Any]])?.first)
    #expect(row["key"] as? String == "renewal")
    #expect(row["swing"] as? Double == drivers.all[0].swing.value)
    #expect(row["se"] as? Double == drivers.all[0].swing.standardError)
    #expect(row["worth"] as? Double == drivers.all[0].worth)
    let worth = try #require(json["worth-knowing"] as? [String: Any])
    #expect(worth["all"] as? Double == drivers.worthOfAll)
    #expect(json["warnings"] as? [String] == ["a looks odd", "b does too"])
    let table = try #require(report.tables.first { $0.heading == DriverRow.heading })
    #expect(table.rowCount == 1)
    let text = ComparisonText(report).lines().joined(separator: "\n")
    #expect(text.contains("\nTurns on  ") && text.contains("\nWorth     knowing everything"))
    #expect(text.contains("\nWarnings  a looks odd\n          b does too\n"))
    let page = ComparisonPage(report).text
    #expect(page.contains("a looks odd"))
    if drivers.all[0].isTold {
      #expect(page.contains("What must be true"))
      #expect(row["share"] as? Double == drivers.all[0].share)
    } else {
      #expect(row["share"] is NSNull && row["break-even"] is NSNull)
    }
  }

  /// Few worlds tell nothing, and a report says nothing rather than guess.
  @Test func fewWorldsTellNothing() async throws {
    let comparison = try await SmallComparison.comparison()
    #expect(comparison.drivers == nil)
    let text = ComparisonText(ComparisonReport(comparison)).lines().joined(separator: "\n")
    #expect(!text.contains("Turns on"))
    #expect(ComparisonDocument(comparison).text.contains("\"worth-knowing\": null"))
  }
}
