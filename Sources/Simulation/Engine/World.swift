import CAccountLoop
import Foundation
import Ownership
import Scenarios

/// The numbers of one world as the account loop reads them: assumptions drawn, rates worked out.
final class World {
  /// How often a stream's opportunities arrive at an account in a year.
  struct Rate {
    var mean: Double
    /// The chance of none; 1 where the stream has no rate.
    var none: Float
  }

  struct Size {
    var table: Int32
    var scale: Float
  }

  private let compiled: CompiledScenario
  private let segments: Int
  private let years: Int
  private let tables: KernelTables
  /// At `(model * years + year) * segments + segment`.
  let rates: LaneBuffer<AccountLoopRates>
  /// At ten times that, by stream, small then big.
  let funnels: LaneBuffer<AccountLoopFunnel>
  /// At `(year * segments + segment) * 5 + stream`.
  let expansion: LaneBuffer<Rate>
  /// At the same places: the numbers of arrivals that a uniform means.
  let arrivals: LaneBuffer<AccountLoopArrivals>
  /// At `segment * 7`: five streams, contraction, price increase.
  let sizes: LaneBuffer<Size>
  /// The same by year: at `(year * segments + segment) * 7`.
  let laws: LaneBuffer<AccountLoopSize>
  let escalator: LaneBuffer<Double>
  /// By account: odds of renewal lost to the transfer of the relationship.
  let transfer: LaneBuffer<Float>
  /// By class of account: what drivers multiply the odds of renewal, of an increase and of each
  /// stream by; one buffer a target.
  private(set) var driverOdds: [LaneBuffer<Float>]
  /// By target: the most that its drivers multiply odds by; at least 1.
  private var bestDriverOdds: [Float]
  private(set) var automaticOdds: Float = 1
  private(set) var handoverOdds: Float = 1
  private(set) var row: [Double] = []

  static let sizesPerSegment = Int(ACCOUNT_LOOP_SIZES)
  static let routesPerSegment = 2 * ExpansionStream.allCases.count

  init(_ compiled: CompiledScenario, tables: KernelTables) {
    self.compiled = compiled
    self.tables = tables
    segments = compiled.outcomes.count
    years = compiled.timeline.years
    let cells = compiled.models.count * years * segments
    rates = LaneBuffer(repeating: AccountLoopRates(), count: cells)
    funnels = LaneBuffer(
      repeating: AccountLoopFunnel(finderOdds: 0, othersMiss: 1, accepted: 0, wonOdds: 0),
      count: cells * Self.routesPerSegment)
    let streams = years * segments * ExpansionStream.allCases.count
    expansion = LaneBuffer(repeating: Rate(mean: 0, none: 1), count: streams)
    arrivals = LaneBuffer(repeating: AccountLoopArrivals(), count: streams)
    for stream in 0..<streams { arrivals.base[stream].setThresholds(Rate(mean: 0, none: 1)) }
    sizes = LaneBuffer(
      repeating: Size(table: 0, scale: 1), count: segments * Self.sizesPerSegment)
    laws = LaneBuffer(
      repeating: AccountLoopSize(table: 0, scale: 1, reach: 0), count: years * sizes.count)
    escalator = LaneBuffer(repeating: 0, count: segments)
    transfer = LaneBuffer(repeating: 1, count: compiled.book.count)
    driverOdds = compiled.drivers.map { LaneBuffer(repeating: 1, count: $0.classes.count) }
    bestDriverOdds = compiled.drivers.map { _ in 1 }
  }

  /// The most that drivers multiply the odds of a stream by; at least 1.
  func bestDriverOdds(ofStream stream: Int) -> Float {
    compiled.drivers.firstIndex { $0.target.place == 2 + stream }.map { bestDriverOdds[$0] } ?? 1
  }

  /// Sets every table to the values of a world.
  func set(_ row: [Double]) {
    self.row = row
    let effects = compiled.effects
    automaticOdds = Float(row[effects.autoRenewalOdds])
    handoverOdds = Float(row[effects.handoverOdds])
    for (index, drivers) in compiled.drivers.enumerated() {
      let odds = drivers.odds(row)
      for (place, odds) in odds.enumerated() { driverOdds[index][place] = Float(odds) }
      bestDriverOdds[index] = Float(max(1, odds.max() ?? 1))
    }
    if tables.usesTransfer {
      let logOdds = Float(log(row[effects.relationshipTransfer]))
      for account in 0..<compiled.book.count {
        transfer[account] = exp(logOdds * compiled.book.salesCycle[account])
      }
    }
    for segment in 0..<segments { setOutcomes(segment, row) }
    for model in compiled.models.indices { setRates(model, row) }
  }

