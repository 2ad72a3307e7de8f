import CAccountLoop
import Foundation
import Model
import Ownership

/// The rates of one world as the account loop reads them: odds worked out of what was drawn.
final class WorldRates {
  /// How often a stream's opportunities arrive at an account in a year.
  struct Rate: Equatable {
    var mean: Double
    /// The chance of no arrival; 1 if the stream has no rate.
    var none: Float
  }

  struct Size {
    var table: Int32
    var scale: Float
  }

  /// A stage of a model.
  private struct StageRates {
    let model: Int
    let years: Range<Int>
    /// By segment.
    let tables: [RateTable]
  }

  /// The factors of the intercepts on the odds of a funnel.
  private struct FunnelFactors {
    var found = 1.0
    var won = 1.0
  }

  private let compiled: CompiledScenario
  private let stages: [StageRates]
  private let index: RateIndex
  /// Whether any model moves the renewal to or from the original account executive.
  private let usesTransfer: Bool
  /// By cell of every model, see ``RateIndex``.
  let rates: LaneBuffer<AccountLoopRates>
  /// By cell of every model and stream, small then big.
  let funnels: LaneBuffer<AccountLoopFunnel>
  /// By cell and stream.
  let expansion: LaneBuffer<Rate>
  /// By cell and stream: thresholds that turn a uniform into a number of arrivals.
  let arrivals: LaneBuffer<AccountLoopArrivals>
  /// By segment: the streams, contraction, price increase.
  let sizes: LaneBuffer<Size>
  /// The same by cell.
  let laws: LaneBuffer<AccountLoopSize>
  let escalator: LaneBuffer<Double>
  /// The factors of the intercepts on odds: of renewal by year and segment, of an increase by
  /// segment, of funnels at the indices of ``funnels``.
  private let renewalFactors: LaneBuffer<Double>
  private let increaseFactors: LaneBuffer<Double>
  private let funnelFactors: LaneBuffer<FunnelFactors>
  /// By account: odds of renewal lost to the transfer of the relationship.
  let transfer: LaneBuffer<Float>
  /// By class of account: the factors of drivers on the odds of renewal, of an increase and of each
  /// stream; one buffer per target.
  private(set) var driverOdds: [LaneBuffer<Float>]
  /// By target: the largest factor of its drivers on odds; at least 1.
  private var bestDriverOdds: [Float]
  /// What effects multiply the odds of single accounts by.
  private(set) var effects = AccountLoopEffects(
    automatic: 1, handover: 1, increase: 0, contraction: 1)
  private(set) var row: [Double] = []

  init(_ compiled: CompiledScenario) {
    self.compiled = compiled
    usesTransfer = compiled.models.contains { model in
      model.stages.contains { stage in
        stage.responsibilities.contains { $0.transfer != .unchanged }
      }
    }
    index = RateIndex(compiled)
    let cells = compiled.models.count * index.cells
    rates = LaneBuffer(repeating: AccountLoopRates(), count: cells)
    funnels = LaneBuffer(
      repeating: AccountLoopFunnel(finderOdds: 0, othersMiss: 1, accepted: 0, wonOdds: 0),
      count: cells * RateIndex.funnelsPerCell)
    stages = Self.stages(compiled)
    renewalFactors = LaneBuffer(compiled.intercepts.renewal.joined().map { exp($0) })
    increaseFactors = LaneBuffer(compiled.intercepts.increase.map { exp($0) })
    funnelFactors = LaneBuffer(repeating: FunnelFactors(), count: funnels.count)
    let streams = index.cells * RateIndex.streams
    expansion = LaneBuffer(repeating: Rate(mean: 0, none: 1), count: streams)
    arrivals = LaneBuffer(repeating: AccountLoopArrivals(), count: streams)
    for stream in 0..<streams { arrivals.base[stream].setThresholds(Rate(mean: 0, none: 1)) }
    sizes = LaneBuffer(
      repeating: Size(table: 0, scale: 1), count: index.segments * RateIndex.sizesPerSegment)
    laws = LaneBuffer(
      repeating: AccountLoopSize(table: 0, scale: 1, reach: 0), count: index.years * sizes.count)
    escalator = LaneBuffer(repeating: 0, count: index.segments)
    transfer = LaneBuffer(repeating: 1, count: compiled.book.count)
    driverOdds = compiled.drivers.map { LaneBuffer(repeating: 1, count: $0.classes.count) }
    bestDriverOdds = compiled.drivers.map { _ in 1 }
    setFunnelFactors()
  }

  private static func stages(_ compiled: CompiledScenario) -> [StageRates] {
    compiled.models.enumerated().flatMap { model, compiledModel in
      compiledModel.stages.map { stage in
        StageRates(
          model: model, years: stage.years,
          tables: compiled.outcomes.indices.map { segment in
            RateTable(
              outcomes: compiled.outcomes[segment], effects: compiled.effects,
              responsibility: stage.responsibilities[segment])
          })
      }
    }
  }

  private func setFunnelFactors() {
    let intercepts = compiled.intercepts
    for stage in stages {
      for (segment, table) in stage.tables.enumerated() {
        for year in stage.years {
          for (stream, routes) in table.routes.enumerated() {
            for (isBig, route) in [(false, routes.small), (true, routes.big)] {
              // Each kind of finder has the intercept under which it averages what is stated.
              let found =
                route.isSourced == route.wasSourced
                ? intercepts.found[year][segment][stream]
                : !route.isHuman
                  ? 0
                  : route.isSourced
                    ? intercepts.foundBySource : intercepts.foundByOwner[segment][stream]
              let funnel = index.funnel(
                model: stage.model, year: year, segment: segment, stream: stream, isBig: isBig)
              funnelFactors[funnel] = FunnelFactors(
                found: exp(found),
                won: exp(intercepts.won[year][segment][stream]))
            }
          }
        }
      }
    }
  }

