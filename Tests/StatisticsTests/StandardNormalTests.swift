import Statistics
import Testing

@Suite struct StandardNormalTests {
  @Test func knownQuantiles() {
    #expect(abs(StandardNormal.quantile(0.975) - 1.959963984540054) < 1e-14)
    #expect(abs(StandardNormal.cumulative(1) - 0.8413447460685429) < 1e-15)
  }
}
