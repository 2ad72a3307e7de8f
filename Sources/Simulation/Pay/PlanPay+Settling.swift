import Model
import Plans
import Units

/// What becomes of a period's earnings.
extension PlanPay {
  /// Carry-forward, guarantee and draw of a period.
  func settle(_ earned: MoneyLanes, period: Int, _ seat: SeatPay) -> MoneyLanes {
    guard program.hasFloor else { return seat.balance.pointee.settle(earned, floor: nil) }
    let presence = seat.presence
    let isHired = presence.monthsSinceHire[period] .< Lanes(repeating: PeopleLuck.tenured)
    guard
      program.hasFloorForGood || holds(isHired)
        || holds(seat.balance.pointee.owed .> MoneyLanes())
    else { return seat.balance.pointee.settle(earned, floor: nil) }
    var floor = Balance.Floor(
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
    return seat.balance.pointee.settle(earned, floor: floor)
  }
}

/// What churn takes back.
extension PlanPay {
  /// The year's pay on deals, in the proportion of their credit lost.
  func clawedBack(paid: MoneyLanes, _ seat: SeatPay) -> MoneyLanes {
    guard rules.takesPayBack else { return MoneyLanes() }
    let end = rules.periods * rules.binsPerPeriod
    let lost = lostShare(
      seat.sum(rules.clawedBack, 0, end) + seat.sum(rules.clawedBackLater, 0, end), to: end, seat)
    guard holds(lost .> MoneyLanes()) else { return MoneyLanes() }
    var taken = MoneyLanes()
    for place in 0..<rules.measures.count where rules.ownParts[place].count > 0 {
      let measure = rules.measures[place]
      let open = rules.metrics[measure.metrics.first].open
      var (credited, ofDeals) = (MoneyLanes(), MoneyLanes())
      for index in 0..<rules.ownParts[place].count {
        let part = rules.ownParts[place][index]
        let sum = sum(part, 0, end, open: open, seat) * part.share
        credited += sum
        if part.isDeal { ofDeals += sum }
      }
      let quota = MoneyLanes(
        repeating: seat.numbers[measure.metrics.first * (1 + 2 * rules.periods)])
      let figure = PayFigure(
        credited: credited, quota: quota, attainment: share(of: credited, in: quota))
      let earned = program.ungated(
        measure: place, figure, target: MoneyLanes(repeating: seat.offer.targetIncentive),
        base: MoneyLanes(repeating: seat.offer.base), pool: pool(place, seat))
      taken += earned * lost * share(of: ofDeals, in: credited)
    }
    return least(taken, most(paid, MoneyLanes()))
  }

  /// The share of the credit for deals, from the year's start, that churn has taken back.
  func lostShare(_ taken: MoneyLanes, to end: Int, _ seat: SeatPay) -> MoneyLanes {
    var deals = MoneyLanes()
    for index in 0..<rules.deals.count { deals += seat.sum(rules.deals[index], 0, end) }
    return least(share(of: taken, in: deals), .one)
  }
}
