import Foundation
import History
import Statistics

/// A row of `parameters`: what moves a renewal, on log-odds.
struct ParameterRow: TableRow {
  let parameter: ParameterEstimate

  static let heading = TableHeading(
    "parameters", title: "Parameters", question: "What moves a renewal, and how surely?")

  static let name = Column.text("parameter", "a segment's level, a term, a column, or a spread") {
    $0.parameter.name
  }
  static let estimate = Column.number(
    "estimate", .number(decimals: 3), "mean of the posterior, on log-odds"
  ) { $0.parameter.estimate }
  static let error = Column.number(
    "standard-error", .number(decimals: 3), "standard deviation of the posterior"
  ) { $0.parameter.standardError }
  static let p5 = Column.number("p5", .number(decimals: 3), "5% of the posterior is below") {
    $0.parameter.p5
  }
  static let p50 = Column.number("p50", .number(decimals: 3), "median of the posterior") {
    $0.parameter.p50
  }
  static let p95 = Column.number("p95", .number(decimals: 3), "95% of the posterior is below") {
    $0.parameter.p95
  }
  static let ground = Column.text(
    "from", "data; prior where the file says next to nothing"
  ) { $0.parameter.isMostlyPrior ? "prior" : "data" }
  static let columns = [name, estimate, error, p5, p50, p95, ground]
}

/// A row of `rates`: a rate that a scenario has, as the file leaves it.
struct CalibratedRow: TableRow {
  /// Nil for the whole book.
  let segment: String?
  let rate: String
  let events: Int
  let of: Double?
  let mean: Double
  let standardError: Double
  let p10: Double
  let p90: Double

  static let heading = TableHeading(
    "rates", title: "Rates", question: "How often does what happen?")

  static let segment = Column.segment { $0.segment }
  static let rate = Column.text("rate", "what happens, and per what") { $0.rate }
  static let events = Column.count("events", "how often it was seen") { $0.events }
  static let of = Column.number(
    "of", .number(decimals: 1), "renewals, or years in which accounts were customers"
  ) { $0.of }
  static let mean = Column.mean(.number(decimals: 4), "mean of the posterior") { $0.mean }
  static let error = Column.standardError(
    .number(decimals: 4), "standard deviation of the posterior"
  ) { $0.standardError }
  static let p10 = Column.p10(.number(decimals: 4), "10% of the posterior is below") { $0.p10 }
  static let p90 = Column.p90(.number(decimals: 4), "90% of the posterior is below") { $0.p90 }
  static let columns = [segment, rate, events, of, mean, error, p10, p90]

  static func rows(of calibration: Calibration) -> [CalibratedRow] {
    let renewals = calibration.chances.map { chance in
      CalibratedRow(
        segment: chance.segment, rate: calibration.chanceName, events: chance.events - chance.lost,
        of: Double(chance.events), mean: chance.mean, standardError: chance.standardError,
        p10: chance.p10, p90: chance.p90)
    }
    let chances = (calibration.changes?.chances ?? []).compactMap { part in
      part.fit.law.map {
        CalibratedRow(
          segment: part.segment, rate: "\(part.change) at a renewal", events: part.fit.events,
          of: Double(part.fit.of), $0)
      }
    }
    let rates = (calibration.changes?.rates ?? []).compactMap { part in
      part.fit.law.map {
        CalibratedRow(
          segment: part.segment, rate: "\(part.change) a year", events: part.fit.events,
          of: part.fit.exposure, $0)
      }
    }
    return renewals + chances + rates
  }

  private init(segment: String?, rate: String, events: Int, of: Double, _ law: Distribution) {
    self.init(
      segment: segment, rate: rate, events: events, of: of, mean: law.mean,
      standardError: law.standardDeviation, p10: law.quantile(0.1), p90: law.quantile(0.9))
  }

  private init(
    segment: String?, rate: String, events: Int, of: Double?, mean: Double,
    standardError: Double, p10: Double, p90: Double
  ) {
    (self.segment, self.rate, self.events, self.of) = (segment, rate, events, of)
    (self.mean, self.standardError, self.p10, self.p90) = (mean, standardError, p10, p90)
  }
}

