import Formats
public import Plans
public import Statements
public import Units

/// A plan file: plans, people, and where each of them was written.
public struct PlansDocument: Sendable {
  /// The currency of all amounts.
  public let currency: String
  /// The first day of the fiscal year that is paid.
  public let yearStarts: Day
  /// The file's own plans, and those of the library that people are on.
  public let plans: [Plan]
  /// In the order written.
  public let people: [Person]
  /// The file itself; the people of a CSV file are not in it.
  let root: Entry
  /// The lines of people given by a CSV file.
  let rows: [String: SourceLocation]

  /// The days of the fiscal year.
  public var year: DaySpan {
    DaySpan(first: yearStarts, last: yearStarts.adding(months: 12).adding(days: -1))
  }

  /// The period written as in the actuals: `2026`, `2026-Q2` or `2026-04`; nil for anything else,
  /// including a day.
  public func period(_ text: String) -> PayPeriod? {
    guard let date = ActualDate(text) else { return nil }
    let length: Period
    switch date {
    case .day: return nil
    case .month: length = .month
    case .quarter: length = .quarter
    case .year: length = .year
    }
    // If the year starts within a month, its months are named after the month they begin in.
    let calendar = FiscalCalendar(yearStarts: yearStarts)
    return calendar.payPeriod(length, containing: calendar.span(of: date).last)
  }

  /// The measures whose latest value counts, by their kind or by a quota of some plan.
  var ratios: Set<MeasureKind> {
    let metrics = plans.flatMap(\.measures).flatMap(\.metrics).filter(\.isRatio)
    return Set(MeasureKind.known.filter(\.isRatio) + metrics.flatMap(\.terms).map(\.kind))
  }

  /// Every measure that some plan refers to.
  var measures: Set<MeasureKind> {
    Set(plans.flatMap(\.metrics).flatMap(\.terms).map(\.kind))
  }
}
