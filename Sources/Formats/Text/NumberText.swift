public import Units

/// Numbers as people read them: `1,234.50`, `12.5%`.
///
/// Independent of the locale. NaN and infinities are written as `-`.
public enum NumberText {
  /// Money to the cent: `-1,234.50`.
  public static func money(_ money: Money) -> String {
    grouped(money.rounded().amount, decimals: 2)
  }

  /// Money to the cent, whole units without their cents: `24,000`, `33,333.33`.
  public static func briefMoney(_ money: Money) -> String {
    let cents = money.rounded().amount
    return grouped(cents, decimals: cents == cents.rounded() ? 0 : 2)
  }

  /// The text of a number, with a plus where more than 0 is seen of it.
  package static func signed(_ value: Double, _ text: String) -> String {
    value > 0 && text.contains { "1"..."9" ~= $0 } ? "+" + text : text
  }

  /// With groups of three digits and this many decimals; halves round away from zero.
  public static func grouped(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return "-" }
    let digits = fixed(value.magnitude, decimals: decimals)
    let whole = digits.firstIndex(of: point) ?? digits.count
    let isZero = digits.allSatisfy { $0 == zero || $0 == point }
    var text = value < 0 && !isZero ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, index < whole, (whole - index).isMultiple(of: 3) {
        text.append(UInt8(ascii: ","))
      }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A count with its noun: `1 account`, `1,200 accounts`.
  ///
  /// - Parameter plural: Of the noun; nil where it takes an s.
  package static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    grouped(Double(count)) + " " + Counted(count, noun, plural).noun
  }

  /// A share in percent: 0.125 is `12.5%`.
  public static func percent(_ share: Double, decimals: Int = 1) -> String {
    guard share.isFinite else { return "-" }
    return grouped(share * 100, decimals: decimals) + "%"
  }

  /// A share in percent that shows no whole percent that is not reached: 0.8998 is `89.98%`, and
  /// 0.99999999 `99.9999%`.
  public static func cautiousPercent(_ share: Double, decimals: Int = 1) -> String {
    guard share.isFinite else { return "-" }
    let scaled = DoubleDouble(written: share) * DoubleDouble(100)
    let whole = scaled.rounded()
    guard whole > scaled, whole - scaled > DoubleDouble(1e-10) else {
      return percent(share, decimals: decimals)
    }
    for decimals in decimals...4 {
      let text = grouped(share * 100, decimals: decimals)
      if text != grouped(whole.high, decimals: decimals) { return text + "%" }
    }
    return grouped(whole.high - 0.0001, decimals: 4) + "%"
  }

  /// A number with as many decimals as it needs, up to four: `1.25`, `300,000`.
  public static func short(_ value: Double) -> String {
    let text = grouped(value, decimals: 4)
    var kept = text.utf8[...]
    guard kept.contains(point) else { return text }
    while kept.last == zero { kept.removeLast() }
    if kept.last == point { kept.removeLast() }
    return String(Substring(kept))
  }

  /// A share in percent with as many decimals as it needs, up to four: `80%`, `92.5%`.
  public static func shortPercent(_ share: Double) -> String {
    share.isFinite ? short(share * 100) + "%" : "-"
  }

  private static let point = UInt8(ascii: ".")
  private static let zero = UInt8(ascii: "0")

  /// Digits in ASCII without groups.
  private static func fixed(_ magnitude: Double, decimals: Int) -> [UInt8] {
    let scale = power(decimals)
    // A half without an exact binary form counts as a half, as for money.
    let scaled = DoubleDouble(written: magnitude) * DoubleDouble(scale)
    let nearest = scaled.rounded(tolerance: 1e-6).high
    guard nearest < 9e15 else { return whole(magnitude) }
    var digits = Array(String(UInt64(nearest)).utf8)
    guard decimals > 0 else { return digits }
    let missing = Swift.max(0, decimals + 1 - digits.count)
    digits.insert(contentsOf: repeatElement(zero, count: missing), at: 0)
    digits.insert(point, at: digits.count - decimals)
    return digits
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// A magnitude beyond exact cents, whose decimals mean nothing.
  private static func whole(_ magnitude: Double) -> [UInt8] {
    var rest = magnitude.rounded(.towardZero)
    var digits: [UInt8] = []
    while rest >= 1 {
      digits.append(zero + UInt8(rest.truncatingRemainder(dividingBy: 10)))
      rest = (rest / 10).rounded(.towardZero)
    }
    return digits.reversed()
  }
}