extension Calibration {
  /// What ``chances`` are of.
  var chanceName: String {
    switch past.renewals?.basis {
    case .accountYears: "kept in a year"
    case .openings, .renewals, nil: "renewal"
    }
  }
}

/// A row of `sizes`: how large a change is, as a share of the account's ARR.
struct SizeRow: TableRow {
  let change: String
  let fit: SizeFit

  static let heading = TableHeading(
    "sizes", title: "Sizes", question: "How large are expansions, increases and contractions?")

  static let change = Column.text("change", "what happens") { $0.change }
  static let family = Column.text("family", "of the law") { $0.fit.family.rawValue }
  static let count = Column.count("events", "how many were seen") { $0.fit.count }
  static let meanShare = Column.share("mean-share", "mean share of the account's ARR") {
    $0.fit.meanShare
  }
  static let meanError = Column.number(
    "mean-share-se", .number(decimals: 4), "its standard error"
  ) { $0.fit.meanShareError }
  static let cv = Column.number(
    "cv", .number(decimals: 2), "coefficient of variation of a lognormal law"
  ) { $0.fit.family == .lognormal ? $0.fit.cv : nil }
  static let cvError = Column.number("cv-se", .number(decimals: 3), "its standard error") {
    $0.fit.family == .lognormal ? $0.fit.cvError : nil
  }
  static let scaledMean = Column.number(
    "scaled-mean", .number(decimals: 3), "mean of the logarithm, or of the log-odds"
  ) { $0.fit.mean }
  static let scaledMeanError = Column.number(
    "scaled-mean-se", .number(decimals: 3), "its standard error"
  ) { $0.fit.meanError }
  static let scaledSD = Column.number(
    "scaled-sd", .number(decimals: 3), "standard deviation of the logarithm, or of the log-odds"
  ) { $0.fit.sd }
  static let scaledSDError = Column.number(
    "scaled-sd-se", .number(decimals: 3), "its standard error"
  ) { $0.fit.sdError }
  static let p10 = Column.p10(.share, "10% of events are smaller") { $0.fit.percentiles.p10 }
  static let p90 = Column.p90(.share, "90% of events are smaller") { $0.fit.percentiles.p90 }
  static let columns = [
    change, family, count, meanShare, meanError, cv, cvError, scaledMean, scaledMeanError,
    scaledSD, scaledSDError, p10, p90,
  ]

  static func rows(of calibration: Calibration) -> [SizeRow] {
    (calibration.changes?.sizes ?? []).map { SizeRow(change: $0.change, fit: $0.fit) }
  }
}

/// A row of `coverage`: how often a band held what happened.
struct CoverageRow: TableRow {
  let subject: Backtest.Subject
  let measure: Backtest.Measure
  /// Nil for all forecasts.
  let group: Backtest.Group?
  let coverage: Coverage

  static let heading = TableHeading(
    "coverage", title: "Coverage", question: "Do the bands hold what happened?")

  static let subject = Column.text("subject", "what is forecast") { $0.subject.rawValue }
  static let measure = Column.text("measure", "logos: how many; money: how much ARR") {
    $0.measure.rawValue
  }
  static let group = Column.text("group", "a segment or territory; all: the whole book") {
    $0.group?.name ?? "every forecast"
  }
  static let level = Column.share("level", "the share that a band is to hold") {
    $0.coverage.level
  }
  static let share = Column.share("coverage", "the share that it held") { $0.coverage.share }
  static let covered = Column.count("covered", "forecasts held") { $0.coverage.covered }
  static let of = Column.count("of", "forecasts") { $0.coverage.of }
  static let effective = Column.number(
    "independent", .number(decimals: 1),
    "how many independent forecasts they are worth: those of a year share it, and splits share renewals"
  ) { $0.coverage.effective }
  static let low = Column.share(
    "low", "lower end of the binomial 95% interval of so many independent forecasts"
  ) {
    $0.coverage.interval.lowerBound
  }
  static let high = Column.share("high", "upper end of it") {
    $0.coverage.interval.upperBound
  }
  static let columns = [subject, measure, group, level, share, covered, of, effective, low, high]

