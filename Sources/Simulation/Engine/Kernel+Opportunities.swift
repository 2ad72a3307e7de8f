import Scenarios

extension Kernel {
  /// An opportunity under every model that still has the account.
  func process(_ arrival: Arrival, account: Int, segment: Int, year: Int) {
    let lane = Int(arrival.lane)
    let stream = Int(arrival.stream)
    let month = year * 12 + min(11, Int(arrival.date * 12))
    let balances = arr.scalars
    for model in 0..<models {
      let current = balances[model * laneCount + lane]
      guard current > 0 else { continue }
      let view = view(account: account, year: year, model: model, segment: segment)
      let place = view.place
      let amount = Double(arrival.size) * current
      let isBig =
        stream == ExpansionStream.upsell.index
        && (place.pointee.lineIsShare
          ? Double(arrival.size) > place.pointee.line : amount > place.pointee.line)
      let routeIndex = stream * 2 + (isBig ? 1 : 0)
      let deal = Deal(
        arrival: arrival, route: tables.routes.pointer(Int(place.pointee.routes) + routeIndex),
        amount: amount, month: month, view: view)
      if stream != ExpansionStream.organicGrowth.index {
        let rates =
          luck.world.routes.base
          + ((model * years + year) * segments + segment) * World.routesPerSegment + routeIndex
        guard passesFunnel(deal, rates, account: account) else { continue }
      }
      win(deal, current: current, segment: segment, year: year)
    }
  }

  /// An opportunity in front of the people of one model.
  struct Deal {
    let arrival: Arrival
    let route: UnsafePointer<KernelTables.Route>
    let amount: Double
    let month: Int
    let view: YearView

    var lane: Int { Int(arrival.lane) }
  }

  /// Follows an opportunity through the funnel, crediting each stage; true where it is won.
  @inline(__always)
  private func passesFunnel(
    _ deal: Deal, _ rates: UnsafeMutablePointer<World.Route>, account: Int
  ) -> Bool {
    let memory = views.base + deal.view.model
    let luck = deal.arrival.luck
    let found =
      1 - rates.pointee.othersMiss
      / (1 + rates.pointee.finderOdds * multiplier(deal.route.pointee.finder, deal, memory))
    guard luck < found else { return false }
    lead(deal.route.pointee.sourced, deal.route.pointee.sourcedARR, deal, memory)
    let accepted = found * rates.pointee.accepted
    guard luck < accepted else { return false }
    lead(deal.route.pointee.accepted, deal.route.pointee.acceptedARR, deal, memory)
    var odds = rates.pointee.wonOdds
    if let drivers = drivers.streams[Int(deal.arrival.stream)] {
      odds *= driverOdds(drivers, account)
    }
    odds *= multiplier(deal.route.pointee.owner, deal, memory)
    guard Funnel.wins(luck: luck, accepted: accepted, odds: odds) else { return false }
    lead(deal.route.pointee.won, deal.route.pointee.wonARR, deal, memory)
    return true
  }

  /// What a local role's person multiplies odds by; 1 for nobody.
  @inline(__always)
  private func multiplier(
    _ local: Int32, _ deal: Deal, _ memory: UnsafeMutablePointer<ModelView>
  ) -> Float {
    guard local >= 0 else { return 1 }
    let odds = memory.pointee.seatOdds + deal.view.seat(local) * months + deal.month
    return UnsafeRawPointer(odds).assumingMemoryBound(to: Float.self)[deal.lane]
  }

  /// Counts a lead for whoever found it.
  @inline(__always)
  private func lead(
    _ count: Int32, _ arr: Int32, _ deal: Deal, _ memory: UnsafeMutablePointer<ModelView>
  ) {
    guard count >= 0 || arr >= 0 else { return }
    let seat = deal.view.seat(deal.route.pointee.finder)
    guard isPresent(seat, deal, memory) else { return }
    let flows = UnsafeMutableRawPointer(memory.pointee.flows).assumingMemoryBound(to: Double.self)
    let row = Int(memory.pointee.rowStart[seat + 1]) + memory.pointee.bin(month: deal.month)
    if count >= 0 { flows[(row + Int(count)) * laneCount + deal.lane] += 1 }
    if arr >= 0 { flows[(row + Int(arr)) * laneCount + deal.lane] += deal.amount }
  }

  @inline(__always)
  private func isPresent(
    _ seat: Int, _ deal: Deal, _ memory: UnsafeMutablePointer<ModelView>
  ) -> Bool {
    let lanes = presence(seat, deal.month, memory)
    return UnsafeRawPointer(lanes).assumingMemoryBound(to: Float.self)[deal.lane] > 0
  }

  /// Adds what was won to the account, the walk, the books and the credited seats.
  private func win(_ deal: Deal, current: Double, segment: Int, year: Int) {
    let (lane, month, amount) = (deal.lane, deal.month, deal.amount)
    let model = deal.view.model
    let memory = views.base + model
    let after = current + amount
    arr.scalars[model * laneCount + lane] = after
    let opening = start.scalars[model * laneCount + lane]
    let grossLoss = max(0, opening - after) - max(0, opening - current)
    func scalars(_ lanes: UnsafeMutablePointer<MoneyLanes>) -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: Double.self)
    }
    let walk = scalars(
      memory.pointee.walk + (segment * years + year) * WalkItem.allCases.count)
    walk[Int(deal.route.pointee.item) * laneCount + lane] += amount
    // Most accounts stand above their opening: then there is no loss to make good.
    if grossLoss != 0 { walk[WalkItem.grossLoss.rawValue * laneCount + lane] += grossLoss }
    scalars(memory.pointee.change)[month * laneCount + lane] += amount
    let left = 1 - Double(deal.arrival.date * 12 - Float(month - year * 12))
    scalars(memory.pointee.changeInMonth)[month * laneCount + lane] += amount * left

    let bin = memory.pointee.bin(month: month)
    let flows = scalars(memory.pointee.flows)
    for index in deal.view.place.pointee.book.range {
      let entry = tables.book.pointer(index)
      guard entry.pointee.expansion >= 0 || entry.pointee.grossLoss >= 0 else { continue }
      let row = rowIndex(entry, deal.view, memory) + bin
      if entry.pointee.expansion >= 0 {
        flows[(row + Int(entry.pointee.expansion)) * laneCount + lane] += amount
      }
      if grossLoss != 0, entry.pointee.grossLoss >= 0 {
        flows[(row + Int(entry.pointee.grossLoss)) * laneCount + lane] += grossLoss
      }
    }
    for index in deal.route.pointee.credits.range {
      let entry = tables.credits.pointer(index)
      if entry.pointee.local == KernelTables.BookEntry.company {
        flows[(bin + Int(entry.pointee.offset)) * laneCount + lane] += amount
        continue
      }
      let seat = deal.view.seat(entry.pointee.local)
      guard isPresent(seat, deal, memory) else { continue }
      let row = Int(memory.pointee.rowStart[seat + 1]) + bin
      let credited = min(amount, entry.pointee.dealCap) * entry.pointee.share
      flows[(row + Int(entry.pointee.offset)) * laneCount + lane] += credited
      if entry.pointee.window > 0 {
        deals.append(
          RecentDeals.Deal(
            seat: Int32(seat), credit: Int32(index), month: Int32(month), year: Int32(year),
            amount: credited), model: model, lane: lane)
      }
    }
  }
}
