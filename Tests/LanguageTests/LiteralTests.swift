import Language
import Testing
import Units

@Suite struct LiteralTests {
  @Test(arguments: [
    ("0.88", 0.88), ("88%", 0.88), ("25k", 25_000), ("1.2m", 1_200_000), ("1b", 1e9), ("0", 0),
    ("-3", -3), ("+3", 3), ("8.3%", 0.083), ("1.2e7", 1.2e7), ("1E-3", 0.001), ("007", 7),
    ("123456789012345678901234567890", 1.2345678901234568e29),
    ("0.1234567890123456789012345", 0.1234567890123456789012345), ("4.35%", 0.0435),
    ("179769313486231570000000000000000000000", 1.7976931348623157e38),
    ("0.000000000000000000000000000000000001", 1e-36), ("9007199254740993", 9_007_199_254_740_992),
  ])
  func numbers(text: String, value: Double) throws {
    #expect(try Literal.number(text) == value)
  }

  @Test(arguments: [
    ("1,5", "write 1.5"), ("1,500", "write 1500, without separators"), ("1_000", "write 1000"),
    ("1 000", "write 1000"), ("$5", "write 5"), ("88 %", "write 88%"), (".5", "write 0.5"),
    ("5.", "write 5"), ("1.5K", "write 1.5k"), ("1,234,567", "write 1234567, without separators"),
    ("1:30", nil), ("nan", nil), (".inf", nil), ("inf", nil), ("-", nil), ("", nil), ("0x10", nil),
    ("1e", nil), ("1e999", nil), ("12km", nil), ("1.2.3", nil), ("%", nil), ("1%%", nil),
  ])
  func refusedNumbers(text: String, wayOut: String?) throws {
    let error = try #require(throws: LiteralError.self) { try Literal.number(text) }
    #expect(error.wayOut == wayOut)
    #expect(error.expected == "a number such as 1500 or 1.5k")
  }

  @Test func writtenNumbersReadBackBitForBit() throws {
    var generator = SplitMix(state: 1)
    for round in 0..<20_000 {
      let raw = Double(bitPattern: generator.next())
      let value: Double =
        switch round % 4 {
        case 0: raw
        case 1: Double.random(in: 0...1, using: &generator)
        case 2: (Double.random(in: 0...1e10, using: &generator) / 100).rounded() * 100
        default: Double.random(in: -1e6...1e6, using: &generator)
        }
      guard value.isFinite, value.magnitude > 1e-300, value.magnitude < 1e300 else { continue }
      for unit in Quantity.Unit.allCases {
        let text = Literal.text(value, as: unit)
        #expect(try Literal.number(text).bitPattern == value.bitPattern, "\(text)")
      }
    }
  }

  @Test func writesTheNaturalSpelling() {
    #expect(Literal.text(0.88, as: .share) == "88%")
    #expect(Literal.text(1.03, as: .ratio) == "103%")
    #expect(Literal.text(0.083, as: .share) == "8.3%")
    #expect(Literal.text(25_000, as: .money) == "25k")
    #expect(Literal.text(1_250_000, as: .money) == "1.25m")
    #expect(Literal.text(1_234_567, as: .money) == "1234.567k")
    #expect(Literal.text(500, as: .money) == "500")
    #expect(Literal.text(0, as: .share) == "0%")
    #expect(Literal.text(0.85, as: .number) == "0.85")
    #expect(Literal.text(1e21, as: .number) == "1000000000000000000000")
  }

  @Test func aShareAboveOneIsToldItsPercentage() throws {
    let error = try #require(throws: LiteralError.self) { try Quantity.share.value("94") }
    #expect(error == LiteralError(found: "94", expected: "0..1", wayOut: "write 94%"))
    #expect(throws: LiteralError.self) { try Quantity.share.value("104%") }
    #expect(throws: LiteralError.self) { try Quantity.money.value("5%") }
    #expect(throws: LiteralError.self) { try Quantity.count.value("1.5") }
    #expect(throws: LiteralError.self) { try Quantity.positive.value("0") }
    #expect(try Quantity.share.value("100%") == 1)
    #expect(try Quantity.count.value("8k") == 8000)
  }

  @Test func ranges() throws {
    #expect(try WrittenAssumption("86%..90%", of: .share) == .range(p10: 0.86, p50: nil, p90: 0.9))
    #expect(
      try WrittenAssumption("0.9..1.0..1.2", of: .positive) == .range(p10: 0.9, p50: 1, p90: 1.2))
    #expect(try WrittenAssumption("-2 .. 3", of: .number) == .range(p10: -2, p50: nil, p90: 3))
    #expect(try WrittenAssumption("7%", of: .share) == .fixed(0.07))
    let falling = try #require(throws: LiteralError.self) {
      try WrittenAssumption("3..2", of: .number)
    }
    #expect(falling.wayOut == "write 2..3")
    for text in ["1..2..3..4", "1..", "..2", "1...2", "1..x", "2..2", "86..90", "nan..1"] {
      #expect(throws: LiteralError.self) { try WrittenAssumption(text, of: .share) }
    }
  }

  @Test func durationsDatesBooleansAndMixes() throws {
    #expect(try Literal.months("3 months") == 3)
    #expect(try Literal.months("1 month") == 1)
    #expect(try Literal.months("2 years") == 24)
    #expect(try Literal.months("2 quarters") == 6)
    for text in [
      "3", "three months", "3months", "-1 months", "1.5 years", "3  months", "9999 years",
    ] {
      #expect(throws: LiteralError.self) { try Literal.months(text) }
    }
    #expect(try Literal.day("2026-04-01").description == "2026-04-01")
    let noSuchDay = try #require(throws: LiteralError.self) { try Literal.day("2026-02-30") }
    #expect(noSuchDay.expected == "a day that the calendar has")
    #expect(throws: LiteralError.self) { try Literal.day("01/04/2026") }
    #expect(try Literal.boolean("true") && !Literal.boolean("false"))
    let yes = try #require(throws: LiteralError.self) { try Literal.boolean("Yes") }
    #expect(yes.wayOut == "write true")
    #expect(try Literal.payMix("85/15") == 0.85)
    for text in ["85/20", "85", "a/b", "85/15/0", "-5/105"] {
      #expect(throws: LiteralError.self) { try Literal.payMix(text) }
    }
    #expect(try Literal.portion("8% of base", of: "base") == 0.08)
    #expect(throws: LiteralError.self) { try Literal.portion("8%", of: "base") }
  }
}