  static func rows(of backtest: Backtest) -> [CoverageRow] {
    let groups = [nil] + backtest.groups.map(Optional.some)
    return groups.flatMap { group in
      Backtest.Measure.allCases.flatMap { measure in
        Backtest.levels.compactMap { level in
          backtest.coverage(level, measure, of: group).map {
            CoverageRow(
              subject: backtest.subject, measure: measure, group: group, coverage: $0)
          }
        }
      }
    }
  }
}

/// A row of `forecasts`: a band and what happened.
struct ForecastRow: TableRow {
  let subject: Backtest.Subject
  let cell: Backtest.Cell
  let measure: Backtest.Measure

  private var score: ForecastScore { cell.score(measure) }
  /// As a share of what came up.
  private func share(_ value: Double) -> Double { value / max(cell.whole(measure), 1e-9) }
  var actual: Double { share(score.actual) }
  var mean: Double { share(score.mean) }
  var low: Double { share(score.low) }
  var high: Double { share(score.high) }

  static let heading = TableHeading(
    "forecasts", title: "Forecasts", question: "What was forecast, and what happened?")

  static let index = Column(
    "year", .text, "the year that was forecast from those before it, or the number of the split"
  ) { .count($0.cell.index) }
  static let group = Column.text("group", "a segment or territory; all: the whole book") {
    $0.cell.group.name
  }
  static let measure = Column.text("measure", "logos: how many; money: how much ARR") {
    $0.measure.rawValue
  }
  static let subject = Column.text("subject", "what is forecast") { $0.subject.rawValue }
  static let events = Column.count("events", "renewals, or customers at the start") {
    $0.cell.events
  }
  static let actual = Column.share("actual", "what happened, of what came up or was there") {
    $0.actual
  }
  static let mean = Column.share("forecast", "mean of the forecast") { $0.mean }
  static let low = Column.share("p5", "5% of the forecast is below") { $0.low }
  static let high = Column.share("p95", "95% of the forecast is below") { $0.high }
  static let pit = Column.share(
    "pit", "share of the forecast below what happened, ties at random"
  ) { $0.score.pit }
  static let crps = Column.number(
    "crps", .number(decimals: 4), "continuous ranked probability score, of what came up"
  ) { $0.share($0.score.crps) }
  static let rivals = Backtest.Rival.allCases.enumerated().map { index, rival in
    Column.number(
      "crps-\(rival.rawValue)", .number(decimals: 4), "the same of \(rival.rawValue)"
    ) { $0.share($0.cell.rivals($0.measure)[index]) }
  }
  static let columns =
    [subject, index, group, measure, events, actual, mean, low, high, pit, crps] + rivals

  static func rows(of backtest: Backtest) -> [ForecastRow] {
    backtest.cells.flatMap { cell in
      Backtest.Measure.allCases.map {
        ForecastRow(subject: backtest.subject, cell: cell, measure: $0)
      }
    }
  }
}

/// A row of `survivors`: a year of a cohort and what the curve says of it.
struct SurvivorRow: TableRow {
  let year: Int
  let curve: SurvivorCurve

  static let heading = TableHeading(
    "survivors", title: "Survivors",
    question: "How many of a cohort are left, and how many will be?")

  static let year = Column.count("year", "since the start") { $0.year }
  static let actual = Column.share("actual", "share of the cohort that is left") {
    $0.curve.table.shares[$0.year]
  }
  static let fit = Column.share("fit", "by the curve of the fitted years") {
    $0.curve.fit.survival(years: $0.year)
  }
  static let part = Column.text("part", "fitted, or forecast from the fitted years") {
    $0.year <= $0.curve.fit.years ? "fitted" : "forecast"
  }
  static let constantRate = Column.share("constant-rate", "the first year's rate for ever") {
    pow($0.curve.table.shares[1], Double($0.year))
  }
  static let retention = Column.share("retention", "of those who are left before the year") {
    $0.year > 0 ? $0.curve.whole.retention(year: $0.year) : nil
  }
  static let columns = [year, part, actual, fit, constantRate, retention]

  static func rows(of curve: SurvivorCurve) -> [SurvivorRow] {
    (0...curve.table.years).map { SurvivorRow(year: $0, curve: curve) }
  }
}
