import Compensation
import Foundation
import Scenarios

/// The account loop for the sixteen trials of a world: what happens to every account under every
/// model, on the same luck.
///
/// Accounts, then years, then models; an account's numbers are broadcast, a seat's are vectors of
/// sixteen trials. Each trial adds in the order of accounts, so no result depends on threads or
/// partition. ``ReferenceEngine`` says the same in plain words, trial by trial.
final class Kernel {
  private let compiled: CompiledScenario
  private let tables: KernelTables
  private let luck: GroupLuck
  let ledger: GroupLedger

  private let models: Int
  private let years: Int
  private let months: Int
  private let segments: Int
  private let renewalDrivers: Int?
  private let increaseDrivers: Int?
  private let streamDrivers: [Int?]

  /// By model: the account's ARR, and at the year's start.
  private let arr: LaneBuffer<MoneyLanes>
  private let start: LaneBuffer<MoneyLanes>
  /// By model: the term end of the year at which the account leaves; beyond the last if it stays.
  private let leavesAt: LaneBuffer<SIMD16<Int32>>
  private var arrivals = Arrivals()
  private var deals: RecentDeals
  private let hasClawback: Bool

  /// The renewal luck of the account and year at hand.
  private let renewalLuck = LaneUniforms()
  private let arrivalLuck = LaneUniforms()
  private let contractionShare = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  private let increaseShare = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)

  init(_ compiled: CompiledScenario, tables: KernelTables, luck: GroupLuck, ledger: GroupLedger) {
    self.compiled = compiled
    self.tables = tables
    self.luck = luck
    self.ledger = ledger
    models = compiled.models.count
    years = compiled.timeline.years
    months = compiled.timeline.months
    segments = compiled.outcomes.count
    renewalDrivers = compiled.drivers.firstIndex { $0.target == .renewal }
    increaseDrivers = compiled.drivers.firstIndex { $0.target == .priceIncrease }
    streamDrivers = ExpansionStream.allCases.map { stream in
      compiled.drivers.firstIndex { $0.target == .stream(stream) }
    }
    arr = LaneBuffer(repeating: .zero, count: models)
    start = LaneBuffer(repeating: .zero, count: models)
    leavesAt = LaneBuffer(repeating: .zero, count: models)
    deals = RecentDeals(models: models)
    hasClawback = (0..<tables.credits.count).contains { tables.credits[$0].window > 0 }
  }

  /// Runs world number `world` into the ledger.
  func run(world: Int) {
    ledger.clear()
    let firstTrial = world * laneCount
    for account in 0..<compiled.book.count { run(account: account, firstTrial: firstTrial) }
  }

  private func run(account: Int, firstTrial: Int) {
    let book = compiled.book
    let segment = Int(book.segment[account])
    for model in 0..<models { arr[model] = MoneyLanes(repeating: book.arr[account]) }
    if hasClawback { deals.removeAll() }
    for year in 0..<years {
      drawYear(account: account, segment: segment, year: year, firstTrial: firstTrial)
      let cell = account * years + year
      let firstEvent = Int(book.eventStarts[cell])
      let events = Int(book.eventStarts[cell + 1]) - firstEvent
      for model in 0..<models {
        openYear(account: account, segment: segment, year: year, model: model)
      }
      var next = 0
      var termEnd: Int32 = 0
      for index in 0..<events {
        let event = book.events[firstEvent + index]
        while next < arrivals.count, arrivals[next].date < event.yearFraction {
          process(arrivals[next], account: account, segment: segment, year: year)
          next += 1
        }
        for model in 0..<models {
          process(
            event, termEnd: termEnd, account: account, segment: segment, year: year, model: model)
        }
        if event.kind != .escalation { termEnd += 1 }
      }
      while next < arrivals.count {
        process(arrivals[next], account: account, segment: segment, year: year)
        next += 1
      }
    }
  }

  // MARK: - Luck of an account and year

  private func drawYear(account: Int, segment: Int, year: Int, firstTrial: Int) {
    let entity = compiled.book.entities[account]
    renewalLuck.draw(
      luck.draws, DrawKey(entity: entity, purpose: .renewal, year: year), firstTrial: firstTrial)
    let sizes = luck.world.sizes.base + segment * World.sizesPerSegment
    share(sizes[5], into: contractionShare)
    share(sizes[6], into: increaseShare)

    arrivals.removeAll()
    let rates = luck.world.arrivals.base + (year * segments + segment) * 5
    if rates[0].none < 1 || rates[1].none < 1 || rates[2].none < 1 || rates[3].none < 1 {
      arrivalLuck.draw(
        luck.draws, DrawKey(entity: entity, purpose: .arrivals, year: year), firstTrial: firstTrial)
      arrive(.organicGrowth, arrivalLuck.scalars(0), rates[0], entity, sizes[0], year, firstTrial)
      arrive(.upsell, arrivalLuck.scalars(1), rates[1], entity, sizes[1], year, firstTrial)
      arrive(.crossSell, arrivalLuck.scalars(2), rates[2], entity, sizes[2], year, firstTrial)
      arrive(
        .crossStakeholder, arrivalLuck.scalars(3), rates[3], entity, sizes[3], year, firstTrial)
    }
    arrive(.crossDivision, renewalLuck.scalars(3), rates[4], entity, sizes[4], year, firstTrial)
  }

  private func share(_ size: World.Size, into shares: LaneBuffer<MoneyLanes>) {
    let table = luck.world.tables[Int(size.table)]
    let luck = renewalLuck.scalars(2)
    for lane in 0..<laneCount {
      shares.scalars[lane] = Double(min(1, table.value(at: luck[lane]) * size.scale))
    }
  }

  private func arrive(
    _ stream: ExpansionStream, _ uniforms: UnsafeMutablePointer<Float>, _ rate: World.Arrivals,
    _ entity: UInt64, _ size: World.Size, _ year: Int, _ firstTrial: Int
  ) {
    guard rate.none < 1 else { return }
    let table = luck.world.tables[Int(size.table)]
    let key = DrawKey(entity: entity, purpose: stream.purpose, year: year)
    for lane in 0..<laneCount where uniforms[lane] >= rate.none {
      let number = Arrivals.number(uniforms[lane], mean: rate.mean, none: rate.none)
      for ordinal in 0..<number {
        let draw = luck.draws.uniforms(key.at(ordinal: ordinal), trial: firstTrial + lane)
        arrivals.insert(
          Arrival(
            date: draw[0], lane: Int32(lane), stream: Int32(stream.index),
            size: table.value(at: draw[1]) * size.scale, luck: draw[2]))
      }
    }
  }

  // MARK: - A year of an account under a model

  /// Counts the cohort and decides, from one uniform, at which of the year's term ends the account
  /// leaves.
  private func openYear(account: Int, segment: Int, year: Int, model: Int) {
    let opening = arr[model]
    start[model] = opening
    let alive = MoneyLanes(repeating: 1).replacing(with: 0, where: opening .== 0)
    let walk = ledger.walk[model].base + (segment * years + year) * WalkItem.allCases.count
    walk[WalkItem.start.rawValue] += opening
    walk[WalkItem.startAccounts.rawValue] += alive
    let place = tables.places.pointer(placeIndex(model, year, segment))
    let bin = year * compiled.ledgers[model].binsPerYear
    for index in place.pointee.book.range {
      let entry = tables.book.pointer(index)
      let row = row(entry.pointee.local, account, year, model) + bin
      add(opening, entry.pointee.start, row)
      add(alive, entry.pointee.startAccounts, row)
    }

    let cell = account * years + year
    let book = compiled.book
    let termEnds = book.events[Int(book.eventStarts[cell])..<Int(book.eventStarts[cell + 1])]
    guard let first = termEnds.first(where: { $0.kind != .escalation }) else { return }
    let odds = renewalOdds(
      account: account, segment: segment, year: year, model: model, month: Int(first.month))
    leavesAt[model] = termEnd(
      odds: odds, exponent: book.renewalExponent[cell],
      count: Int32(termEnds.count { $0.kind != .escalation }))
  }

  /// The odds of the year's renewal in each trial, dated at the year's first term end.
  private func renewalOdds(
    account: Int, segment: Int, year: Int, model: Int, month: Int
  ) -> Lanes {
    let place = tables.places.pointer(placeIndex(model, year, segment)).pointee
    var odds = luck.world.rates[(model * years + year) * segments + segment].renewalOdds
    if let renewalDrivers {
      let group = compiled.drivers[renewalDrivers].classOfAccount[account]
      odds *= luck.world.driverOdds[renewalDrivers][Int(group)]
    }
    if place.transfer > 0 { odds *= luck.world.transfer[account] }
    if place.transfer < 0 { odds /= luck.world.transfer[account] }
    if compiled.book.autoRenewal[account] {
      if place.automatic > 0 { odds *= luck.world.automaticOdds }
      if place.automatic < 0 { odds /= luck.world.automaticOdds }
    }
    if month < Int(place.handoverEnd) { odds *= luck.world.handoverOdds }
    var lanes = luck.shocks.odds[year * segments + segment] * odds
    let seats = luck.seats[model]
    if place.renewalOwner >= 0 {
      lanes *= seats.odds[seat(place.renewalOwner, account, year, model) * months + month]
    }
    if place.service >= 0 {
      lanes *= seats.load[seat(place.service, account, year, model) * years + year]
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
    for lane in 0..<laneCount {
      ends[lane] = TermEnd.index(
        luck: renewalLuck.scalars(0)[lane], odds: odds[lane], exponent: exponent, count: count)
    }
    return ends
  }

  private func process(
    _ event: ContractEvent, termEnd: Int32, account: Int, segment: Int, year: Int, model: Int
  ) {
    let before = arr[model]
    let rates = luck.world.rates[(model * years + year) * segments + segment]
    var after = before
    var churn = MoneyLanes()
    var contraction = MoneyLanes()
    var uplift = MoneyLanes()
    var item = WalkItem.priceIncrease
    if event.kind == .escalation {
      item = .escalator
      uplift = before * luck.world.escalator[segment]
      after += uplift
    } else {
      let leaves = wide(leavesAt[model] .== termEnd)
      churn = MoneyLanes().replacing(with: before, where: leaves)
      let stays = before - churn
      if event.kind == .anniversary {
        var noIncrease = rates.noIncrease
        if let increaseDrivers {
          let group = compiled.drivers[increaseDrivers].classOfAccount[account]
          let odds = rates.increaseOdds * luck.world.driverOdds[increaseDrivers][Int(group)]
          noIncrease = max(rates.contraction, 1 - odds / (1 + odds))
        }
        contraction = MoneyLanes().replacing(
          with: stays * contractionShare[0], where: wide(renewalLuck[1] .< rates.contraction))
        uplift = MoneyLanes().replacing(
          with: stays * increaseShare[0] * rates.price, where: wide(renewalLuck[1] .>= noIncrease))
      }
      after = stays - contraction + uplift
    }
    arr[model] = after

    let month = Int(event.month)
    let walk = ledger.walk[model].base + (segment * years + year) * WalkItem.allCases.count
    let change = after - before
    ledger.change[model].base[month] += change
    ledger.changeInMonth[model].base[month] += change * (1 - Double(event.monthFraction))
    walk[item.rawValue] += uplift
    let opening = start[model]
    let grossLoss = shortfall(opening, after) - shortfall(opening, before)
    walk[WalkItem.grossLoss.rawValue] += grossLoss
    let isTermEnd = event.kind != .escalation
    var lost = MoneyLanes()
    if isTermEnd {
      lost = MoneyLanes(repeating: 1).replacing(with: 0, where: churn .== 0)
      walk[WalkItem.churn.rawValue] += churn
      walk[WalkItem.contraction.rawValue] += contraction
      walk[WalkItem.lostAccounts.rawValue] += lost
    }

    let place = tables.places.pointer(placeIndex(model, year, segment))
    let bin = compiled.ledgers[model].bin(month: month)
    for index in place.pointee.book.range {
      let entry = tables.book.pointer(index)
      let row = row(entry.pointee.local, account, year, model) + bin
      if isTermEnd {
        add(before * event.dueShare, entry.pointee.due, row)
        add(churn + contraction, entry.pointee.loss, row)
        add(lost, entry.pointee.lostAccounts, row)
      }
      add(grossLoss, entry.pointee.grossLoss, row)
      add(uplift, entry.pointee.uplift, row)
    }
    guard isTermEnd else { return }
    let renewed = (before - churn - contraction) * event.dueShare
    credit(renewed, place.pointee.renewalCredits, account, year, model, month: month, bin: bin)
    if event.kind == .anniversary {
      credit(uplift, place.pointee.increaseCredits, account, year, model, month: month, bin: bin)
    }
    if hasClawback, any(churn .> 0) {
      clawBack(churn, month: month, year: year, model: model, account: account)
    }
  }

  /// Adds an amount to the seats that are credited with it, where a person sits in them.
  private func credit(
    _ amount: MoneyLanes, _ credits: KernelTables.Slice, _ account: Int, _ year: Int, _ model: Int,
    month: Int, bin: Int
  ) {
    for index in credits.range {
      let entry = tables.credits.pointer(index)
      let seat = seat(entry.pointee.local, account, year, model)
      let present = MoneyLanes(occupied(seat, month, model))
      let row = ledger.flows[model].base + Int(tables.rowStart[model][seat + 1]) + bin
      row[Int(entry.pointee.offset)] += amount * present * entry.pointee.share
    }
  }

  // MARK: - Opportunities

  private func process(_ arrival: Arrival, account: Int, segment: Int, year: Int) {
    let lane = Int(arrival.lane)
    for model in 0..<models {
      let current = arr.scalars[model * laneCount + lane]
      guard current > 0 else { continue }
      let place = tables.places.pointer(placeIndex(model, year, segment))
      let amount = Double(arrival.size) * current
      let stream = Int(arrival.stream)
      let isBig =
        stream == ExpansionStream.upsell.index
        && (place.pointee.lineIsShare
          ? Double(arrival.size) > place.pointee.line : amount > place.pointee.line)
      let routeIndex = stream * 2 + (isBig ? 1 : 0)
      let route = tables.routes.pointer(Int(place.pointee.routes) + routeIndex)
      let month = year * 12 + min(11, Int(arrival.date * 12))
      if stream != ExpansionStream.organicGrowth.index {
        let rates =
          luck.world.routes.base
          + ((model * years + year) * segments + segment) * World.routesPerSegment + routeIndex
        let won = passesFunnel(
          arrival, route, rates, amount: amount, account: account, year: year, month: month,
          model: model)
        guard won else { continue }
      }
      win(
        arrival, route, amount: amount, current: current, account: account, segment: segment,
        year: year, month: month, model: model)
    }
  }

  /// Follows an opportunity through the funnel, crediting each stage; true where it is won.
  @inline(__always)
  private func passesFunnel(
    _ arrival: Arrival, _ route: UnsafePointer<KernelTables.Route>,
    _ rates: UnsafeMutablePointer<World.Route>, amount: Double, account: Int, year: Int,
    month: Int, model: Int
  ) -> Bool {
    let lane = Int(arrival.lane)
    let seats = luck.seats[model].odds.scalars
    var finderOdds = rates.pointee.finderOdds
    if route.pointee.finder >= 0 {
      let finder = seat(route.pointee.finder, account, year, model)
      finderOdds *= seats[(finder * months + month) * laneCount + lane]
    }
    let found = 1 - rates.pointee.othersMiss / (1 + finderOdds)
    guard arrival.luck < found else { return false }
    lead(
      route.pointee.sourced, route.pointee.sourcedARR, route, amount, account, year, month, lane,
      model)
    let accepted = found * rates.pointee.accepted
    guard arrival.luck < accepted else { return false }
    lead(
      route.pointee.accepted, route.pointee.acceptedARR, route, amount, account, year, month, lane,
      model)
    var odds = rates.pointee.wonOdds
    if let drivers = streamDrivers[Int(arrival.stream)] {
      let group = compiled.drivers[drivers].classOfAccount[account]
      odds *= luck.world.driverOdds[drivers][Int(group)]
    }
    if route.pointee.owner >= 0 {
      let owner = seat(route.pointee.owner, account, year, model)
      odds *= seats[(owner * months + month) * laneCount + lane]
    }
    guard Funnel.wins(luck: arrival.luck, accepted: accepted, odds: odds) else { return false }
    lead(route.pointee.won, route.pointee.wonARR, route, amount, account, year, month, lane, model)
    return true
  }

  /// Counts a lead for whoever found it.
  @inline(__always)
  private func lead(
    _ count: Int32, _ arr: Int32, _ route: UnsafePointer<KernelTables.Route>,
    _ amount: Double, _ account: Int, _ year: Int, _ month: Int, _ lane: Int, _ model: Int
  ) {
    guard count >= 0 || arr >= 0 else { return }
    let seat = seat(route.pointee.finder, account, year, model)
    guard occupied(seat, month, model)[lane] > 0 else { return }
    let layout = compiled.ledgers[model]
    let flows = ledger.flows[model].scalars
    let row = Int(tables.rowStart[model][seat + 1]) + layout.bin(month: month)
    if count >= 0 { flows[(row + Int(count)) * laneCount + lane] += 1 }
    if arr >= 0 { flows[(row + Int(arr)) * laneCount + lane] += amount }
  }

  private func win(
    _ arrival: Arrival, _ route: UnsafePointer<KernelTables.Route>, amount: Double,
    current: Double, account: Int, segment: Int, year: Int, month: Int, model: Int
  ) {
    let lane = Int(arrival.lane)
    let after = current + amount
    arr.scalars[model * laneCount + lane] = after
    let cell = (segment * years + year) * WalkItem.allCases.count
    let walk = ledger.walk[model].scalars
    let opening = start.scalars[model * laneCount + lane]
    let grossLoss = max(0, opening - after) - max(0, opening - current)
    walk[(cell + Int(route.pointee.item)) * laneCount + lane] += amount
    walk[(cell + WalkItem.grossLoss.rawValue) * laneCount + lane] += grossLoss
    ledger.change[model].scalars[month * laneCount + lane] += amount
    let left = 1 - Double(arrival.date * 12 - Float(month - year * 12))
    ledger.changeInMonth[model].scalars[month * laneCount + lane] += amount * left

    let place = tables.places.pointer(placeIndex(model, year, segment))
    let layout = compiled.ledgers[model]
    let bin = layout.bin(month: month)
    let flows = ledger.flows[model].scalars
    for index in place.pointee.book.range {
      let entry = tables.book.pointer(index)
      let row = rowIndex(entry.pointee.local, account, year, model) + bin
      if entry.pointee.expansion >= 0 {
        flows[(row + Int(entry.pointee.expansion)) * laneCount + lane] += amount
      }
      if entry.pointee.grossLoss >= 0 {
        flows[(row + Int(entry.pointee.grossLoss)) * laneCount + lane] += grossLoss
      }
    }
    for index in route.pointee.credits.range {
      let entry = tables.credits.pointer(index)
      let seat = seat(entry.pointee.local, account, year, model)
      guard occupied(seat, month, model)[lane] > 0 else { continue }
      let row = Int(tables.rowStart[model][seat + 1])
      let credited = amount * entry.pointee.share
      flows[(row + bin + Int(entry.pointee.offset)) * laneCount + lane] += credited
      if entry.pointee.window > 0 {
        deals.append(
          RecentDeals.Deal(
            seat: Int32(seat), credit: Int32(index), month: Int32(month), year: Int32(year),
            amount: credited), model: model, lane: lane)
      }
    }
  }

  /// Takes back the credit of the leaving accounts' recent deals, each by the rule of its plan.
  private func clawBack(
    _ churn: MoneyLanes, month: Int, year: Int, model: Int, account: Int
  ) {
    let layout = compiled.ledgers[model]
    let flows = ledger.flows[model].scalars
    for lane in 0..<laneCount where churn[lane] > 0 {
      for index in 0..<deals.count(model: model, lane: lane) {
        let deal = deals[model, lane, index]
        let entry = tables.credits[Int(deal.credit)]
        let elapsed = month - Int(deal.month)
        guard elapsed <= Int(entry.window) else { continue }
        let seat = compiled.models[model].seats[Int(deal.seat)]
        guard let plan = compiled.plan(of: seat.role, model: model, year: Int(deal.year)),
          let clawback = plan.clawback
        else { continue }
        let offset = Int(deal.year) == year ? entry.clawback : entry.clawbackLater
        let row = Int(tables.rowStart[model][Int(deal.seat) + 1]) + layout.bin(month: month)
        flows[(row + Int(offset)) * laneCount + lane] +=
          deal.amount * clawback.share(afterMonths: elapsed)
      }
    }
  }

  // MARK: - Places

  @inline(__always)
  private func placeIndex(_ model: Int, _ year: Int, _ segment: Int) -> Int {
    Int(tables.stageOfYear[model * years + year]) * segments + segment
  }

  /// The seat of an account's person in a local role.
  @inline(__always)
  private func seat(_ local: Int32, _ account: Int, _ year: Int, _ model: Int) -> Int {
    let stage = Int(tables.stageOfYear[model * years + year])
    return Int(tables.seatOfAccount[stage][account * tables.localCount[stage] + Int(local)])
  }

  @inline(__always)
  private func rowIndex(_ local: Int32, _ account: Int, _ year: Int, _ model: Int) -> Int {
    let row = local == KernelTables.BookEntry.company ? 0 : seat(local, account, year, model) + 1
    return Int(tables.rowStart[model][row])
  }

  @inline(__always)
  private func row(
    _ local: Int32, _ account: Int, _ year: Int, _ model: Int
  ) -> UnsafeMutablePointer<MoneyLanes> {
    ledger.flows[model].base + rowIndex(local, account, year, model)
  }

  @inline(__always)
  private func occupied(_ seat: Int, _ month: Int, _ model: Int) -> Lanes {
    luck.people.occupied[Int(tables.lifeOfSeat[model][seat]) * months + month]
  }

  @inline(__always)
  private func add(_ amount: MoneyLanes, _ offset: Int32, _ row: UnsafeMutablePointer<MoneyLanes>) {
    if offset >= 0 { row[Int(offset)] += amount }
  }

  /// How far ARR lies below the opening.
  @inline(__always)
  private func shortfall(_ opening: MoneyLanes, _ arr: MoneyLanes) -> MoneyLanes {
    let difference = opening - arr
    return difference.replacing(with: 0, where: difference .< 0)
  }

  @inline(__always)
  private func wide(_ mask: SIMDMask<SIMD16<Int32>>) -> SIMDMask<SIMD16<Int64>> {
    let narrow = unsafeBitCast(mask, to: SIMD16<Int32>.self)
    return unsafeBitCast(
      SIMD16<Int64>(truncatingIfNeeded: narrow), to: SIMDMask<SIMD16<Int64>>.self)
  }
}
