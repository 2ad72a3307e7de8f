import Plans
import Units

/// What lies before the first statement, and after the last.
extension StatementRun {
  /// Works out what the credits of earlier fiscal years that events take back brought then, by the
  /// plan as it stands.
  ///
  /// Nothing of it is paid or balanced: it was paid then. Only periods that an event reaches are
  /// looked at, of a plan that counts to date the last one of the year.
  mutating func recall(creditsBefore start: Day, into problems: inout PlanProblems) {
    guard let clawback = plan.clawback, clawback.recovery != .credit else { return }
    var periods: Set<PayPeriod> = []
    for measure in plan.measures {
      for metric in measure.metrics where !valuation.isRatio(metric) {
        for entry in valuation.book.entries(of: metric.of, for: person)
        where entry.span.last < start && metric.counts(entry.credit) {
          let credit = CountedCredit(entry.credit, index: entry.index, span: entry.span)
          guard events.contains(where: { clawback.applies(to: credit, $0) }) else { continue }
          periods.insert(period(settling: measure, creditedOn: entry.span.last))
        }
      }
    }
    for period in periods.sorted() {
      history.append((period, valuation.earnings(at: period, into: &problems)))
    }
  }

  /// The plan's period whose statement shows the credit of a day in full.
  private func period(settling measure: Measure, creditedOn day: Day) -> PayPeriod {
    let calendar = valuation.calendar
    let rhythm = plan.counting.anchor ?? measure.period ?? plan.period
    let closing = calendar.payPeriod(rhythm, containing: day)
    return calendar.payPeriod(plan.period, containing: Swift.max(day, closing.span.last))
  }

  /// What is due after the last statement: instalments, and credit of measures whose window is still
  /// open.
  func toCome(after last: PayPeriod) -> [PayToCome] {
    let calendar = valuation.calendar
    func due(_ item: PayToCome.Item, in period: PayPeriod) -> PayToCome {
      PayToCome(person: person.name, item: item, period: period)
    }
    var items = later.enumerated().filter { $1 > .zero }.map {
      due(.instalment(Money($1.high)), in: calendar.payPeriod($0 + 1, after: last))
    }
    for measure in plan.measures {
      guard let rhythm = measure.period, rhythm.months > plan.period.months else { continue }
      let open = calendar.payPeriod(rhythm, containing: last.span.last).span
      guard open.last > last.span.last else { continue }
      let window = DaySpan(first: open.first, last: last.span.last)
      for metric in measure.metrics where !valuation.isRatio(metric) {
        let credited = valuation.book.counted(metric, for: person, in: window, of: measure)
          .reduce(DoubleDouble.zero) { $0 + $1.exactCredited }.high
        guard credited != 0 else { continue }
        items.append(
          due(
            .credit(measure: metric.name, credited),
            in: calendar.payPeriod(plan.period, containing: open.last)))
      }
    }
    return items
  }
}
