import Foundation
import Ownership
import Scenarios

/// The numbers of one world as the account loop reads them: assumptions drawn, rates worked out.
final class World {
  /// The rates of a segment in a year under a model.
  struct Rates {
    /// Odds to renew, before shocks, talent, load and what is the account's own.
    var renewalOdds: Float
    var contraction: Float
    /// An increase happens above this.
    var noIncrease: Float
    var increaseOdds: Float
    var price: Double
  }

  /// The funnel in front of one owner.
  struct Route {
    var finderOdds: Float
    var othersMiss: Float
    var accepted: Float
    var wonOdds: Float
  }

  /// How often a stream's opportunities arrive.
  struct Arrivals {
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
  /// The tables of the laws of sizes.
  let tables: [QuantileTable]
  /// At `(model * years + year) * segments + segment`.
  let rates: LaneBuffer<Rates>
  /// At ten times that, by stream, small then big.
  let routes: LaneBuffer<Route>
  /// At `(year * segments + segment) * 5 + stream`.
  let arrivals: LaneBuffer<Arrivals>
  /// At `segment * 7`: five streams, contraction, price increase.
  let sizes: LaneBuffer<Size>
  let escalator: LaneBuffer<Double>
  /// By account: odds of renewal lost to the transfer of the relationship.
  let transfer: LaneBuffer<Float>
  /// By class of account: what drivers multiply the odds of renewal, of an increase and of each
  /// stream by; one buffer a target.
  private(set) var driverOdds: [LaneBuffer<Float>]
  /// By target: the most that its drivers multiply odds by; at least 1.
  private(set) var bestDriverOdds: [Float]
  private(set) var automaticOdds: Float = 1
  private(set) var handoverOdds: Float = 1
  private(set) var row: [Double] = []

  static let sizesPerSegment = 7
  static let routesPerSegment = 10

  init(_ compiled: CompiledScenario) {
    self.compiled = compiled
    segments = compiled.outcomes.count
    years = compiled.timeline.years
    let cells = compiled.models.count * years * segments
    tables = compiled.sizeTables
    rates = LaneBuffer(
      repeating: Rates(renewalOdds: 0, contraction: 0, noIncrease: 1, increaseOdds: 0, price: 1),
      count: cells)
    routes = LaneBuffer(
      repeating: Route(finderOdds: 0, othersMiss: 1, accepted: 0, wonOdds: 0),
      count: cells * Self.routesPerSegment)
    arrivals = LaneBuffer(
      repeating: Arrivals(mean: 0, none: 1), count: years * segments * 5)
    sizes = LaneBuffer(
      repeating: Size(table: 0, scale: 1), count: segments * Self.sizesPerSegment)
    escalator = LaneBuffer(repeating: 0, count: segments)
    transfer = LaneBuffer(repeating: 1, count: compiled.book.count)
    driverOdds = compiled.drivers.map { LaneBuffer(repeating: 1, count: $0.classes.count) }
    bestDriverOdds = compiled.drivers.map { _ in 1 }
  }

  /// Sets every table to the values of a world.
  func set(_ row: [Double], usesTransfer: Bool) {
    self.row = row
    let effects = compiled.effects
    automaticOdds = Float(row[effects.autoRenewalOdds])
    handoverOdds = Float(row[effects.handoverOdds])
    for (index, drivers) in compiled.drivers.enumerated() {
      let odds = drivers.odds(row)
      for (place, odds) in odds.enumerated() { driverOdds[index][place] = Float(odds) }
      bestDriverOdds[index] = Float(max(1, odds.max() ?? 1))
    }
    if usesTransfer {
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
    self.rates[cell] = Rates(
      renewalOdds: Float(rates.renewalOdds * exp(intercepts.renewal[year][segment])),
      contraction: Float(rates.contraction),
      noIncrease: Float(max(rates.contraction, 1 - Odds.chance(increaseOdds))),
      increaseOdds: Float(increaseOdds), price: rates.price)
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
        routes[cell * Self.routesPerSegment + index * 2 + isBig] = Route(
          finderOdds: Float(route.finderOdds * found), othersMiss: Float(route.othersMiss),
          accepted: Float(stream.accepted), wonOdds: Float(route.wonOdds * won))
      }
      arrivals[(year * segments + segment) * 5 + index] = Arrivals(
        mean: stream.arrivals, none: Float(exp(-stream.arrivals)))
    }
  }
}
