import Foundation
import Statistics
import Units

extension Backtest {
  /// Each year's expansion of the customers at its start, forecast from the years before it.
  ///
  /// Counts are Poisson at rates of the gamma posterior, over the time that customers stay; sizes are
  /// shares of what an account has by then.
  ///
  /// - Returns: Nil where nothing expanded or there is one year.
  public init?(expansionOf history: MovementHistory, seed: UInt64 = 1) {
    let accounts = ExpansionYear.all(of: history)
    var cells: [Cell] = []
    let years = Array(history.years.dropFirst())
    for year in years {
      let past = accounts.filter { $0.year < year }
      guard past.contains(where: { !$0.events.isEmpty }) else { continue }
      cells += Self.cells(
        year, past: past, future: accounts.filter { $0.year == year },
        RandomStream(seed: seed &+ UInt64(year)))
    }
    self.init(subject: .expansion, design: .rollingOrigin(years), cells: cells)
  }

  private static func cells(
    _ year: Int, past: [ExpansionYear], future: [ExpansionYear], _ stream: RandomStream
  ) -> [Cell] {
    let (segments, territories) = (future.map(\.segment), future.map(\.territory))
    let groups = groups(segments: segments, territories: territories)
    let memberships = memberships(groups, segments: segments, territories: territories)
    func forecast(_ rates: ExpansionRates, draws: Int) -> (logos: [[Double]], money: [[Double]]) {
      var logos = Array(
        repeating: [Double](repeating: 0, count: draws), count: groups.count)
      var money = logos
      for draw in 0..<draws {
        let drawn = rates.draw(stream)
        for (index, account) in future.enumerated() {
          let (count, arr) = drawn.outcome(of: account, stream)
          guard count > 0 else { continue }
          for group in memberships[index] {
            logos[group][draw] += Double(count)
            money[group][draw] += arr
          }
        }
      }
      return (logos, money)
    }
    let own = forecast(ExpansionRates(past, isCertain: false), draws: 500)
    let rivals = Rival.allCases.map { rival in
      let known =
        switch rival {
        case .lastYear: ExpansionRates(past.filter { $0.year == year - 1 }, isCertain: true)
        case .segmentMeans: ExpansionRates(past, isCertain: true)
        case .oneRate: ExpansionRates(past, isCertain: true, isPooled: true)
        }
      return forecast(known, draws: rivalDraws)
    }
    return groups.indices.map { group in
      let members = future.indices.filter { memberships[$0].contains(group) }.map { future[$0] }
      let count = Double(members.reduce(0) { $0 + $1.events.count })
      let arr = members.reduce(0) { $0 + $1.events.reduce(0) { $0 + $1.arr } }
      return Cell(
        index: year, group: groups[group], events: members.count,
        due: members.reduce(0) { $0 + $1.opening },
        logos: ForecastScore(of: own.logos[group], actual: count, tie: stream.uniform()),
        money: ForecastScore(of: own.money[group], actual: arr, tie: stream.uniform()),
        rivalsOfLogos: rivals.map { ForecastScore.crps($0.logos[group].sorted(), count) },
        rivalsOfMoney: rivals.map { ForecastScore.crps($0.money[group].sorted(), arr) })
    }
  }
}

/// A customer at the start of a year, and what it bought more within it.
private struct ExpansionYear {
  let segment: String?
  let territory: String?
  let year: Int
  let opening: Double
  /// The share of the year until it left.
  var exposure = 0.0
  var isKept = true
  var events: [(change: String, share: Double, arr: Double)] = []

