extension Literal {
  /// A finite number: digits with at most one point, then nothing, `%`, `k`, `m`, `b` or an
  /// exponent.
  ///
  /// Refused with a hint: thousands separators, decimal commas, `_`, a currency sign, a space
  /// before `%`, capital suffixes, `.5`, `nan`, `inf`, `1:30`.
  public static func number(_ text: String) throws(LiteralError) -> Double {
    var text = text
    if let value = text.withUTF8({ number(bytes: $0) }) { return value }
    throw LiteralError(
      found: text, expected: "a number such as 1500 or 1.5k", hint: hint(ofNumber: text))
  }

  /// The number written by these bytes, or nil; the same grammar as ``number(_:)``.
  ///
  /// At most 19 significant digits within 10^22 are converted here, exactly: one integer and one
  /// exact power of ten leave a single rounding (Clinger's fast path). The rest goes to `Double`.
  package static func number(bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    let count = bytes.count
    guard count > 0, count <= 400 else { return nil }
    var isNegative = false
    if bytes[0] == minus || bytes[0] == plus {
      isNegative = bytes[0] == minus
      index = 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    let start = index
    while index < count, bytes[index] &- zero <= 9 {
      if mantissa > 0 || bytes[index] != zero { digits += 1 }
      if digits <= 19 { mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- zero) }
      index += 1
    }
    guard index > start else { return nil }
    if index < count, bytes[index] == point {
      index += 1
      let fraction = index
      while index < count, bytes[index] &- zero <= 9 {
        if mantissa > 0 || bytes[index] != zero { digits += 1 }
        if digits <= 19 { mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- zero) }
        exponent -= 1
        index += 1
      }
      guard index > fraction else { return nil }
    }
    let end = index
    if index < count {
      guard let (shift, next) = suffix(of: bytes, from: index), next == count else { return nil }
      exponent += shift
    }
    if mantissa == 0 { return isNegative ? -0.0 : 0 }
    let magnitude: Double
    if digits <= 19, mantissa <= 1 << 53, abs(exponent) < powers.count {
      magnitude =
        exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
    } else {
      var decimal = String(decoding: bytes[start..<end], as: UTF8.self)
      let fraction = decimal.firstIndex(of: ".").map {
        decimal.distance(from: $0, to: decimal.endIndex) - 1
      }
      decimal += "e\(exponent + (fraction ?? 0))"
      guard let value = Double(decimal), value.isFinite else { return nil }
      magnitude = value
    }
    return isNegative ? -magnitude : magnitude
  }

  /// The power of ten of `%`, `k`, `m`, `b` or `e+7`, and where it ends.
  private static func suffix(
    of bytes: UnsafeBufferPointer<UInt8>, from index: Int
  ) -> (shift: Int, next: Int)? {
    switch bytes[index] {
    case UInt8(ascii: "%"): return (-2, index + 1)
    case UInt8(ascii: "k"): return (3, index + 1)
    case UInt8(ascii: "m"): return (6, index + 1)
    case UInt8(ascii: "b"): return (9, index + 1)
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      var next = index + 1
      var sign = 1
      if next < bytes.count, bytes[next] == minus || bytes[next] == plus {
        sign = bytes[next] == minus ? -1 : 1
        next += 1
      }
      let start = next
      var shift = 0
      while next < bytes.count, bytes[next] &- zero <= 9, next - start < 4 {
        shift = shift * 10 + Int(bytes[next] &- zero)
        next += 1
      }
      return next > start ? (sign * shift, next) : nil
    default: return nil
    }
  }

  /// The number that was probably meant, spelled correctly.
  private static func hint(ofNumber text: String) -> String? {
    func isNumber(_ text: String) -> Bool {
      var text = text
      return text.withUTF8 { number(bytes: $0) } != nil
    }
    let hasSign = text.contains { "$€£".contains($0) }
    let text = text.filter { !"_ '\u{A0}\u{202F}$€£".contains($0) }
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    if hasSign, let point = text.firstIndex(of: "."), (1...3).contains(text[..<point].count),
      text.first != "0", endsLikeThousands(text[...], after: point)
    {
      return "write \(text.filter { $0 != "." }), without separators"
    }
    if groups.count > 1, isNumber(groups.joined()),
      groups.dropFirst().allSatisfy({ $0.prefix { $0.isNumber }.count == 3 })
    {
      return "write \(groups.joined()), without separators"
    }
    var candidates = [text, text.lowercased()]
    if text.hasPrefix(".") { candidates.append("0" + text) }
    if text.hasSuffix(".") { candidates.append(String(text.dropLast())) }
    if groups.count == 2 { candidates.append(groups.joined(separator: ".")) }
    return candidates.first(where: isNumber).map { "write \($0)" }
  }

  /// Whether exactly three digits follow a point, as they would if it separated thousands.
  package static func endsLikeThousands(_ text: Substring, after point: String.Index) -> Bool {
    let fraction = text[point...].dropFirst()
    return fraction.count == 3 && fraction.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static let zero = UInt8(ascii: "0")
  private static let point = UInt8(ascii: ".")
  private static let minus = UInt8(ascii: "-")
  private static let plus = UInt8(ascii: "+")
  /// The powers of ten that a `Double` holds exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
