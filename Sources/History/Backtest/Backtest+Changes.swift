import Foundation
import Statistics
import Units

extension Backtest {
  /// Each year's contractions and increases at renewals, forecast from the years before it, of the
  /// renewals that were kept: how many renew for another amount, and for how much ARR.
  ///
  /// - Returns: Nil where the file does not say what was renewed for, or there is one year.
  public init?(changesOf history: RenewalHistory, seed: UInt64 = 1) {
    let renewals = history.decided.filter {
      $0.outcome == .renewed && $0.after != nil && $0.before > 0 && $0.date != nil
    }
    let years = Set(renewals.compactMap { $0.date?.year }).sorted().dropFirst()
    var cells: [Cell] = []
    for year in years {
      cells += Self.cells(
        year, past: renewals.filter { ($0.date?.year ?? year) < year },
        future: renewals.filter { $0.date?.year == year },
        RandomStream(seed: seed &+ UInt64(year)))
    }
    self.init(subject: .changes, design: .rollingOrigin(Array(years)), cells: cells)
  }

  private static func cells(
    _ year: Int, past: [Renewal], future: [Renewal], _ stream: RandomStream
  ) -> [Cell] {
    let (segments, territories) = (future.map(\.segment), future.map(\.territory))
    let groups = groups(segments: segments, territories: territories)
    let memberships = memberships(groups, segments: segments, territories: territories)
    func forecast(_ rates: ChangeRates, draws: Int) -> (logos: [[Double]], money: [[Double]]) {
      var logos = Array(repeating: [Double](repeating: 0, count: draws), count: groups.count)
      var money = logos
      for draw in 0..<draws {
        let drawn = rates.draw(stream)
        for (index, renewal) in future.enumerated() {
          let factor = drawn.factor(of: renewal, stream)
          for group in memberships[index] {
            if factor != 1 { logos[group][draw] += 1 }
            money[group][draw] += renewal.before * factor
          }
        }
      }
      return (logos, money)
    }
    let own = forecast(ChangeRates(past, isCertain: false), draws: 500)
    let rivals = Rival.allCases.map { rival in
      let last = past.filter { $0.date?.year == year - 1 }
      let known =
        switch rival {
        case .lastYear: ChangeRates(last, isCertain: true)
        case .segmentMeans: ChangeRates(past, isCertain: true)
        case .oneRate: ChangeRates(past, isCertain: true, isPooled: true)
        }
      return forecast(known, draws: rivalDraws)
    }
    return groups.indices.map { group in
      let members = future.indices.filter { memberships[$0].contains(group) }.map { future[$0] }
      let count = Double(members.count { $0.after != $0.before })
      let arr = members.reduce(0) { $0 + ($1.after ?? 0) }
      return Cell(
        index: year, group: groups[group], events: members.count,
        due: members.reduce(0) { $0 + $1.before },
        logos: ForecastScore(of: own.logos[group], actual: count, tie: stream.uniform()),
        money: ForecastScore(of: own.money[group], actual: arr, tie: stream.uniform()),
        rivalsOfLogos: rivals.map { ForecastScore.crps($0.logos[group].sorted(), count) },
        rivalsOfMoney: rivals.map { ForecastScore.crps($0.money[group].sorted(), arr) })
    }
  }
}

/// How often renewals shrink or grow, by segment, and by how much.
private struct ChangeRates {
  private let down: [String?: ChanceFit]
  /// Of those that do not shrink.
  private let up: [String?: ChanceFit]
  private let contraction: SizeFit?
  private let increase: SizeFit?
  private let isCertain: Bool

  /// - Parameters:
  ///   - isCertain: Whether rates are taken for known, as rivals do.
  ///   - isPooled: Whether segments are one.
  init(_ renewals: [Renewal], isCertain: Bool, isPooled: Bool = false) {
    self.isCertain = isCertain
    let parts = Dictionary(grouping: renewals, by: \.segment)
      .mapValues { isPooled ? renewals : $0 }
    func shrinks(_ renewal: Renewal) -> Bool { (renewal.after ?? 0) < renewal.before }
    func grows(_ renewal: Renewal) -> Bool { (renewal.after ?? 0) > renewal.before }
    down = parts.mapValues { ChanceFit(events: $0.count(where: shrinks), of: $0.count) }
    up = parts.mapValues { own in
      ChanceFit(
        events: own.count(where: grows), of: own.count - own.count(where: shrinks))
    }
    contraction = SizeFit(
      .logitNormal, renewals.filter(shrinks).map { 1 - ($0.after ?? 0) / $0.before })
    increase = SizeFit(.lognormal, renewals.filter(grows).map { ($0.after ?? 0) / $0.before - 1 })
  }

  /// What one state of the world has.
  struct Drawn {
    fileprivate let down: [String?: Double]
    fileprivate let up: [String?: Double]
    /// Means and standard deviations on the scale of each law.
    fileprivate let contraction: (mean: Double, sd: Double)
    fileprivate let increase: (mean: Double, sd: Double)

    /// What the ARR of a renewal is multiplied with.
    func factor(of renewal: Renewal, _ stream: RandomStream) -> Double {
      if stream.uniform() < down[renewal.segment] ?? 0 {
        return 1 - LogOdds.probability(contraction.mean + contraction.sd * stream.normal())
      }
      guard stream.uniform() < up[renewal.segment] ?? 0 else { return 1 }
      return 1 + exp(increase.mean + increase.sd * stream.normal())
    }
  }

  func draw(_ stream: RandomStream) -> Drawn {
    func size(_ fit: SizeFit?, _ mean: Double) -> (mean: Double, sd: Double) {
      let shift = isCertain ? 0 : (fit?.meanError ?? 0) * stream.normal()
      return ((fit?.mean ?? mean) + shift, fit?.sd ?? 0.6)
    }
    return Drawn(
      down: chances(down, stream), up: chances(up, stream), contraction: size(contraction, -1.3),
      increase: size(increase, -3))
  }

  /// In the order of segments, so that draws are the same.
  private func chances(
    _ fits: [String?: ChanceFit], _ stream: RandomStream
  ) -> [String?: Double] {
    var chances: [String?: Double] = [:]
    for (segment, fit) in fits.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      guard let law = fit.law else { continue }
      chances[segment] = isCertain ? law.mean : stream.draw(from: law)
    }
    return chances
  }
}
