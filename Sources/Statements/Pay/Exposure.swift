import Plans
import Units

/// How much of a year's target and quota falls into a window.
///
/// Plan periods weigh in by their weights, whole or in months.
struct Exposure {
  /// The share of the year by period weights alone: what spreads a team's quota.
  var calendar = DoubleDouble.zero
  /// The share of the year at work: what earns target incentive.
  var target = DoubleDouble.zero
  /// The share of the year at work, ramped: what must be reached of a quota.
  var quota = DoubleDouble.zero
  /// Whether the person was at work on any of the window's days, whatever the period weighs.
  var isAtWork = false

  /// - Parameters:
  ///   - terms: Only days on which they hold count as at work.
  ///   - measure: Only days of its dates count at all; nil for what has none.
  ///   - counted: Ends the calendar's share; an end that is nil does not.
  ///   - hired: The first period of the ramp; nil for a person without a ramp.
  init(
    of person: Person, under terms: [Terms], on plan: Plan, in window: DaySpan,
    of measure: Measure? = nil, counted: (from: Day?, through: Day?) = (nil, nil),
    hired: PayPeriod?, calendar fiscal: FiscalCalendar
  ) {
    var period = fiscal.payPeriod(plan.period, containing: window.first)
    while period.span.first <= window.last {
      if let part = period.span.intersection(window) {
        let months = part.first.wholeMonths(to: part.last.adding(days: 1))
        let weight =
          plan.exactPeriodWeights[period.index] * DoubleDouble(Double(months))
          / DoubleDouble(Double(plan.period.months))
        let share = person.exactShareAtWork(in: part, on: terms, of: measure)
        let worked = weight * share
        let ordinal = hired.map { fiscal.periods(from: $0, to: period) }
        let days = DaySpan(
          from: Swift.max(part.first, counted.from ?? part.first),
          through: Swift.min(part.last, counted.through ?? part.last))
        let open = days.flatMap { measure == nil ? $0 : measure?.openDays(of: $0) }
        calendar +=
          open == part
          ? weight
          : weight * DoubleDouble(Double(open?.days ?? 0)) / DoubleDouble(Double(part.days))
        target += worked
        isAtWork = isAtWork || share > .zero
        let factor = ordinal.flatMap { plan.ramp?.quotaFactor(inPeriod: $0) } ?? 1
        quota += worked * DoubleDouble(written: factor)
      }
      period = fiscal.payPeriod(1, after: period)
    }
  }
}
