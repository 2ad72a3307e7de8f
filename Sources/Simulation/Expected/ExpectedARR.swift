import CAccountLoop
import Foundation
import Model

/// The ARR that a model is expected to hold at the end of each fiscal year, given what sixteen
/// trials draw before any account is played: assumptions, shocks, and who sits in which seat.
///
/// What a trial holds beyond this is only the luck of its accounts, with mean 0: a control variate.
///
/// - Reference: Glasserman, "Monte Carlo Methods in Financial Engineering", 2003, section 4.1.
final class ExpectedARR {
  private let compiled: CompiledScenario
  private let plan: ExpectedARRPlan
  private let index: RateIndex
  private let months: Int
  private let renewalDrivers: Int?
  private let increaseDrivers: Int?
  /// At `hand * 12 + month`.
  private let found: LaneBuffer<MoneyLanes>
  /// By segment: equally likely sizes of an increase, before their scale.
  private let increaseStrata: [[Double]]
  private let won: LaneBuffer<MoneyLanes>
  /// By index in ``ExpectedARRPlan/growths``.
  private let growths: LaneBuffer<MoneyLanes>
  /// By year, the sum over accounts.
  let totals: LaneBuffer<MoneyLanes>

  init(_ compiled: CompiledScenario, plan: ExpectedARRPlan) {
    self.compiled = compiled
    self.plan = plan
    index = RateIndex(compiled)
    months = compiled.timeline.months
    func drivers(_ target: Driver.Target) -> Int? {
      compiled.drivers.firstIndex { $0.target == target }
    }
    increaseStrata = compiled.outcomes.map { outcomes in
      let table = compiled.sizeTables[outcomes.priceIncrease.size.table]
      let (strata, points) = (Self.strataOfIncrease, 32)
      return (0..<strata).map { stratum in
        (0..<points).reduce(0) { sum, point in
          let u = (Float(stratum * points + point) + 0.5) / Float(strata * points)
          return sum + Double(table.value(at: u)) / Double(points)
        }
      }
    }
    renewalDrivers = drivers(.renewal)
    increaseDrivers = drivers(.priceIncrease)
    found = LaneBuffer(repeating: .zero, count: plan.finders.count * 12)
    won = LaneBuffer(repeating: .zero, count: plan.closers.count * 12)
    growths = LaneBuffer(repeating: .zero, count: plan.growths.count)
    totals = LaneBuffer(repeating: .zero, count: index.years)
  }

  /// Computes ``totals`` for the world that `luck` has drawn.
  func update(_ luck: WorldLuck) {
    setFinders(luck)
    setClosers(luck)
    setGrowths(luck.world)
    totals.fill(.zero)
    let changes = changes(luck.world)
    plan.steps.withUnsafeBufferPointer { steps in
      for account in 0..<compiled.book.count {
        var arr = MoneyLanes(repeating: compiled.book.arr[account])
        // The parts of ARR that the last renewal changed alike; none where it does not matter.
        var parts: [Change] = []
        for year in 0..<index.years {
          let step = steps[account * index.years + year]
          arr *= growths[Int(step.growth)]
          if step.escalations > 0 {
            for _ in 0..<step.escalations { arr *= 1 + luck.world.escalator[Int(step.segment)] }
          }
          if step.month >= 0 {
            arr *= survival(step, after: parts, account: account, year: year, luck)
            parts = []
            if step.isAnniversary {
              let drivers = increaseDrivers.map { compiled.drivers[$0].classOfAccount[account] }
              let cell = index.cell(year: year, segment: Int(step.segment))
              let change = changes[cell][Int(drivers ?? 0)]
              arr *= change.factor
              if compiled.scenario.effects.hasAftermath { parts = change.parts }
            }
          }
          totals[year] += arr
        }
      }
    }
  }

  /// Writes ``totals`` to their columns.
  func write(to columns: LaneBuffer<MoneyLanes>, of layout: ColumnLayout) {
    for year in 0..<index.years {
      if let index = layout.index(of: .expectedARR(year: year)) { columns[index] = totals[year] }
    }
  }

  // MARK: - Renewal

  /// The chance to survive all term ends of a year, averaged over what the last renewal changed.
  @inline(__always)
  private func survival(
    _ step: ExpectedARRPlan.Step, after parts: [Change], account: Int, year: Int,
    _ luck: WorldLuck
  ) -> MoneyLanes {
    let drivers = renewalDrivers.map {
      luck.world.driverOdds[$0][Int(compiled.drivers[$0].classOfAccount[account])]
    }
    let odds = luck.renewalOdds(
      step.renewal, account: account, model: plan.model,
      cell: index.cell(year: year, segment: Int(step.segment)), month: Int(step.month),
      drivers: drivers ?? 1
    ) { $0 }
    guard !parts.isEmpty else { return survival(odds, exponent: step.exponent) }
    return parts.reduce(into: MoneyLanes()) { sum, part in
      sum += survival(odds * part.oddsOfNext, exponent: step.exponent) * part.share
    }
  }

  @inline(__always)
  private func survival(_ odds: Lanes, exponent: Float) -> MoneyLanes {
    var chance = MoneyLanes(widening: Odds.chance(odds))
    if exponent != 1 {
      for lane in 0..<laneCount { chance[lane] = pow(chance[lane], Double(exponent)) }
    }
    return chance
  }

  /// A part of the ARR behind a renewal.
  private struct Change {
    /// Of the ARR behind the renewal; the parts of one total 1.
    var share: Double
    /// The factor on the odds of the next renewal.
    var oddsOfNext: Float
  }

