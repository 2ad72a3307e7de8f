import Ownership
import Testing

@Suite struct MotionTests {
  @Test func eightMotionsBringRevenue() {
    #expect(Motion.revenue.count == 8)
    #expect(!Motion.revenue.contains(.service))
  }
}
