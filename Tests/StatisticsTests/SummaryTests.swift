import Foundation
import Statistics
import Testing

/// `count` standard normal values at evenly spaced probabilities: a sample without luck.
private func normalGrid(_ count: Int) -> [Double] {
  (0..<count).map { StandardNormal.quantile((Double($0) + 0.5) / Double(count)) }
}

/// A fixed permutation: order must not matter.
private func shuffled(_ values: [Double]) -> [Double] {
  let stream = RandomStream(seed: 11)
  return values.map { ($0, stream.uniform()) }.sorted { $0.1 < $1.1 }.map(\.0)
}

@Suite struct OrderStatisticsTests {
  /// Columns with evenly spread, tied or distant values, or with differences that overflow.
  private func columns(_ count: Int) -> [[Double]] {
    func column(_ value: (Int) -> Double) -> [Double] { (0..<count).map(value) }
    let scales = column { pow(10, Double($0 * 40) / Double(count) - 20) }
    return [
      shuffled(column { Double($0) }), column { Double($0) }, column { -Double($0) },
      column { Double($0 % 3) }, column { _ in 5 },
      column { $0 == count / 2 ? 1e15 : Double($0 * 7 % 11) / 10 }, shuffled(scales),
      column { $0.isMultiple(of: 2) ? -1.5e308 : 1.5e308 - Double($0) * 1e304 },
      column { Double($0) * .leastNonzeroMagnitude },
    ]
  }

  @Test(arguments: [1, 2, 3, 10, 100, 1001])
  func ranksMatchTheSortedColumn(count: Int) {
    for column in columns(count) {
      let sorted = column.sorted()
      var inOrder = OrderStatistics(column)
      for rank in 1...count { #expect(inOrder.value(rank: rank) == sorted[rank - 1]) }
      var mixed = OrderStatistics(column)
      for step in 0..<count {
        // 7919 is a prime above every count: all ranks, in a scattered order.
        let rank = step * 7919 % count + 1
        #expect(mixed.value(rank: rank) == sorted[rank - 1])
      }
    }
  }

  @Test(arguments: [
    (0.05, 100, 5), (0.07, 100, 7), (0.5, 10, 5), (0.5, 11, 6), (0.1, 1024, 103), (0.001, 10, 1),
    (0.999, 10, 10), (0.95, 1, 1),
  ])
  func rankIsTheCeiling(p: Double, count: Int, rank: Int) {
    #expect(OrderStatistics.rank(p, of: count) == rank)
  }
}

@Suite struct SummaryTests {
  @Test func standardNormal() {
    let summary = Summary(shuffled(normalGrid(10_000)))
    #expect(abs(summary.mean) < 1e-12)
    #expect(abs(summary.standardDeviation - 1) < 1e-3)
    #expect(abs(summary.standardError - 0.01) < 1e-5)
    #expect(abs(summary.cvar.value + 2.06271) < 2e-4)
    #expect(abs(summary.cvar.standardError - 0.02466) < 1e-4)
    for (estimate, p) in [
      (summary.p5, 0.05), (summary.p10, 0.1), (summary.p50, 0.5), (summary.p90, 0.9),
      (summary.p95, 0.95),
    ] {
      #expect(estimate.value == StandardNormal.quantile((p * 10_000 - 0.5) / 10_000))
    }
    #expect(summary.minimum == StandardNormal.quantile(0.00005))
    #expect(summary.maximum == StandardNormal.quantile(0.99995))
  }

  @Test func highTailCanBeTheBadOne() {
    let column = (1...100).map(Double.init)
    #expect(Summary(column).cvar.value == 3)
    #expect(Summary(column, worst: .high).cvar.value == 98)
    // 5% of 30 values are one and a half: the lowest and half of the next.
    let thirty = (1...30).map(Double.init)
    #expect(abs(Summary(thirty).cvar.value - (1 + 0.5 * 2) / 1.5) < 1e-14)
  }

  /// For the median of 100 values the ranks are 40 and 61 (Hahn and Meeker).
  @Test func intervalRanksAreBinomial() throws {
    let median = Summary(shuffled((1...100).map(Double.init))).p50
    #expect(median.value == 50 && median.low == 40 && median.high == 61)
  }

  @Test func smallSampleHasNoTailInterval() {
    let summary = Summary((1...20).map(Double.init))
    #expect(summary.p5.value == 1 && summary.p5.low == nil && summary.p5.high == nil)
    #expect(summary.p50.low == 6 && summary.p50.high == 15)
    let single = Summary([4])
    #expect(single.p50.value == 4 && single.p50.low == nil && single.mean == 4)
    #expect(single.standardError == .infinity && single.cvar.value == 4)
  }

  @Test func constantColumnHasNoError() {
    let summary = Summary([Double](repeating: 7, count: 500), clusterSize: 16)
    #expect(summary.mean == 7 && summary.standardError == 0 && summary.standardDeviation == 0)
    #expect(summary.p5.value == 7 && summary.p95.value == 7 && summary.cvar.value == 7)
    #expect(summary.cvar.standardError == 0)
  }

  /// If the values within clusters are equal, only the number of clusters counts.
  @Test func equalClusterCountsAsOneValue() throws {
    let worlds = shuffled(normalGrid(400))
    let column = worlds.flatMap { [Double](repeating: $0, count: 16) }
    let clustered = Summary(column, clusterSize: 16)
    let single = Summary(worlds)
    #expect(abs(clustered.standardError / single.standardError - 1) < 1e-12)
    #expect(abs(clustered.cvar.standardError / single.cvar.standardError - 1) < 1e-12)
    let low = try #require(clustered.p50.low)
    let expected = try #require(single.p50.low)
    #expect(abs(low - expected) < 0.02)
    #expect(Summary(column).standardError < clustered.standardError / 3.9)
  }

  @Test func shortLastClusterCounts() {
    // Two clusters, of 2 and 1: deviations from 3 are (1 - 3) + (2 - 3) = -3 and 3.
    let summary = Summary([1, 2, 6], clusterSize: 2)
    #expect(abs(summary.standardError - (2.0 * 18).squareRoot() / 3) < 1e-15)
    #expect(Summary([1, 2], clusterSize: 2).standardError == .infinity)
  }

  /// Coverage of the 95% interval in 400 fresh samples, within three binomial deviations; a band of
  /// half the width must miss more often.
  @Test func intervalsCoverTheTruth() throws {
    let stream = RandomStream(seed: 2026)
    var covered = 0
    var coveredByHalf = 0
    let truth = StandardNormal.quantile(0.9)
    for _ in 0..<400 {
      let column = (0..<500).map { _ in StandardNormal.quantile(stream.uniform()) }
      let p90 = Summary(column).p90
      let (low, high) = (try #require(p90.low), try #require(p90.high))
      if low <= truth, truth <= high { covered += 1 }
      let (halfLow, halfHigh) = ((p90.value + low) / 2, (p90.value + high) / 2)
      if halfLow <= truth, truth <= halfHigh { coveredByHalf += 1 }
    }
    #expect(covered >= 367)
    #expect(coveredByHalf < 367)
  }
}
