import Formats
import Testing
import Units

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0.00"), (1.005, "1.01"), (-1.005, "-1.01"), (1_234.5, "1,234.50"),
    (-0.001, "0.00"), (999.995, "1,000.00"), (1_234_567.891, "1,234,567.89"), (.nan, "-"),
    (-.infinity, "-"), (1e18, "1,000,000,000,000,000,000"),
  ])
  func moneyIsRoundedToTheCent(amount: Double, text: String) {
    #expect(NumberText.money(Money(amount)) == text)
  }

  @Test func groupedPercentAndShort() {
    #expect(NumberText.briefMoney(Money(24_000)) == "24,000")
    #expect(NumberText.briefMoney(Money(100_000 / 3)) == "33,333.33")
    #expect(NumberText.grouped(-1_234.5) == "-1,235")
    #expect(NumberText.grouped(0.125, decimals: 2) == "0.13")
    #expect(NumberText.grouped(0.5, decimals: 0) == "1")
    #expect(NumberText.percent(0.855) == "85.5%")
    #expect(NumberText.percent(1.0005, decimals: 1) == "100.1%")
    #expect(NumberText.shortPercent(0.88) == "88%")
    #expect(NumberText.shortPercent(1.029) == "102.9%")
    #expect(NumberText.short(1.25) == "1.25")
    #expect(NumberText.short(300_000) == "300,000")
    #expect(NumberText.short(.nan) == "-")
  }

  /// Zeros of a whole number stay, even if it is too large to have decimals.
  @Test(
    arguments: [
      (300_000, "300,000"), (1.25, "1.25"), (0.5, "0.5"), (0, "0"), (9e11, "900,000,000,000"),
      (1e13, "10,000,000,000,000"),
    ] as [(Double, String)])
  func shortNumbersDropTrailingZeros(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }
}
