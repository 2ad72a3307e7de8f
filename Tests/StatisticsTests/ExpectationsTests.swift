import Statistics
import Testing

@Suite struct ExpectationsTests {
  /// By hand: within variance 2, grand mean 1, between variance 1, observed 2: the world means 2
  /// and 0 shrink to 1 +- sqrt(1/2).
  @Test func meansShrinkTowardsTheGrandMean() {
    let values = Expectations([1, 3, -1, 1], worldSize: 2).values
    #expect(abs(values[0] - (1 + 0.5.squareRoot())) < 1e-15)
    #expect(abs(values[1] - (1 - 0.5.squareRoot())) < 1e-15)
  }

  @Test func worldsThatDifferByLuckShrinkToOneMean() {
    #expect(Expectations([0, 2, 2, 0], worldSize: 2).values == [1, 1])
  }

  @Test func quantilesAreOrderStatistics() {
    let worlds = Expectations((1...10).flatMap { [Double($0), Double($0)] }, worldSize: 2)
    #expect([0.1, 0.5, 0.9].map(worlds.quantile) == [1, 5, 9])
  }
}
