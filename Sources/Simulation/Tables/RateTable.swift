import Model
import Ownership

/// What a segment's rates under one stage of a model are made of, each assumption by its place in a
/// world: ``SegmentRates`` before the numbers.
struct RateTable: Sendable {
  typealias ID = AssumptionTable.ID

  /// An effect of a role over that of the role which stood there under the status quo; 1 where none
  /// is stated.
  struct Effect: Sendable {
    let now: ID?
    let before: ID?

    func ratio(_ values: [Double]) -> Double {
      (now.map { values[$0] } ?? 1) / (before.map { values[$0] } ?? 1)
    }
  }

  /// How a stream's opportunities come to one owner.
  struct Route: Sendable {
    /// Whether a sourcing role looks for them, now and under the status quo.
    let isSourced: Bool
    let wasSourced: Bool
    /// On the chance to win.
    let skill: Effect
  }

  struct Stream: Sendable {
    let stream: ExpansionStream
    let observed: Expansion.Observed
    let perYear: ID
    let found: ID
    let accepted: ID
    let won: ID
    let small: Route
    let big: Route
  }

  let renewal: ID
  let renewalSkill: Effect
  let contraction: ID
  let increase: ID
  let increaseSkill: Effect
  let price: Effect
  /// Contacts beyond those of the status quo.
  let extraContacts: Int
  /// The signs with which the trusted advisor and friction act against the status quo.
  let advisor: Int
  let friction: Int
  /// By stream; nil where nothing arrives.
  let streams: [Stream?]

  let extraContact: ID
  let trustedAdvisor: ID
  let productFlag: ID
  let sourcing: ID
  let frictionUpsell: ID

  init(
    outcomes: OutcomeTable, effects: EffectTable, layout: SegmentLayout,
    baseline: SegmentLayout, rules: OwnershipRules, baselineRules: OwnershipRules
  ) {
    func skill(
      _ target: Effects.SkillTarget, _ now: SegmentLayout.Route, _ before: SegmentLayout.Route
    ) -> Effect {
      Effect(
        now: effects.skill(now.assignment.owner, target),
        before: effects.skill(before.assignment.owner, target))
    }
    func sign(_ now: Bool, _ before: Bool) -> Int { now == before ? 0 : now ? 1 : -1 }
    renewal = outcomes.renewal
    renewalSkill = skill(.renewal, layout.renewal, baseline.renewal)
    contraction = outcomes.contraction.chance
    increase = outcomes.priceIncrease.chance
    increaseSkill = skill(.priceIncrease, layout.priceIncrease, baseline.priceIncrease)
    price = Effect(
      now: effects.price(layout.priceIncrease.assignment.owner),
      before: effects.price(baseline.priceIncrease.assignment.owner))
    extraContacts = layout.extraContacts - baseline.extraContacts
    advisor = sign(layout.serviceSells, baseline.serviceSells)
    friction = sign(rules.friction, baselineRules.friction)
    streams = outcomes.streams.map { stream in
      guard let stream else { return nil }
      let (now, before) = (
        layout.streams[stream.stream.index], baseline.streams[stream.stream.index]
      )
      func route(_ now: SegmentLayout.Route, _ before: SegmentLayout.Route) -> Route {
        Route(
          isSourced: now.source != nil, wasSourced: before.source != nil,
          skill: skill(.stream(stream.stream), now, before))
      }
      return Stream(
        stream: stream.stream, observed: stream.observed, perYear: stream.perYear,
        found: stream.found, accepted: stream.accepted, won: stream.won,
        small: route(now.small, before.small), big: route(now.big, before.big))
    }
    extraContact = effects.extraContact
    trustedAdvisor = effects.trustedAdvisor
    productFlag = effects.productFlag
    sourcing = effects.sourcing
    frictionUpsell = effects.frictionUpsell
  }
}
