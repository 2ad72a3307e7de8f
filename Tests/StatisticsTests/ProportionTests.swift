import CGSL
import Statistics
import Testing

@Suite struct ProportionTests {
  @Test func shareAndItsError() {
    let share = Proportion([true, false, false, false])
    #expect(share.value == 0.25)
    // sqrt(4 / 3 x (.75^2 + 3 x .25^2)) / 4.
    #expect(share.standardError == 0.25)
  }

  /// Perfectly dependent trials of a world say no more than one.
  @Test func worldsAreCountedOnce() {
    let alone = Proportion([true, false])
    let twice = Proportion(
      [true, true, false, false],
      design: SampleDesign(Clusters(size: 2, valueCount: 4)))
    #expect(twice.value == 0.5 && twice.standardError == alone.standardError)
    #expect(Proportion([true]).standardError == .infinity)
  }

  /// Clusters given by bounds; with equal sizes they match clusters given by size.
  @Test func unequalClusters() {
    let shares: [Double] = [1, 1, 0, 0, 1, 0]
    let equal = Proportion(shares, clusters: Clusters(size: 2, valueCount: 6))
    #expect(Proportion(shares, clusters: Clusters(bounds: [0, 2, 4, 6])) == equal)
    // An empty cluster is a cluster too: deviations 0 and, twice, 1 and -1, of four clusters.
    let withEmpty = Proportion(shares, clusters: Clusters(bounds: [0, 2, 2, 4, 6]))
    #expect(abs(withEmpty.standardError - (4.0 / 3 * 2).squareRoot() / 6) < 1e-12)
    let unequal = Proportion(shares, clusters: Clusters(bounds: [0, 1, 4, 6]))
    // Deviations from 1/2: .5, -.5 and 0.
    #expect(abs(unequal.standardError - (3.0 / 2 * 0.5).squareRoot() / 6) < 1e-12)
  }

  /// With values 1, 2, ... each value is its rank: the interval leaves a binomial count at most
  /// 2.5% on either side.
  @Test(arguments: [5, 40, 73, 1000, 20_000], [0.02, 0.05, 0.1, 0.5, 0.9, 0.95])
  func intervalOfAQuantile(count: Int, share: Double) {
    let column = (1...count).map(Double.init)
    let estimate = QuantileEstimate(
      share, of: column, clusters: Clusters(size: 1, valueCount: count))
    func chance(upTo number: Int) -> Double {
      number < 0 ? 0 : gsl_cdf_binomial_P(UInt32(number), share, UInt32(count))
    }
    let low = (0...count).last { chance(upTo: $0 - 1) <= 0.025 }!
    let high = (1...count + 1).first { chance(upTo: $0 - 1) >= 0.975 }!
    let exists = low >= 1 && high <= count
    #expect(estimate.low == (exists ? Double(low) : nil))
    #expect(estimate.high == (exists ? Double(high) : nil))
  }

  @Test func quantileOfClusters() {
    let column = (0..<1000).map { Double($0 % 100) }
    let single = QuantileEstimate(0.4, of: column, clusters: Clusters(size: 1, valueCount: 1000))
    let whole = QuantileEstimate(
      0.4, of: column, clusters: Clusters(bounds: stride(from: 0, through: 1000, by: 1).map { $0 }))
    #expect(single == whole && single.value == 39)
    // Ten copies of the same hundred values say no more than a hundred.
    let sorted = column.sorted()
    let tens = QuantileEstimate(
      0.4, of: sorted, clusters: Clusters(bounds: stride(from: 0, through: 1000, by: 10).map { $0 })
    )
    #expect(tens.value == 39)
    #expect(tens.high! - tens.low! > 2 * (single.high! - single.low!))
  }
}
