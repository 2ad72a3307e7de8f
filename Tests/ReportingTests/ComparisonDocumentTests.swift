import Analysis
import Foundation
import Model
import Simulation
import Statistics
import Testing

@testable import Reporting

@Suite struct ComparisonDocumentTests {
  @Test(arguments: [true, false])
  func documentFitsItsSchema(hasRanges: Bool) async throws {
    let document = ComparisonDocument(try await SmallComparison.comparison(hasRanges: hasRanges))
    let validator = try SchemaValidator(ComparisonDocument.schemaText)
    #expect(try validator.problems(document.text) == [])
  }

  /// Shows that the validator finds errors, so that the test above can fail.
  @Test func schemaRejectsWrongDocument() async throws {
    let text = ComparisonDocument(try await SmallComparison.comparison()).text
    let validator = try SchemaValidator(ComparisonDocument.schemaText)
    for (right, wrong) in [
      ("\"seed\"", "\"sead\""), ("\"run more\"", "\"run away\""),
      ("\"trials\": 48", "\"trials\": null"),
    ] {
      #expect(text.contains(right))
      let problems = try validator.problems(text.replacingOccurrences(of: right, with: wrong))
      #expect(!problems.isEmpty, "\(wrong)")
    }
  }

  @Test func repositorySchemaIsCurrent() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("docs/compare.schema.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == ComparisonDocument.schemaText)
  }

  @Test func everyModelHasRequiredMetrics() async throws {
    let comparison = try await SmallComparison.comparison()
    let text = ComparisonDocument(comparison).text
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as! [String: Any]
    let models = try #require(document["models"] as? [[String: Any]])
    #expect(
      models.map { $0["name"] as? String } == ["all-csm", "account-manager", "renewals-team"])
    for model in models {
      for key in [
        "nrr", "grr", "logo-retention", "ending-arr", "heads", "cost", "payout", "value",
      ] {
        let estimate = try #require(model[key] as? [String: Any], "\(key)")
        for part in ["mean", "sd", "se", "p5", "p10", "p50", "p90", "p95"] {
          #expect(estimate[part] is NSNumber, "\(key).\(part)")
        }
      }
      #expect((model["years"] as? [Any])?.count == 2)
      #expect(model["verdict"] is String)
    }
    // To every digit but the last, which the test's own reader may get wrong.
    #expect(text.contains("\"mean\": \(comparison.models[0][.nrr].mean),"))
  }

  /// If requested, every form of the report shows adjusted means beside the raw ones.
  @Test func includesAdjustedMeans() async throws {
    var scenario = try SmallComparison.scenario(hasRanges: false)
    let raw = await Comparison(try await Simulator.run(scenario, trials: 320))
    #expect(!ComparisonDocument(raw).text.contains("\"adjusted\""))
    scenario.sampling = Sampling(strata: true, adjusted: true)
    let few = await Comparison(try await Simulator.run(scenario, trials: 320))
    #expect(few.models[0][.nrr].adjusted == nil)
    #expect(ComparisonText(few).lines().contains { $0.hasPrefix("Adjusted  with strata") })
    let comparison = await Comparison(try await Simulator.run(scenario, trials: 1920))
    let text = ComparisonDocument(comparison).text
    #expect(try SchemaValidator(ComparisonDocument.schemaText).problems(text) == [])
    #expect(text.contains("\"strata\": true"))
    let adjusted = try #require(comparison.models[0][.nrr].adjusted)
    #expect(text.contains("\"mean\": \(adjusted.mean),"))
    let rows = Table<FigureRow>(of: comparison).values
    #expect(rows.contains { $0.contains(.number(adjusted.mean)) })
    let columns = Table<DifferenceRow>(of: comparison).headings
    #expect(columns.suffix(2) == ["adjusted", "adjusted-se"])
    let lines = ComparisonText(comparison).lines()
    #expect(lines.contains { $0.hasPrefix("Adjusted  gains without the luck of accounts") })
  }

  /// A single trial has no error: null in the file, never infinity.
  @Test func singleTrialHasNoErrors() async throws {
    let comparison = try await SmallComparison.comparison(hasRanges: true, trials: 1)
    let text = ComparisonDocument(comparison).text
    #expect(try SchemaValidator(ComparisonDocument.schemaText).problems(text) == [])
    #expect(text.contains("\"se\": null"))
    #expect(!Table<FigureRow>(of: comparison).csv().contains("inf"))
    #expect(ComparisonText(comparison).lines().contains { $0.contains("too few trials") })
  }
}
