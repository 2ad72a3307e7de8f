public import Plans
public import Units

/// The years, quarters and months in which pay is counted.
public struct FiscalCalendar: Hashable, Sendable {
  /// The first day of one fiscal year; the others begin on the same day of theirs.
  public let yearStarts: Day

  public init(yearStarts: Day) {
    self.yearStarts = yearStarts
  }

  /// The fiscal year a day falls in, named after the calendar year in which it starts.
  public func fiscalYear(of day: Day) -> Int {
    day < start(ofYear: day.year) ? day.year - 1 : day.year
  }

  /// The first day of a fiscal year.
  public func start(ofYear year: Int) -> Day {
    yearStarts.adding(months: (year - yearStarts.year) * 12)
  }

  /// One period of a fiscal year; an index past the year's end is in a later year.
  public func payPeriod(_ period: Period, year: Int, index: Int) -> PayPeriod {
    let carried = Int((Double(index) / Double(period.perYear)).rounded(.down))
    let year = year + carried
    let index = index - carried * period.perYear
    let start = start(ofYear: year)
    let first = start.adding(months: index * period.months)
    let next = start.adding(months: (index + 1) * period.months)
    let label =
      switch period {
      case .year: "\(year)"
      case .quarter: "\(year)-Q\(index + 1)"
      case .half: "\(year)-H\(index + 1)"
      case .month: ActualDate.month(year: first.year, month: first.month).description
      }
    return PayPeriod(
      period: period, fiscalYear: year, index: index,
      span: DaySpan(first: first, last: next.adding(days: -1)), label: label)
  }

  /// The period a day falls in.
  public func payPeriod(_ period: Period, containing day: Day) -> PayPeriod {
    let year = fiscalYear(of: day)
    let months = start(ofYear: year).wholeMonths(to: day)
    return payPeriod(period, year: year, index: Swift.min(11, months) / period.months)
  }

  /// The period a number of periods later, or earlier.
  public func payPeriod(_ periods: Int, after start: PayPeriod) -> PayPeriod {
    payPeriod(start.period, year: start.fiscalYear, index: start.index + periods)
  }

  /// How many periods lie from one to another; negative where the other is earlier.
  public func periods(from a: PayPeriod, to b: PayPeriod) -> Int {
    (b.fiscalYear - a.fiscalYear) * a.period.perYear + b.index - a.index
  }

  /// The days a date may mean.
  public func span(of date: ActualDate) -> DaySpan {
    switch date {
    case .day(let day):
      return DaySpan(first: day, last: day)
    case .month(let year, let month):
      let first = Day(number: 0).adding(months: (year - 1970) * 12 + month - 1)
      return DaySpan(first: first, last: first.adding(months: 1).adding(days: -1))
    case .quarter(let year, let quarter):
      return payPeriod(.quarter, year: year, index: quarter - 1).span
    case .half(let year, let half):
      return payPeriod(.half, year: year, index: half - 1).span
    case .year(let year):
      return payPeriod(.year, year: year, index: 0).span
    }
  }
}

/// One month, quarter or year of a fiscal calendar, such as 2026-Q2.
///
/// In the order in which they end; of two that end together the shorter comes first.
public struct PayPeriod: Hashable, Comparable, Sendable {
  /// Its length.
  public let period: Period
  /// The calendar year in which the fiscal year starts.
  public let fiscalYear: Int
  /// From 0 within the fiscal year.
  public let index: Int
  /// Its days.
  public let span: DaySpan
  /// `2026`, `2026-Q2`, or for a month its number in the calendar, `2026-04`.
  public let label: String

  public static func < (a: PayPeriod, b: PayPeriod) -> Bool {
    (a.span.last, a.period.months) < (b.span.last, b.period.months)
  }
}

extension PayPeriod: CustomStringConvertible {
  public var description: String { label }
}
