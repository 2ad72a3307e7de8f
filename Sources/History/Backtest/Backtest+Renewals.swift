import Foundation
import Statistics
import Units

extension Backtest {
  /// - Parameters:
  ///   - splits: How many random parts, where there is one year.
  ///   - fitted: The share that is fitted of each.
  /// - Returns: Nil where there is nothing to hold the fit against.
  public init?(
    _ history: RenewalHistory, prior: RenewalPrior = RenewalPrior(), splits: Int = 100,
    fitted: Double = 0.7, seed: UInt64 = 1
  ) async {
    let renewals = history.decided
    let years = Set(renewals.compactMap { $0.date?.year }).sorted()
    let design: Design
    var parts: [(index: Int, past: [Renewal], future: [Renewal])] = []
    if years.count > 1 {
      design = .rollingOrigin(Array(years.dropFirst()))
      for year in years.dropFirst() {
        parts.append(
          (
            year, renewals.filter { ($0.date?.year ?? year) < year },
            renewals.filter { $0.date?.year == year }
          ))
      }
    } else {
      design = .randomSplits(splits, fitted: fitted)
      let count = Int((Double(renewals.count) * fitted).rounded())
      for split in 0..<splits {
        let stream = RandomStream(seed: seed &+ UInt64(split))
        var order = Array(renewals.indices)
        for index in order.indices.dropLast() {
          let other = index + Int(stream.uniform() * Double(order.count - index))
          order.swapAt(index, min(other, order.count - 1))
        }
        parts.append(
          (
            split, order.prefix(count).sorted().map { renewals[$0] },
            order.dropFirst(count).sorted().map { renewals[$0] }
          ))
      }
    }
    let covariates = history.covariates
    let results = await withTaskGroup(of: (Int, [Cell]).self) { group in
      var next = parts.makeIterator()
      var results: [Int: [Cell]] = [:]
      func add() {
        guard let part = next.next(), !Task.isCancelled else { return }
        group.addTask {
          (
            part.index,
            Self.cells(
              part.index, past: RenewalHistory(part.past, covariates: covariates),
              future: part.future, prior: prior, seed: seed &+ UInt64(part.index))
          )
        }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { add() }
      for await (index, cells) in group {
        results[index] = cells
        add()
      }
      return results
    }
    self.init(
      subject: .kept, design: design, cells: parts.flatMap { results[$0.index] ?? [] })
  }

  private static func cells(
    _ index: Int, past: RenewalHistory, future: [Renewal], prior: RenewalPrior, seed: UInt64
  ) -> [Cell] {
    guard let posterior = RenewalPosterior(past, prior: prior, seed: seed) else { return [] }
    let (segments, territories) = (future.map(\.segment), future.map(\.territory))
    let groups = groups(segments: segments, territories: territories)
    let memberships = memberships(groups, segments: segments, territories: territories)
    let stream = RandomStream(seed: seed &* 7919 &+ 1)
    let forecast = RenewalForecast(
      posterior, future, groups: memberships, count: groups.count, stream)
    let rivals = Rival.allCases.map { rival in
      RenewalForecast(
        chances: chances(rival, past.renewals, future), future, groups: memberships,
        count: groups.count, draws: rivalDraws, stream)
    }
    return groups.enumerated().map { group, name in
      let own = future.indices.filter { memberships[$0].contains(group) }.map { future[$0] }
      let renewed = own.filter { $0.outcome == .renewed }
      let (logos, money) = (Double(renewed.count), renewed.reduce(0) { $0 + $1.before })
      return Cell(
        index: index, group: name, events: own.count, due: own.reduce(0) { $0 + $1.before },
        logos: ForecastScore(of: forecast.logos[group], actual: logos, tie: stream.uniform()),
        money: ForecastScore(of: forecast.money[group], actual: money, tie: stream.uniform()),
        rivalsOfLogos: rivals.map { ForecastScore.crps($0.logos[group].sorted(), logos) },
        rivalsOfMoney: rivals.map { ForecastScore.crps($0.money[group].sorted(), money) })
    }
  }

  /// A rival's chance for each renewal.
  private static func chances(
    _ rival: Rival, _ past: [Renewal], _ future: [Renewal]
  ) -> [Double] {
    func rate(_ renewals: [Renewal]) -> Double? {
      renewals.isEmpty
        ? nil : Double(renewals.count { $0.outcome == .renewed }) / Double(renewals.count)
    }
    let overall = rate(past) ?? 0.5
    func byPart(_ renewals: [Renewal], _ part: (Renewal) -> String?) -> [Double] {
      let rates = Dictionary(grouping: renewals, by: part).compactMapValues(rate)
      return future.map { rates[part($0)] ?? overall }
    }
    switch rival {
    case .oneRate: return future.map { _ in overall }
    case .segmentMeans: return byPart(past, \.segment)
    case .lastYear:
      guard let last = past.compactMap({ $0.date?.year }).max(),
        future.first?.date?.year != last
      else { return byPart(past, \.territory) }
      return byPart(past.filter { $0.date?.year == last }, \.segment)
    }
  }
}
