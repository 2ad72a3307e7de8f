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
  /// What our columns are in the actuals.
  let columns: [String: ColumnMapping]
  /// Whether the same row of actuals may stand there twice.
  let keepsDuplicates: Bool
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
    case .half: length = .half
    case .year: length = .year
    }
    // If the year starts within a month, its months are named after the month they begin in.
    let calendar = FiscalCalendar(yearStarts: yearStarts)
    return calendar.payPeriod(length, containing: calendar.span(of: date).last)
  }

  /// The measures whose latest value counts: by their kind, or because some plan or person has a
  /// quota of them, a gate or a modifier that is a share.
  var ratios: Set<MeasureKind> {
    let measured =
      plans.flatMap(\.measures).flatMap(\.metrics) + plans.flatMap(\.modifiers).map(\.metric)
    let gates = plans.flatMap { plan in
      plan.allGates.filter { $0.atLeast.isRate && plan.measure(for: $0) == nil }.map(\.metric)
    }
    let kinds = (measured.filter(\.isRatio) + gates).flatMap(\.terms).map(\.kind)
    let own = people.flatMap { $0.quotas.filter(\.value.isRate).keys }.map { MeasureKind($0) }
    return Set(MeasureKind.known.filter(\.isRatio) + kinds + own.filter { $0.unit == nil })
  }

  /// Every measure that some plan refers to.
  var measures: Set<MeasureKind> {
    Set(plans.flatMap(\.metrics).flatMap(\.terms).map(\.kind))
  }
}
