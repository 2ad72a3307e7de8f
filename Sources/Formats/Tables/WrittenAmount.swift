/// An amount as people, CRMs and spreadsheets write it.
///
/// `$9,558.59`, `17.808,86 €`, `EUR 1 200`, `1'234.50`, `(1,250)` and `1.250-` for credits, `1.2m`.
/// A mark separates thousands only where exactly three digits follow it and one to three stand
/// before the first.
public struct WrittenAmount: Hashable, Sendable {
  /// Negative for a credit.
  public let value: Double
  /// As written: a sign such as `€`, or three capitals such as `EUR`; nil where none is written.
  public let currency: String?

  init(value: Double, currency: String?) {
    self.value = value
    self.currency = currency
  }

  /// - Parameter decimal: What stands before decimals; nil for a point, but then `€1.200` is refused,
  ///   as who writes a sign may mean thousands by the point.
  public init(_ text: String, decimal: DecimalMark? = nil) throws(LiteralError) {
    var core = text.trimmed[...]
    var isNegative = false
    var currency: String?
    // Brackets and a sign of the amount may stand outside or inside the currency's: `-€5`, `€-5`, `5- €`.
    for _ in 0..<3 {
      core = core.trimmed[...]
      if core.first == "(", core.last == ")", core.count > 2, !isNegative {
        isNegative = true
        core = core.dropFirst().dropLast().trimmed[...]
      }
      if let minus = core.first, "-\u{2212}\u{2013}".contains(minus), !isNegative {
        isNegative = true
        core = core.dropFirst()
      } else if core.last.map({ "-\u{2212}\u{2013}".contains($0) }) == true, !isNegative {
        isNegative = true
        core = core.dropLast()
      }
      if currency == nil, let (name, rest) = Self.currency(in: core) {
        currency = name
        core = rest
      }
    }
    guard let value = Self.magnitude(core.trimmed[...], decimal: decimal ?? .point),
      !(decimal == nil && currency != nil && Self.mayMeanThousands(core.trimmed))
    else {
      do throws(LiteralError) {
        _ = try Literal.number(text)
      } catch {
        throw error
      }
      throw LiteralError(found: text, expected: "a number such as 1500 or 1.5k")
    }
    self.value = isNegative ? -value : value
    self.currency = currency
  }

  /// The amount of digits, marks and perhaps a dollar sign; nil for what needs a closer look.
  ///
  /// At most 15 digits, so that one division rounds once.
  static func plain(_ bytes: UnsafeBufferPointer<UInt8>, decimal: DecimalMark?) -> WrittenAmount? {
    let mark = decimal ?? .point
    let point = mark.rawValue.utf8.first ?? 0x2E
    let thousands = mark.thousands.rawValue.utf8.first ?? 0x2C
    var index = 0
    var mantissa: UInt64 = 0
    var digits = 0
    /// Digits since the last mark.
    var group = 0
    var groups = 0
    var decimals = -1
    let isNegative = bytes.first == 0x2D
    if isNegative { index = 1 }
    let hasDollar = index < bytes.count && bytes[index] == 0x24
    if hasDollar { index += 1 }
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        digits += 1
        group += 1
        if decimals >= 0 { decimals += 1 }
      } else if byte == point, decimals < 0, group > 0, groups == 0 || group == 3 {
        decimals = 0
      } else if byte == thousands, decimals < 0, groups > 0 ? group == 3 : (1...3).contains(group),
        mantissa > 0
      {
        groups += 1
        group = 0
      } else {
        return nil
      }
      index += 1
    }
    guard digits > 0, digits <= 15, decimals != 0, decimals > 0 || groups == 0 || group == 3,
      !(hasDollar && decimal == nil && decimals == 3 && groups == 0)
    else { return nil }
    let value = decimals > 0 ? Double(mantissa) / powers[decimals] : Double(mantissa)
    return WrittenAmount(value: isNegative ? -value : value, currency: hasDollar ? "$" : nil)
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// The ISO code that a sign or code stands for; nil for a sign that several currencies share.
  public static func code(of currency: String) -> String? {
    switch currency {
    case "$", "US$": "USD"
    case "€": "EUR"
    case "£": "GBP"
    case "¥", "￥", "円": "JPY"
    case "₹": "INR"
    case "zł": "PLN"
    case "Fr.": "CHF"
    default: currency.count == 3 && currency.allSatisfy(\.isLetter) ? currency.uppercased() : nil
    }
  }

  private static let signs = [
    "US$", "A$", "C$", "R$", "$", "€", "£", "¥", "￥", "円", "₹", "zł", "kr.", "kr", "Fr.",
  ]

  /// The currency at either end, and what is left.
  private static func currency(in text: Substring) -> (name: String, rest: Substring)? {
    for sign in signs {
      if text.hasPrefix(sign) { return (sign, text.dropFirst(sign.count)) }
      if text.hasSuffix(sign) { return (sign, text.dropLast(sign.count)) }
    }
    func isCode(_ part: Substring) -> Bool {
      part.count == 3 && part.utf8.allSatisfy { (65...90).contains($0) }
    }
    if isCode(text.prefix(3)), text.dropFirst(3).first?.isLetter == false {
      return (String(text.prefix(3)), text.dropFirst(3))
    }
    if isCode(text.suffix(3)), text.dropLast(3).last?.isLetter == false {
      return (String(text.suffix(3)), text.dropLast(3))
    }
    return nil
  }

  /// The number of digits, marks and our own suffixes.
  private static func magnitude(_ text: Substring, decimal: DecimalMark) -> Double? {
    guard let first = text.first, first.isASCII, first.isNumber || first == decimal.character else {
      return nil
    }
    let parts = text.split(
      separator: decimal.character, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = digits(parts[0], thousands: decimal.thousands.character) else { return nil }
    let number = whole + (parts.count == 2 ? "." + parts[1] : "")
    // `15K` and `1.2M` as people write them.
    guard number.last != "%", let value = try? Literal.number(number.lowercased()) else {
      return nil
    }
    return value
  }

  /// The digits without their separators; nil where those do not stand before every third.
  private static func digits(_ text: Substring, thousands: Character) -> String? {
    let marks = Set(text.unicodeScalars.filter { !isDigit($0) })
    let separators: [Character: Unicode.Scalar] = [thousands: thousands.unicodeScalars.first ?? ","]
    let allowed: Set<Unicode.Scalar> = [
      separators[thousands] ?? ",", "'", "\u{2019}", " ", "\u{A0}", "\u{202F}", "\u{2009}",
    ]
    guard let mark = marks.first else { return String(text) }
    guard marks.count == 1, allowed.contains(mark) else {
      // `1.2m` without separators: the number's grammar decides.
      return marks.isDisjoint(with: allowed) ? String(text) : nil
    }
    let groups = text.unicodeScalars.split(separator: mark, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups[0].first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return groups.map { String(String.UnicodeScalarView($0)) }.joined()
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Whether a text of digits has one point before exactly three of them.
  private static func mayMeanThousands(_ text: String) -> Bool {
    guard let point = text.firstIndex(of: "."), (1...3).contains(text[..<point].count),
      text.first != "0"
    else { return false }
    return Literal.endsLikeThousands(text[...], after: point)
  }
}

extension DecimalMark {
  var character: Character { Character(rawValue) }
}
