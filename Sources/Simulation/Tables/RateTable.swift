import Model
import Ownership

/// A segment under one stage of a model: the assumptions about it, who is responsible, and what
/// that changes; ``SegmentRates`` before the values of a world are known.
final class RateTable: Sendable {
  typealias ID = AssumptionTable.ID

  /// A role's effect over that of the role it replaces; 1 if none is stated.
  struct Effect: Sendable {
    let now: ID?
    let before: ID?

    /// - Parameter role: Whose effect acts now.
    init(_ effect: (Role) -> ID?, _ role: Role, _ route: Responsibility.Route) {
      now = effect(role)
      before = effect(route.statusQuo.owner)
    }

    func ratio(_ values: [Double]) -> Double {
      (now.map { values[$0] } ?? 1) / (before.map { values[$0] } ?? 1)
    }
  }

  /// How a stream's opportunities reach one owner.
  struct Route: Sendable {
    /// Whether a sourcing role finds them, now and under the status quo.
    let isSourced: Bool
    let wasSourced: Bool
    /// Whether a person finds them, now.
    let isHuman: Bool
    /// On the chance to win.
    let skill: Effect
  }

  let outcomes: OutcomeTable
  let effects: EffectTable
  let responsibility: Responsibility
  let renewalSkill: Effect
  let increaseSkill: Effect
  /// On the size of a price increase.
  let price: Effect
  /// By stream: the routes up to the line and above it.
  let routes: [(small: Route, big: Route)]

  init(outcomes: OutcomeTable, effects: EffectTable, responsibility: Responsibility) {
    func skill(_ target: Effects.SkillTarget, _ route: Responsibility.Route) -> Effect {
      Effect({ effects.skill($0, target) }, route.skill, route)
    }
    self.outcomes = outcomes
    self.effects = effects
    self.responsibility = responsibility
    renewalSkill = skill(.renewal, responsibility.renewal)
    increaseSkill = skill(.priceIncrease, responsibility.priceIncrease)
    let increase = responsibility.priceIncrease
    price = Effect(effects.price, increase.price, increase)
    routes = zip(ExpansionStream.allCases, responsibility.streams).map { stream, routes in
      func route(_ route: Responsibility.Route) -> Route {
        Route(
          isSourced: route.isSourced, wasSourced: route.wasSourced,
          isHuman: route.finder != Responsibility.nobody,
          skill: skill(.stream(stream), route))
      }
      return (small: route(routes.small), big: route(routes.big))
    }
  }
}
