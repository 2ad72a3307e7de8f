/// What a single text must be.
public enum Scalar: Hashable, Sendable {
  case quantity(Quantity)
  /// Any text that is not empty.
  case text
  /// One line of at most 100 characters, without spaces at its ends: an id or a heading.
  case name
  /// `2026-04-01`.
  case date
  /// `3 months`, `2 years`; whole months.
  case duration
  /// `3 years`, `36 months`: a number of whole years in these bounds.
  case years(ClosedRange<Int>)
  /// `true` or `false`.
  case boolean
  /// `85/15`: base, then variable.
  case payMix
  /// `8% of base`.
  case portion(of: String)

  /// Accepts the text, or says what was expected.
  public func check(_ text: String) throws(LiteralError) {
    switch self {
    case .quantity(let quantity): _ = try quantity.value(text)
    case .text:
      if text.allSatisfy(\.isWhitespace) { throw LiteralError(found: text, expected: expectation) }
    case .name:
      let isTame =
        !text.isEmpty && text.count <= 100 && text.first != " " && text.last != " "
        && !text.contains { $0.isNewline || $0 == "\t" }
      if !isTame { throw LiteralError(found: text, expected: expectation) }
    case .date: _ = try Literal.day(text)
    case .duration: _ = try Literal.months(text)
    case .years(let bounds): _ = try Literal.years(text, within: bounds)
    case .boolean: _ = try Literal.boolean(text)
    case .payMix: _ = try Literal.payMix(text)
    case .portion(let whole):
      guard try Literal.portion(text, of: whole).magnitude <= Quantity.ratio.highest else {
        throw LiteralError(found: text, expected: "at most 1000% of \(whole)")
      }
    }
  }

  /// With its article, for messages and the listing.
  public var expectation: String {
    switch self {
    case .quantity(let quantity): quantity.expectation
    case .text: "a text"
    case .name: "a name of one line, at most 100 characters"
    case .date: "a date such as 2026-04-01"
    case .duration: "a duration such as 3 months"
    case .years(let bounds): "\(bounds.lowerBound) to \(bounds.upperBound) whole years"
    case .boolean: "true or false"
    case .payMix: "a pay mix such as 85/15"
    case .portion(let whole): "a share of \(whole) such as 8% of \(whole)"
    }
  }
}

extension Quantity {
  /// With its article and bounds: `a share such as 88%, 0..1`.
  public var expectation: String {
    let noun =
      switch unit {
      case .number: "a number"
      case .share: "a share such as 88%"
      case .ratio: "a ratio such as 103%"
      case .proportion: "a share such as 12% or 120%, above 1 with % alone"
      case .money: "an amount such as 25k"
      case .count: "a whole number"
      }
    return isBounded ? "\(noun), \(bounds)" : noun
  }
}
