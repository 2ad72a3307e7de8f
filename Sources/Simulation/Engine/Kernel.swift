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
  let compiled: CompiledScenario
  let tables: KernelTables
  let luck: GroupLuck
  let ledger: GroupLedger

  let models: Int
  let years: Int
  let months: Int
  let segments: Int
  let drivers: DriverPlaces
  /// By model: where its working memory lies.
  let views: LaneBuffer<ModelView>
  let occupied: UnsafeMutablePointer<Lanes>

  /// By model: the account's ARR, and at the year's start.
  let arr: LaneBuffer<MoneyLanes>
  let start: LaneBuffer<MoneyLanes>
  /// By model: the term end of the year at which the account leaves; beyond the last if it stays.
  let leavesAt: LaneBuffer<SIMD16<Int32>>
  private var arrivals = Arrivals()
  let deals: RecentDeals
  let hasClawback: Bool

  /// The luck of the account and year at hand.
  let renewalLuck = LaneUniforms()
  private let arrivalLuck = LaneUniforms()
  let contractionShare = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  let increaseShare = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  /// At `(year * segments + segment) * 5 + stream`: no opportunity above this luck counts anywhere.
  private let reach: LaneBuffer<Float>

  init(_ compiled: CompiledScenario, tables: KernelTables, luck: GroupLuck, ledger: GroupLedger) {
    self.compiled = compiled
    self.tables = tables
    self.luck = luck
    self.ledger = ledger
    models = compiled.models.count
    years = compiled.timeline.years
    months = compiled.timeline.months
    segments = compiled.outcomes.count
    drivers = DriverPlaces(compiled)
    views = LaneBuffer(
      (0..<models).map { ModelView(tables, ledger: ledger, luck: luck, model: $0) })
    occupied = luck.people.occupied.base
    arr = LaneBuffer(repeating: .zero, count: models)
    start = LaneBuffer(repeating: .zero, count: models)
    leavesAt = LaneBuffer(repeating: .zero, count: models)
    deals = RecentDeals(models: models)
    hasClawback = (0..<tables.credits.count).contains { tables.credits[$0].window > 0 }
    reach = LaneBuffer(repeating: 1, count: years * segments * 5)
  }

  /// Runs world number `world` into the ledger.
  func run(world: Int) {
    ledger.clear()
    setReach()
    let firstTrial = world * laneCount
    for account in 0..<compiled.book.count { run(account: account, firstTrial: firstTrial) }
  }

  private func run(account: Int, firstTrial: Int) {
    let segment = Int(tables.accounts.pointer(account).pointee.segment)
    let opening = MoneyLanes(repeating: tables.accounts.pointer(account).pointee.arr)
    for model in 0..<models { arr[model] = opening }
    if hasClawback { deals.removeAll() }
    for year in 0..<years {
      drawYear(account: account, segment: segment, year: year, firstTrial: firstTrial)
      let contract = tables.contracts[account * years + year]
      for model in 0..<models {
        openYear(account: account, segment: segment, year: year, model: model, contract: contract)
      }
      var next = 0
      var termEnd: Int32 = 0
      for index in contract.events.range {
        let event = tables.events[index]
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
      let cell = (segment * years + year) * WalkItem.allCases.count
      for model in 0..<models {
        views[model].walk[cell + WalkItem.cumulativeLoss.rawValue] += shortfall(opening, arr[model])
      }
    }
  }

  /// Bounds the luck of opportunities that any model could win, or count as a lead.
  private func setReach() {
    for cell in 0..<years * segments {
      for stream in 0..<5 { reach[cell * 5 + stream] = stream == 0 ? 1 : 0 }
    }
    for model in 0..<models {
      let best = luck.seats[model].best
      for cell in 0..<years * segments {
        let (year, segment) = (cell / segments, cell % segments)
        let place = tables.places.pointer(
          Int(tables.stageOfYear[model * years + year]) * segments + segment)
        let routes =
          luck.world.routes.base + (model * years * segments + cell) * World.routesPerSegment
        for index in 2..<World.routesPerSegment {
          let route = tables.routes.pointer(Int(place.pointee.routes) + index)
          let rates = routes[index]
          let found = 1 - rates.othersMiss / (1 + rates.finderOdds * best)
          var odds = rates.wonOdds * best
          if let drivers = drivers.streams[index / 2] { odds *= luck.world.bestDriverOdds[drivers] }
          let won = odds == .infinity ? 1 : odds / (1 + odds)
          let bound =
            route.pointee.sourced >= 0 || route.pointee.sourcedARR >= 0
            ? found
            : found * rates.accepted
              * (route.pointee.accepted >= 0 || route.pointee.acceptedARR >= 0 ? 1 : won)
          // A little above, so that rounding never drops what counts.
          reach[cell * 5 + index / 2] = max(reach[cell * 5 + index / 2], bound * 1.0001)
        }
      }
    }
  }

  // MARK: - Luck of an account and year

  private func drawYear(account: Int, segment: Int, year: Int, firstTrial: Int) {
    let entity = tables.accounts.pointer(account).pointee.entity
    renewalLuck.draw(
      luck.draws, DrawKey(entity: entity, purpose: .renewal, year: year), firstTrial: firstTrial)
    let sizes = luck.world.sizes.base + segment * World.sizesPerSegment
    share(sizes[5], into: contractionShare)
    share(sizes[6], into: increaseShare)

    arrivals.removeAll()
    let cell = (year * segments + segment) * 5
    let rates = luck.world.arrivals.base + cell
    let reach = reach.base + cell
    if rates[0].none < 1 || rates[1].none < 1 || rates[2].none < 1 || rates[3].none < 1 {
      arrivalLuck.draw(
        luck.draws, DrawKey(entity: entity, purpose: .arrivals, year: year), firstTrial: firstTrial)
      arrive(
        .organicGrowth, arrivalLuck.scalars(0), rates[0], entity, sizes[0], reach[0], year,
        firstTrial)
      arrive(
        .upsell, arrivalLuck.scalars(1), rates[1], entity, sizes[1], reach[1], year, firstTrial)
      arrive(
        .crossSell, arrivalLuck.scalars(2), rates[2], entity, sizes[2], reach[2], year, firstTrial)
      arrive(
        .crossStakeholder, arrivalLuck.scalars(3), rates[3], entity, sizes[3], reach[3], year,
        firstTrial)
    }
    arrive(
      .crossDivision, renewalLuck.scalars(3), rates[4], entity, sizes[4], reach[4], year, firstTrial
    )
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
    _ entity: UInt64, _ size: World.Size, _ reach: Float, _ year: Int, _ firstTrial: Int
  ) {
    guard rate.none < 1 else { return }
    let table = luck.world.tables[Int(size.table)]
    let key = DrawKey(entity: entity, purpose: stream.purpose, year: year)
    for lane in 0..<laneCount where uniforms[lane] >= rate.none {
      let number = Arrivals.number(uniforms[lane], mean: rate.mean, none: rate.none)
      for ordinal in 0..<number {
        let draw = luck.draws.uniforms(key.at(ordinal: ordinal), trial: firstTrial + lane)
        guard draw[2] <= reach else { continue }
        arrivals.insert(
          Arrival(
            date: draw[0], lane: Int32(lane), stream: Int32(stream.index),
            size: table.value(at: draw[1]) * size.scale, luck: draw[2]))
      }
    }
  }
}

/// Which of the compiled drivers act on what.
struct DriverPlaces {
  let renewal: Int?
  let priceIncrease: Int?
  /// By stream.
  let streams: [Int?]

  init(_ compiled: CompiledScenario) {
    func place(_ target: Driver.Target) -> Int? {
      compiled.drivers.firstIndex { $0.target == target }
    }
    renewal = place(.renewal)
    priceIncrease = place(.priceIncrease)
    streams = ExpansionStream.allCases.map { place(.stream($0)) }
  }
}
