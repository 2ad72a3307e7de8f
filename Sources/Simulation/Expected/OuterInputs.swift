import CAccountLoop
import Foundation
import Model
import Ownership
import Statistics

/// What is random before any account is played and moves its expected credit: each an independent
/// normal score. 0 is the median of an assumption, no shock, and an average talent.
///
/// Shocks of segments and talents of people are drawn for each of them, but an account meets one
/// segment and one person of a role at a time, and expected credit is a sum over accounts. So one
/// score can stand for all segments of a year, and one for everybody in a role.
struct OuterInputs: Sendable {
  enum Score: Hashable, Sendable {
    case market(year: Int)
    case segment(year: Int)
    case talent(Talent)
    case assumption(AssumptionTable.ID)
  }

  /// A person in a role whom an account meets.
  struct Talent: Hashable, Sendable {
    enum Person: Hashable, Sendable {
      /// The first to sit in the account's first, second, ... seat of the role.
      case first(inSeat: Int)
      /// Whoever follows a leaver.
      case successor
    }

    let role: Role
    let person: Person
  }

  let scores: [Score]
  /// By score: whether it moves the odds of renewal.
  let renews: [Bool]
  /// The row of a world in which every assumption has its median.
  let medians: [Double]

  init(_ compiled: CompiledScenario, talents: Set<Talent>) {
    let assumptions = compiled.assumptions
    let medians = assumptions.assumptions.map {
      $0.isCertain ? $0.mean : $0.distribution.quantile(0.5)
    }
    self.medians = medians
    let effects = compiled.effects
    func isPossible(_ deviation: AssumptionTable.ID) -> Bool {
      assumptions.assumptions[deviation].mean > 0
    }
    let years = 0..<compiled.timeline.years
    var scores: [Score] = []
    if isPossible(effects.marketSD) { scores += years.map { .market(year: $0) } }
    if isPossible(effects.talentSD) {
      scores += talents.sorted { "\($0)" < "\($1)" }.map { .talent($0) }
    }
    if isPossible(effects.segmentSD) { scores += years.map { .segment(year: $0) } }
    // An assumption counts if it moves any number that an account meets.
    let world = WorldRates(compiled)
    world.set(medians)
    let usual = OuterNumbers.values(world, compiled)
    let cells = world.rates.count
    func renewals(_ values: [Float]) -> [Float] { (0..<cells).map { values[$0 * 5 + 1] } }
    let places = OuterNumbers.Places(compiled)
    var renews = scores.map { _ in true }
    for id in assumptions.uncertain {
      var row = medians
      row[id] = assumptions.assumptions[id].distribution.quantile(0.9)
      world.set(row)
      let moved = OuterNumbers.values(world, compiled)
      guard moved != usual else { continue }
      scores.append(.assumption(id))
      renews.append(
        renewals(moved) != renewals(usual)
          || moved[places.automatic...] != usual[places.automatic...])
    }
    self.scores = scores
    self.renews = renews
  }

  /// The row of a world in which scores have these values.
  func row(_ point: [Double], _ assumptions: AssumptionTable) -> [Double] {
    var row = medians
    for (score, z) in zip(scores, point) where z != 0 {
      guard case .assumption(let id) = score else { continue }
      row[id] = assumptions.assumptions[id].distribution.quantile(StandardNormal.cumulative(z))
    }
    return row
  }
}

/// The numbers that accounts meet in sixteen points of ``OuterInputs``.
final class OuterNumbers {
  private let compiled: CompiledScenario
  private let inputs: OuterInputs
  private let world: WorldRates
  private let numbers: LaneBuffer<Lanes>
  /// By year: the factor of the market's and the segment's shock on the odds of renewal.
  let shocks: LaneBuffer<Lanes>
  /// By index among the scores of ``OuterInputs``: the factor of a talent on odds; 1 for others.
  let talents: LaneBuffer<Lanes>
  let places: Places

  /// Where the numbers stand.
  struct Places: Sendable {
    /// At `cell * 5`: price, odds of renewal, contraction, no increase, odds of an increase.
    let rates = 0
    /// At `funnel * 4`: odds of the finder, missed by others, accepted, odds to win.
    let funnels: Int
    let arrivals: Int
    let sizes: Int
    let escalators: Int
    /// By target.
    let drivers: [Int]
    let automatic: Int
    var handover: Int { automatic + 1 }
    /// The log of the factor of a transfer on odds, for a sales cycle of 100 days.
    var transfer: Int { automatic + 2 }
    var loadExponent: Int { automatic + 3 }
    let count: Int

