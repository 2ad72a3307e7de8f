import Model
import Testing

@Suite struct TestRangeTests {
  @Test(arguments: [
    (TestRange.odds(1.5), 0.5, 0.4...0.6), (.odds(1.5), 0.9, 6.0 / 7...13.5 / 14.5),
    (.factor(1.25), 100, 80...125), (.effect, 1.44, 1.2...2.0736), (.effect, 0.64, 0.4096...0.8),
    (.shift(0.05), 0.1, 0.05...0.15), (.shift(0.05), 0.02, 0...0.07), (.between(0, 3), 0, 0...3),
    (.between(0, 3), 4, 0...4), (.whole(1.5), 6, 4...9), (.whole(1.5), 1, 0...2),
  ])
  func ends(_ test: TestRange, value: Double, expected: ClosedRange<Double>) throws {
    let ends = try #require(test.ends(of: value))
    #expect(abs(ends.lowerBound - expected.lowerBound) < 1e-12, "\(ends)")
    #expect(abs(ends.upperBound - expected.upperBound) < 1e-12, "\(ends)")
  }

  /// A rate of 0 and an effect of 1 have nowhere to go.
  @Test func nowhereToGo() {
    #expect(TestRange.factor(1.25).ends(of: 0) == nil)
    #expect(TestRange.odds(1.5).ends(of: 0) == nil && TestRange.odds(1.5).ends(of: 1) == nil)
    #expect(TestRange.effect.ends(of: 1) == nil)
  }
}
