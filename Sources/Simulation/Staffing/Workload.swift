import Foundation
import Model
import Ownership
import Statistics
import Units

/// The expected hours of work that each account takes of each local role in a stage, at the stated
/// rates. Heads and loads are sized by them, before any luck.
struct Workload {
  private let book: CompiledBook
  private let years: Int
  private let firstYear: Int
  private let segments: [SegmentWork]

  /// Hours of a local role.
  private struct Work {
    let local: Int
    let hours: Double
  }

  /// The work of an account of a segment.
  private struct SegmentWork {
    let service: Work
    /// For each renewal, and for each automatic renewal.
    let renewal: Work
    let automaticRenewal: Work
    /// Per year, by owner.
    let streams: [Work]
    /// Per year, if all upsells were small, and if all were big.
    let upsell: (small: Work, big: Work)?
    let upsellSize: Distribution?
    let upsellScale: Double
    /// The line between small and big upsells.
    let line: UpsellLine
    /// When the stage begins.
    let handover: [Work]
    let renewalChance: Double
  }

  init(
    scenario: Scenario, book: CompiledBook, years: Int, responsibilities: [Responsibility],
    rates: [SegmentRates], firstYear: Int
  ) {
    self.book = book
    self.years = years
    self.firstYear = firstYear
    segments = responsibilities.indices.map { segment in
      let (responsibility, hours) = (responsibilities[segment], scenario.hours[segment])
      let owner = responsibility.renewal.owner
      let handover = scenario.effects.handoverHours.mean
      func work(
        _ stream: ExpansionStream,
        _ route: KeyPath<SegmentRates.StreamRates, SegmentRates.RouteRates>,
        _ owner: Int
      ) -> Work? {
        guard let rate = rates[segment].streams[stream.index], let each = hours[stream]
        else { return nil }
        return Work(
          local: owner, hours: rate.arrivals * rate[keyPath: route].found * each.mean)
      }
      let upsells = responsibility.streams[ExpansionStream.upsell.index]
      let small = work(.upsell, \.small, upsells.small.owner)
      let big = work(.upsell, \.big, upsells.big.owner)
      let size = scenario.outcomes[segment].expansion[.upsell]?.size
      return SegmentWork(
        service: Work(local: responsibility.service, hours: hours.service.mean),
        renewal: Work(local: owner, hours: hours.renewal.mean),
        automaticRenewal: Work(
          local: owner,
          hours: hours.renewal.mean
            * (responsibility.renewsByItself ? scenario.effects.autoRenewalHours.mean : 1)),
        streams: ExpansionStream.allCases.filter { $0.hasFunnel && $0 != .upsell }.compactMap {
          work($0, \.small, responsibility.streams[$0.index].small.owner)
        },
        upsell: small.flatMap { small in big.map { (small, $0) } },
        upsellSize: size?.distribution, upsellScale: size?.scale?.mean ?? 1,
        line: responsibility.line,
        handover: (responsibility.handover.service
          ? [Work(local: responsibility.service, hours: handover)] : [])
          + (responsibility.handover.renewal && owner != responsibility.service
            ? [Work(local: owner, hours: handover)] : []),
        renewalChance: Odds.chance(rates[segment].renewalOdds))
    }
  }

  /// Adds the hours of an account in a year to each local role's sum.
  ///
  /// - Parameters:
  ///   - survival: The chance that the account is still there.
  ///   - withHandover: Whether to count handover hours, which add to load in a stage's first year
  ///     but not to heads.
  func addHours(
    account: Int, year: Int, survival: Double, withHandover: Bool,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    segments.withUnsafeBufferPointer { segments in
      let segment = segments.baseAddress! + Int(book.segment[account])
      func add(_ work: Work, times: Double) {
        if work.local != Responsibility.nobody { sums[work.local] += work.hours * times * survival }
      }
      let stay = stay(account: account, year: year)
      add(segment.pointee.service, times: stay.time)
      add(
        book.autoRenewal[account] ? segment.pointee.automaticRenewal : segment.pointee.renewal,
        times: stay.renewals)
      for work in segment.pointee.streams { add(work, times: stay.time) }
      if let upsell = segment.pointee.upsell {
        let big = chanceOfBig(account: account, segment.pointee)
        add(upsell.small, times: (1 - big) * stay.time)
        add(upsell.big, times: big * stay.time)
      }
      if withHandover, year == firstYear {
        for work in segment.pointee.handover { add(work, times: 1) }
      }
    }
  }

  /// What is expected of an account that is there when a year begins: the part of the year that it
  /// stays, and how often it is asked to renew.
  private func stay(account: Int, year: Int) -> (time: Double, renewals: Double) {
    let events = book.events(account: account, year: year)
    let ends = events.count { $0.kind != .escalation }
    guard ends > 0 else { return (1, 0) }
    let chance = renewalChance(account: account, year: year)
    let kept = ends == 1 ? chance : pow(chance, 1 / Double(ends))
    var (time, renewals, alive, date) = (0.0, 0.0, 1.0, 0.0)
    for event in events where event.kind != .escalation {
      time += alive * (Double(event.yearFraction) - date)
      date = Double(event.yearFraction)
      if event.kind == .anniversary { renewals += alive }
      alive *= kept
    }
    return (time + alive * (1 - date), renewals)
  }

  /// The chance that an account is still there at the end of a year.
  func renewalChance(account: Int, year: Int) -> Double {
    guard book.events(account: account, year: year).contains(where: { $0.kind != .escalation })
    else { return 1 }
    if book.leaves[account] { return 0 }
    let chance = segments[Int(book.segment[account])].renewalChance
    let exponent = book.renewalExponent[account * years + year]
    return exponent == 1 ? chance : pow(chance, Double(exponent))
  }

  /// The chance that an upsell of an account is above the line.
  private func chanceOfBig(account: Int, _ segment: SegmentWork) -> Double {
    guard let size = segment.upsellSize else { return 0 }
    let share = segment.line.share(ofARR: book.arr[account])
    return 1 - size.cumulative(share / segment.upsellScale)
  }
}
