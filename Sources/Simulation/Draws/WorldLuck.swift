import Model
import Plans

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
    presence = SeatPresence(
      lives: compiled.lives.count, years: compiled.timeline.years,
      periods: Set(compiled.plans.joined().flatMap { $0.values.map(\.period) }))
    seats = compiled.models.indices.map { model in
      SeatOdds(
        model: compiled.models[model], lifeOfSeat: compiled.lifeOfSeat[model],
        months: compiled.timeline.months)
    }
  }

  /// Draws world number `index`, which is the trials from `index * laneCount` on.
  func draw(world index: Int) {
    let row = compiled.assumptions.values(inWorld: index, draws: draws)
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
