import Foundation
import Model

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

  init(_ table: RateTable, values: [Double]) {
    renewalOdds =
      Odds.of(values[table.renewal]) * table.renewalSkill.ratio(values)
      * pow(values[table.extraContact], Double(table.extraContacts))
    switch table.advisor {
    case 1: renewalOdds *= values[table.trustedAdvisor]
    case -1: renewalOdds /= values[table.trustedAdvisor]
    default: break
    }
    contraction = values[table.contraction]
    increaseOdds = Odds.of(values[table.increase]) * table.increaseSkill.ratio(values)
    price = table.price.ratio(values)

    let flag = values[table.productFlag]
    let sourcing = values[table.sourcing]
    let friction =
      switch table.friction {
      case 1: values[table.frictionUpsell]
      case -1: 1 / values[table.frictionUpsell]
      default: 1.0
      }
    streams = table.streams.map { stream in
      guard let stream else { return nil }
      let rate = values[stream.perYear]
      guard stream.stream.hasFunnel else {
        let certain = Route(finderOdds: .infinity, othersMiss: 0, wonOdds: .infinity)
        return Stream(arrivals: rate, accepted: 1, small: certain, big: certain)
      }
      let (found, accepted, won) =
        (values[stream.found], values[stream.accepted], values[stream.won])
      func route(_ route: RateTable.Route) -> Route {
        // What the owner finds by himself follows from the stated chance under the status quo.
        let helped = (route.wasSourced ? 1 - sourcing : 1) * (1 - flag)
        let own = helped > 0 ? max(0, 1 - (1 - found) / helped) : 0
        let wonOdds =
          Odds.of(won) * route.skill.ratio(values) * (stream.stream == .upsell ? friction : 1)
        return route.isSourced
          ? Route(
            finderOdds: Odds.of(sourcing), othersMiss: (1 - own) * (1 - flag), wonOdds: wonOdds)
          : Route(finderOdds: Odds.of(own), othersMiss: 1 - flag, wonOdds: wonOdds)
      }
      let arrivals =
        switch stream.observed {
        case .arrivals: rate
        case .opportunities: found > 0 ? rate / found : 0
        case .wins: found * accepted * won > 0 ? rate / (found * accepted * won) : 0
        }
      return Stream(
        arrivals: arrivals, accepted: accepted, small: route(stream.small),
        big: route(stream.big))
    }
  }
}

/// Odds and chances: o = p / (1 - p).
enum Odds {
  /// Infinite for a certain event.
  static func of(_ chance: Double) -> Double { chance / (1 - chance) }

  static func chance(_ odds: Double) -> Double { odds == .infinity ? 1 : odds / (1 + odds) }
}
