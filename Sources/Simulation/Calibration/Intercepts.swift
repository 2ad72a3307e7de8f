import Foundation
import Model
import Ownership
import Statistics

/// Terms added to the log-odds of each chance so that the status quo reproduces the stated rates.
struct Intercepts: Sendable {
  /// By year, then segment.
  var renewal: [[Double]]
  /// By year, segment, stream: on the finder's log-odds; applies if the finder is of the same kind
  /// as under the status quo (the owner, or a sourcing role).
  var found: [[[Double]]]
  /// By year, segment, stream: on the log-odds of winning an accepted opportunity.
  var won: [[[Double]]]
  /// By segment: on the log-odds of a price increase.
  var increase: [Double]
  /// On the log-odds that a person finds an opportunity whose finder under the status quo is of
  /// another kind: a role that sources, and by segment and stream the owner. Only talent is averaged
  /// out; load is an effect of the model.
  var foundBySource = 0.0
  var foundByOwner: [[Double]] = []
}

/// Calibrates the intercepts from the people of the status quo.
struct InterceptSolver {
  let scenario: Scenario
  let timeline: Timeline
  let book: CompiledBook
  let outcomes: [OutcomeTable]
  let drivers: [DriverTable]
  let assumptions: AssumptionTable
  let effects: EffectTable
  let baseline: CompiledModel
  let lives: [SeatLife]
  let lifeOfSeat: [Int]

  /// Accounts sampled per segment, spread evenly over its ARR.
  private static let sampledAccounts = 48
  private static let loadBins = 12

  private var stage: CompiledModel.Stage { baseline.stages[0] }

  func solve() -> Intercepts {
    let (years, segments) = (timeline.years, scenario.book.segments.count)
    var result = Intercepts(
      renewal: [], found: [], won: [], increase: (0..<segments).map(increaseIntercept),
      foundBySource: averagedOverTalent(scenario.effects.sourcing.distribution),
      foundByOwner: (0..<segments).map(foundByOwner))
    let sampled = (0..<segments).map(sampleAccounts)
    let pilot = PilotPeople(
      baseline, played: seats(serving: sampled), lives: lifeOfSeat.map { lives[$0] },
      timeline: timeline, assumptions: assumptions, effects: effects,
      draws: Draws(seed: Draws.pilotSeed))
    let cells = Parallel.map(count: years * segments) { cell in
      let (year, segment) = (cell / segments, cell % segments)
      return self.cell(year: year, segment: segment, accounts: sampled[segment], pilot: pilot)
    }
    for year in 0..<years {
      let cells = cells[year * segments..<(year + 1) * segments]
      result.renewal.append(cells.map(\.renewal))
      result.found.append(cells.map(\.found))
      result.won.append(cells.map(\.won))
    }
    return result
  }

  /// The seats of the status quo that serve sampled accounts, however many others there are.
  ///
  /// - Parameter sampled: By segment.
  private func seats(serving sampled: [[Int]]) -> [Int] {
    var seats: Set<Int> = []
    for (segment, accounts) in sampled.enumerated() {
      let locals = stage.responsibilities[segment].locals.indices
      for account in Set(accounts) {
        for local in locals {
          if let seat = stage.seat(ofAccount: account, local: local) { seats.insert(seat) }
        }
      }
    }
    return seats.sorted()
  }

  /// The intercepts of a segment in a year, those of funnels by stream.
  private struct Cell {
    var renewal: Double
    var found: [Double]
    var won: [Double]
  }

  private func cell(year: Int, segment: Int, accounts: [Int], pilot: PilotPeople) -> Cell {
    let none = [Double](repeating: 0, count: ExpansionStream.allCases.count)
    var cell = Cell(
      renewal: renewalIntercept(year: year, segment: segment, accounts: accounts, pilot: pilot),
      found: none, won: none)
    var noises: [Hands: [Calibration.Noise]] = [:]
    for stream in ExpansionStream.allCases where stream.hasFunnel {
      guard outcomes[segment].streams[stream.index] != nil else { continue }
      let funnel = FunnelCell(year: year, segment: segment, stream: stream)
      (cell.found[stream.index], cell.won[stream.index]) = funnelIntercepts(
        funnel, accounts: accounts, pilot: pilot, &noises)
    }
    return cell
  }

  private struct FunnelCell {
    var year: Int
    var segment: Int
    var stream: ExpansionStream
  }

  /// The local roles that handle small and big upsells.
  private struct Hands: Hashable {
    var small: Int
    var big: Int
  }

