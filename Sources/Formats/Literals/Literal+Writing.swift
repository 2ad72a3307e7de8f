extension Literal {
  /// The shortest text that reads back to the same value, bit for bit.
  ///
  /// Shares, ratios and proportions are written in `%`, money of at least 1,000 in `k`, `m` or `b` where that
  /// leaves no more than three decimals; no exponent is ever used.
  ///
  /// - Parameter value: Finite; infinities are written as `inf` for messages only.
  public static func text(_ value: Double, as unit: Quantity.Unit) -> String {
    guard value.isFinite else { return value < 0 ? "-inf" : "inf" }
    let (digits, exponent) = decimal(value.magnitude)
    let sign = value.sign == .minus ? "-" : ""
    switch unit {
    case .share, .ratio, .proportion: return sign + positional(digits, exponent + 2) + "%"
    case .money:
      for (shift, suffix) in [(9, "b"), (6, "m"), (3, "k")] where digits.count + exponent > shift {
        if exponent - shift >= -3 { return sign + positional(digits, exponent - shift) + suffix }
      }
    case .number, .count: break
    }
    return sign + positional(digits, exponent)
  }

  /// The shortest digits and the power of ten of the last one: 0.083 is ("83", -3).
  private static func decimal(_ magnitude: Double) -> (digits: String, exponent: Int) {
    let parts = magnitude.description.lowercased().split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    var digits = String((String(mantissa[0]) + fraction).drop { $0 == "0" })
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
    while digits.last == "0" {
      digits.removeLast()
      exponent += 1
    }
    return digits.isEmpty ? ("0", 0) : (digits, exponent)
  }

  private static func positional(_ digits: String, _ exponent: Int) -> String {
    if digits == "0" { return "0" }
    if exponent >= 0 { return digits + String(repeating: "0", count: exponent) }
    let point = digits.count + exponent
    if point > 0 { return digits.prefix(point) + "." + digits.suffix(-exponent) }
    return "0." + String(repeating: "0", count: -point) + digits
  }
}
