import Testing
import Units

@Suite struct MoneyTests {
  @Test(arguments: [(1.005, 1.01), (-1.005, -1.01), (2.675, 2.68), (0.125, 0.13), (7, 7)])
  func halfCentsGoAwayFromZero(amount: Double, expected: Double) {
    #expect(Money(amount).rounded() == Money(expected))
  }

  @Test func halfToEvenRoundsToTheEvenCent() {
    #expect(Money(1.005).rounded(.halfToEven) == Money(1.0))
    #expect(Money(1.015).rounded(.halfToEven) == Money(1.02))
  }
}