    init(_ compiled: CompiledScenario) {
      let cells = compiled.timeline.years * compiled.outcomes.count
      funnels = 5 * cells * compiled.models.count
      arrivals = funnels + 4 * cells * compiled.models.count * WorldRates.routesPerSegment
      sizes = arrivals + cells * ExpansionStream.allCases.count
      escalators = sizes + compiled.outcomes.count * WorldRates.sizesPerSegment
      var next = escalators + compiled.outcomes.count
      drivers = compiled.drivers.map { table in
        defer { next += table.classes.count }
        return next
      }
      automatic = next
      count = next + 4
    }
  }

  init(_ compiled: CompiledScenario, _ inputs: OuterInputs) {
    self.compiled = compiled
    self.inputs = inputs
    world = WorldRates(compiled)
    places = Places(compiled)
    numbers = LaneBuffer(repeating: Lanes(), count: places.count)
    shocks = LaneBuffer(repeating: Lanes(), count: compiled.timeline.years)
    talents = LaneBuffer(repeating: Lanes(repeating: 1), count: inputs.scores.count)
  }

  @inline(__always)
  subscript(index: Int) -> Lanes { numbers[index] }

  /// Sets all numbers at up to sixteen points; further lanes repeat the last.
  func set(_ points: ArraySlice<[Double]>) {
    for lane in 0..<laneCount {
      let point = points[min(points.startIndex + lane, points.endIndex - 1)]
      let row = inputs.row(point, compiled.assumptions)
      world.set(row)
      for (index, value) in Self.values(world, compiled).dropLast(4).enumerated() {
        numbers.scalars[index * laneCount + lane] = value
      }
      setShocks(point, row, lane: lane)
    }
  }

  private func setShocks(_ point: [Double], _ row: [Double], lane: Int) {
    let effects = compiled.effects
    let (market, persistence) = (row[effects.marketSD], row[effects.marketPersistence])
    let innovation = market * (1 - persistence * persistence).squareRoot()
    var marketScores = [Double](repeating: 0, count: shocks.count)
    var segmentScores = marketScores
    for (index, (score, z)) in zip(inputs.scores, point).enumerated() {
      switch score {
      case .market(let year): marketScores[year] = z
      case .segment(let year): segmentScores[year] = z
      case .talent:
        talents.scalars[index * laneCount + lane] = Float(exp(row[effects.talentSD] * z))
      case .assumption: break
      }
    }
    var level = 0.0
    for year in 0..<shocks.count {
      level =
        year == 0
        ? market * marketScores[0] : persistence * level + innovation * marketScores[year]
      shocks.scalars[year * laneCount + lane] = Float(
        exp(level + row[effects.segmentSD] * segmentScores[year]))
    }
  }

  /// The numbers of a world in the order of ``Places``, then those of shocks and talents.
  static func values(_ world: WorldRates, _ compiled: CompiledScenario) -> [Float] {
    var values: [Float] = []
    for cell in 0..<world.rates.count {
      let rates = world.rates[cell]
      values += [
        Float(rates.price), rates.renewalOdds, rates.contraction, rates.noIncrease,
        rates.increaseOdds,
      ]
    }
    for index in 0..<world.funnels.count {
      let funnel = world.funnels[index]
      values += [funnel.finderOdds, funnel.othersMiss, funnel.accepted, funnel.wonOdds]
    }
    for index in 0..<world.expansion.count { values.append(Float(world.expansion[index].mean)) }
    for index in 0..<world.sizes.count { values.append(world.sizes[index].scale) }
    for index in 0..<world.escalator.count { values.append(Float(world.escalator[index])) }
    for odds in world.driverOdds { for index in 0..<odds.count { values.append(odds[index]) } }
    let effects = compiled.effects
    let row = world.row
    values += [
      world.effects.automatic, world.effects.handover,
      Float(log(row[effects.relationshipTransfer])),
      Float(SeatOdds.loadExponent(overload: row[effects.overload])),
    ]
    return values
      + [
        row[effects.marketSD], row[effects.marketPersistence], row[effects.segmentSD],
        row[effects.talentSD],
      ].map { Float($0) }
  }
}
