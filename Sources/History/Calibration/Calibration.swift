import Foundation
import Statistics
import Units

/// What a file of the past says of the rates of a scenario, how surely, and how it did on what it had
/// not seen.
public struct Calibration: Sendable {
  public let past: RecordedPast
  /// Nil where the file does not tell who came up for renewal, or all had one outcome.
  public let renewal: RenewalPosterior?
  /// By segment, the chance of its renewals in a year to come; empty without ``renewal``.
  public let chances: [SegmentChance]
  /// Nil where the file does not tell.
  public let changes: ChangeFits?
  /// Nil unless the file is a table of survivors.
  public let survivors: SurvivorCurve?
  /// The fits held against what they had not seen; empty where there is nothing to hold them against.
  public let backtests: [Backtest]
  /// Whether a fit was held against what it had not seen.
  public func isBacktested(_ subject: Backtest.Subject) -> Bool {
    backtests.contains { $0.subject == subject }
  }
  /// The years that the file covers; nil where it has none.
  public let years: ClosedRange<Int>?

  /// The chance of a segment's renewals in a year to come.
  public struct SegmentChance: Hashable, Sendable {
    /// Nil where the file has no segments.
    public let segment: String?
    /// The renewals with an outcome.
    public let events: Int
    public let lost: Int
    public let mean: Double
    public let standardError: Double
    public let p10: Double
    public let p50: Double
    public let p90: Double
  }

  /// How a file is fitted.
  public struct Settings: Sendable {
    public var prior = RenewalPrior()
    public var seed: UInt64 = 1
    /// Random parts of a file of one year.
    public var splits = 100
    /// The years of a table of survivors that are fitted; nil for six tenths of them.
    public var fittedYears: Int?

    public init() {}
  }

  public init(_ past: RecordedPast, _ settings: Settings = Settings()) async {
    self.past = past
    let history = past.renewals
    let posterior = history.flatMap {
      RenewalPosterior($0, prior: settings.prior, seed: settings.seed)
    }
    renewal = posterior
    var backtests: [Backtest] = []
    if let history, let posterior {
      chances = Self.chances(history, posterior)
      let kept = await Backtest(
        history, prior: settings.prior, splits: settings.splits, seed: settings.seed)
      backtests += kept.map { [$0] } ?? []
    } else {
      chances = []
    }
    if case .renewals(let history) = past {
      let changes = Backtest(changesOf: history, seed: settings.seed)
      backtests += changes.map { [$0] } ?? []
    }
    if case .movements(let history) = past {
      let expansion = Backtest(expansionOf: history, seed: settings.seed)
      backtests += expansion.map { [$0] } ?? []
    }
    self.backtests = backtests
    switch past {
    case .renewals(let history): changes = ChangeFits(history)
    case .movements(let history): changes = ChangeFits(history)
    case .snapshots, .survivors: changes = nil
    }
    if case .survivors(let table) = past {
      survivors = SurvivorCurve(table, fittedYears: settings.fittedYears)
    } else {
      survivors = nil
    }
    years = Self.years(of: past)
  }

  private static func years(of past: RecordedPast) -> ClosedRange<Int>? {
    switch past {
    case .movements(let history): return history.years
    case .survivors: return nil
    case .renewals, .snapshots:
      let years = (past.renewals?.decided ?? []).compactMap { $0.date?.year }
      return years.min().flatMap { first in years.max().map { first...$0 } }
    }
  }

  private static func chances(
    _ history: RenewalHistory, _ posterior: RenewalPosterior
  ) -> [SegmentChance] {
    let decided = history.decided
    let last = decided.compactMap { $0.date?.year }.max()
    return Set(decided.map(\.segment)).sorted { ($0 ?? "") < ($1 ?? "") }.map { segment in
      let own = decided.filter { $0.segment == segment }
      // The book as it came up last: what comes up next is most like it.
      let latest = own.filter { $0.date?.year == last }
      let draws = posterior.chances(of: latest.isEmpty ? own : latest).sorted()
      let moments = Moments(draws)
      func quantile(_ p: Double) -> Double {
        draws[min(draws.count - 1, Int(p * Double(draws.count)))]
      }
      return SegmentChance(
        segment: segment, events: own.count, lost: own.count { $0.outcome == .lost },
        mean: moments.mean, standardError: moments.standardDeviation, p10: quantile(0.1),
        p50: quantile(0.5), p90: quantile(0.9))
    }
  }
}

/// The curve of a cohort's survivors: fitted on its first years, held against the rest, and fitted
/// on all.
public struct SurvivorCurve: Hashable, Sendable {
  public let table: SurvivorTable
  /// On the first years.
  public let fit: SurvivorFit
  /// On all years.
  public let whole: SurvivorFit

  /// A year that the fit had not seen.
  public struct Forecast: Hashable, Sendable {
    public let year: Int
    public let actual: Double
    public let predicted: Double
    /// What projecting the first year's rate for ever would say.
    public let constantRate: Double
  }

  public init?(_ table: SurvivorTable, fittedYears: Int? = nil) {
    let years = min(max(1, fittedYears ?? table.years * 6 / 10), table.years)
    guard let fit = SurvivorFit(table, years: years),
      let whole = SurvivorFit(table, years: table.years)
    else { return nil }
    (self.table, self.fit, self.whole) = (table, fit, whole)
  }

  /// The years after the fitted ones.
  public var forecasts: [Forecast] {
    guard fit.years < table.years else { return [] }
    return ((fit.years + 1)...table.years).map { year in
      Forecast(
        year: year, actual: table.shares[year], predicted: fit.survival(years: year),
        constantRate: pow(table.shares[1], Double(year)))
    }
  }
}
