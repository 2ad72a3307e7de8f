public import Model
import Ownership

/// How a segment's accounts are expected to grow in a year under today's owners, by kind, as shares
/// of their ARR.
///
/// Ranges count by their means. A price increase counts per renewal, or once a year for shorter
/// terms, and contracts of several years by their escalator in between.
///
/// - Reference: "Sales or CSM: two vectors", the type of upsells.
public struct GrowthMix: Hashable, Sendable {
  /// Price increases and organic growth: more of the same without a sale.
  public let price: Double
  public let organic: Double
  /// Of what is won.
  public let won: [ExpansionStream: Double]
  /// Of everything that arises, found or not.
  public let arising: [ExpansionStream: Double]

  /// - Parameter terms: Of the segment's accounts, in months.
  init(_ outcomes: SegmentOutcomes, terms: [Int]) {
    let increase = outcomes.priceIncrease.chance.mean * outcomes.priceIncrease.size.mean
    let escalator = outcomes.escalator.mean
    let shares = terms.map { term in
      let perYear = min(1, 12 / Double(term))
      return increase * perYear + escalator * (1 - perYear)
    }
    price = shares.reduce(0, +) / Double(max(1, terms.count))
    var (won, arising): ([ExpansionStream: Double], [ExpansionStream: Double]) = ([:], [:])
    for stream in ExpansionStream.allCases {
      guard let expansion = outcomes.expansion[stream] else { continue }
      let perYear = expansion.perYear.mean * expansion.size.mean
      won[stream] = stream.hasFunnel ? perYear * expansion.shareAfterObserved : perYear
      arising[stream] = stream.hasFunnel ? perYear / expansion.shareUpToObserved : perYear
    }
    organic = won[.organicGrowth] ?? 0
    self.won = won
    self.arising = arising
  }

  /// Yearly expansion over ARR.
  public var rate: Double { Self.rate(won, price) }

  /// Of the yearly expansion, what goes to new products, buyers or divisions; nil without expansion.
  public var newShare: Double? { Self.newShare(won, price) }

  /// The same, of everything that arises.
  public var newShareArising: Double? { Self.newShare(arising, price) }

  /// Summed in the order of streams, so that the last digit is always the same.
  private static func rate(_ streams: [ExpansionStream: Double], _ price: Double) -> Double {
    ExpansionStream.allCases.reduce(price) { $0 + (streams[$1] ?? 0) }
  }

  private static func newShare(_ streams: [ExpansionStream: Double], _ price: Double) -> Double? {
    let total = rate(streams, price)
    let new = [ExpansionStream.crossSell, .crossStakeholder, .crossDivision].reduce(0) {
      $0 + (streams[$1] ?? 0)
    }
    return total > 0 ? new / total : nil
  }
}

extension Expansion {
  /// The part of what was counted that is won.
  fileprivate var shareAfterObserved: Double {
    switch observed {
    case .arrivals: found.mean * accepted.mean * won.mean
    case .opportunities: accepted.mean * won.mean
    case .wins: 1
    }
  }

  /// The part of what arises that was counted.
  fileprivate var shareUpToObserved: Double {
    let share =
      switch observed {
      case .arrivals: 1.0
      case .opportunities: found.mean
      case .wins: found.mean * accepted.mean * won.mean
      }
    return share > 0 ? share : 1
  }
}
