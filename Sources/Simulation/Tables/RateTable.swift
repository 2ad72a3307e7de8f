import Model
import Ownership

/// The ingredients of a segment's rates under one stage of a model, each assumption as its index in
/// a world: ``SegmentRates`` before the values are known.
struct RateTable: Sendable {
  typealias ID = AssumptionTable.ID

  /// A role's effect over that of the role it replaces; 1 if none is stated.
  struct Effect: Sendable {
    let now: ID?
    let before: ID?

    func ratio(_ values: [Double]) -> Double {
      (now.map { values[$0] } ?? 1) / (before.map { values[$0] } ?? 1)
    }
  }

  /// How a stream's opportunities reach one owner.
  struct RouteTable: Sendable {
    /// Whether a sourcing role finds them, now and under the status quo.
    let isSourced: Bool
    let wasSourced: Bool
    /// On the chance to win.
    let skill: Effect
  }

  struct StreamTable: Sendable {
    let stream: ExpansionStream
    let observed: Expansion.Observed
    let perYear: ID
    let found: ID
    let accepted: ID
    let won: ID
    let small: RouteTable
    let big: RouteTable
  }

  let renewal: ID
  let renewalSkill: Effect
  let contraction: ID
  let increase: ID
  let increaseSkill: Effect
  let price: Effect
  /// Contacts beyond those of the status quo.
  let extraContacts: Int
  /// How the trusted advisor and friction compare with the status quo.
  let advisor: Contrast
  let friction: Contrast
  /// By stream; nil if nothing arrives.
  let streams: [StreamTable?]

  let extraContact: ID
  let trustedAdvisor: ID
  let productFlag: ID
  let sourcing: ID
  let frictionUpsell: ID

  init(outcomes: OutcomeTable, effects: EffectTable, responsibility: Responsibility) {
    func skill(_ target: Effects.SkillTarget, _ route: Responsibility.Route) -> Effect {
      Effect(
        now: effects.skill(route.assignment.owner, target),
        before: effects.skill(route.statusQuo.owner, target))
    }
    let increases = responsibility.priceIncrease
    renewal = outcomes.renewal
    renewalSkill = skill(.renewal, responsibility.renewal)
    contraction = outcomes.contraction.chance
    increase = outcomes.priceIncrease.chance
    increaseSkill = skill(.priceIncrease, increases)
    price = Effect(
      now: effects.price(increases.assignment.owner),
      before: effects.price(increases.statusQuo.owner))
    extraContacts = responsibility.extraContacts
    advisor = responsibility.advisor
    friction = responsibility.friction
    streams = outcomes.streams.map { stream in
      guard let stream else { return nil }
      func route(isBig: Bool) -> RouteTable {
        let route = responsibility.route(stream.stream, isBig: isBig)
        return RouteTable(
          isSourced: route.isSourced, wasSourced: route.wasSourced,
          skill: skill(.stream(stream.stream), route))
      }
      return StreamTable(
        stream: stream.stream, observed: stream.observed, perYear: stream.perYear,
        found: stream.found, accepted: stream.accepted, won: stream.won,
        small: route(isBig: false), big: route(isBig: true))
    }
    extraContact = effects.extraContact
    trustedAdvisor = effects.trustedAdvisor
    productFlag = effects.productFlag
    sourcing = effects.sourcing
    frictionUpsell = effects.frictionUpsell
  }
}