  /// What a renewal makes of ARR that stays, and the parts that it leaves.
  private struct RenewalChange {
    /// The mean factor of contraction and increase on ARR.
    var factor: Double
    var parts: [Change]
  }

  /// Equally likely strata of an increase's size, each at its mean.
  private static let strataOfIncrease = 8

  /// By cell, and driver class of the increase.
  private func changes(_ world: WorldRates) -> [[RenewalChange]] {
    (0..<index.cells).map { cell in
      let rates = world.rates[plan.model * index.cells + cell]
      let segment = cell % index.segments
      let contraction =
        Double(rates.contraction)
        * cappedMean(world, world.sizes[index.contractionSize(segment: segment)])
      let increase =
        cappedMean(world, world.sizes[index.increaseSize(segment: segment)]) * rates.price
      let increases = increases(world, segment: segment, mean: increase)
      func change(noIncrease: Float) -> RenewalChange {
        let rises = 1 - Double(noIncrease)
        let factor = 1 - contraction + rises * increase
        let contracts = Double(rates.contraction)
        var parts = [
          Change(share: max(0, 1 - contracts - rises) / factor, oddsOfNext: 1),
          Change(
            share: (contracts - contraction) / factor, oddsOfNext: world.effects.contraction),
        ]
        for size in increases {
          parts.append(
            Change(
              share: rises / Double(increases.count) * (1 + size) / factor,
              oddsOfNext: Aftermath.ofIncrease(Float(size), world.effects)))
        }
        return RenewalChange(factor: factor, parts: parts)
      }
      guard let increaseDrivers else { return [change(noIncrease: rates.noIncrease)] }
      return compiled.drivers[increaseDrivers].classes.indices.map {
        change(noIncrease: rates.noIncrease(drivers: world.driverOdds[increaseDrivers][$0]))
      }
    }
  }

  /// Equally likely increases with this mean.
  private func increases(_ world: WorldRates, segment: Int, mean: Double) -> [Double] {
    guard compiled.scenario.effects.hasAftermath, mean > 0 else { return [] }
    let scale = Double(world.sizes[index.increaseSize(segment: segment)].scale)
    let sizes = increaseStrata[segment].map { min(1, $0 * scale) }
    let factor = mean * Double(sizes.count) / sizes.reduce(0, +)
    return sizes.map { $0 * factor }
  }

  /// The mean of a size capped at 1.
  private func cappedMean(_ world: WorldRates, _ size: WorldRates.Size) -> Double {
    let table = compiled.sizeTables[Int(size.table)]
    let scale = Double(size.scale)
    if table.largest * scale <= 1 { return table.mean * scale }
    let below = table.part(upTo: 1 / scale)
    return below.sum * scale + (1 - below.chance)
  }

  // MARK: - Expansion

  private func setFinders(_ luck: WorldLuck) {
    let seats = luck.seats[plan.model]
    for (index, hand) in plan.finders.enumerated() {
      let rates = luck.world.funnels[hand.funnel]
      for month in 0..<12 {
        let odds = rates.finderOdds * self.odds(of: hand, month, seats)
        let found = Funnel.found(missedByOthers: rates.othersMiss, odds: odds) * rates.accepted
        self.found[index * 12 + month] = MoneyLanes(widening: found)
      }
    }
  }

  private func setClosers(_ luck: WorldLuck) {
    let seats = luck.seats[plan.model]
    for (index, hand) in plan.closers.enumerated() {
      let rates = luck.world.funnels[hand.funnel]
      let target = Driver.Target.stream(ExpansionStream.allCases[hand.stream])
      let drivers = compiled.drivers.firstIndex { $0.target == target }.map {
        luck.world.driverOdds[$0][hand.driverClass]
      }
      for month in 0..<12 {
        won[index * 12 + month] = MoneyLanes(
          widening: Odds.chance(
            Funnel.wonOdds(
              rates.wonOdds, drivers: drivers ?? 1, owner: self.odds(of: hand, month, seats))))
      }
    }
  }

  /// The factor of a hand's person on odds in a month of the hand's year.
  private func odds(of hand: ExpectedARRPlan.Hand, _ month: Int, _ seats: SeatOdds) -> Lanes {
    guard hand.seat >= 0 else { return Lanes(repeating: 1) }
    return seats.odds[hand.seat * months + hand.year * 12 + month]
  }

  private func setGrowths(_ world: WorldRates) {
    for (index, growth) in plan.growths.enumerated() {
      var exponent = MoneyLanes.zero
      for part in growth.parts {
        let arrivals = world.expansion[
          self.index.arrivals(year: growth.year, segment: growth.segment, stream: part.stream)
        ].mean
        let share = meanSize(world, growth.segment, part)
        guard part.finder >= 0 else {
          exponent += arrivals * share
          continue
        }
        var wins = MoneyLanes.zero
        for month in 0..<12 {
          wins += found[part.finder * 12 + month] * won[part.closer * 12 + month]
        }
        exponent += wins * (arrivals * share / 12)
      }
      for lane in 0..<laneCount { growths.scalars[index * laneCount + lane] = exp(exponent[lane]) }
    }
  }

  /// The mean share of ARR that an opportunity is worth, counting those across the line as 0.
  private func meanSize(
    _ world: WorldRates, _ segment: Int, _ part: ExpectedARRPlan.Part
  ) -> Double {
    let size = world.sizes[index.size(ofStream: part.stream, segment: segment)]
    let (table, scale) = (compiled.sizeTables[Int(size.table)], Double(size.scale))
    switch part.side {
    case .all: return table.mean * scale
    case .upToLine: return table.part(upTo: part.line / scale).sum * scale
    case .aboveLine: return (table.mean - table.part(upTo: part.line / scale).sum) * scale
    }
  }
}