  /// Accounts of a segment sampled evenly over its ARR, so that each represents as much ARR.
  private func sampleAccounts(_ segment: Int) -> [Int] {
    let members = (0..<book.count).filter { Int(book.segment[$0]) == segment }
    let total = members.reduce(0) { $0 + book.arr[$1] }
    guard total > 0 else { return [] }
    var sampled: [Int] = []
    var sum = 0.0
    for account in members {
      sum += book.arr[account]
      while Double(sampled.count) + 0.5 < sum / total * Double(Self.sampledAccounts) {
        sampled.append(account)
      }
    }
    return sampled
  }

  private func renewalIntercept(
    year: Int, segment: Int, accounts: [Int], pilot: PilotPeople
  ) -> Double {
    let responsibility = stage.responsibilities[segment]
    var (filled, vacant) = ([Double](), [Double]())
    // The stated rate is of those whose outcome is open.
    for account in accounts where !book.leaves[account] {
      let due = book.events(account: account, year: year).first { $0.kind != .escalation }
      guard let month = due.map({ Int($0.month) }) else { continue }
      pilot.add(
        seat: stage.seat(ofAccount: account, local: responsibility.renewal.owner),
        also: stage.seat(ofAccount: account, local: responsibility.renewalSupport),
        month: month, filled: &filled, vacant: &vacant)
    }
    let variance = variance(of: scenario.shocks.marketSD) + variance(of: scenario.shocks.segmentSD)
    let noise = noise(
      filled: filled, vacant: vacant, otherVariance: variance, owner: responsibility.renewal.owner)
    let aftermath = AftermathNoise(scenario, segment: segment).parts(
      of: accounts, in: book, year: year)
    return Calibration.intercept(
      scenario.outcomes[segment].renewal.distribution,
      drivers: driverClasses(.renewal, segment: segment),
      noise: aftermath.flatMap { part in
        noise.map { one in
          Calibration.Noise(
            weight: one.weight * part.weight, shift: one.shift + part.shift,
            standardDeviation: one.standardDeviation)
        }
      })
  }

  /// Only drivers move a price increase.
  private func increaseIntercept(segment: Int) -> Double {
    Calibration.intercept(
      scenario.outcomes[segment].priceIncrease.chance.distribution,
      drivers: driverClasses(.priceIncrease, segment: segment),
      noise: [Calibration.Noise(weight: 1, shift: 0, standardDeviation: 0)])
  }

  /// - Parameter noises: Noise already computed for other streams of the segment and year.
  private func funnelIntercepts(
    _ funnel: FunnelCell, accounts: [Int], pilot: PilotPeople,
    _ noises: inout [Hands: [Calibration.Noise]]
  ) -> (found: Double, won: Double) {
    let routes = stage.responsibilities[funnel.segment].streams[funnel.stream.index]
    let expansion = scenario.outcomes[funnel.segment].expansion[funnel.stream]!
    func noise(_ hands: Hands) -> [Calibration.Noise] {
      if let known = noises[hands] { return known }
      let noise = self.noise(year: funnel.year, accounts: accounts, hands: hands, pilot: pilot)
      noises[hands] = noise
      return noise
    }
    let finderNoise = noise(Hands(small: routes.small.finder, big: routes.big.finder))
    let closerNoise = noise(Hands(small: routes.small.owner, big: routes.big.owner))
    let flag = scenario.effects.productFlag.mean
    let sourcing = scenario.effects.sourcing.mean
    let isSourced = routes.big.source != nil
    let ownChance =
      isSourced
      ? sourcing : Funnel.ownChance(found: expansion.found.mean, missedByOthers: 1 - flag)
    let found = Calibration.intercept(
      isSourced
        ? scenario.effects.sourcing.distribution
        : ownChance == expansion.found.mean
          ? expansion.found.distribution : certain(ownChance),
      noise: finderNoise)
    // Owners who also find what they close are better than average when there is something to
    // close.
    let closing =
      isSourced || !(0 < ownChance && ownChance < 1)
      ? closerNoise
      : Calibration.noise(
        closerNoise,
        where: { noise in
          Funnel.found(
            missedByOthers: 1 - flag,
            chance: LogOdds.probability(LogOdds.of(ownChance) + found + noise))
        })
    let won = Calibration.intercept(
      expansion.won.distribution,
      drivers: driverClasses(.stream(funnel.stream), segment: funnel.segment), noise: closing)
    return (found, won)
  }

  /// The intercept under which a chance is the stated one on average over people.
  private func averagedOverTalent(_ chance: Distribution) -> Double {
    Calibration.intercept(
      chance,
      noise: [
        Calibration.Noise(
          weight: 1, shift: 0,
          standardDeviation: variance(of: scenario.shocks.talentSD).squareRoot())
      ])
  }