  static func all(of history: MovementHistory) -> [ExpansionYear] {
    var all: [ExpansionYear] = []
    for movements in history.accounts {
      var (balance, next) = (ARRBalance(), movements.startIndex)
      let segment = movements.last { $0.segment != nil }?.segment
      let territory = movements.last { $0.territory != nil }?.territory
      for year in history.years {
        let (first, end) = (Day.firstOf(year), Day.firstOf(year + 1))
        while next < movements.endIndex,
          movements[next].kind == .opening || movements[next].date < first
        {
          balance.add(movements[next].amount)
          next += 1
        }
        guard balance.isCustomer else { continue }
        var own = ExpansionYear(
          segment: segment, territory: territory, year: year, opening: balance.amount)
        var left: Day?
        while next < movements.endIndex, movements[next].date < end {
          let movement = movements[next]
          next += 1
          let before = balance.amount
          balance.add(movement.amount)
          guard left == nil else { continue }
          if !balance.isCustomer {
            left = movement.date
          } else if movement.kind == .expansion, before > 0 {
            own.events.append(
              (movement.motion ?? "expansion", movement.amount / before, movement.amount))
          }
        }
        own.isKept = left == nil
        own.exposure = Double((left ?? end) - first) / Double(end - first)
        all.append(own)
      }
    }
    return all
  }
}

/// Rates and sizes of expansion, by change and segment, and the chance to stay.
private struct ExpansionRates {
  private let parts: [Part]
  private let kept: [String?: ChanceFit]
  private let isCertain: Bool

  private struct Part {
    let change: String
    let rates: [String?: RateFit]
    let size: SizeFit?
  }

  /// - Parameters:
  ///   - isCertain: Whether rates are taken for known, as rivals do.
  ///   - isPooled: Whether segments are one.
  init(_ accounts: [ExpansionYear], isCertain: Bool, isPooled: Bool = false) {
    self.isCertain = isCertain
    let bySegment = Dictionary(grouping: accounts, by: \.segment)
    let pooled = bySegment.mapValues { isPooled ? accounts : $0 }
    kept = pooled.mapValues { own in
      ChanceFit(events: own.count { $0.isKept }, of: own.count)
    }
    let changes = Set(accounts.flatMap { $0.events.map(\.change) }).sorted()
    parts = changes.map { change in
      Part(
        change: change,
        rates: pooled.mapValues { own in
          RateFit(
            events: own.reduce(0) { $0 + $1.events.count { $0.change == change } },
            exposure: own.reduce(0) { $0 + $1.exposure })
        },
        size: SizeFit(
          .lognormal,
          accounts.flatMap { $0.events.filter { $0.change == change }.map(\.share) }))
    }
  }

  /// What one state of the world has.
  struct Drawn {
    fileprivate let parts: [(rates: [String?: Double], mean: Double, sd: Double)]
    fileprivate let kept: [String?: Double]

    /// How often an account expands, and by how much ARR.
    func outcome(of account: ExpansionYear, _ stream: RandomStream) -> (Int, Double) {
      let stays = stream.uniform() < kept[account.segment] ?? 1
      let exposure = stays ? 1 : stream.uniform()
      var (count, arr) = (0, account.opening)
      for part in parts {
        // Arrivals by exponential gaps.
        var time = -log(stream.uniform()) / max(part.rates[account.segment] ?? 0, 1e-12)
        while time < exposure {
          count += 1
          arr += arr * exp(part.mean + part.sd * stream.normal())
          time -= log(stream.uniform()) / max(part.rates[account.segment] ?? 0, 1e-12)
        }
      }
      return (count, arr - account.opening)
    }
  }

  func draw(_ stream: RandomStream) -> Drawn {
    Drawn(
      parts: parts.map { part in
        let size = part.size
        let shift = isCertain ? 0 : (size?.meanError ?? 0) * stream.normal()
        return (
          drawn(part.rates.compactMapValues(\.law), stream), (size?.mean ?? -3) + shift,
          size?.sd ?? 0.5
        )
      }, kept: drawn(kept.compactMapValues(\.law), stream))
  }

  /// In the order of segments, so that draws are the same.
  private func drawn(
    _ laws: [String?: Distribution], _ stream: RandomStream
  ) -> [String?: Double] {
    var drawn: [String?: Double] = [:]
    for (segment, law) in laws.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      drawn[segment] = isCertain ? law.mean : stream.draw(from: law)
    }
    return drawn
  }
}
