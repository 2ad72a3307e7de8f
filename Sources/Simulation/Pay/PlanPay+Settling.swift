import Model
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
      let here = self.floor(period, seat, lane: lane)
      floor.guarantee[lane] = here.guarantee
      floor.draw[lane] = here.draw
    }
    return seat.balance.pointee.pay.settle(earned, floor: floor, taken: taken)
  }

  /// The least that a period pays in a trial.
  func floor(_ period: Int, _ seat: SeatPay, lane: Int) -> PayBalances<Double>.Floor {
    let occupied = seat.presence.occupied[period][lane]
    let months = seat.monthsSinceHire(period, lane: lane)
    return program.floor(
      target: seat.offer.targetIncentive * rules.periodWeights[period] * occupied,
      atWork: occupied, ordinal: months.map { $0 / rules.periodMonths },
      monthsSinceStart: months)
  }
}

extension PlanPay.SeatPay {
  /// Months since the hire at the beginning of a period; nil for a person employed from the start.
  func monthsSinceHire(_ period: Int, lane: Int) -> Int? {
    let months = presence.monthsSinceHire[period][lane]
    return months < PeopleLuck.tenured ? Int(months) : nil
  }
}

/// What churn takes back of pay.
extension PlanPay {
  func openDeals() {
    guard rules.takesPayBack else { return }
    yearDeals.fill(YearDeals())
    dealsBefore.fill(.zero)
  }

  /// What a period takes back of the final pay for the deals that it loses.
  ///
  /// As in a statement, a deal is worth what the last period before the loss paid for it, to date
  /// where the plan counts so; a deal of the period itself, what this one pays. Where the plan counts
  /// to date, what is taken follows what lost deals stand for after each true-up.
  ///
  /// - Parameters:
  ///   - last: The period's last piece.
  ///   - settled: How many lines the period has.
  func takenBack(
    endingWith last: Int, lines settled: Int, _ pay: LinePay<MoneyLanes>, _ seat: SeatPay
  ) -> MoneyLanes {
    var isShown: (own: Bool, team: Bool) = (false, false)
    for line in 0..<settled {
      let measure = lines[line].measure
      let rule = rules.measures[measure]
      guard let own = rule.paysDeals else { continue }
      if own == .seat { isShown.own = true } else { isShown.team = true }
      let ask = program.measures.base[measure].metrics.first
      let rate = share(
        of: most(
          pay.final(line: line, isWeighted: program.measures.base[measure].weight != nil),
          MoneyLanes()),
        in: lines[line].figures[ask].credited)
      let block = UnsafePointer(figures.base).distance(to: lines[line].figures)
      let credit = dealCredit[block + ask]
      let deals = yearDeals.base + own.rawValue
      deals.pointee.paid.pay += rate * (credit - dealsBefore[measure])
      guard rules.isToDate else { continue }
      deals.pointee.standing += rate * credit
      dealsBefore[measure] = credit
    }
    let end = (last + 1) * rules.binsPerPiece
    let first = end - rules.piecesPerPeriod * rules.binsPerPiece
    var taken = MoneyLanes()
    for owner in PlanRules.DealOwner.allCases where rules.takesPayBack(of: owner) {
      let rule = rules.deals[owner.rawValue]
      let deals = yearDeals.base + owner.rawValue
      let earlier = seat.balance.deals(of: owner)
      let credit = sum(rule.credit, first, end, open: nil, seat)
      deals.pointee.paid.credit += credit
      deals.pointee.credit += credit
      let takenOnce = deals.pointee.paid.takeBack(seat.sum(rule.clawedBack, first, end))
      let isShownHere = owner == .seat ? isShown.own : isShown.team
      if !rules.isToDate {
        taken += takenOnce
      } else if isShownHere {
        taken += deals.pointee.changeOfTaken()
      }
      taken += earlier.pointee.takeBack(seat.sum(rule.clawedBackLater, first, end))
      if rules.isToDate, isShownHere {
        deals.pointee.paid.pay =
          deals.pointee.standing
          * share(of: deals.pointee.paid.credit, in: deals.pointee.credit)
        deals.pointee.standing = MoneyLanes()
      }
    }
    return taken
  }

  /// Leaves the year's deals to the years in which they may still be lost.
  func closeDeals(_ seat: SeatPay) {
    for owner in PlanRules.DealOwner.allCases where rules.takesPayBack(of: owner) {
      let earlier = seat.balance.deals(of: owner)
      let paid = yearDeals[owner.rawValue].paid
      // Within a year only the year before can be reached.
      if rules.reachesOneYear {
        earlier.pointee = paid
      } else {
        earlier.pointee.credit += paid.credit
        earlier.pointee.pay += paid.pay
      }
    }
  }
}
