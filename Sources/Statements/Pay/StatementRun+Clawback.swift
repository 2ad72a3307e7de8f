import Plans
import Units

extension StatementRun {
  /// A credit behind a line of an earlier statement, or of this one.
  private struct Paid {
    let deal: MeasureLine.Deal
    let line: MeasureLine
    /// What the deal finally brought, after modifiers, plan gates and plan cap.
    let pay: DoubleDouble
    /// What it brings to date once this period's true-up is in; the same where there is none.
    var standing: DoubleDouble
  }

  /// What the period's events take back, and the instalments they cancel by the periods until due.
  ///
  /// A deal's pay is what the last statement before the event shows for it; to date, so that a
  /// true-up after the credit is in it. A deal of the event's own period is taken from this one.
  /// Several events of a deal take as much as the one that takes most.
  mutating func recoveries(in period: PayPeriod) -> (
    taken: [Recovery], cancelled: [Int: DoubleDouble]
  ) {
    guard let clawback = plan.clawback, clawback.recovery != .credit else { return ([], [:]) }
    let due = events.filter {
      $0.event == clawback.event && $0.date >= period.span.first && $0.date <= period.span.last
    }
    guard !due.isEmpty else { return ([], [:]) }
    let paid = paid(before: period)
    var recoveries: [Recovery] = []
    var cancelled: [Int: DoubleDouble] = [:]
    for event in due {
      for (key, paid) in paid where clawback.applies(to: paid.deal.credit, event) {
        let credit = paid.deal.credit
        let elapsed = Swift.max(0, credit.span.last.wholeMonths(to: event.date))
        let share = clawback.exactShare(afterMonths: elapsed) - taken[key, default: .zero]
        guard share > .zero, paid.pay > .zero else { continue }
        taken[key, default: .zero] += share
        var amount = paid.pay * share
        if clawback.recovery == .paid {
          for (periods, part) in toCome(credit, after: period) {
            cancelled[periods, default: .zero] += amount * part
          }
          amount =
            amount * (.one - toCome(credit, after: period).reduce(.zero) { $0 + $1.share })
        }
        recoveries.append(
          Recovery(
            event: event, credit: credit, measure: key.measure, name: paid.line.name,
            elapsedMonths: elapsed, dealPay: Money(paid.pay.high),
            standing: Money(paid.standing.high), share: share.high,
            taken: Money((plan.rounding.map { amount.rounded($0) } ?? amount).high)))
      }
    }
    return (recoveries, cancelled)
  }

  /// Each credit's pay by the last statement that shows it, those before the period first.
  private func paid(before period: PayPeriod) -> [(CreditKey, Paid)] {
    var latest: [CreditKey: Paid] = [:]
    var order: [CreditKey] = []
    for (earnedIn, earnings) in history {
      for line in earnings.lines {
        for deal in line.deals {
          guard let index = deal.credit.index else { continue }
          let key = CreditKey(index: index, measure: line.measure)
          let pay = earnings.finalPay(of: deal, in: line)
          if latest[key] == nil {
            order.append(key)
          } else if earnedIn == period {
            latest[key]?.standing = pay
            continue
          }
          latest[key] = Paid(deal: deal, line: line, pay: pay, standing: pay)
        }
      }
    }
    return order.compactMap { key in latest[key].map { (key, $0) } }
  }

  /// The instalments of a credit's pay that a period has not paid yet.
  private func toCome(
    _ credit: CountedCredit, after period: PayPeriod
  ) -> [(periods: Int, share: DoubleDouble)] {
    let earnedIn = valuation.calendar.payPeriod(plan.period, containing: credit.span.last)
    let elapsed = valuation.calendar.periods(from: earnedIn, to: period)
    return plan.payOut.instalments.compactMap { instalment in
      let periods = periodsLater(instalment, from: earnedIn) - elapsed
      return periods > 0 ? (periods, DoubleDouble(written: instalment.share)) : nil
    }
  }
}

extension Clawback {
  /// Whether an event concerns a credit and falls into its window.
  func applies(to credit: CountedCredit, _ event: DealEvent) -> Bool {
    event.concerns(credit.credit) && event.person == credit.credit.person
      && event.date >= credit.span.first
      && event.date <= credit.span.last.adding(months: months)
  }
}
