import Plans
import Units

/// What lies before the first statement, and after the last.
extension StatementRun {
  /// Takes over what deals of the year before were paid, as it left it.
  ///
  /// A deal's credits are shares of it by their amounts; a correction is in it already.
  mutating func takeOver(_ deals: [PaidDeal], creditsBefore start: Day) {
    for (index, measure) in plan.measures.enumerated() {
      let own = deals.filter { $0.measure == measure.name }
      guard !own.isEmpty else { continue }
      for metric in measure.metrics where !valuation.isRatio(metric) {
        let credits = valuation.book.entries(of: metric.of, for: person).filter {
          $0.span.last < start && metric.counts($0.credit) && $0.index != nil && $0.amount > .zero
        }.map { CountedCredit($0.credit, index: $0.index, span: $0.span) }
        for deal in own {
          let parts = credits.filter { deal.concerns($0.credit, of: person.name) }
          let whole = parts.reduce(DoubleDouble.zero) { $0 + $1.exactCredited }
          for credit in parts {
            left.append(
              (
                CreditKey(index: credit.index ?? 0, measure: index),
                Paid(
                  credit: credit, name: measure.name,
                  pay: DoubleDouble(written: deal.paid.amount)
                    * DoubleDouble.share(of: credit.exactCredited, in: whole))
              ))
          }
        }
      }
    }
  }

  /// Works out what other credits of earlier fiscal years that events take back brought then, by the
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
          guard events.contains(where: { clawback.applies(to: credit, $0) }),
            !left.contains(where: { $0.paid.credit.index == entry.index })
          else { continue }
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
        let credited = valuation.counted(metric, in: window, of: measure)
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
