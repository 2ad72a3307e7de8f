import Analysis
import Formats
import Model
import Simulation
import Testing

@testable import Reporting

@Suite struct ReportIndexTests {
  @Test func describesEveryFileColumnAndFigure() async throws {
    let comparison = try await SmallComparison.comparison()
    let result = try await Simulator.run(SmallComparison.scenario(hasRanges: true))
    let files = ComparisonFiles(comparison, samplesOf: result, peopleOf: result).all
    for file in files.map(\.name).dropFirst() where !file.hasPrefix("charts/") {
      #expect(ComparisonFiles.questions[file] != nil, "\(file)")
    }
    func check<Row: TableRow>(_ rows: Row.Type) {
      #expect(!Row.heading.question.isEmpty)
      for column in Row.columns {
        #expect(!column.meaning.isEmpty, "\(Row.heading.name).\(column.name)")
      }
    }
    for rows in ComparisonReport.questions.flatMap({ $0.rows }) {
      check(rows)
      #expect(!rows.heading.title.isEmpty)
    }
    check(SampleRow.self)
    check(WorldRow.self)
    check(PersonSampleRow.self)
    for meaning in Figure.all.map(\.meaning) + Chance.allCases.map(\.meaning) {
      #expect(!meaning.isEmpty)
    }
  }

  @Test func includesProvenance() async throws {
    let comparison = try await SmallComparison.comparison()
    let provenance = Provenance(comparison)
    let index = ReportIndex(files: [("report.json", "")], tables: [], provenance).text
    #expect(index.contains("| inputs | \(comparison.scenario.fingerprint) |"))
    #expect(index.contains("| trials | 48 |"))
    #expect(!index.contains("| date |"))
  }

  @Test func escapesNames() {
    #expect(
      Markdown.text("<script>a|b</script> [x](y) *z* `c`\n# d")
        == "&lt;script&gt;a\\|b&lt;/script&gt; \\[x\\](y) \\*z\\* \\`c\\` \\# d")
  }
}
