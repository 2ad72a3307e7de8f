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
  let places: WorldNumbers

  init(_ compiled: CompiledScenario, _ inputs: OuterInputs) {
    self.compiled = compiled
    self.inputs = inputs
    world = WorldRates(compiled)
    places = WorldNumbers(compiled)
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
      for (index, value) in WorldNumbers.values(world, compiled).dropLast(4).enumerated() {
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
}