  /// The largest factor of a stream's odds by drivers; at least 1.
  func bestDriverOdds(ofStream stream: Int) -> Float {
    compiled.drivers.firstIndex { $0.target.index == 2 + stream }.map { bestDriverOdds[$0] } ?? 1
  }

  /// Fills every table with the values of a world.
  func set(_ row: [Double]) {
    self.row = row
    let numbers = compiled.effects
    effects = AccountLoopEffects(
      automatic: Float(row[numbers.autoRenewalOdds]),
      handover: Float(row[numbers.handoverOdds]),
      increase: Float(Aftermath.growthOfLeaving(odds: row[numbers.afterIncrease])),
      contraction: Float(row[numbers.afterContraction]))
    for (index, drivers) in compiled.drivers.enumerated() {
      let odds = drivers.odds(row)
      for (account, odds) in odds.enumerated() { driverOdds[index][account] = Float(odds) }
      bestDriverOdds[index] = Float(max(1, odds.max() ?? 1))
    }
    if usesTransfer {
      let logOdds = Float(log(row[numbers.relationshipTransfer]))
      for account in 0..<compiled.book.count {
        transfer[account] = exp(logOdds * compiled.book.salesCycle[account])
      }
    }
    for segment in 0..<index.segments { setOutcomes(segment, row) }
    for stage in stages { setRates(stage, row) }
  }

  private func setOutcomes(_ segment: Int, _ row: [Double]) {
    let outcomes = compiled.outcomes[segment]
    escalator[segment] = row[outcomes.escalator]
    func size(_ size: OutcomeTable.Size) -> Size {
      Size(table: Int32(size.table), scale: Float(size.scale.map { row[$0] } ?? 1))
    }
    for (stream, outcome) in outcomes.streams.enumerated() {
      if let outcome { sizes[index.size(ofStream: stream, segment: segment)] = size(outcome.size) }
    }
    sizes[index.contractionSize(segment: segment)] = size(outcomes.contraction.size)
    sizes[index.increaseSize(segment: segment)] = size(outcomes.priceIncrease.size)
    let base = segment * RateIndex.sizesPerSegment
    for year in 0..<index.years {
      for size in base..<base + RateIndex.sizesPerSegment {
        laws[year * sizes.count + size] = AccountLoopSize(
          table: sizes[size].table * QuantileTable.floats, scale: sizes[size].scale, reach: 0)
      }
    }
  }

  private func setRates(_ stage: StageRates, _ row: [Double]) {
    for segment in 0..<index.segments {
      let rates = SegmentRates(stage.tables[segment], values: row)
      for year in stage.years { set(rates, stage.model, year, segment) }
    }
  }

  private func set(_ rates: SegmentRates, _ model: Int, _ year: Int, _ segment: Int) {
    let increaseOdds = rates.increaseOdds * increaseFactors[segment]
    self.rates[index.cell(model: model, year: year, segment: segment)] = AccountLoopRates(
      price: rates.price,
      renewalOdds: Float(
        rates.renewalOdds * renewalFactors[index.cell(year: year, segment: segment)]),
      contraction: Float(rates.contraction),
      noIncrease: Float(max(rates.contraction, 1 - Odds.chance(increaseOdds))),
      increaseOdds: Float(increaseOdds))
    for (number, stream) in rates.streams.enumerated() {
      guard let stream else { continue }
      for (isBig, route) in [(false, stream.small), (true, stream.big)] {
        let funnel = index.funnel(
          model: model, year: year, segment: segment, stream: number, isBig: isBig)
        let factors = funnelFactors[funnel]
        funnels[funnel] = AccountLoopFunnel(
          finderOdds: Float(route.finderOdds * factors.found),
          othersMiss: Float(route.othersMiss), accepted: Float(stream.accepted),
          wonOdds: Float(route.wonOdds * factors.won))
      }
      let rate = Rate(mean: stream.arrivals, none: Float(exp(-stream.arrivals)))
      let arrival = index.arrivals(year: year, segment: segment, stream: number)
      // All models share the same arrivals.
      guard expansion[arrival] != rate else { continue }
      expansion[arrival] = rate
      arrivals.base[arrival].setThresholds(rate)
    }
  }
}

extension AccountLoopRates {
  /// The uniform from which a price rises, for an account with these drivers; nil if no driver
  /// affects increases.
  func noIncrease(drivers: Float?) -> Float {
    drivers.map { max(contraction, 1 - Odds.chance(increaseOdds * $0)) } ?? noIncrease
  }
}

extension AccountLoopArrivals {
  /// The uniforms from which there are 1, 2, ... arrivals under a Poisson law, by inversion.
  fileprivate mutating func setThresholds(_ rate: WorldRates.Rate) {
    withUnsafeMutableBytes(of: &thresholds) { bytes in
      let thresholds = bytes.assumingMemoryBound(to: Float.self)
      var chance = Double(rate.none)
      var cumulative = chance
      for number in thresholds.indices {
        // The smallest single-precision number that is not below the chance.
        let nearest = Float(cumulative)
        thresholds[number] = Double(nearest) < cumulative ? nearest.nextUp : nearest
        // No uniform is 1: stop at a threshold that none reaches.
        if thresholds[number] >= 1 { return }
        chance *= rate.mean / Double(number + 1)
        cumulative += chance
      }
    }
  }
}
