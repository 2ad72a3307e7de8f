import Books
import Foundation
import Ownership
import Scenarios
import Statistics
import Units

/// The expected hours of work that each account asks of each local role in a stage, from the
/// stated rates: what heads and loads are sized by, before any luck.
struct Workload {
  let scenario: Scenario
  let book: CompiledBook
  let years: Int
  let outcomes: [OutcomeTable]
  let rules: OwnershipRules
  let layouts: [SegmentLayout]
  let rates: [SegmentRates]
  /// By segment: whose accounts change hands when the stage begins.
  let handovers: [Handover]
  let firstYear: Int

  /// Which of the two roles that a customer knows are new.
  struct Handover: Sendable {
    var service = false
    var renewal = false
    var any: Bool { service || renewal }
  }

  /// Adds the hours of an account in a year to each local role's sum.
  ///
  /// - Parameters:
  ///   - survival: The chance that the account is still there.
  ///   - withHandover: Whether the hours of changing hands count: they load the people of a stage's
  ///     first year, but nobody is hired for them.
  func addHours(
    account: Int, year: Int, survival: Double, withHandover: Bool,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    let segment = Int(book.segment[account])
    let layout = layouts[segment]
    let hours = scenario.hours[segment]
    func add(_ local: Int, _ amount: Double) {
      if local != SegmentLayout.nobody { sums[local] += amount * survival }
    }
    add(layout.service, hours.service.mean)
    let events =
      Int(
        book.eventStarts[account * years + year])..<Int(
        book.eventStarts[account * years + year + 1])
    let renewals = book.events[events].count { $0.kind == .anniversary }
    if renewals > 0 {
      let automatic = book.autoRenewal[account] && rules.autoRenewal
      add(
        layout.renewal.owner,
        Double(renewals) * hours.renewal.mean
          * (automatic ? scenario.effects.autoRenewalHours.mean : 1))
    }
    for stream in ExpansionStream.allCases where stream.hasFunnel {
      guard let rate = rates[segment].streams[stream.index], let each = hours.expansion[stream],
        each.mean > 0
      else { continue }
      let routes = layout.streams[stream.index]
      let big = stream == .upsell ? chanceOfBig(account: account, segment: segment) : 0
      if big < 1 {
        add(routes.small.owner, rate.arrivals * rate.small.found() * each.mean * (1 - big))
      }
      if big > 0 { add(routes.big.owner, rate.arrivals * rate.big.found() * each.mean * big) }
    }
    if withHandover, year == firstYear {
      let each = scenario.effects.handoverHours.mean
      if handovers[segment].service { add(layout.service, each) }
      if handovers[segment].renewal, layout.renewal.owner != layout.service {
        add(layout.renewal.owner, each)
      }
    }
  }

  /// The chance that an account is still there after a year that it began.
  func renewalChance(account: Int, year: Int) -> Double {
    let chance = Odds.chance(rates[Int(book.segment[account])].renewalOdds)
    let events =
      Int(
        book.eventStarts[account * years + year])..<Int(
        book.eventStarts[account * years + year + 1])
    guard book.events[events].contains(where: { $0.kind != .escalation }) else { return 1 }
    return pow(chance, Double(book.renewalExponent[account * years + year]))
  }

  /// The chance that an upsell of an account is above the line.
  func chanceOfBig(account: Int, segment: Int) -> Double {
    let law = scenario.outcomes[segment].expansion[.upsell]?.size
    guard let law else { return 0 }
    let share =
      switch rules.line {
      case .amount(let line): line.amount / book.arr[account]
      case .share(let share): share
      }
    return 1 - law.distribution.cumulative(share / (law.scale?.mean ?? 1))
  }
}
