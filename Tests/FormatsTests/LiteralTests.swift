import Formats
import TestSupport
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
    ("$9,558.59", "write 9558.59, without separators"),
    ("€ 4,000", "write 4000, without separators"), ("€1.200", "write 1200, without separators"),
    ("$0.500", "write 0.500"), ("$1200.500", "write 1200.500"), ("$1.20", "write 1.20"),
    ("1:30", nil), ("nan", nil), (".inf", nil), ("inf", nil), ("-", nil), ("", nil), ("0x10", nil),
    ("1e", nil), ("1e999", nil), ("12km", nil), ("1.2.3", nil), ("%", nil), ("1%%", nil),
  ])
  func refusedNumbers(text: String, hint: String?) throws {
    let error = try #require(throws: LiteralError.self) { try Literal.number(text) }
    #expect(error.hint == hint)
    #expect(error.expected == "a number such as 1500 or 1.5k")
  }

  @Test func writtenNumbersReadBackExactly() throws {
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

  @Test func suggestsAPercentageForAShareAboveOne() throws {
    let error = try #require(throws: LiteralError.self) { try Quantity.share.value("94") }
    #expect(error == LiteralError(found: "94", expected: "0..1", hint: "write 94%"))
    #expect(throws: LiteralError.self) { try Quantity.share.value("104%") }
    #expect(throws: LiteralError.self) { try Quantity.money.value("5%") }
    #expect(throws: LiteralError.self) { try Quantity.count.value("1.5") }
    #expect(throws: LiteralError.self) { try Quantity.positive.value("0") }
    #expect(try Quantity.share.value("100%") == 1)
    #expect(try Quantity.count.value("8k") == 8000)
  }

  @Test(
    arguments: [
      ("3", "write 3%, or 300%"), ("5", "write 5%, or 500%"), ("1.2", "write 1.2%, or 120%"),
      ("94", "write 94%"), ("3k", nil),
    ] as [(String, String?)])
  func refusesABareProportionAboveOne(text: String, hint: String?) throws {
    let error = try #require(throws: LiteralError.self) { try Quantity.proportion.value(text) }
    #expect(error == LiteralError(found: text, expected: "0..1, or a percentage", hint: hint))
  }

  @Test func acceptsAProportionAboveTheWhole() throws {
    #expect(try Quantity.proportion.value("300%") == 3 && Quantity.proportion.value("1") == 1)
    #expect(try Quantity.proportion.value("0.04") == 0.04)
    let error = try #require(throws: LiteralError.self) { try Quantity.proportion.value("1200%") }
    #expect(error == LiteralError(found: "1200%", expected: "0%..1000%", hint: nil))
    #expect(
      try WrittenAssumption("20%..120%", of: .proportion) == .range(p10: 0.2, p50: nil, p90: 1.2))
    #expect(throws: LiteralError.self) { try WrittenAssumption("3..7", of: .proportion) }
  }

  @Test(
    arguments: [
      ("84-91%", Quantity.share, "write 84%..91%"), ("84 - 91", .share, "write 84%..91%"),
      ("84\u{2013}91%", .share, "write 84%..91%"), ("84% to 91%", .share, "write 84%..91%"),
      ("10-20k", .money, "write 10k..20k"), ("3-5", .number, "write 3..5"),
      ("91-84%", .share, nil), ("a-b", .share, nil), ("2026-04-01", .number, nil),
    ] as [(String, Quantity, String?)])
  func suggestsTheSpellingOfARange(text: String, quantity: Quantity, hint: String?) throws {
    let error = try #require(throws: LiteralError.self) {
      try WrittenAssumption(text, of: quantity)
    }
    #expect(error.hint == hint && error.found == text)
  }

  @Test(
    arguments: [
      ("31.01.2026", "write 2026-01-31"), ("1/31/2026", "write 2026-01-31"),
      ("31/1/2026", "write 2026-01-31"), ("02/02/2026", "write 2026-02-02"),
      ("01/02/2026", nil), ("2026/1/31", "write 2026-01-31"), ("31.02.2026", nil),
      ("2026-01-31T08:30:00Z", "write 2026-01-31"), ("2026-02-30", nil), ("soon", nil),
      ("Tuesday", nil), ("1.2.3", nil),
    ] as [(String, String?)])
  func suggestsTheSpellingOfAnUnambiguousDate(text: String, hint: String?) throws {
    let error = try #require(throws: LiteralError.self) { try Literal.day(text) }
    #expect(error.hint == hint)
  }

  @Test(
    arguments: [
      ("3", "write 3 years"), ("1", "write 1 year"), ("18 months", "write 2 years"),
      ("5 months", "write 1 year"), ("40", "write 10 years"), ("0", "write 1 year"),
      ("many", nil), ("-3", nil),
    ] as [(String, String?)])
  func yearsMustBeWhole(text: String, hint: String?) throws {
    #expect(try Literal.years("36 months", within: 1...10) == 3)
    #expect(try Literal.years("1 year", within: 1...10) == 1)
    let error = try #require(throws: LiteralError.self) { try Literal.years(text, within: 1...10) }
    #expect(error == LiteralError(found: text, expected: "1 to 10 whole years", hint: hint))
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
    #expect(falling.hint == "write 2..3")
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
    #expect(yes.hint == "write true")
    #expect(try Literal.payMix("85/15") == 0.85)
    for text in ["85/20", "85", "a/b", "85/15/0", "-5/105"] {
      #expect(throws: LiteralError.self) { try Literal.payMix(text) }
    }
    #expect(try Literal.portion("8% of base", of: "base") == 0.08)
    #expect(throws: LiteralError.self) { try Literal.portion("8%", of: "base") }
  }
}
