/// A stretch of days, both ends included.
public struct DaySpan: Hashable, Sendable {
  /// The first day of it.
  public let first: Day
  /// The last day of it.
  public let last: Day

  public init(first: Day, last: Day) {
    precondition(first <= last, "a span ends on or after its first day")
    self.first = first
    self.last = last
  }

  /// Nil where the last day is before the first.
  public init?(from first: Day, through last: Day) {
    guard first <= last else { return nil }
    self.init(first: first, last: last)
  }

  /// Its length in days; at least 1.
  public var days: Int { last - first + 1 }

  /// Whether all days of another lie in it.
  public func contains(_ other: DaySpan) -> Bool { first <= other.first && other.last <= last }

  /// The days of both; nil where they do not meet.
  public func intersection(_ other: DaySpan) -> DaySpan? {
    DaySpan(from: Swift.max(first, other.first), through: Swift.min(last, other.last))
  }
}

extension DaySpan: CustomStringConvertible {
  public var description: String { first == last ? "\(first)" : "\(first)..\(last)" }
}
