import Reporting
import Testing

@Suite struct ComparisonTextTests {
  @Test func golden() async throws {
    let text = ComparisonText(try await SmallComparison.comparison()).lines()
    print(text.joined(separator: "\n"))
    print(
      ComparisonText(try await SmallComparison.comparison(hasRanges: false)).lines().joined(
        separator: "\n"))
    for t in ComparisonTables(try await SmallComparison.comparison()).all {
      print(t.name)
      print(t.csv().split(separator: "\n").prefix(14).joined(separator: "\n"))
    }
    print(ComparisonDocument(try await SmallComparison.comparison()).text.prefix(3000))
  }
}
