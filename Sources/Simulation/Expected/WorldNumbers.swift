import CAccountLoop
import Foundation
import Model

/// The numbers of a world that accounts meet, one after another, and where each stands.
struct WorldNumbers: Sendable {
  /// The rates of a cell, in order.
  enum Rate: Int, CaseIterable {
    case price, renewalOdds, contraction, noIncrease, increaseOdds
  }

  /// The numbers of a funnel, in order.
  enum FunnelNumber: Int, CaseIterable {
    case finderOdds, missedByOthers, accepted, wonOdds
  }

  private let funnels: Int
  /// By cell and stream.
  let arrivals: Int
  /// By segment, see ``RateIndex``.
  let sizes: Int
  /// By segment.
  let escalators: Int
  /// By target: those of its classes.
  let drivers: [Int]
  let automatic: Int
  var handover: Int { automatic + 1 }
  /// The log of the factor of a transfer on odds, for a sales cycle of 100 days.
  var transfer: Int { automatic + 2 }
  var loadExponent: Int { automatic + 3 }
  let count: Int

  init(_ compiled: CompiledScenario) {
    let index = RateIndex(compiled)
    let cells = index.cells * compiled.models.count
    funnels = Rate.allCases.count * cells
    arrivals = funnels + FunnelNumber.allCases.count * cells * RateIndex.funnelsPerCell
    sizes = arrivals + index.cells * RateIndex.streams
    escalators = sizes + index.segments * RateIndex.sizesPerSegment
    var next = escalators + index.segments
    drivers = compiled.drivers.map { table in
      defer { next += table.classes.count }
      return next
    }
    automatic = next
    count = next + 4
  }

  /// - Parameter cell: Of every model, see ``RateIndex``.
  @inline(__always)
  func rate(_ rate: Rate, ofCell cell: Int) -> Int {
    cell * Rate.allCases.count + rate.rawValue
  }

  @inline(__always)
  func funnel(_ number: FunnelNumber, of funnel: Int) -> Int {
    funnels + funnel * FunnelNumber.allCases.count + number.rawValue
  }

  /// The numbers of a world in the order of this type, then those of shocks and talents.
  static func values(_ world: WorldRates, _ compiled: CompiledScenario) -> [Float] {
    var values: [Float] = []
    for cell in 0..<world.rates.count {
      let rates = world.rates[cell]
      values += [
        Float(rates.price), rates.renewalOdds, rates.contraction, rates.noIncrease,
        rates.increaseOdds,
      ]
    }
    for index in 0..<world.funnels.count {
      let funnel = world.funnels[index]
      values += [funnel.finderOdds, funnel.othersMiss, funnel.accepted, funnel.wonOdds]
    }
    for index in 0..<world.expansion.count { values.append(Float(world.expansion[index].mean)) }
    for index in 0..<world.sizes.count { values.append(world.sizes[index].scale) }
    for index in 0..<world.escalator.count { values.append(Float(world.escalator[index])) }
    for odds in world.driverOdds { for index in 0..<odds.count { values.append(odds[index]) } }
    let effects = compiled.effects
    let row = world.row
    values += [
      world.effects.automatic, world.effects.handover,
      Float(log(row[effects.relationshipTransfer])),
      Float(SeatOdds.loadExponent(overload: row[effects.overload])),
    ]
    return values
      + [
        row[effects.marketSD], row[effects.marketPersistence], row[effects.segmentSD],
        row[effects.talentSD],
      ].map { Float($0) }
  }
}
