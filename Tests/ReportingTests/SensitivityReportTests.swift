import Analysis
import Formats
import Foundation
import Model
import Simulation
import Statistics
import Testing

@testable import Reporting

@Suite struct SensitivityReportTests {
  private static let sensitivity = Task {
    try await Sensitivity(
      PreparedScenario(CompiledScenario(SmallComparison.scenario(hasRanges: true)), tasks: 2),
      model: 1, against: 0, trials: 320, tasks: 2)
  }

  /// The document follows its schema, and every form shows the same inputs.
  @Test func everyFormSaysTheSame() async throws {
    let sensitivity = try await Self.sensitivity.value
    let provenance = Provenance(
      sensitivity.scenario, seed: sensitivity.seed, trials: sensitivity.trials)
    let report = AnswerReport(sensitivity, provenance)
    let document = JSONWriter().text(report.document)
    #expect(try SchemaValidator(SensitivityDocument.schemaText).problems(document).isEmpty)
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any])
    let inputs = try #require(json["inputs"] as? [[String: Any]])
    let keys = inputs.compactMap { $0["key"] as? String }
    let exact = sensitivity.exact.map(\.input.key)
    #expect(Array(keys.prefix(exact.count)) == exact && exact.contains("skill"))
    #expect(inputs[0]["swing"] as? Double == sensitivity.exact[0].swing.value)
    let unmoved = try #require(json["unmoved"] as? [String])
    #expect(Set(unmoved).isDisjoint(with: keys) && !unmoved.isEmpty)
    let table = try #require(report.tables.first { $0.heading == SensitivityRow.heading })
    #expect(table.rowCount == keys.count + unmoved.count)
    let text = report.lines().joined(separator: "\n")
    for key in exact { #expect(text.contains(key)) }
    #expect(text.contains("\nTurns on  ") && text.contains("\nHeld      "))
    let page = AnswerPage(report: report).text
    #expect(page.contains("What must be true") && page.contains("break-even"))
    #expect(try !AnswerWorkbook(report: report).bytes().isEmpty)
  }

  @Test func repositorySchemaIsCurrent() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("docs/sensitivity.schema.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == SensitivityDocument.schemaText)
  }
}
