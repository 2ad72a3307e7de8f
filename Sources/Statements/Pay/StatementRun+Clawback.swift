import Plans
import Units

extension StatementRun {
  /// A credit behind a line of an earlier statement, or of this one.
  struct Paid {
    let credit: CountedCredit
    /// The measure's.
    let name: String
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
  /// and clawback together never take more than the deal brought. A correction of a deal is a part of
  /// what it stands for. Several events of a deal take as much as the one that takes most.
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
    let standings = standings(paid)
    var cancelled: [Int: DoubleDouble] = [:]
    for event in due {
      for (key, paid) in paid where clawback.applies(to: paid.credit, event) {
        let credit = paid.credit
        let elapsed = Swift.max(0, credit.span.last.wholeMonths(to: event.date))
        let share = clawback.exactShare(afterMonths: elapsed)
        let index = claims.firstIndex { $0.key == key }
        guard share > (index.map { claims[$0].claim.share } ?? .zero) else { continue }
        var paidOut = DoubleDouble.one
        if clawback.recovery == .paid {
          for (periods, part) in toCome(credit, after: period) {
            cancelled[periods, default: .zero] += (standings[key] ?? .zero) * share * part
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
                event: event, credit: credit, name: paid.name, elapsed: elapsed, share: share,
                paidOut: paidOut)
            ))
        }
      }
    }
    var recoveries: [Recovery] = []
    for index in claims.indices {
      let (key, claim) = claims[index]
      let standing = standings[key] ?? .zero
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
            credit: deal.credit, name: line.name, pay: earnings.finalPay(of: deal, in: line))
        }
      }
    }
    for (key, paid) in left {
      if latest[key] == nil { order.append(key) }
      latest[key] = paid
    }
    return order.compactMap { key in latest[key].map { (key, $0) } }
  }

  /// What each credit stands for; at least 0. What corrections took off a deal they took off each of
  /// its credits alike.
  private func standings(_ paid: [(CreditKey, Paid)]) -> [CreditKey: DoubleDouble] {
    var sums: [DealKey: (brought: DoubleDouble, corrected: DoubleDouble)] = [:]
    for (key, paid) in paid {
      let deal = DealKey(paid.credit, measure: key.measure)
      var sum = sums[deal] ?? (.zero, .zero)
      if paid.pay < .zero { sum.corrected += paid.pay } else { sum.brought += paid.pay }
      sums[deal] = sum
    }
    return Dictionary(
      uniqueKeysWithValues: paid.map { key, paid in
        let sum = sums[DealKey(paid.credit, measure: key.measure)] ?? (.zero, .zero)
        let pay = Swift.max(paid.pay, .zero)
        guard sum.corrected < .zero, pay > .zero else { return (key, pay) }
        return (key, pay * Swift.max(sum.brought + sum.corrected, .zero) / sum.brought)
      })
  }

  /// What a later year may take back: what each deal stands for that no event has taken back.
  ///
  /// - Parameter day: The first of that year.
  func deals(from day: Day) -> [PaidDeal] {
    guard let clawback = plan.clawback, clawback.recovery != .credit else { return [] }
    let paid = paid()
    let standings = standings(paid)
    let taken = Set(claims.filter { $0.claim.share > .zero }.map(\.key))
    var order: [DealKey] = []
    var sums: [DealKey: (paid: Paid, pay: DoubleDouble)] = [:]
    for (key, paid) in paid
    where paid.credit.span.last.adding(months: clawback.months) >= day
      && paid.credit.credit.hasDeal && paid.pay > .zero
    {
      let deal = DealKey(paid.credit, measure: key.measure)
      if sums[deal] == nil { order.append(deal) }
      let pay = taken.contains(key) ? DoubleDouble.zero : standings[key] ?? .zero
      sums[deal] = (paid, (sums[deal]?.pay ?? .zero) + pay)
    }
    return order.compactMap { sums[$0] }.map { paid, pay in
      let credit = paid.credit.credit
      return PaidDeal(
        deal: credit.deal, account: credit.deal == nil ? credit.account : nil,
        person: credit.person == person.name ? nil : credit.person, measure: paid.name,
        paid: Money((pay.high * 1e6).rounded() / 1e6))
    }
  }

  /// A deal as one measure counts it, or without a name an account's credit.
  private struct DealKey: Hashable {
    let person: String
    let deal: String?
    let account: String?
    /// Of a credit that has neither.
    let index: Int?
    let measure: Int

    init(_ counted: CountedCredit, measure: Int) {
      let credit = counted.credit
      person = credit.person
      deal = credit.deal
      account = credit.deal == nil ? credit.account : nil
      index = credit.hasDeal ? nil : counted.index
      self.measure = measure
    }
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

extension Credit {
  /// Whether an event may name it.
  fileprivate var hasDeal: Bool { deal != nil || account != nil }
}

extension Clawback {
  /// Whether an event concerns a credit and falls into its window.
  func applies(to credit: CountedCredit, _ event: DealEvent) -> Bool {
    event.concerns(credit.credit) && event.person == credit.credit.person
      && event.date >= credit.span.first
      && event.date <= credit.span.last.adding(months: months)
  }
}
