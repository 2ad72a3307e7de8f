import Testing

@testable import Statistics

@Suite struct StandardNormalTests {
  @Test func knownQuantiles() {
    #expect(abs(StandardNormal.quantile(0.975) - 1.959963984540054) < 1e-14)
    #expect(abs(StandardNormal.cumulative(1) - 0.8413447460685429) < 1e-15)
  }

  @Test func tableAgrees() {
    for step in -9000...9000 {
      let x = Double(step) * 0.0010007
      #expect(abs(NormalTable.cumulative(x) - StandardNormal.cumulative(x)) < 1e-12)
    }
    #expect(abs(NormalTable.sum([0, 1], scale: 1) - 1.3413447460685429) < 1e-12)
  }
}
