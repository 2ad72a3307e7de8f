import Compensation
import Ownership
import Scenarios

/// Turns the ledger of a world into pay, cost and value: the columns of its trials.
final class Settlement {
  private let compiled: CompiledScenario
  private let modelIndex: Int
  private let model: CompiledModel
  private let layout: ColumnLayout
  /// By stage, then role.
  private let readings: [[Role: PlanReading]]
  /// By seat, then year; nil where nobody pays the seat by a plan.
  private let quotas: [[SeatQuotas?]]
  /// By column: the values of sixteen trials.
  let columns: LaneBuffer<MoneyLanes>
  private(set) var outcomes: [RoleYear: RoleOutcome] = [:]
  /// By seat.
  private var balances: [SeatPay.Balance]
  /// By seat: its row in the ledger; by role: the rows of its team.
  private let rows: [SeatCredit.Row]
  private let teams: [Role: TeamCredit]
  private let companyOffsets: [Int]

  private var years: Int { compiled.timeline.years }
  private var months: Int { compiled.timeline.months }

  init(_ prepared: PreparedScenario, model index: Int) {
    compiled = prepared.compiled
    modelIndex = index
    model = compiled.models[index]
    layout = prepared.layouts[index]
    readings = prepared.readings[index]
    quotas = prepared.quotas[index]
    columns = LaneBuffer(repeating: .zero, count: layout.columns.count)
    balances = []
    let ledger = compiled.ledgers[index]
    let rows = model.seats.enumerated().map { seat, compiledSeat in
      SeatCredit.Row(
        start: ledger.rowStart[seat + 1],
        offsets: Flow.allCases.map { ledger.offset($0, role: compiledSeat.role) })
    }
    self.rows = rows
    let compiled = compiled
    let readings = readings
    teams = Dictionary(
      uniqueKeysWithValues: model.roles.map { role in
        let team = TeamCredit(
          rows: compiled.teamSeats(of: role, model: index).map { rows[$0] },
          readings: readings.compactMap { $0[role] }, bins: ledger.bins)
        return (role, team)
      })
    companyOffsets = Flow.allCases.map(ledger.companyOffset)
  }

  /// - Parameter liveLanes: How many of the sixteen trials count.
  func settle(ledger: GroupLedger, luck: GroupLuck, liveLanes: Int) {
    columns.fill(.zero)
    outcomes.removeAll(keepingCapacity: true)
    balances = [SeatPay.Balance](repeating: SeatPay.Balance(), count: model.seats.count)
    settleWalk(ledger)
    for team in teams.values { team.add(ledger.flows[modelIndex].base) }
    for year in 0..<years { settlePeople(year, ledger, luck, liveLanes: liveLanes) }
    settleValue(ledger, luck)
  }

  private func add(_ value: MoneyLanes, to column: Column) {
    guard let place = layout.place(column) else { return }
    columns.base[place] += value
  }

  private func value(_ column: Column) -> MoneyLanes {
    layout.place(column).map { columns.base[$0] } ?? .zero
  }

  // MARK: - Walk

  private func settleWalk(_ ledger: GroupLedger) {
    let walk = ledger.walk[modelIndex]
    for year in 0..<years {
      for segment in compiled.outcomes.indices {
        let cell = (segment * years + year) * WalkItem.allCases.count
        for item in WalkItem.allCases {
          let lanes = walk[cell + item.rawValue]
          add(lanes, to: .segmentWalk(item, segment: segment, year: year))
          add(lanes, to: .walk(item, year: year))
        }
      }
    }
  }

  // MARK: - People