  /// By stream: of what its owner finds where a source found it under the status quo.
  private func foundByOwner(segment: Int) -> [Double] {
    ExpansionStream.allCases.map { stream in
      guard let expansion = scenario.outcomes[segment].expansion[stream], stream.hasFunnel
      else { return 0 }
      let missed = (1 - scenario.effects.sourcing.mean) * (1 - scenario.effects.productFlag.mean)
      let own = Funnel.ownChance(found: expansion.found.mean, missedByOthers: missed)
      return averagedOverTalent(certain(own))
    }
  }

  private func certain(_ value: Double) -> Distribution {
    // A chance between 0 and 1 is always a valid constant.
    try! Distribution.constant(value)
  }

  /// The noise from the people who find or close opportunities in a year.
  private func noise(
    year: Int, accounts: [Int], hands: Hands, pilot: PilotPeople
  ) -> [Calibration.Noise] {
    var (filled, vacant) = ([Double](), [Double]())
    for (turn, account) in accounts.enumerated() {
      // Small and big upsells may have different owners: half of the sample goes to each.
      let hand = turn.isMultiple(of: 2) ? hands.small : hands.big
      pilot.add(
        seat: stage.seat(ofAccount: account, local: hand), also: nil, month: year * 12 + turn % 12,
        filled: &filled, vacant: &vacant)
    }
    return noise(filled: filled, vacant: vacant, otherVariance: 0, owner: hands.big)
  }

  /// The noise: a person's talent while the seat is filled, none while it is vacant, and load in
  /// bins of equal weight.
  private func noise(
    filled: [Double], vacant: [Double], otherVariance: Double, owner: Int
  ) -> [Calibration.Noise] {
    let talentVariance = owner == Responsibility.nobody ? 0 : variance(of: scenario.shocks.talentSD)
    let total = filled.count + vacant.count
    guard total > 0 else {
      return [
        Calibration.Noise(
          weight: 1, shift: 0, standardDeviation: (otherVariance + talentVariance).squareRoot())
      ]
    }
    func bins(_ loads: [Double], variance: Double) -> [Calibration.Noise] {
      guard !loads.isEmpty else { return [] }
      // Load is at most 1, with log 0, and usually is.
      let sorted =
        loads.filter { $0 < 0 }.sorted()
        + [Double](repeating: 0, count: loads.count { $0 == 0 })
      let count = sorted.first == sorted.last ? 1 : min(Self.loadBins, sorted.count)
      return (0..<count).map { bin in
        let members = sorted[bin * sorted.count / count..<(bin + 1) * sorted.count / count]
        return Calibration.Noise(
          weight: Double(members.count) / Double(total),
          shift: members.reduce(0, +) / Double(members.count),
          standardDeviation: variance.squareRoot())
      }
    }
    return bins(filled, variance: otherVariance + talentVariance)
      + bins(vacant, variance: otherVariance)
  }

  /// The mean square of an uncertain standard deviation.
  private func variance(of deviation: Assumption) -> Double {
    let spread = deviation.distribution.standardDeviation
    return deviation.mean * deviation.mean + spread * spread
  }

  /// The driver classes of a segment's accounts, weighted by ARR.
  private func driverClasses(_ target: Driver.Target, segment: Int) -> [Calibration.DriverClass] {
    guard let table = drivers.first(where: { $0.target == target }) else {
      return [Calibration.DriverClass(weight: 1, logOdds: 0)]
    }
    let odds = table.odds(assumptions.means(for: .play))
    var weights = [Double](repeating: 0, count: odds.count)
    var total = 0.0
    for account in 0..<book.count where Int(book.segment[account]) == segment {
      let odds = odds[Int(table.classOfAccount[account])]
      // Who is known to leave is no part of the stated rate.
      if odds == 0 { continue }
      weights[Int(table.classOfAccount[account])] += book.arr[account]
      total += book.arr[account]
    }
    guard total > 0 else { return [Calibration.DriverClass(weight: 1, logOdds: 0)] }
    let classes = odds.indices.filter { weights[$0] > 0 }.map {
      Calibration.DriverClass(weight: weights[$0] / total, logOdds: log(odds[$0]))
    }
    return compressed(classes.sorted { $0.logOdds < $1.logOdds })
  }

  /// At most 64 classes: neighbours of a numeric driver are merged at their mean.
  private func compressed(_ classes: [Calibration.DriverClass]) -> [Calibration.DriverClass] {
    guard classes.count > 64 else { return classes }
    return (0..<64).map { bin in
      let members = classes[bin * classes.count / 64..<(bin + 1) * classes.count / 64]
      let weight = members.reduce(0) { $0 + $1.weight }
      return Calibration.DriverClass(
        weight: weight, logOdds: members.reduce(0) { $0 + $1.weight * $1.logOdds } / weight)
    }
  }
}
