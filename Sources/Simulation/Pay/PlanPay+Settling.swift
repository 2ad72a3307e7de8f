import Plans
import Units

/// What becomes of a period's earnings.
extension PlanPay {
  /// Carry-forward, guarantee, draw and clawback of a period.
  ///
  /// - Parameter taken: Nil where nothing is ever taken back.
  func settle(
    _ earned: MoneyLanes, taken: MoneyLanes?, period: Int, _ seat: SeatPay
  ) -> MoneyLanes {
    guard program.hasFloor else {
      return seat.balance.pointee.pay.settle(earned, floor: nil, taken: taken)
    }
    let presence = seat.presence
    let isHired = presence.monthsSinceHire[period] .< Lanes(repeating: PeopleLuck.tenured)
    guard
      program.hasFloorForGood || holds(isHired)
        || holds(seat.balance.pointee.pay.owed .> MoneyLanes())
    else { return seat.balance.pointee.pay.settle(earned, floor: nil, taken: taken) }
    var floor = PayBalances<MoneyLanes>.Floor(
      guarantee: MoneyLanes(), draw: MoneyLanes(), isRecoverable: rules.isRecoverable)
    for lane in 0..<laneCount where program.hasFloorForGood || isHired[lane] {
      let occupied = presence.occupied[period][lane]
      let months = isHired[lane] ? Int(presence.monthsSinceHire[period][lane]) : nil
      let here = program.floor(
        target: seat.offer.targetIncentive * rules.periodWeights[period] * occupied,
        atWork: occupied, ordinal: months.map { $0 / rules.periodMonths },
        monthsSinceStart: months)
      floor.guarantee[lane] = here.guarantee
      floor.draw[lane] = here.draw
    }
    return seat.balance.pointee.pay.settle(earned, floor: floor, taken: taken)
  }
}
