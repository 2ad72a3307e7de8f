import Compensation
import Units

/// What becomes of a period's earnings: the rules of ``Compensation/PayLedger``, sixteen trials at
/// once and without rounding.
extension SeatPay {
  /// Carry-forward, guarantee and draw of a period.
  func settle(
    _ earned: MoneyLanes, period: Int, presence: Presence, balance: inout Balance
  ) -> MoneyLanes {
    let plan = reading.plan
    let due = earned + balance.carried
    balance.carried = least(due, .zero)
    let pay = most(due, .zero)
    guard plan.draw != nil || plan.guarantee != nil || plan.ramp != nil else { return pay }
    var settled = pay
    for lane in 0..<laneCount {
      let months = presence.monthsSinceHire[period][lane]
      let occupied = presence.occupied[period][lane]
      let target = targetIncentive * plan.periodWeights[period] * occupied
      settled[lane] = settle(
        pay[lane], target: target, occupied: occupied,
        monthsSinceHire: months < PeopleLuck.tenured ? Int(months) : nil,
        owed: &balance.owed[lane])
    }
    return settled
  }

  private func settle(
    _ earned: Double, target: Double, occupied: Double, monthsSinceHire: Int?, owed: inout Double
  ) -> Double {
    let plan = reading.plan
    var floor = 0.0
    if let monthsSinceHire, let ramp = plan.ramp {
      floor = target * ramp.guaranteedShare(inPeriod: monthsSinceHire / plan.period.months)
    }
    if let guarantee = plan.guarantee, Self.isWithin(guarantee.months, monthsSinceHire) {
      switch guarantee.amount {
      case .share(let share): floor = max(floor, target * share)
      case .money(let money): floor = max(floor, money.amount * occupied)
      }
    }
    let entitled = max(earned, floor)
    var advance = 0.0
    if let draw = plan.draw, Self.isWithin(draw.months, monthsSinceHire) {
      advance = draw.amount.amount * occupied
    }
    let advanced = max(0, advance - entitled)
    let recovered = min(owed, max(0, entitled - advance))
    owed += (plan.draw?.recoverable == true ? advanced : 0) - recovered
    return entitled + advanced - recovered
  }

  /// Whether a period begins within so many months of the hire; who was always there is past any.
  private static func isWithin(_ limit: Int?, _ monthsSinceHire: Int?) -> Bool {
    guard let limit else { return true }
    return monthsSinceHire.map { $0 < limit } ?? false
  }
}
