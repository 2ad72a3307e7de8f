import Foundation
import Model
import Ownership
import Statistics
import Units

/// The expected hours of work that each account asks of each local role in a stage, from the
/// stated rates: what heads and loads are sized by, before any luck.
struct Workload {
  /// By segment: whose accounts change hands when the stage begins.
  let handovers: [Handover]
  private let book: CompiledBook
  private let years: Int
  private let firstYear: Int
  private let line: UpsellLine
  private let segments: [SegmentWork]

  /// Which of the two roles that a customer knows are new.
  struct Handover: Sendable {
    var service = false
    var renewal = false
    var any: Bool { service || renewal }
  }

  /// Hours of a local role.
  private struct Work {
    let local: Int
    let hours: Double
  }

  /// What an account of a segment asks for.
  private struct SegmentWork {
    let service: Work
    /// Of each renewal, and of each that goes by itself where the stage lets it.
    let renewal: Work
    let automaticRenewal: Work
    /// A year's, by whoever owns them.
    let streams: [Work]
    /// A year's, were all upsells small, and were all of them big.
    let upsell: (small: Work, big: Work)?
    let upsellSize: Distribution?
    let upsellScale: Double
    /// When the stage begins.
    let handover: [Work]
    let renewalChance: Double
  }

  init(
    scenario: Scenario, book: CompiledBook, years: Int, rules: OwnershipRules,
    layouts: [SegmentLayout], rates: [SegmentRates], handovers: [Handover], firstYear: Int
  ) {
    self.handovers = handovers
    self.book = book
    self.years = years
    self.firstYear = firstYear
    line = rules.line
    segments = layouts.indices.map { segment in
      let (layout, hours) = (layouts[segment], scenario.hours[segment])
      let owner = layout.renewal.owner
      let handover = scenario.effects.handoverHours.mean
      func work(
        _ stream: ExpansionStream, _ route: KeyPath<SegmentRates.Stream, SegmentRates.Route>,
        _ owner: Int
      ) -> Work? {
        guard let rate = rates[segment].streams[stream.index], let each = hours[stream]
        else { return nil }
        return Work(
          local: owner, hours: rate.arrivals * rate[keyPath: route].found() * each.mean)
      }
      let upsells = layout.streams[ExpansionStream.upsell.index]
      let small = work(.upsell, \.small, upsells.small.owner)
      let big = work(.upsell, \.big, upsells.big.owner)
      let size = scenario.outcomes[segment].expansion[.upsell]?.size
      return SegmentWork(
        service: Work(local: layout.service, hours: hours.service.mean),
        renewal: Work(local: owner, hours: hours.renewal.mean),
        automaticRenewal: Work(
          local: owner,
          hours: hours.renewal.mean
            * (rules.autoRenewal ? scenario.effects.autoRenewalHours.mean : 1)),
        streams: ExpansionStream.allCases.filter { $0.hasFunnel && $0 != .upsell }.compactMap {
          work($0, \.small, layout.streams[$0.index].small.owner)
        },
        upsell: small.flatMap { small in big.map { (small, $0) } },
        upsellSize: size?.distribution, upsellScale: size?.scale?.mean ?? 1,
        handover: (handovers[segment].service
          ? [Work(local: layout.service, hours: handover)] : [])
          + (handovers[segment].renewal && owner != layout.service
            ? [Work(local: owner, hours: handover)] : []),
        renewalChance: Odds.chance(rates[segment].renewalOdds))
    }
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
    segments.withUnsafeBufferPointer { segments in
      let segment = segments.baseAddress! + Int(book.segment[account])
      func add(_ work: Work, times: Double = 1) {
        if work.local != SegmentLayout.nobody { sums[work.local] += work.hours * times * survival }
      }
      add(segment.pointee.service)
      let renewals = Double(
        book.events(account: account, year: year).count { $0.kind == .anniversary })
      add(
        book.autoRenewal[account] ? segment.pointee.automaticRenewal : segment.pointee.renewal,
        times: renewals)
      for work in segment.pointee.streams { add(work) }
      if let upsell = segment.pointee.upsell {
        let big = chanceOfBig(account: account, segment.pointee)
        add(upsell.small, times: 1 - big)
        add(upsell.big, times: big)
      }
      if withHandover, year == firstYear {
        for work in segment.pointee.handover { add(work) }
      }
    }
  }

  /// The chance that an account is still there after a year that it began.
  func renewalChance(account: Int, year: Int) -> Double {
    guard book.events(account: account, year: year).contains(where: { $0.kind != .escalation })
    else { return 1 }
    return pow(
      segments[Int(book.segment[account])].renewalChance,
      Double(book.renewalExponent[account * years + year]))
  }

  /// The chance that an upsell of an account is above the line.
  private func chanceOfBig(account: Int, _ segment: SegmentWork) -> Double {
    guard let size = segment.upsellSize else { return 0 }
    let share =
      switch line {
      case .amount(let line): book.arr[account] > 0 ? line.amount / book.arr[account] : .infinity
      case .share(let share): share
      }
    return 1 - size.cumulative(share / segment.upsellScale)
  }
}
