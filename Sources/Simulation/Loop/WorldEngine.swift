import CAccountLoop
import Model

/// Runs one world after another: draws its luck, then plays every account under every model. Holds
/// the working memory of one task.
///
/// Passes the world's numbers to the loop of `CAccountLoop`, compiled for the widest instructions
/// of the machine. ``ReferenceEngine`` is the same model in plain Swift, trial by trial.
final class WorldEngine {
  let luck: WorldLuck
  let ledger: WorldLedger
  private let compiled: CompiledScenario
  private let tables: LoopTables
  private let variant: AccountLoopVariant
  private let memory: OpaquePointer
  private let models: LaneBuffer<AccountLoopLedger>
  private var world: AccountLoopWorld

  private let index: RateIndex

  /// - Parameter variant: Which class of instructions to use; nil: the widest. Never changes a
  ///   result.
  init(
    _ compiled: CompiledScenario, tables: LoopTables, draws: Draws, variant: Int? = nil
  ) {
    let luck = WorldLuck(compiled, draws: draws)
    let ledger = WorldLedger(compiled, ledgers: tables.ledgers)
    self.compiled = compiled
    index = RateIndex(compiled)
    self.tables = tables
    self.luck = luck
    self.ledger = ledger
    self.variant = account_loop_variant(Int32(variant ?? Self.variants - 1))
    memory = withUnsafePointer(to: tables.loop) { account_loop_memory_make($0) }
    models = LaneBuffer(
      compiled.models.indices.map { model in
        AccountLoopLedger(
          seatOdds: UnsafePointer(luck.seats[model].odds.scalars),
          seatLoad: UnsafePointer(luck.seats[model].load.scalars),
          flows: ledger.flows[model].scalars, walk: ledger.walk[model].scalars,
          change: ledger.change[model].scalars, changeInMonth: ledger.changeInMonth[model].scalars)
      })
    let drawn = luck.world
    world = AccountLoopWorld(
      seed: luck.draws.seed, firstTrial: 0, effects: drawn.effects, rates: drawn.rates.base,
      funnels: drawn.funnels.base,
      arrivals: drawn.arrivals.base, sizes: drawn.laws.base, escalator: drawn.escalator.base,
      transfer: drawn.transfer.base, driverOdds: (nil, nil, nil, nil, nil, nil, nil),
      shocks: luck.shocks.odds.scalars, occupied: luck.people.occupied.scalars,
      ledger: models.base)
    withUnsafePointer(to: tables.loop) { account_loop_open($0, models.base) }
    ledger.open()
    withUnsafeMutableBytes(of: &world.driverOdds) { bytes in
      let targets = bytes.assumingMemoryBound(to: UnsafePointer<Float>?.self)
      for (index, driver) in compiled.drivers.enumerated() {
        targets[driver.target.index] = UnsafePointer(drawn.driverOdds[index].base)
      }
    }
  }

  deinit {
    account_loop_memory_free(memory)
  }

  /// The number of instruction classes that the machine supports.
  static var variants: Int { Int(account_loop_variants()) }

  /// Plays world `index`, whose luck is drawn, into the ledger.
  func run(world index: Int) {
    ledger.clear()
    setReach()
    world.firstTrial = UInt32(truncatingIfNeeded: index * laneCount)
    world.effects = luck.world.effects
    withUnsafePointer(to: tables.loop) { tables in
      withUnsafePointer(to: world) { variant.run(tables, $0, memory) }
    }
  }

  /// Bounds the luck of opportunities that any model could win or count as a lead.
  private func setReach() {
    for model in compiled.models.indices {
      let best = luck.seats[model].best
      for year in 0..<index.years {
        let stage = tables.loop.model[model].stageOfYear[year]
        for segment in 0..<index.segments {
          let routes = tables.loop.routes + Int(stage.responsibilities[segment].routes)
          let cell = index.cell(model: model, year: year, segment: segment)
          let funnels = luck.world.funnels.base + cell * RateIndex.funnelsPerCell
          let laws =
            luck.world.laws.base
            + index.cell(year: year, segment: segment) * RateIndex.sizesPerSegment
          for funnel in 0..<RateIndex.funnelsPerCell {
            let stream = funnel / 2
            let bound = reach(funnels[funnel], routes[funnel], stream: stream, best: best)
            // Slightly higher, so that rounding never drops one that counts.
            laws[stream].reach = max(laws[stream].reach, bound * 1.0001)
          }
        }
      }
    }
  }

  /// The luck above which no opportunity counts, even for the best person and the account with the
  /// best drivers.
  private func reach(
    _ funnel: AccountLoopFunnel, _ route: AccountLoopRoute, stream: Int, best: Float
  ) -> Float {
    let found = Funnel.found(missedByOthers: funnel.othersMiss, odds: funnel.finderOdds * best)
    if route.sourced >= 0 || route.sourcedARR >= 0 { return found }
    if route.accepted >= 0 || route.acceptedARR >= 0 { return found * funnel.accepted }
    let odds = Funnel.wonOdds(
      funnel.wonOdds, drivers: luck.world.bestDriverOdds(ofStream: stream), owner: best)
    return found * funnel.accepted * Odds.chance(odds)
  }
}
