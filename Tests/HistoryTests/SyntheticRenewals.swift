import Foundation
import History
import Statistics
import Units

/// Renewals of a book whose parameters are drawn from a prior: what is believed of them after the
/// fact can be held against what they were.
struct SyntheticRenewals {
  /// By the names of ``RenewalPosterior/parameterDraws``.
  let truth: [String: Double]
  let history: RenewalHistory

  static let referenceARR = 20_000.0
  private static let segments = ["enterprise", "mid-market", "smb"]
  private static let middles = [11.5, 10.2, 8.9]

  /// A belief in which books are of the usual kind.
  static let prior: RenewalPrior = {
    var prior = RenewalPrior()
    prior.level = .init(mean: 2, sd: 0.5)
    prior.segmentSD = 0.5
    return prior
  }()

  /// - Parameters:
  ///   - renewals: How many, spread over years and territories.
  ///   - doubling: What the spread of territories is multiplied with after it was drawn; 1, or a
  ///     control that must fail.
  init(
    seed: UInt64, renewals count: Int, years: Int = 4, territories: Int = 6,
    doubling: Double = 1, prior: RenewalPrior = prior
  ) {
    let stream = RandomStream(seed: seed)
    // The level of the prior is at the middle ARR of the file: found after the accounts.
    let accounts = (0..<count).map { _ in
      let kind = min(2, Int(stream.uniform() * 3))
      return (
        segment: kind, logARR: Self.middles[kind] + 0.6 * stream.normal(),
        term: stream.uniform() < 0.6 ? 12 : 24,
        territory: Int(stream.uniform() * Double(territories)),
        year: 2020 + Int(stream.uniform() * Double(years))
      )
    }
    // Whole currency, as the file has it.
    let logs = accounts.map { log(exp($0.logARR).rounded()) }
    let centre = logs.reduce(0, +) / Double(count)
    let level = prior.level.mean + prior.level.sd * stream.normal()
    let levels = Self.segments.map { _ in level + prior.segmentSD * stream.normal() }
    let term = prior.termSD * stream.normal()
    let slope = prior.slopeSD * stream.normal()
    let territorySD = abs(prior.territorySD * stream.normal())
    let marketSD = abs(prior.marketSD * stream.normal())
    let cells = (0..<territories * years).map { _ in territorySD * doubling * stream.normal() }
    let market = (0..<years).map { _ in marketSD * stream.normal() }
    let renewals = accounts.enumerated().map { index, account in
      let score =
        levels[account.segment] + (account.term == 24 ? term : 0)
        + slope * (logs[index] - centre)
        + cells[account.territory * years + account.year - 2020] + market[account.year - 2020]
      return Renewal(
        account: "a\(index)", segment: Self.segments[account.segment],
        territory: "t\(account.territory)", term: account.term,
        date: Day(year: account.year, month: 6, day: 1), before: exp(account.logARR).rounded(),
        outcome: stream.uniform() < LogOdds.probability(score) ? .renewed : .lost)
    }
    let shift = log(Self.referenceARR) - centre
    var truth = [
      "term.24": term, "slope": slope, "territory-year-sd": territorySD, "market-sd": marketSD,
    ]
    for (segment, level) in zip(Self.segments, levels) {
      truth["segment.\(segment)"] = level + slope * shift
    }
    self.truth = truth
    history = RenewalHistory(renewals)
  }
}

/// How fits of synthetic books did, parameter by parameter.
struct Recovery {
  /// Whether each truth lay within three standard errors.
  private(set) var within: [String: [Bool]] = [:]
  /// The share of the posterior below each truth: uniform if the posterior is right.
  private(set) var ranks: [String: [Double]] = [:]

  init(books: Int, renewals: Int, doubling: Double = 1) {
    for book in 0..<books {
      let made = SyntheticRenewals(
        seed: 7_000 + UInt64(book), renewals: renewals, doubling: doubling)
      guard
        let posterior = RenewalPosterior(
          made.history, prior: SyntheticRenewals.prior, seed: UInt64(book))
      else { continue }
      for parameter in posterior.parameters {
        guard let truth = made.truth[parameter.name] else { continue }
        within[parameter.name, default: []].append(
          abs(parameter.estimate - truth) <= 3 * parameter.standardError)
      }
      for (name, draws) in posterior.parameterDraws {
        guard let truth = made.truth[name] else { continue }
        ranks[name, default: []].append(
          (Double(draws.count { $0 < truth }) + 0.5) / Double(draws.count + 1))
      }
    }
  }

  /// The share of all truths within three standard errors.
  var shareWithin: Double {
    let all = within.values.flatMap(\.self)
    return Double(all.count { $0 }) / Double(all.count)
  }

  /// The largest distance of the ranks of a parameter from uniform ones, times the root of their
  /// number: above 1.949 with probability .001.
  ///
  /// - Reference: Kolmogorov, 1933.
  func distance(_ name: String) -> Double {
    let sorted = (ranks[name] ?? []).sorted()
    let count = Double(sorted.count)
    let gaps = sorted.enumerated().map { index, rank in
      max(abs(rank - Double(index) / count), abs(rank - Double(index + 1) / count))
    }
    return (gaps.max() ?? 0) * count.squareRoot()
  }
}