  private func settlePeople(
    _ year: Int, _ ledger: GroupLedger, _ luck: GroupLuck, liveLanes: Int
  ) {
    let stage = model.stage(inYear: year)
    for role in model.roles {
      let profile = compiled.scenario.roles[role]!
      let ids = compiled.effects.people[role]!
      let row = luck.world.row
      let reading = readings[model.stageOfYear[year]][role]
      let offer = Offer(
        onTarget: row[ids.ote], baseShare: profile.baseShare, plan: reading?.plan)
      let base = offer.base
      let burden = row[ids.burden]
      var outcome = RoleOutcome()
      var heads = 0
      for seat in model.seatsOfRole[role]! where model.seats[seat].isActive[year] {
        heads += 1
        let life = compiled.lifeOfSeat[modelIndex][seat]
        let present = 1 - MoneyLanes(widening: luck.people.vacantShare[life * years + year])
        add(present * base, to: .cost(.base, role: role, year: year))
        add(
          MoneyLanes(widening: luck.people.hires[life * years + year]) * row[ids.hiring],
          to: .cost(.hiring, role: role, year: year))
        let pay = pay(
          seat, year, reading, ledger, luck, offer: offer,
          liveLanes: liveLanes, outcome: &outcome)
        add(pay.pay, to: .cost(.pay, role: role, year: year))
        add(pay.target, to: .targetIncentive(role: role, year: year))
      }
      add(
        (value(.cost(.base, role: role, year: year)) + value(.cost(.pay, role: role, year: year)))
          * burden,
        to: .cost(.burden, role: role, year: year))
      add(
        MoneyLanes(repeating: row[ids.tools] * Double(heads)),
        to: .cost(.tools, role: role, year: year))
      if year == stage.years.lowerBound {
        let released = max(0, (stage.headsBefore[role] ?? 0) - heads)
        add(
          MoneyLanes(repeating: Double(released) * row[ids.severance] * base),
          to: .cost(.severance, role: role, year: year))
      }
      if heads > 0 { outcomes[RoleYear(role: role, year: year)] = outcome }
    }
  }

  private func pay(
    _ seat: Int, _ year: Int, _ reading: PlanReading?, _ ledger: GroupLedger, _ luck: GroupLuck,
    offer: Offer, liveLanes: Int, outcome: inout RoleOutcome
  ) -> (pay: MoneyLanes, target: MoneyLanes) {
    let life = compiled.lifeOfSeat[modelIndex][seat]
    guard let reading, let quotas = quotas[seat][year] else {
      let present = 1 - MoneyLanes(widening: luck.people.vacantShare[life * years + year])
      return (present * offer.targetIncentive, present * offer.targetIncentive)
    }
    let seatPay = SeatPay(
      reading: reading, quotas: quotas, credit: credit(seat, year, ledger),
      nothingDue: compiled.scenario.quotas.nothingDue, targetIncentive: offer.targetIncentive,
      base: offer.base)
    let result = seatPay.pay(
      presence: SeatPay.Presence(
        life: life, year: year, periods: reading.periods, people: luck.people),
      balance: &balances[seat])
    for lane in 0..<liveLanes where result.target[lane] > 0 {
      outcome.add(
        payout: result.pay[lane] / result.target[lane], attainment: result.attainment[lane])
    }
    return (result.pay, result.target)
  }

  private func credit(_ seat: Int, _ year: Int, _ ledger: GroupLedger) -> SeatCredit {
    let layout = compiled.ledgers[modelIndex]
    return SeatCredit(
      flows: ledger.flows[modelIndex].base, seat: rows[seat],
      team: teams[model.seats[seat].role]!, companyOffsets: companyOffsets,
      firstBin: year * layout.binsPerYear, binsPerYear: layout.binsPerYear)
  }

  // MARK: - Value

  private func settleValue(_ ledger: GroupLedger, _ luck: GroupLuck) {
    let row = luck.world.row
    let effects = compiled.effects
    let discount = Discount(rate: row[effects.discountRate])
    for year in 0..<years {
      var hours = 0.0
      for seat in model.seats
      where compiled.scenario.roles[seat.role]!.sellsNewLogos && seat.isActive[year] {
        hours += seat.demandHours[year]
      }
      add(
        MoneyLanes(repeating: hours * row[effects.newLogoHour]), to: .distraction(year: year))
    }
    var arr = MoneyLanes(repeating: compiled.book.arr.reduce(0, +))
    let monthlyMargin = row[effects.grossMargin] / 12
    for month in 0..<months {
      let year = month / 12
      let held = arr + ledger.changeInMonth[modelIndex][month]
      let margin = held * monthlyMargin
      add(margin, to: .margin(year: year))
      let outlay = (people(year) + value(.distraction(year: year))) / 12
      let worth = (margin - outlay) * discount.at(month: Double(month) + 0.5)
      add(worth, to: .quarterValue(month / 3))
      add(worth, to: .value)
      arr += ledger.change[modelIndex][month]
    }
    add(arr * row[effects.terminalMultiple] * discount.at(month: Double(months)), to: .value)
  }

  /// What people cost in a year.
  private func people(_ year: Int) -> MoneyLanes {
    var sum = MoneyLanes()
    for role in model.roles {
      for item in CostItem.allCases { sum += value(.cost(item, role: role, year: year)) }
    }
    return sum
  }
}
