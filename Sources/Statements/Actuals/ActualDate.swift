import Plans
public import Units

/// When something happened, as precisely as it is known: a day, or a month, a quarter, a year.
///
/// Years and quarters are fiscal, named after the calendar year in which the fiscal year starts;
/// months are the calendar's.
public enum ActualDate: Hashable, Sendable {
  case day(Day)
  case month(year: Int, month: Int)
  case quarter(year: Int, quarter: Int)
  case half(year: Int, half: Int)
  case year(Int)

  /// Reads `2026-04-20`, `2026-04`, `2026-Q2`, `2026-H1` or `2026`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    if let day = Day(text) {
      self = .day(day)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.utf8.count == 4, let year = Self.number(first), year > 0
    else { return nil }
    switch parts.count {
    case 1:
      self = .year(year)
    case 2 where parts[1].utf8.count == 2 && parts[1].first == "Q":
      guard let quarter = Self.number(parts[1].dropFirst()), (1...4).contains(quarter) else {
        return nil
      }
      self = .quarter(year: year, quarter: quarter)
    case 2 where parts[1].utf8.count == 2 && parts[1].first == "H":
      guard let half = Self.number(parts[1].dropFirst()), (1...2).contains(half) else {
        return nil
      }
      self = .half(year: year, half: half)
    case 2 where parts[1].utf8.count == 2:
      guard let month = Self.number(parts[1]), (1...12).contains(month) else { return nil }
      self = .month(year: year, month: month)
    default:
      return nil
    }
  }

  /// Digits alone: a sign is no part of a date.
  private static func number(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }
}

extension ActualDate: CustomStringConvertible {
  public var description: String {
    switch self {
    case .day(let day): day.description
    case .month(let year, let month): "\(year)-\(month < 10 ? "0" : "")\(month)"
    case .quarter(let year, let quarter): "\(year)-Q\(quarter)"
    case .half(let year, let half): "\(year)-H\(half)"
    case .year(let year): "\(year)"
    }
  }
}
