import Reporting
import Testing

@Suite struct ComparisonTextTests {
  @Test func golden() async throws {
    let text = ComparisonText(try await SmallComparison.comparison()).text
    print(text)
    print(ComparisonText(try await SmallComparison.comparison(hasRanges: false)).text)
    for t in ComparisonTables(try await SmallComparison.comparison()).all {
      print(t.name)
      print(CSVWriter().text(t).split(separator: "\n").prefix(14).joined(separator: "\n"))
    }
    print(ComparisonDocument(try await SmallComparison.comparison()).json.text.prefix(3000))
  }
}
