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
  /// By seat of the baseline.
  let laws: [SeatLaw]

  /// Accounts sampled per segment, spread evenly over its ARR.
  private static let sampledAccounts = 48
  /// Equally likely values that stand for an uncertain factor.
  private static let quantiles = 8

  /// The stage of the status quo whose people are there in a year.
  private func stage(inYear year: Int) -> CompiledModel.Stage {
    let statusQuo = baseline.stages.filter { $0.rules == baseline.stages[0].rules }
    return statusQuo.last { $0.years.lowerBound <= year } ?? baseline.stages[0]
  }

  func solve() -> Intercepts {
    let (years, segments) = (timeline.years, scenario.book.segments.count)
    var result = Intercepts(
      renewal: [], found: [], won: [], increase: (0..<segments).map(increaseIntercept))
    let sampled = (0..<segments).map(sampleAccounts)
    let cells = Parallel.map(count: years * segments) { cell in
      let (year, segment) = (cell / segments, cell % segments)
      return self.cell(year: year, segment: segment, accounts: sampled[segment])
    }
    for year in 0..<years {
      let cells = cells[year * segments..<(year + 1) * segments]
      result.renewal.append(cells.map(\.renewal))
      result.found.append(cells.map(\.found))
      result.won.append(cells.map(\.won))
    }
    return result
  }

  /// The intercepts of a segment in a year, those of funnels by stream.
  private struct Cell {
    var renewal: Double
    var found: [Double]
    var won: [Double]
  }

  private func cell(year: Int, segment: Int, accounts: [Int]) -> Cell {
    let none = [Double](repeating: 0, count: ExpansionStream.allCases.count)
    var cell = Cell(
      renewal: renewalIntercept(year: year, segment: segment, accounts: accounts),
      found: none, won: none)
    var noises: [Hands: [Calibration.Noise]] = [:]
    for stream in ExpansionStream.allCases where stream.hasFunnel {
      guard outcomes[segment].streams[stream.index] != nil else { continue }
      let funnel = FunnelCell(year: year, segment: segment, stream: stream)
      (cell.found[stream.index], cell.won[stream.index]) = funnelIntercepts(
        funnel, accounts: accounts, &noises)
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
    year: Int, segment: Int, accounts: [Int]
  ) -> Double {
    let stage = stage(inYear: year)
    let responsibility = stage.responsibilities[segment]
    var (filled, vacant) = (LoadLaw(), LoadLaw())
    for account in accounts {
      let due = book.events(account: account, year: year).first { $0.kind != .escalation }
      guard let month = due.map({ Int($0.month) }) else { continue }
      add(
        seat: stage.seat(ofAccount: account, local: responsibility.renewal.owner),
        support: stage.seat(ofAccount: account, local: responsibility.renewalSupport),
        month: month, &filled, &vacant)
    }
    let variance = variance(of: scenario.shocks.marketSD) + variance(of: scenario.shocks.segmentSD)
    let noise = noise(
      filled: filled, vacant: vacant, otherVariance: variance, owner: responsibility.renewal.owner)
    return Calibration.intercept(
      scenario.outcomes[segment].renewal.distribution,
      drivers: driverClasses(.renewal, segment: segment), noise: noise)
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
    _ funnel: FunnelCell, accounts: [Int],
    _ noises: inout [Hands: [Calibration.Noise]]
  ) -> (found: Double, won: Double) {
    let routes = stage(inYear: funnel.year).responsibilities[funnel.segment].streams[
      funnel.stream.index]
    let expansion = scenario.outcomes[funnel.segment].expansion[funnel.stream]!
    func noise(_ hands: Hands) -> [Calibration.Noise] {
      if let known = noises[hands] { return known }
      let noise = self.noise(year: funnel.year, accounts: accounts, hands: hands)
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

  private func certain(_ value: Double) -> Distribution {
    // A chance between 0 and 1 is always a valid constant.
    try! Distribution.constant(value)
  }

  /// The noise from the people who find or close opportunities in a year.
  private func noise(
    year: Int, accounts: [Int], hands: Hands
  ) -> [Calibration.Noise] {
    let stage = stage(inYear: year)
    var (filled, vacant) = (LoadLaw(), LoadLaw())
    for (turn, account) in accounts.enumerated() {
      // Small and big upsells may have different owners: half of the sample goes to each.
      let hand = turn.isMultiple(of: 2) ? hands.small : hands.big
      add(
        seat: stage.seat(ofAccount: account, local: hand), support: nil,
        month: year * 12 + turn % 12, &filled, &vacant)
    }
    return noise(filled: filled, vacant: vacant, otherVariance: 0, owner: hands.big)
  }

  /// Adds the load in a month of a seat, and of one that supports it, to that of filled or vacant
  /// seats.
  private func add(
    seat: Int?, support: Int?, month: Int, _ filled: inout LoadLaw, _ vacant: inout LoadLaw
  ) {
    let supportLoad =
      support.map { load(of: $0, month: month, SeatLaw.Sitter.allCases) } ?? [(0, 1)]
    func add(_ loads: [(log: Double, chance: Double)], to law: inout LoadLaw) {
      for own in loads {
        for other in supportLoad {
          law.add(logServed: own.log + other.log, weight: own.chance * other.chance)
        }
      }
    }
    guard let seat else { return add([(0, 1)], to: &vacant) }
    add(load(of: seat, month: month, [.first, .successor]), to: &filled)
    add(load(of: seat, month: month, [.nobody]), to: &vacant)
  }

  /// The logs of what a seat gets done while one of `sitters` is there, each with its chance.
  private func load(
    of seat: Int, month: Int, _ sitters: [SeatLaw.Sitter]
  ) -> [(log: Double, chance: Double)] {
    let ratio = baseline.seats[seat].demandRatio[month / 12]
    var loads: [(log: Double, chance: Double)] = []
    for sitter in sitters {
      laws[seat].forEachLoss(sitter, month: month) { lost, chance in
        let log = log(SeatOdds.served(ratio: ratio, lost: lost))
        if let same = loads.firstIndex(where: { $0.log == log }) {
          loads[same].chance += chance
        } else {
          loads.append((log, chance))
        }
      }
    }
    return loads
  }

  /// The noise: a person's talent while the seat is filled, none while it is vacant, and load.
  private func noise(
    filled: LoadLaw, vacant: LoadLaw, otherVariance: Double, owner: Int
  ) -> [Calibration.Noise] {
    let talentVariance = owner == Responsibility.nobody ? 0 : variance(of: scenario.shocks.talentSD)
    let total = filled.weight + vacant.weight
    guard total > 0 else {
      return [
        Calibration.Noise(
          weight: 1, shift: 0, standardDeviation: (otherVariance + talentVariance).squareRoot())
      ]
    }
    let overload = assumptions.assumptions[effects.overload]
    let exponents = (0..<(overload.isCertain ? 1 : Self.quantiles)).map { node in
      SeatOdds.loadExponent(
        overload: overload.isCertain
          ? overload.mean
          : overload.distribution.quantile((Double(node) + 0.5) / Double(Self.quantiles)))
    }
    return filled.noise(
      exponents: exponents, total: total, variance: otherVariance + talentVariance)
      + vacant.noise(exponents: exponents, total: total, variance: otherVariance)
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
    let odds = table.odds(assumptions.means)
    var weights = [Double](repeating: 0, count: odds.count)
    var total = 0.0
    for account in 0..<book.count where Int(book.segment[account]) == segment {
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
