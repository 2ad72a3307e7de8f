import Analysis
import Formats
import Model
import Simulation
import Testing

@testable import Reporting

@Suite struct ReportIndexTests {
  private static func tables() async throws -> [Table] {
    ComparisonTables(try await SmallComparison.comparison()).all
      + [SampleTable.empty, PersonSampleTable.empty]
  }

  @Test func everyFileColumnAndMetricIsDescribed() async throws {
    let comparison = try await SmallComparison.comparison()
    let result = try await Simulator.run(SmallComparison.scenario(hasRanges: true))
    let files = ComparisonFiles(
      comparison, Provenance(comparison), samplesOf: result, peopleOf: result
    ).all
    for file in files.map(\.name).dropFirst() {
      #expect(ReportIndex.questions[file] != nil, "\(file)")
    }
    for table in try await Self.tables() {
      for column in table.columns {
        #expect(
          ReportIndex.meaning(of: column.key, in: table.name) != nil, "\(table.name).\(column.key)")
      }
    }
    for metric in ModelMetric.all {
      #expect(ReportIndex.meaning(of: metric) != nil, "\(metric.name)")
    }
  }

  @Test func nothingIsDescribedThatIsNotThere() async throws {
    let known = try await Self.tables().flatMap { table in
      table.columns.map { "\(table.name).\($0.key)" }
    }
    #expect(Set(ReportIndex.ofTables.keys).subtracting(known).isEmpty)
  }

  @Test func theProvenanceIsThere() async throws {
    let comparison = try await SmallComparison.comparison()
    let provenance = Provenance(comparison)
    let index = ReportIndex(files: ["report.json"], tables: [], provenance).text
    #expect(index.contains("| inputs | \(comparison.scenario.fingerprint) |"))
    #expect(index.contains("| trials | 48 |"))
    #expect(!index.contains("| date |"))
  }

  @Test func namesAreNoMarkup() {
    #expect(
      Markdown.text("<script>a|b</script> [x](y) *z* `c`\n# d")
        == "&lt;script&gt;a\\|b&lt;/script&gt; \\[x\\](y) \\*z\\* \\`c\\` \\# d")
  }
}
