import Foundation
import Ownership
import Scenarios
import Statistics

/// The rates of a segment under one stage of a model and the values of one world, before shocks,
/// talent and load.
///
/// Effects enter as ratios to the status quo, so that under the status quo they are all 1. The
/// engine multiplies the odds by the calibrated intercepts and by what the trial drew.
struct SegmentRates: Sendable {
  /// How a stream's opportunities pass the funnel in front of one owner.
  struct Route: Sendable {
    /// Odds that whoever looks for opportunities finds one.
    var finderOdds: Double
    /// Chance that everybody and everything else misses it.
    var othersMiss: Double
    /// Odds that an accepted opportunity is won.
    var wonOdds: Double

    /// Chance that an arrival is found when the finder's odds are multiplied by `multiplier`.
    func found(_ multiplier: Double = 1) -> Double {
      1 - othersMiss / (1 + finderOdds * multiplier)
    }
  }

  struct Stream: Sendable {
    /// Arrivals per account and year.
    var arrivals: Double
    var accepted: Double
    var small: Route
    var big: Route
  }

  /// Yearly odds to renew.
  var renewalOdds: Double
  var contraction: Double
  var increaseOdds: Double
  /// What multiplies an increase.
  var price: Double
  /// By stream; nil where nothing arrives.
  var streams: [Stream?]

  init(
    outcomes: OutcomeTable, effects: EffectTable, layout: SegmentLayout,
    baseline: SegmentLayout, rules: OwnershipRules, baselineRules: OwnershipRules,
    values: [Double]
  ) {
    func skill(_ target: Effects.SkillTarget, _ owner: Role, _ before: Role) -> Double {
      effects.skill(owner, target, values) / effects.skill(before, target, values)
    }
    let renewalOwner = layout.renewal.assignment.owner
    let renewalBefore = baseline.renewal.assignment.owner
    renewalOdds =
      Odds.of(values[outcomes.renewal]) * skill(.renewal, renewalOwner, renewalBefore)
      * pow(values[effects.extraContact], Double(layout.extraContacts - baseline.extraContacts))
    switch (layout.serviceSells, baseline.serviceSells) {
    case (true, false): renewalOdds *= values[effects.trustedAdvisor]
    case (false, true): renewalOdds /= values[effects.trustedAdvisor]
    default: break
    }

    contraction = values[outcomes.contraction.chance]
    let priceOwner = layout.priceIncrease.assignment.owner
    let priceBefore = baseline.priceIncrease.assignment.owner
    increaseOdds =
      Odds.of(values[outcomes.priceIncrease.chance])
      * skill(.priceIncrease, priceOwner, priceBefore)
    price = effects.price(priceOwner, values) / effects.price(priceBefore, values)

    let flag = values[effects.productFlag]
    let sourcing = values[effects.sourcing]
    let friction =
      rules.friction == baselineRules.friction
      ? 1
      : rules.friction ? values[effects.frictionUpsell] : 1 / values[effects.frictionUpsell]
    streams = outcomes.streams.map { stream in
      guard let stream else { return nil }
      let rate = values[stream.perYear]
      guard stream.stream.hasFunnel else {
        let certain = Route(finderOdds: .infinity, othersMiss: 0, wonOdds: .infinity)
        return Stream(arrivals: rate, accepted: 1, small: certain, big: certain)
      }
      let (found, accepted, won) =
        (values[stream.found], values[stream.accepted], values[stream.won])
      let routes = layout.streams[stream.stream.index]
      let before = baseline.streams[stream.stream.index]
      func route(_ now: SegmentLayout.Route, _ before: SegmentLayout.Route) -> Route {
        // What the owner finds by himself follows from the stated chance under the status quo.
        let helped = (before.source == nil ? 1 : 1 - sourcing) * (1 - flag)
        let own = helped > 0 ? max(0, 1 - (1 - found) / helped) : 0
        let wonOdds =
          Odds.of(won)
          * skill(.stream(stream.stream), now.assignment.owner, before.assignment.owner)
          * (stream.stream == .upsell ? friction : 1)
        return now.source == nil
          ? Route(finderOdds: Odds.of(own), othersMiss: 1 - flag, wonOdds: wonOdds)
          : Route(
            finderOdds: Odds.of(sourcing), othersMiss: (1 - own) * (1 - flag), wonOdds: wonOdds)
      }
      let arrivals =
        switch stream.observed {
        case .arrivals: rate
        case .opportunities: found > 0 ? rate / found : 0
        case .wins: found * accepted * won > 0 ? rate / (found * accepted * won) : 0
        }
      return Stream(
        arrivals: arrivals, accepted: accepted,
        small: route(routes.small, before.small), big: route(routes.big, before.big))
    }
  }
}

/// Odds and chances: o = p / (1 - p).
enum Odds {
  /// Infinite for a certain event.
  static func of(_ chance: Double) -> Double { chance / (1 - chance) }

  static func chance(_ odds: Double) -> Double { odds == .infinity ? 1 : odds / (1 + odds) }
}