  private func setOutcomes(_ segment: Int, _ row: [Double]) {
    let outcomes = compiled.outcomes[segment]
    escalator[segment] = row[outcomes.escalator]
    func size(_ size: OutcomeTable.Size) -> Size {
      Size(table: Int32(size.table), scale: Float(size.scale.map { row[$0] } ?? 1))
    }
    let base = segment * Self.sizesPerSegment
    for (index, stream) in outcomes.streams.enumerated() {
      if let stream { sizes[base + index] = size(stream.size) }
    }
    sizes[base + 5] = size(outcomes.contraction.size)
    sizes[base + 6] = size(outcomes.priceIncrease.size)
    for year in 0..<years {
      for place in base..<base + Self.sizesPerSegment {
        laws[year * sizes.count + place] = AccountLoopSize(
          table: sizes[place].table * QuantileTable.floats, scale: sizes[place].scale, reach: 0)
      }
    }
  }

  private func setRates(_ modelIndex: Int, _ row: [Double]) {
    let model = compiled.models[modelIndex]
    let baseline = compiled.models[compiled.scenario.baseline].stages[0]
    for stage in model.stages {
      for segment in 0..<segments {
        let rates = SegmentRates(
          outcomes: compiled.outcomes[segment], effects: compiled.effects,
          layout: stage.layouts[segment], baseline: baseline.layouts[segment],
          rules: stage.rules, baselineRules: baseline.rules, values: row)
        for year in stage.years { set(rates, stage.layouts[segment], modelIndex, year, segment) }
      }
    }
  }

  private func set(
    _ rates: SegmentRates, _ layout: SegmentLayout, _ model: Int, _ year: Int, _ segment: Int
  ) {
    let intercepts = compiled.intercepts
    let cell = (model * years + year) * segments + segment
    let increaseOdds = rates.increaseOdds * exp(intercepts.increase[segment])
    self.rates[cell] = AccountLoopRates(
      price: rates.price,
      renewalOdds: Float(rates.renewalOdds * exp(intercepts.renewal[year][segment])),
      contraction: Float(rates.contraction),
      noIncrease: Float(max(rates.contraction, 1 - Odds.chance(increaseOdds))),
      increaseOdds: Float(increaseOdds))
    let baseline = compiled.models[compiled.scenario.baseline].stages[0].layouts[segment]
    for (index, stream) in rates.streams.enumerated() {
      guard let stream else { continue }
      let won = exp(intercepts.won[year][segment][index])
      for (isBig, route, now, before) in [
        (0, stream.small, layout.streams[index].small, baseline.streams[index].small),
        (1, stream.big, layout.streams[index].big, baseline.streams[index].big),
      ] {
        // The intercept belongs to the kind of finder that the status quo has.
        let isCalibrated = (now.source == nil) == (before.source == nil)
        let found = isCalibrated ? exp(intercepts.found[year][segment][index]) : 1
        funnels[cell * Self.routesPerSegment + index * 2 + isBig] = AccountLoopFunnel(
          finderOdds: Float(route.finderOdds * found), othersMiss: Float(route.othersMiss),
          accepted: Float(stream.accepted), wonOdds: Float(route.wonOdds * won))
      }
      let rate = Rate(mean: stream.arrivals, none: Float(exp(-stream.arrivals)))
      let place = (year * segments + segment) * ExpansionStream.allCases.count + index
      expansion[place] = rate
      arrivals.base[place].setThresholds(rate)
    }
  }
}

extension AccountLoopArrivals {
  /// The uniforms from which on there are 1, 2, ... arrivals under a Poisson law, by inversion.
  fileprivate mutating func setThresholds(_ rate: World.Rate) {
    withUnsafeMutableBytes(of: &thresholds) { bytes in
      let thresholds = bytes.assumingMemoryBound(to: Float.self)
      var chance = Double(rate.none)
      var cumulative = chance
      for number in thresholds.indices {
        // The least number of single precision that is not below the chance.
        let nearest = Float(cumulative)
        thresholds[number] = Double(nearest) < cumulative ? nearest.nextUp : nearest
        // No uniform is 1: the loop ends at a threshold that none reaches.
        if thresholds[number] >= 1 { return }
        chance *= rate.mean / Double(number + 1)
        cumulative += chance
      }
    }
  }
}
