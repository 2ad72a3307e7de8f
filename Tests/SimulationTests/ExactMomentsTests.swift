import Statistics
import Testing

@testable import Simulation

@Suite struct ExactMomentsTests {
  /// Moments of whole values in clusters.
  private func moments(_ clusters: [[Int]], perOne: Double = 1) -> ExactMoments {
    var moments = ExactMoments(perOne: perOne)
    for values in clusters { add(values, to: &moments) }
    return moments
  }

  private func add(_ values: [Int], to moments: inout ExactMoments) {
    moments.addCluster(
      count: values.count, sum: values.reduce(0) { $0 + Int128($1) },
      squares: values.reduce(0) { $0 + Int128($1) * Int128($1) })
  }

  /// Mean 3; deviations -2, -1, 1, 2, so 10 / 3; clusters of -3 and 3, so sqrt(2 x 18) / 4.
  @Test func knownAnswers() {
    let moments = moments([[1, 2], [4, 5]])
    #expect(moments.count == 4 && moments.mean == 3)
    #expect(abs(moments.standardDeviation - (10.0 / 3).squareRoot()) < 1e-15)
    #expect(abs(moments.standardError - 1.5) < 1e-15)
    let scaled = self.moments([[1, 2], [4, 5]], perOne: 100)
    #expect(scaled.mean == 0.03 && abs(scaled.standardError - 0.015) < 1e-17)
  }

  /// Clusters of 3 and 1: mean 4; they deviate by -6 and 6, so sqrt(2 x 72) / 4.
  @Test func clustersOfSeveralSizes() {
    #expect(abs(moments([[1, 2, 3], [10]]).standardError - 3) < 1e-15)
  }

  @Test func singlesAreClustersOfOne() {
    let values = [3, -7, 12, 0, 5]
    var singles = ExactMoments(perOne: 1)
    singles.addSingles(count: 5, sum: 13, squares: 227)
    #expect(singles == moments(values.map { [$0] }))
    #expect(
      abs(singles.standardError - singles.standardDeviation / 5.0.squareRoot()) < 1e-15)
  }

  @Test func constantHasNoError() {
    let constant = moments([[Int]](repeating: [900_001, 900_001], count: 1000), perOne: 1_000_000)
    #expect(constant.mean == 0.900001)
    #expect(constant.standardDeviation == 0 && constant.standardError == 0)
  }

  @Test func tooFewValuesHaveInfiniteError() {
    let none = ExactMoments(perOne: 1)
    #expect(none.count == 0 && none.mean == 0 && none.standardDeviation == 0)
    #expect(none.standardError == .infinity)
    #expect(moments([[4, 6]]).standardError == .infinity)
    #expect(moments([[4]]).standardDeviation == 0)
  }

  /// The widest figures, in ten million trials of strata.
  @Test func sumsDoNotOverflow() {
    let limit = Int(ExactMoments.limit)
    var moments = ExactMoments(perOne: 1)
    for cluster in 0..<10_000_000 / 64 {
      let value = Int128(cluster.isMultiple(of: 2) ? limit : -limit)
      moments.addCluster(count: 64, sum: 64 * value, squares: 64 * value * value)
    }
    #expect(moments.mean == 0)
    #expect(abs(moments.standardDeviation / ExactMoments.limit - 1) < 1e-7)
    var high = ExactMoments(perOne: 1)
    for _ in 0..<10_000_000 / 64 {
      high.addCluster(
        count: 64, sum: 64 * Int128(limit), squares: 64 * Int128(limit) * Int128(limit))
    }
    #expect(high.mean == ExactMoments.limit && high.standardError == 0)
  }

  /// In any order and any partition, to the last bit.
  @Test func mergingIsAssociativeAndCommutative() {
    let stream = RandomStream(seed: 11)
    let clusters = (0..<60).map { _ in
      (0...Int(16 * stream.uniform())).map { _ in Int(8e12 * (stream.uniform() - 0.5)) }
    }
    let whole = moments(clusters, perOne: 10_000)
    for size in [1, 7, 30] {
      let parts = stride(from: 0, to: 60, by: size).map {
        moments(Array(clusters[$0..<min(60, $0 + size)]), perOne: 10_000)
      }
      let middle = parts.count / 2
      for order in [parts, parts.reversed(), Array(parts[middle...] + parts[..<middle])] {
        var merged = ExactMoments(perOne: 10_000)
        for part in order { merged.add(part) }
        #expect(merged == whole)
        #expect(merged.standardError.bitPattern == whole.standardError.bitPattern)
      }
    }
  }

  @Test(arguments: [
    [[1, -2], [4, 5]], [[-1], [-2]], [], [[-281_474_976_710_656, 7], [281_474_976_710_656]],
  ])
  func packingRoundTrips(_ clusters: [[Int]]) {
    let moments = moments(clusters)
    var words: [UInt64] = []
    moments.pack(into: &words)
    for length in 0..<words.count {
      var cut = words[..<length]
      var other = ExactMoments(perOne: 1)
      let isRead = other.add(unpacking: &cut, mostValues: 1000)
      #expect(!isRead)
    }
    var read = ExactMoments(perOne: 1)
    var rest = words[...]
    let isRead = read.add(unpacking: &rest, mostValues: 1000)
    #expect(isRead && rest.isEmpty && read == moments)
  }

  @Test func figuresAreRoundedToTheNearestUnit() {
    var figures = MoneyLanes()
    for (lane, figure) in [0.1, -0.1, 1.23456, 1e15, -1e15, 0.00005, 12_345.67891].enumerated() {
      figures[lane] = figure
    }
    let units = ExactMoments.units(of: figures, perOne: 10_000)
    let limit = Int64(ExactMoments.limit)
    #expect(
      (0..<8).map { units[$0] } == [1000, -1000, 12_346, limit, -limit, 0, 123_456_789, 0])
  }
}
