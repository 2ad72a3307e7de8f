import Foundation

/// Numbers for the eye: few digits, no negative zero.
enum ShownNumber {
  /// With so many decimals.
  static func text(_ value: Double, decimals: Int, showsPlus: Bool = false) -> String {
    let text = String(format: "%.\(decimals)f", value)
    let isZero = text.allSatisfy { "-0.".contains($0) }
    let unsigned = isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    return showsPlus && value > 0 && !isZero ? "+" + unsigned : unsigned
  }

  /// 0.105 as `10%`, or `10.5` without the sign.
  static func percent(_ share: Double, decimals: Int = 0, sign: String = "%") -> String {
    text(share * 100, decimals: decimals) + sign
  }

  /// A whole number with a comma every three digits.
  static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (value < 0 ? "-" : "") + grouped
  }
}
