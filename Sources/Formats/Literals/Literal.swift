public import Units

/// The grammar of values: numbers, ranges, dates, durations, pay mixes.
///
/// One grammar for YAML and CSV. A reading function returns the value or throws a ``LiteralError``
/// that says what was expected; the caller knows the location.
///
/// - `0.88`, `88%`, `25k`, `1.2m`, `1b`, `1.2e7`: a number, converted by decimal shift, so that
///   `8.3%` is the same `Double` as `0.083`.
/// - `86%..90%`, `0.9..1.0..1.2`: a range, P10..P90 or P10..P50..P90.
/// - `3 months`, `2 years`; `2026-04-01`; `true`, `false`; `85/15`; `8% of base`.
public enum Literal {}

extension Literal {
  /// `true` or `false`; `yes`, `on` and the like are refused.
  public static func boolean(_ text: String) throws(LiteralError) -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default:
      let hint: String? =
        switch text.lowercased() {
        case "true", "yes", "on", "y": "write true"
        case "false", "no", "off", "n": "write false"
        default: nil
        }
      throw LiteralError(found: text, expected: "true or false", hint: hint)
    }
  }

  /// Whole months of `3 months`, `2 quarters` or `2 years`.
  public static func months(_ text: String) throws(LiteralError) -> Int {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let units = ["month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12]
    if words.count == 2, let unit = units[String(words[1])], let count = Int(words[0]),
      (0...1200).contains(count), words[0].utf8.allSatisfy({ (48...57).contains($0) })
    {
      return count * unit
    }
    throw LiteralError(
      found: text, expected: "a duration such as 3 months or 2 years",
      hint: bareCount(text).map { "write \(Counted($0, "month"))" })
  }

  /// Digits alone, without a unit.
  private static func bareCount(_ text: String) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }

  /// Whole years of `3 years` or `36 months`; a bare number is refused with the years to write.
  public static func years(
    _ text: String, within bounds: ClosedRange<Int>
  ) throws(LiteralError) -> Int {
    let months = try? months(text)
    if let months, months.isMultiple(of: 12), bounds.contains(months / 12) { return months / 12 }
    let meant = months.map { ($0 + 6) / 12 } ?? bareCount(text)
    throw LiteralError(
      found: text, expected: "\(bounds.lowerBound) to \(bounds.upperBound) whole years",
      hint: meant.map {
        "write \(Counted(min(max($0, bounds.lowerBound), bounds.upperBound), "year"))"
      })
  }

  /// A day such as `2026-04-01`.
  public static func day(_ text: String) throws(LiteralError) -> Day {
    if let day = Day(text) { return day }
    let parts = text.split(separator: "-")
    let isShaped = parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { Int($0) != nil }
    throw LiteralError(
      found: text,
      expected: isShaped
        ? "a day that the calendar has" : "a date as year-month-day, such as 2026-04-01",
      hint: isShaped ? nil : dayMeant(by: text).map { "write \($0)" })
  }

  /// The day meant by another spelling, if unambiguous: `31.1.2026`, `1/31/2026`, or a time of that
  /// day. `01/02/2026` is ambiguous.
  private static func dayMeant(by text: String) -> Day? {
    if let time = text.firstIndex(where: { $0 == "T" || $0 == " " }) {
      let day = String(text[..<time])
      return Day(day) ?? dayMeant(by: day)
    }
    guard let separator = text.first(where: { "./-".contains($0) }) else { return nil }
    let parts = text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    if parts[0].count == 4 { return Day(year: numbers[0], month: numbers[1], day: numbers[2]) }
    guard parts[2].count == 4 else { return nil }
    let orders = separator == "." ? [(1, 0)] : [(0, 1), (1, 0)]
    let days = Set(
      orders.compactMap { Day(year: numbers[2], month: numbers[$0.0], day: numbers[$0.1]) })
    return days.count == 1 ? days.first : nil
  }

  /// The base share of a pay mix: `85/15` is 0.85.
  public static func payMix(_ text: String) throws(LiteralError) -> Double {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let base = try? number(String(parts[0])),
      let variable = try? number(String(parts[1])), base >= 0, variable >= 0
    {
      if base + variable == 100 { return base / 100 }
      throw LiteralError(
        found: text, expected: "base/variable that add up to 100",
        hint: "for instance 85/15")
    }
    throw LiteralError(found: text, expected: "a pay mix base/variable such as 85/15")
  }

  /// The share of `8% of base`.
  public static func portion(_ text: String, of whole: String) throws(LiteralError) -> Double {
    let suffix = " of \(whole)"
    guard text.hasSuffix(suffix) else {
      throw LiteralError(found: text, expected: "a share of \(whole) such as 8% of \(whole)")
    }
    return try number(String(text.dropLast(suffix.count)))
  }
}

/// A text that is not what was expected.
public struct LiteralError: Error, Hashable, Sendable {
  public let found: String
  /// With its article: `a number such as 1500 or 1.5k`.
  public let expected: String
  public let hint: String?

  public init(found: String, expected: String, hint: String? = nil) {
    self.found = found
    self.expected = expected
    self.hint = hint
  }
}
