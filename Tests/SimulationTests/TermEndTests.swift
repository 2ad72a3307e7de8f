import Testing

@testable import Simulation

@Suite struct TermEndTests {
  /// Odds of 1 are one half a year: the square root of it, .707, survives the first of two half
  /// years, .5 both.
  @Test(arguments: [(0.8, 0), (0.6, 1), (0.4, 2)] as [(Float, Int32)])
  func luckDecidesTheTermEnd(luck: Float, end: Int32) {
    #expect(TermEnd.index(luck: luck, odds: 1, exponent: 1, count: 2) == end)
  }

  @Test(
    arguments: [(0, 0), (1e20, 6), (Float.greatestFiniteMagnitude, 6), (.infinity, 6)]
      as [(Float, Int32)])
  func extremeOddsStayInRange(odds: Float, end: Int32) {
    #expect(TermEnd.index(luck: 0.5, odds: odds, exponent: 0.5, count: 6) == end)
  }
}
