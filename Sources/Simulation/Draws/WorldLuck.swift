import Foundation
import Model
import Plans
import Statistics
import Units

/// Everything drawn for a world and its sixteen trials before any account is played.
final class WorldLuck {
  private let compiled: CompiledScenario
  let draws: Draws
  let world: WorldRates
  let shocks: ShockLuck
  let people: PeopleLuck
  let presence: SeatPresence
  /// By model.
  let seats: [SeatOdds]

  init(_ compiled: CompiledScenario, draws: Draws) {
    self.compiled = compiled
    self.draws = draws
    world = WorldRates(compiled)
    shocks = ShockLuck(
      years: compiled.timeline.years, segments: compiled.scenario.book.segments.map(\.name))
    people = PeopleLuck(lives: compiled.lives, months: compiled.timeline.months)
    presence = SeatPresence(compiled)
    seats = compiled.models.indices.map { model in
      SeatOdds(
        compiled.models[model].seats, lifeOfSeat: compiled.lifeOfSeat[model],
        months: compiled.timeline.months)
    }
  }

  /// Draws world `index`: the sixteen trials from `index * laneCount`.
  func draw(world index: Int) {
    let row = compiled.assumptions.values(inWorld: index, draws: draws, for: .play)
    let effects = compiled.effects
    let firstTrial = index * laneCount
    world.set(row)
    shocks.draw(
      draws, firstTrial: firstTrial, marketSD: row[effects.marketSD],
      persistence: row[effects.marketPersistence], segmentSD: row[effects.segmentSD])
    people.draw(
      draws, firstTrial: firstTrial, values: row, talentSD: row[effects.talentSD])
    presence.update(people)
    for model in seats { model.update(people, overload: row[effects.overload]) }
  }
}

/// The yearly shocks of the market and the segments, for the sixteen trials of a world.
final class ShockLuck {
  private let years: Int
  private let segments: [UInt64]
  /// By cell, see ``RateIndex``: the factor of the shocks on the odds of renewal.
  let odds: LaneBuffer<Lanes>
  private let market: LaneBuffer<Double>

  private static let marketEntity = EntityHash.of("market")

  init(years: Int, segments: [String]) {
    self.years = years
    self.segments = segments.map { EntityHash.of("segment:" + $0) }
    odds = LaneBuffer(repeating: Lanes(repeating: 1), count: years * segments.count)
    market = LaneBuffer(repeating: 0, count: laneCount)
  }

  /// The market is an AR(1) process that starts in its stationary distribution; segments are drawn
  /// afresh each year.
  func draw(
    _ draws: Draws, firstTrial: Int, marketSD: Double, persistence: Double, segmentSD: Double
  ) {
    let innovation = marketSD * (1 - persistence * persistence).squareRoot()
    for year in 0..<years {
      let marketKey = DrawKey(entity: Self.marketEntity, purpose: .market, year: year)
      if marketSD > 0 {
        // Later years depend on the first, so its shock is the one worth stratifying.
        let uniforms =
          year == 0
          ? draws.marketUniforms(marketKey, firstTrial: firstTrial)
          : (0..<laneCount).map { draws.uniform(marketKey, trial: firstTrial + $0) }
        for lane in 0..<laneCount {
          let z = StandardNormal.quantile(uniforms[lane])
          market[lane] = year == 0 ? marketSD * z : persistence * market[lane] + innovation * z
        }
      } else {
        market.fill(0)
      }
      for segment in segments.indices {
        let key = DrawKey(entity: segments[segment], purpose: .segment, year: year)
        for lane in 0..<laneCount {
          var shock = market[lane]
          if segmentSD > 0 {
            let z = StandardNormal.quantile(draws.uniform(key, trial: firstTrial + lane))
            shock += segmentSD * z
          }
          odds.scalars[(year * segments.count + segment) * laneCount + lane] = Float(exp(shock))
        }
      }
    }
  }
}

extension SeatPresence {
  convenience init(_ compiled: CompiledScenario) {
    self.init(
      lives: compiled.lives.count, years: compiled.timeline.years,
      periods: Set(compiled.counted.joined().flatMap { $0.values.map(\.period) }))
  }
}
