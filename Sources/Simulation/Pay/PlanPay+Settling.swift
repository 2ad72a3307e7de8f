import Plans
import Units

/// What becomes of a period's earnings: the rules of `Statements/PayLedger`, sixteen trials at
/// once and without rounding.
extension PlanPay {
  /// Carry-forward, guarantee and draw of a period.
  func settle(_ earned: MoneyLanes, period: Int, _ seat: Case) -> MoneyLanes {
    let due = earned + seat.balance.pointee.carried
    seat.balance.pointee.carried = least(due, MoneyLanes())
    let pay = most(due, MoneyLanes())
    guard rules.draw != nil || rules.guarantee != nil || rules.rampGuarantee.count > 0 else {
      return pay
    }
    let isForGood =
      (rules.draw.map { $0.months == nil } ?? false)
      || (rules.guarantee.map { $0.months == nil } ?? false)
    let presence = seat.presence
    let isHired = presence.monthsSinceHire[period] .< Lanes(repeating: PeopleLuck.tenured)
    guard isForGood || holds(isHired) || holds(seat.balance.pointee.owed .> MoneyLanes()) else {
      return pay
    }
    var settled = pay
    for lane in 0..<laneCount
    where isForGood || isHired[lane] || seat.balance.pointee.owed[lane] > 0 {
      let occupied = presence.occupied[period][lane]
      settled[lane] = settle(
        pay[lane], target: seat.offer.targetIncentive * rules.periodWeights[period] * occupied,
        occupied: occupied,
        monthsSinceHire: isHired[lane] ? Int(presence.monthsSinceHire[period][lane]) : nil,
        owed: &seat.balance.pointee.owed[lane])
    }
    return settled
  }

  private func settle(
    _ earned: Double, target: Double, occupied: Double, monthsSinceHire: Int?, owed: inout Double
  ) -> Double {
    var floor = 0.0
    if let monthsSinceHire {
      let ordinal = monthsSinceHire / rules.periodMonths
      if ordinal < rules.rampGuarantee.count { floor = target * rules.rampGuarantee[ordinal] }
    }
    if let guarantee = rules.guarantee, Self.isWithin(guarantee.months, monthsSinceHire) {
      switch guarantee.amount {
      case .share(let share): floor = max(floor, target * share)
      case .money(let money): floor = max(floor, money.amount * occupied)
      }
    }
    let entitled = max(earned, floor)
    var advance = 0.0
    if let draw = rules.draw, Self.isWithin(draw.months, monthsSinceHire) {
      advance = draw.amount.amount * occupied
    }
    let advanced = max(0, advance - entitled)
    let recovered = min(owed, max(0, entitled - advance))
    owed += (rules.draw?.recoverable == true ? advanced : 0) - recovered
    return entitled + advanced - recovered
  }

  /// Whether a period begins within so many months of the hire; who was always there is past any.
  private static func isWithin(_ limit: Int?, _ monthsSinceHire: Int?) -> Bool {
    guard let limit else { return true }
    return monthsSinceHire.map { $0 < limit } ?? false
  }
}

/// What churn takes back.
extension PlanPay {
  /// The year's pay on deals, in the proportion of their credit lost.
  func clawedBack(paid: MoneyLanes, _ seat: Case) -> MoneyLanes {
    guard rules.takesPayBack else { return MoneyLanes() }
    let end = rules.periods * rules.binsPerPeriod
    let lost = lostShare(
      seat.sum(rules.clawedBack, 0, end) + seat.sum(rules.clawedBackLater, 0, end), to: end, seat)
    guard holds(lost .> MoneyLanes()) else { return MoneyLanes() }
    var taken = MoneyLanes()
    for place in 0..<rules.measures.count where rules.ownParts[place].count > 0 {
      let measure = rules.measures[place]
      let open = rules.metrics[measure.rows].open
      var (credited, ofDeals) = (MoneyLanes(), MoneyLanes())
      for index in 0..<rules.ownParts[place].count {
        let part = rules.ownParts[place][index]
        let sum = sum(part, 0, end, open: open, seat) * part.share
        credited += sum
        if part.isDeal { ofDeals += sum }
      }
      let quota = MoneyLanes(repeating: seat.numbers[measure.rows * (1 + 2 * rules.periods)])
      let figure = Figure(
        credited: credited, quota: quota, attainment: share(of: credited, in: quota))
      let earned = self.earned(place, figure, seat)
      taken += earned * lost * share(of: ofDeals, in: credited)
    }
    return least(taken, most(paid, MoneyLanes()))
  }

  /// What a measure pays for a year's figure, whatever its caps and gates say.
  private func earned(_ place: Int, _ figure: Figure, _ seat: Case) -> MoneyLanes {
    let measure = rules.measures[place]
    guard let weight = measure.weight else { return money(measure, figure, seat) }
    let incentive = seat.offer.targetIncentive * weight
    guard case .multiple(let lines) = measure.shape else {
      return multiples(ofMatrix: place, figure.attainment, figure.attainment) * incentive
    }
    return lines(figure.attainment) * incentive
  }

  /// The share of the credit for deals, from the year's start, that churn has taken back.
  func lostShare(_ taken: MoneyLanes, to end: Int, _ seat: Case) -> MoneyLanes {
    var deals = MoneyLanes()
    for index in 0..<rules.deals.count { deals += seat.sum(rules.deals[index], 0, end) }
    return least(share(of: taken, in: deals), .one)
  }
}
