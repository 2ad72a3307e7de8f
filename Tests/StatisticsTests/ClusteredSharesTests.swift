import Testing

@testable import Statistics

@Suite struct ClusteredSharesTests {
  /// Three clusters of 4, 2 and 4 things, of which 3, 0 and 1 are of the kind: a share of .4, from
  /// which the counts are 1.4, -.8 and -.6 away. sqrt(3/2 x 2.96) / 10 = .2107.
  @Test func shareAndErrorByHand() {
    var shares = ClusteredShares(kinds: 2)
    for (count, total) in [(3, 4), (0, 2), (0, 0), (1, 4)] {
      shares.addCluster([count, total], of: total)
    }
    #expect(shares[0].value == 0.4)
    #expect(abs(shares[0].standardError - (1.5 * 2.96).squareRoot() / 10) < 1e-15)
    // A kind that includes everything has no error.
    #expect(shares[1] == Proportion(value: 1, standardError: 0, units: 3))
  }

  /// Clusters of one are independent trials.
  @Test func clustersOfOne() {
    var shares = ClusteredShares(kinds: 1)
    let holds = (0..<100).map { $0 % 7 < 3 }
    for one in holds { shares.addCluster([one ? 1 : 0], of: 1) }
    let expected = Proportion(holds)
    #expect(shares[0].value == expected.value)
    #expect(abs(shares[0].standardError - expected.standardError) < 1e-15)
  }

  @Test func oneClusterHasInfiniteError() {
    var shares = ClusteredShares(kinds: 1)
    #expect(shares[0] == Proportion(value: 0, standardError: .infinity, units: 0))
    shares.addCluster([1], of: 4)
    #expect(shares[0] == Proportion(value: 0.25, standardError: .infinity, units: 1))
  }

  /// Sums of many large clusters stay exact: each is at the share and none deviates.
  @Test func agreeingClustersHaveNoError() {
    var shares = ClusteredShares(kinds: 1)
    for _ in 0..<10_000 { shares.addCluster([1 << 20], of: 3 << 20) }
    #expect(shares[0].standardError == 0)
  }

  /// The people of ten million trials, with one more or one fewer than half of each block of the
  /// kind.
  @Test func largestRunDoesNotOverflow() {
    let (clusters, size) = (78_126, 128 * 5200)
    var shares = ClusteredShares(kinds: 1)
    for cluster in 0..<clusters {
      shares.addCluster([size / 2 + (cluster.isMultiple(of: 2) ? 1 : -1)], of: size)
    }
    let error = 1 / Double(size) / Double(clusters - 1).squareRoot()
    #expect(shares[0].value == 0.5)
    #expect(abs(shares[0].standardError / error - 1) < 1e-9)
  }
}
