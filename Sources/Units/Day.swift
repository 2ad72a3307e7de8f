/// A day of the proleptic Gregorian calendar, without time or zone.
///
/// Stored as the number of days since 1970-01-01, so that days subtract and compare as integers.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let number: Int

  public init(number: Int) {
    self.number = number
  }

  /// The day of a year, month and day of month; nil if there is no such day (31 April).
  ///
  /// - Reference: Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(number: Day.number(year: year, month: month, day: day))
  }

  /// Reads `2026-04-01`; nil for anything else.
  public init?(_ iso: some StringProtocol) {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      iso.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var year: Int { civil.year }
  public var month: Int { civil.month }
  public var dayOfMonth: Int { civil.day }

  /// The same day of the month `months` later, or the last day of a shorter month.
  public func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let index = year * 12 + (month - 1) + months
    let newYear = index >= 0 ? index / 12 : (index - 11) / 12
    let newMonth = index - newYear * 12 + 1
    return Day(
      number: Day.number(
        year: newYear, month: newMonth,
        day: min(day, Day.length(ofMonth: newMonth, year: newYear))))
  }

  public func adding(days: Int) -> Day { Day(number: number + days) }

  /// Whole months from this day to a later one: the largest `n` with `adding(months: n) <= other`.
  public func wholeMonths(to other: Day) -> Int {
    let (y1, m1, _) = civil
    let (y2, m2, _) = other.civil
    var months = (y2 - y1) * 12 + m2 - m1
    while adding(months: months) > other { months -= 1 }
    while adding(months: months + 1) <= other { months += 1 }
    return months
  }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// Days from `b` to `a`.
  public static func - (a: Day, b: Day) -> Int { a.number - b.number }

  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private var civil: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Day: CustomStringConvertible {
  /// `2026-04-01`.
  public var description: String {
    let (year, month, day) = civil
    func padded(_ n: Int, _ width: Int) -> String {
      let digits = String(n)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// A range of days, both ends included.
public struct DaySpan: Hashable, Sendable {
  /// The first day.
  public let first: Day
  /// The last day.
  public let last: Day

  public init(first: Day, last: Day) {
    precondition(first <= last, "a span ends on or after its first day")
    self.first = first
    self.last = last
  }

  /// Nil if the last day is before the first.
  public init?(from first: Day, through last: Day) {
    guard first <= last else { return nil }
    self.init(first: first, last: last)
  }

  /// The length in days; at least 1.
  public var days: Int { last - first + 1 }

  /// Whether every day of another span is in this one.
  public func contains(_ other: DaySpan) -> Bool { first <= other.first && other.last <= last }

  /// The days in both; nil if there are none.
  public func intersection(_ other: DaySpan) -> DaySpan? {
    DaySpan(from: Swift.max(first, other.first), through: Swift.min(last, other.last))
  }
}

extension DaySpan: CustomStringConvertible {
  public var description: String { first == last ? "\(first)" : "\(first)..\(last)" }
}
