import Scenarios

extension Kernel {
  /// Counts the cohort and decides, from one uniform, at which of the year's term ends the account
  /// leaves.
  func openYear(
    account: Int, segment: Int, year: Int, model: Int, contract: KernelTables.Contract
  ) {
    let model = view(account: account, year: year, model: model, segment: segment)
    let memory = views.base + model.model
    let opening = arr[model.model]
    start[model.model] = opening
    let alive = MoneyLanes(repeating: 1).replacing(with: 0, where: opening .== 0)
    let walk = memory.pointee.walk + (segment * years + year) * WalkItem.allCases.count
    walk[WalkItem.start.rawValue] += opening
    walk[WalkItem.startAccounts.rawValue] += alive
    let bin = year * memory.pointee.binsPerYear
    for index in model.place.pointee.book.range {
      let entry = tables.book.pointer(index)
      let row = row(entry, model, memory) + bin
      add(opening, entry.pointee.start, row)
      add(alive, entry.pointee.startAccounts, row)
    }
    guard contract.termEnds > 0 else { return }
    let odds = renewalOdds(
      account: account, segment: segment, year: year, view: model,
      month: Int(contract.firstTermEndMonth))
    leavesAt[model.model] = termEnd(
      odds: odds, exponent: contract.renewalExponent, count: contract.termEnds)
  }

  /// The odds of the year's renewal in each trial, dated at the year's first term end.
  private func renewalOdds(
    account: Int, segment: Int, year: Int, view: YearView, month: Int
  ) -> Lanes {
    let place = view.place
    var odds = luck.world.rates[(view.model * years + year) * segments + segment].renewalOdds
    if let drivers = drivers.renewal { odds *= driverOdds(drivers, account) }
    if place.pointee.transfer > 0 { odds *= luck.world.transfer[account] }
    if place.pointee.transfer < 0 { odds /= luck.world.transfer[account] }
    if tables.accounts.pointer(account).pointee.autoRenewal {
      if place.pointee.automatic > 0 { odds *= luck.world.automaticOdds }
      if place.pointee.automatic < 0 { odds /= luck.world.automaticOdds }
    }
    if month < Int(place.pointee.handoverEnd) { odds *= luck.world.handoverOdds }
    var lanes = luck.shocks.odds[year * segments + segment] * odds
    let memory = views.base + view.model
    if place.pointee.renewalOwner >= 0 {
      lanes *= memory.pointee.seatOdds[view.seat(place.pointee.renewalOwner) * months + month]
    }
    if place.pointee.service >= 0 {
      lanes *= memory.pointee.seatLoad[view.seat(place.pointee.service) * years + year]
    }
    return lanes
  }

  /// The first term end that the account does not survive; `count` where it survives all.
  private func termEnd(odds: Lanes, exponent: Float, count: Int32) -> SIMD16<Int32> {
    if count == 1, exponent == 1 {
      let renews = renewalLuck[0] .< (1 - renewalLuck[0]) * odds
      return SIMD16<Int32>(repeating: 0).replacing(with: 1, where: renews)
    }
    var ends = SIMD16<Int32>(repeating: count)
    let uniforms = renewalLuck.scalars(0)
    for lane in 0..<laneCount {
      ends[lane] = TermEnd.index(
        luck: uniforms[lane], odds: odds[lane], exponent: exponent, count: count)
    }
    return ends
  }

  /// A term's or a contract year's end under a model.
  func process(
    _ event: ContractEvent, termEnd: Int32, account: Int, segment: Int, year: Int, model: Int
  ) {
    let view = view(account: account, year: year, model: model, segment: segment)
    let before = arr[model]
    var after = before
    var churn = MoneyLanes()
    var contraction = MoneyLanes()
    var uplift = MoneyLanes()
    if event.kind == .escalation {
      uplift = before * luck.world.escalator[segment]
      after += uplift
    } else {
      let leaves = SIMDMask<SIMD16<Int64>>(
        widening: leavesAt[model] .== SIMD16(repeating: termEnd))
      churn = churn.replacing(with: before, where: leaves)
      let stays = before - churn
      if event.kind == .anniversary {
        let rates = luck.world.rates[(model * years + year) * segments + segment]
        let noIncrease = noIncrease(rates, account)
        let contracts = SIMDMask<SIMD16<Int64>>(widening: renewalLuck[1] .< rates.contraction)
        let rises = SIMDMask<SIMD16<Int64>>(widening: renewalLuck[1] .>= noIncrease)
        contraction = contraction.replacing(with: stays * contractionShare[0], where: contracts)
        uplift = uplift.replacing(
          with: stays * increaseShare[0] * rates.price, where: rises)
      }
      after = stays - contraction + uplift
    }
    arr[model] = after

    let memory = views.base + model
    let month = Int(event.month)
    let change = after - before
    memory.pointee.change[month] += change
    memory.pointee.changeInMonth[month] += change * (1 - Double(event.monthFraction))
    let opening = start[model]
    let grossLoss = shortfall(opening, after) - shortfall(opening, before)
    let walk = memory.pointee.walk + (segment * years + year) * WalkItem.allCases.count
    walk[WalkItem.grossLoss.rawValue] += grossLoss
    let bin = memory.pointee.bin(month: month)
    guard event.kind != .escalation else {
      walk[WalkItem.escalator.rawValue] += uplift
      for index in view.place.pointee.book.range {
        let entry = tables.book.pointer(index)
        let row = row(entry, view, memory) + bin
        add(grossLoss, entry.pointee.grossLoss, row)
        add(uplift, entry.pointee.uplift, row)
      }
      return
    }
    let lost = MoneyLanes(repeating: 1).replacing(with: 0, where: churn .== 0)
    walk[WalkItem.priceIncrease.rawValue] += uplift
    walk[WalkItem.churn.rawValue] += churn
    walk[WalkItem.contraction.rawValue] += contraction
    walk[WalkItem.lostAccounts.rawValue] += lost
    for index in view.place.pointee.book.range {
      let entry = tables.book.pointer(index)
      let row = row(entry, view, memory) + bin
      add(before * event.dueShare, entry.pointee.due, row)
      add(churn + contraction, entry.pointee.loss, row)
      add(lost, entry.pointee.lostAccounts, row)
      add(grossLoss, entry.pointee.grossLoss, row)
      add(uplift, entry.pointee.uplift, row)
    }
    let renewed = (before - churn - contraction) * event.dueShare
    credit(renewed, view.place.pointee.renewalCredits, view, memory, month: month, bin: bin)
    if event.kind == .anniversary {
      credit(uplift, view.place.pointee.increaseCredits, view, memory, month: month, bin: bin)
    }
    if hasClawback, any(churn .> 0) {
      clawBack(churn, month: month, year: year, model: model)
    }
  }

