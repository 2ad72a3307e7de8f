import Plans
import Units

extension StatementRun {
  /// A credit behind a line of an earlier statement, or of this one.
  private struct Paid {
    let deal: MeasureLine.Deal
    let line: MeasureLine
    /// What the deal finally brought, after modifiers, plan gates and plan cap.
    let pay: DoubleDouble
  }

  /// What events take back of one credit's pay, to date.
  struct Claim {
    var event: DealEvent
    let credit: CountedCredit
    let name: String
    var elapsed: Int
    var share: DoubleDouble
    /// The part of it that was paid out when it was taken back.
    var paidOut: DoubleDouble
    var taken = DoubleDouble.zero
  }

  /// What the period's events take back, and the instalments they cancel by the periods until due.
  ///
  /// A deal's pay is what the latest statement that shows it says it stands for, this one included;
  /// to date, so that it changes with every true-up, and what is taken back of it with it. So true-up
  /// and clawback together never take more than the deal brought. Several events of a deal take as
  /// much as the one that takes most.
  mutating func recoveries(
    in period: PayPeriod
  ) -> (taken: [Recovery], cancelled: [Int: DoubleDouble]) {
    guard let clawback = plan.clawback, clawback.recovery != .credit else { return ([], [:]) }
    // To date, a deal may be shown only after it was lost.
    let due = events.filter {
      $0.event == clawback.event && $0.date <= period.span.last
        && ($0.date >= period.span.first || plan.counting.isToDate)
    }
    guard !due.isEmpty || !claims.isEmpty else { return ([], [:]) }
    let paid = paid()
    let standings = Dictionary(uniqueKeysWithValues: paid.map { ($0.0, $0.1.pay) })
    var cancelled: [Int: DoubleDouble] = [:]
    for event in due {
      for (key, paid) in paid where clawback.applies(to: paid.deal.credit, event) {
        let credit = paid.deal.credit
        let elapsed = Swift.max(0, credit.span.last.wholeMonths(to: event.date))
        let share = clawback.exactShare(afterMonths: elapsed)
        let index = claims.firstIndex { $0.key == key }
        guard share > (index.map { claims[$0].claim.share } ?? .zero) else { continue }
        var paidOut = DoubleDouble.one
        if clawback.recovery == .paid {
          for (periods, part) in toCome(credit, after: period) {
            cancelled[periods, default: .zero] += paid.pay * share * part
            paidOut -= part
          }
        }
        if let index {
          claims[index].claim.event = event
          claims[index].claim.elapsed = elapsed
          claims[index].claim.share = share
        } else {
          claims.append(
            (
              key,
              Claim(
                event: event, credit: credit, name: paid.line.name, elapsed: elapsed, share: share,
                paidOut: paidOut)
            ))
        }
      }
    }
    var recoveries: [Recovery] = []
    for index in claims.indices {
      let (key, claim) = claims[index]
      let standing = Swift.max(standings[key] ?? .zero, .zero)
      let due = standing * claim.share * claim.paidOut
      let taken = (plan.rounding.map { due.rounded($0) } ?? due) - claim.taken
      claims[index].claim.taken = claim.taken + taken
      guard taken != .zero else { continue }
      recoveries.append(
        Recovery(
          event: claim.event, credit: claim.credit, measure: key.measure, name: claim.name,
          elapsedMonths: claim.elapsed, dealPay: Money(standing.high), share: claim.share.high,
          before: Money(claim.taken.high), taken: Money(taken.high)))
    }
    return (recoveries, cancelled)
  }

  /// Each credit's pay by the latest statement that shows it, in the order of the first.
  private func paid() -> [(CreditKey, Paid)] {
    var latest: [CreditKey: Paid] = [:]
    var order: [CreditKey] = []
    for (_, earnings) in history {
      for line in earnings.lines {
        for deal in line.deals {
          guard let index = deal.credit.index else { continue }
          let key = CreditKey(index: index, measure: line.measure)
          if latest[key] == nil { order.append(key) }
          latest[key] = Paid(
            deal: deal, line: line, pay: earnings.finalPay(of: deal, in: line))
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
