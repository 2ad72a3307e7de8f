public import Units

/// Numbers as people read them: `1,234.50`, `12.5%`.
///
/// The same in every place and language of the machine. What is no number is written as `-`.
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

  /// With groups of three digits and this many decimals; half a unit goes away from zero.
  public static func grouped(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return "-" }
    let text = fixed(value.magnitude, decimals: decimals)
    let whole = text.prefix { $0 != "." }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return (value < 0 && !isZero ? "-" : "") + grouped + text.dropFirst(whole.count)
  }

  /// A share in percent: 0.125 is `12.5%`.
  public static func percent(_ share: Double, decimals: Int = 1) -> String {
    guard share.isFinite else { return "-" }
    return grouped(share * 100, decimals: decimals) + "%"
  }

  /// A number with as many decimals as it needs, up to four: `1.25`, `300,000`.
  public static func short(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    let text = grouped(value, decimals: 4)
    let trimmed = text.reversed().drop { $0 == "0" }
    return String((trimmed.first == "." ? trimmed.dropFirst() : trimmed).reversed())
  }

  /// A share in percent with as many decimals as it needs, up to four: `80%`, `92.5%`.
  public static func shortPercent(_ share: Double) -> String {
    share.isFinite ? short(share * 100) + "%" : "-"
  }

  /// Digits without groups.
  private static func fixed(_ magnitude: Double, decimals: Int) -> String {
    let scale = power(decimals)
    let scaled = magnitude * scale
    // A half that binary cannot hold counts as a half, as money does.
    let nudged = (scaled * (1 + 1e-12)).rounded(.toNearestOrAwayFromZero)
    guard nudged < 9e15 else { return whole(magnitude) }
    let digits = String(UInt64(nudged))
    guard decimals > 0 else { return digits }
    let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
    return padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// A magnitude beyond exact cents, whose decimals mean nothing.
  private static func whole(_ magnitude: Double) -> String {
    var rest = magnitude.rounded(.towardZero)
    var digits = ""
    while rest >= 1 {
      digits.append(String(Int(rest.truncatingRemainder(dividingBy: 10))))
      rest = (rest / 10).rounded(.towardZero)
    }
    return String(digits.reversed())
  }
}
