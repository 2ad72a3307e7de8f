import CAccountLoop
import Foundation
import Model

/// The numbers that accounts meet in sixteen points of ``OuterInputs``.
final class OuterNumbers {
  private let compiled: CompiledScenario
  private let inputs: OuterInputs
  private let world: WorldRates
  private let numbers: LaneBuffer<Lanes>
  private let wide: LaneBuffer<MoneyLanes>
  /// By year: the factor of the market's and the segment's shock on the odds of renewal.
  let shocks: LaneBuffer<Lanes>
  /// By index among the scores of ``OuterInputs``: the factor of a talent on odds; 1 for others.
  let talents: LaneBuffer<Lanes>
  let places: Places

  /// Where the numbers stand.
  struct Places: Sendable {
    /// The rates of a cell, in order.
    enum Rate: Int, CaseIterable {
      case price, renewalOdds, contraction, noIncrease, increaseOdds
    }

    /// The numbers of a funnel, in order.
    enum FunnelNumber: Int, CaseIterable {
      case finderOdds, missedByOthers, accepted, wonOdds
    }

    private let funnels: Int
    /// By cell and stream.
    let arrivals: Int
    /// By segment, see ``RateIndex``.
    let sizes: Int
    /// By segment.
    let escalators: Int
    /// By target: those of its classes.
    let drivers: [Int]
    let automatic: Int
    var handover: Int { automatic + 1 }
    /// The log of the factor of a transfer on odds, for a sales cycle of 100 days.
    var transfer: Int { automatic + 2 }
    var loadExponent: Int { automatic + 3 }
    let count: Int

    init(_ compiled: CompiledScenario) {
      let index = RateIndex(compiled)
      let cells = index.cells * compiled.models.count
      funnels = Rate.allCases.count * cells
      arrivals = funnels + FunnelNumber.allCases.count * cells * RateIndex.funnelsPerCell
      sizes = arrivals + index.cells * RateIndex.streams
      escalators = sizes + index.segments * RateIndex.sizesPerSegment
      var next = escalators + index.segments
      drivers = compiled.drivers.map { table in
        defer { next += table.classes.count }
        return next
      }
      automatic = next
      count = next + 4
    }

    /// - Parameter cell: Of every model, see ``RateIndex``.
    @inline(__always)
    func rate(_ rate: Rate, ofCell cell: Int) -> Int {
      cell * Rate.allCases.count + rate.rawValue
    }

    @inline(__always)
    func funnel(_ number: FunnelNumber, of funnel: Int) -> Int {
      funnels + funnel * FunnelNumber.allCases.count + number.rawValue
    }
  }

  init(_ compiled: CompiledScenario, _ inputs: OuterInputs) {
    self.compiled = compiled
    self.inputs = inputs
    world = WorldRates(compiled)
    places = Places(compiled)
    numbers = LaneBuffer(repeating: Lanes(), count: places.count)
    wide = LaneBuffer(repeating: MoneyLanes(), count: places.count)
    shocks = LaneBuffer(repeating: Lanes(), count: compiled.timeline.years)
    talents = LaneBuffer(repeating: Lanes(repeating: 1), count: inputs.scores.count)
  }

  @inline(__always)
  subscript(index: Int) -> Lanes { numbers[index] }

  /// The same number in double precision.
  @inline(__always)
  func amount(_ index: Int) -> MoneyLanes { wide[index] }

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
    for index in 0..<places.count { wide[index] = MoneyLanes(widening: numbers[index]) }
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
