import Statistics
import Testing

@Suite struct ShortSummaryTests {
  @Test(arguments: [1, 16]) func matchesTheSummary(clusterSize: Int) {
    let column = (0..<320).map { Double($0 * 7919 % 331) }
    let design = SampleDesign(Clusters(size: clusterSize, valueCount: column.count))
    let (spread, summary) = (
      ShortSummary(column, design: design), Summary(column, design: design)
    )
    #expect(spread.mean == summary.mean)
    #expect(abs(spread.standardError / summary.standardError - 1) < 1e-12)
    #expect(spread.p10 == summary.p10.value && spread.p90 == summary.p90.value)
  }
}
