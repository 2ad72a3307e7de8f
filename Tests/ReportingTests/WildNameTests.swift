import Analysis
import Formats
import Foundation
import Language
import Model
import Ownership
import Simulation
import TestSupport
import Testing

@testable import Reporting

/// Names of models and segments that a spreadsheet, a browser or a terminal could interpret.
@Suite struct WildNameTests {
  static let names = [
    "=1+1", "+1", "-2", "@SUM(A1)", "<script>alert(1)</script>", "say \"hi\", 'you'",
    "👩🏽‍💻 desk 🇫🇷", "契約更新", "Zoe\u{308}\u{301}", "\u{200F}עסקים gpj", "a|b`c\\d",
    String(repeating: "long ", count: 60), "tab\there", "two\nlines",
  ]

  /// Each name is a model's and a segment's.
  private static let comparison = Task {
    var test = TestScenario(accounts: 2 * names.count)
    test.trials = 32
    test.segments = names.map { .init($0, tier: .low) }
    for account in test.accounts.indices { test.accounts[account].segment = account / 2 }
    let model = Preset.named("all-csm")!.model
    test.models = names.map { OwnershipModel(name: $0, stages: model.stages) }
    var scenario = try test.scenario()
    scenario.name = names.joined(separator: " ")
    return await Comparison(try await Simulator.run(scenario))
  }

  @Test(arguments: [nil, 120, 80])
  func terminalShowsNamesAsPlainText(width: Int?) async throws {
    let comparison = try await Self.comparison.value
    let style = Style(isColoured: false, width: width)
    let lines = ComparisonText(comparison).lines(style: style)
    for line in lines {
      #expect(PlainText.of(line) == line)
      if let width { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    }
    // The last column is of numbers: rows that are padded rightly end under each other.
    let rows = lines.filter { $0.hasSuffix("50%") || $0.hasSuffix("P(better)") }
    #expect(rows.count == Self.names.count)
    #expect(Set(rows.map(DisplayWidth.of)).count == 1)
  }

  @Test(arguments: [true, false])
  func csvReadsBack(isRaw: Bool) async throws {
    let comparison = try await Self.comparison.value
    let table = Table<FigureRow>(of: comparison)
    let diagnostics = Diagnostics()
    let source = try SourceText(
      file: "models.csv", bytes: Array(table.csv(isRaw: isRaw).utf8))
    let read = try #require(CSVReader().table(source, diagnostics), "\(diagnostics.lines())")
    #expect(read.rowCount == table.rows.count)
    for (row, values) in table.values.enumerated() {
      for column in [0, 2] {
        guard case .text(let written) = values[column] else { continue }
        let text = read.text(row, column)
        let isFormula = "=+-@\t\r".unicodeScalars.contains(written.unicodeScalars.first!)
        #expect(text == (isFormula && !isRaw ? "'" + written : written))
      }
    }
  }

  @Test func jsonReadsBack() async throws {
    let comparison = try await Self.comparison.value
    let text = ComparisonDocument(comparison).text
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let models = try #require(document["models"] as? [[String: Any]])
    #expect(models.map { $0["name"] as? String } == Self.names)
    let segments = try #require(models[0]["segments"] as? [[String: Any]])
    #expect(segments.map { $0["segment"] as? String } == Self.names)
    #expect(try SchemaValidator(ComparisonDocument.schemaText).problems(text) == [])
  }

  @Test func indexShowsNamesVerbatim() async throws {
    let comparison = try await Self.comparison.value
    let index = ReportIndex(files: [], tables: [], Provenance(comparison)).text
    #expect(!index.contains("<script>") && index.contains("&lt;script&gt;"))
    #expect(PlainText.of(index.replacing("\n", with: " ")) == index.replacing("\n", with: " "))
    for line in index.split(separator: "\n") where line.hasPrefix("| scenario") {
      // A bar of the name's own would be another cell.
      #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 3)
    }
  }
}