  private func noIncrease(_ rates: World.Rates, _ account: Int) -> Float {
    guard let drivers = drivers.priceIncrease else { return rates.noIncrease }
    let odds = rates.increaseOdds * driverOdds(drivers, account)
    return max(rates.contraction, 1 - odds / (1 + odds))
  }

  /// Adds an amount to the company, and to the seats that are credited with it, where a person sits
  /// in them.
  private func credit(
    _ amount: MoneyLanes, _ credits: KernelTables.Slice, _ view: YearView,
    _ memory: UnsafeMutablePointer<ModelView>, month: Int, bin: Int
  ) {
    for index in credits.range {
      let entry = tables.credits.pointer(index)
      if entry.pointee.local == KernelTables.BookEntry.company {
        memory.pointee.flows[bin + Int(entry.pointee.offset)] += amount
        continue
      }
      let seat = view.seat(entry.pointee.local)
      let present = MoneyLanes(widening: presence(seat, month, memory).pointee)
      let row = memory.pointee.flows + Int(memory.pointee.rowStart[seat + 1]) + bin
      row[Int(entry.pointee.offset)] += amount * present * entry.pointee.share
    }
  }

  /// Takes back the credit of the leaving accounts' recent deals, each by the rule of its plan.
  private func clawBack(_ churn: MoneyLanes, month: Int, year: Int, model: Int) {
    let memory = views[model]
    let flows = UnsafeMutableRawPointer(memory.flows).assumingMemoryBound(to: Double.self)
    for lane in 0..<laneCount where churn[lane] > 0 {
      for index in 0..<deals.count(model: model, lane: lane) {
        let deal = deals[model, lane, index]
        let entry = tables.credits.pointer(Int(deal.credit)).pointee
        let elapsed = month - Int(deal.month)
        guard elapsed <= Int(entry.window) else { continue }
        let offset = Int(deal.year) == year ? entry.clawback : entry.clawbackLater
        let row = Int(memory.rowStart[Int(deal.seat) + 1]) + memory.bin(month: month)
        flows[(row + Int(offset)) * laneCount + lane] +=
          deal.amount * tables.recovered[Int(entry.recovery) + elapsed]
      }
    }
  }

  // MARK: - Places

  @inline(__always)
  func view(account: Int, year: Int, model: Int, segment: Int) -> YearView {
    let stage = Int(tables.stageOfYear[model * years + year])
    return YearView(
      place: tables.places.pointer(stage * segments + segment),
      seats: tables.seatOfAccount[stage].start + account * tables.localCount[stage], model: model)
  }

  @inline(__always)
  func rowIndex(
    _ entry: UnsafePointer<KernelTables.BookEntry>, _ view: YearView,
    _ memory: UnsafeMutablePointer<ModelView>
  ) -> Int {
    let local = entry.pointee.local
    return local == KernelTables.BookEntry.company
      ? 0 : Int(memory.pointee.rowStart[view.seat(local) + 1])
  }

  @inline(__always)
  private func row(
    _ entry: UnsafePointer<KernelTables.BookEntry>, _ view: YearView,
    _ memory: UnsafeMutablePointer<ModelView>
  ) -> UnsafeMutablePointer<MoneyLanes> {
    memory.pointee.flows + rowIndex(entry, view, memory)
  }

  /// 1 in the trials in which a person sits in a seat.
  @inline(__always)
  func presence(
    _ seat: Int, _ month: Int, _ memory: UnsafeMutablePointer<ModelView>
  ) -> UnsafeMutablePointer<Lanes> {
    occupied + Int(memory.pointee.lifeOfSeat[seat]) * months + month
  }

  /// What a target's drivers multiply an account's odds by.
  @inline(__always)
  func driverOdds(_ drivers: Int, _ account: Int) -> Float {
    luck.world.driverOdds[drivers][Int(tables.driverClass[drivers][account])]
  }

  @inline(__always)
  private func add(_ amount: MoneyLanes, _ offset: Int32, _ row: UnsafeMutablePointer<MoneyLanes>) {
    if offset >= 0 { row[Int(offset)] += amount }
  }

  /// How far ARR lies below the opening.
  @inline(__always)
  func shortfall(_ opening: MoneyLanes, _ arr: MoneyLanes) -> MoneyLanes {
    let difference = opening - arr
    return difference.replacing(with: 0, where: difference .< 0)
  }
}
