import Testing
import Units

@Suite struct MoneyTests {
  @Test(arguments: [(1.005, 1.01), (-1.005, -1.01), (2.675, 2.68), (0.125, 0.13), (7, 7)])
  func halfCentsGoAwayFromZero(amount: Double, expected: Double) {
    #expect(Money(amount).rounded() == Money(expected))
  }

  /// 7.5% of 3,400,000.33 is 255,000.02475; the others have no exact binary form.
  @Test(arguments: [
    (3_400_000.33 * 0.075, 255_000.02), (10_000_000.005, 10_000_000.01),
    (-123_456_789.015, -123_456_789.02), (9_999_999_999.994, 9_999_999_999.99),
  ])
  func toleranceDoesNotGrowWithAmounts(amount: Double, expected: Double) {
    #expect(Money(amount).rounded() == Money(expected))
  }

  @Test func halfToEvenRoundsToTheEvenCent() {
    #expect(Money(1.005).rounded(.halfToEven) == Money(1.0))
    #expect(Money(1.015).rounded(.halfToEven) == Money(1.02))
  }
}
