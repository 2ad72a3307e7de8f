import Foundation
import Model

/// The rates of a segment under one stage of a model with the values of one world, before shocks,
/// talent and load.
///
/// Effects enter as ratios to the status quo, so under the status quo they are all 1. The engine
/// multiplies the odds by the calibrated intercepts and the trial's draws.
struct SegmentRates: Sendable {
  /// How a stream's opportunities pass the funnel in front of one owner.
  struct RouteRates: Sendable {
    /// Odds that whoever looks for opportunities finds it.
    var finderOdds: Double
    /// Chance that everyone and everything else misses it.
    var othersMiss: Double
    /// Odds that an accepted opportunity is won.
    var wonOdds: Double

    /// Chance that an arrival is found.
    var found: Double { Funnel.found(missedByOthers: othersMiss, odds: finderOdds) }
  }

  struct StreamRates: Sendable {
    /// Arrivals per account and year.
    var arrivals: Double
    var accepted: Double
    var small: RouteRates
    var big: RouteRates
  }

  /// Yearly odds to renew.
  var renewalOdds: Double
  var contraction: Double
  var increaseOdds: Double
  /// The factor on an increase.
  var price: Double
  /// By stream; nil if nothing arrives.
  var streams: [StreamRates?]

  init(_ table: RateTable, values: [Double]) {
    renewalOdds =
      Odds.of(values[table.outcomes.renewal]) * table.renewalSkill.ratio(values)
      * pow(values[table.effects.extraContact], Double(table.responsibility.extraContacts))
    renewalOdds = table.responsibility.advisor.apply(
      values[table.effects.trustedAdvisor], to: renewalOdds)
    contraction = values[table.outcomes.contraction.chance]
    increaseOdds =
      Odds.of(values[table.outcomes.priceIncrease.chance]) * table.increaseSkill.ratio(values)
    price = table.price.ratio(values)

    let flag = values[table.effects.productFlag]
    let sourcing = values[table.effects.sourcing]
    let friction = table.responsibility.friction.apply(values[table.effects.frictionUpsell], to: 1)
    streams = zip(table.outcomes.streams, table.routes).map { stream, routes in
      guard let stream else { return nil }
      let rate = values[stream.perYear]
      guard stream.stream.hasFunnel else {
        let certain = RouteRates(finderOdds: .infinity, othersMiss: 0, wonOdds: .infinity)
        return StreamRates(arrivals: rate, accepted: 1, small: certain, big: certain)
      }
      let (found, accepted, won) =
        (values[stream.found], values[stream.accepted], values[stream.won])
      func rates(_ route: RateTable.Route) -> RouteRates {
        // What the owner alone finds follows from the stated chance under the status quo.
        let own = Funnel.ownChance(
          found: found, missedByOthers: (route.wasSourced ? 1 - sourcing : 1) * (1 - flag))
        let wonOdds =
          Odds.of(won) * route.skill.ratio(values) * (stream.stream == .upsell ? friction : 1)
        return route.isSourced
          ? RouteRates(
            finderOdds: Odds.of(sourcing), othersMiss: (1 - own) * (1 - flag), wonOdds: wonOdds)
          : RouteRates(finderOdds: Odds.of(own), othersMiss: 1 - flag, wonOdds: wonOdds)
      }
      let arrivals =
        switch stream.observed {
        case .arrivals: rate
        case .opportunities: found > 0 ? rate / found : 0
        case .wins: found * accepted * won > 0 ? rate / (found * accepted * won) : 0
        }
      return StreamRates(
        arrivals: arrivals, accepted: accepted, small: rates(routes.small),
        big: rates(routes.big))
    }
  }
}
