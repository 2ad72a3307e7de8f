public import Plans
public import Units

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
