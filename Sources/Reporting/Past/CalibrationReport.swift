import Formats
public import History
import Simulation
import Statistics

extension AnswerReport {
  /// The report of `quotient calibrate`.
  ///
  /// - Parameters:
  ///   - file: As the user named it.
  ///   - remarks: What was chosen in reading it.
  ///   - currency: The ISO code of its amounts; empty if it is not known.
  public init(
    _ calibration: Calibration, file: String, remarks: [String], currency: String = ""
  ) {
    self.init(
      command: "calibrate", title: file,
      facts: [calibration.past.form]
        + (calibration.years.map {
          [$0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"]
        } ?? []),
      answers: CalibrationAnswers(calibration, remarks: remarks).all,
      provenance: [("file", file), ("version", Simulator.version)],
      terms: CalibrationAnswers.terms, currency: currency,
      document: CalibrationDocument(calibration, file: file, remarks: remarks).json)
  }
}

/// The answers about what a past says of a scenario's rates.
struct CalibrationAnswers {
  private let calibration: Calibration
  private let remarks: [String]
  private let share = FigureFormat.percent(decimals: 1)

  init(_ calibration: Calibration, remarks: [String]) {
    (self.calibration, self.remarks) = (calibration, remarks)
  }

  var all: [Answer] {
    [rates, parameters, sizes, survivors].compactMap(\.self)
      + calibration.backtests.map(answer) + [understood, backtestTables]
  }

  static let terms: [(name: String, meaning: String)] = [
    ("renewal", "the chance that a contract renews, per renewal; a year's for terms under a year"),
    (
      "log-odds",
      "ln of the chance over its complement: 2 is 88%, and a step of 0.1 moves 88% by about 1 point"
    ),
    ("P10..P90", "eight of ten values that the file allows lie between"),
    (
      "territory-year",
      "what moves all renewals of a territory in a year; its spread keeps bands from being too narrow"
    ),
    ("backtest", "each year forecast from those before it, or random parts from the others"),
    ("coverage", "how often a band held what happened: a band of 90% should hold 9 of 10"),
    ("PIT", "the share of a forecast below what happened: evenly spread if forecasts are right"),
    ("CRPS", "how far a forecast was off, its own doubt included: the lower, the better"),
  ]

  // MARK: - Fits

  private var rates: Answer? {
    let rows = CalibratedRow.rows(of: calibration)
    guard let first = rows.first else { return nil }
    return Answer(
      id: "rates", question: "How often does what happen?",
      sentence: """
        \(first.rate) of \(name: first.segment ?? "all"): \
        \(ShownNumber(first.p10, share)) to \(ShownNumber(first.p90, share)) in a year to come.
        """,
      views: [
        TableView(
          "Rates, as the file leaves them", rows,
          [
            .name(CalibratedRow.segment), .name(CalibratedRow.rate),
            .figure(CalibratedRow.events, .count), .figure(CalibratedRow.of, .count),
            .figure(CalibratedRow.mean, share),
            .figure(CalibratedRow.error, "± s.e.", share), .figure(CalibratedRow.p10, "P10", share),
            .figure(CalibratedRow.p90, "P90", share),
          ])
      ], tables: [Table(rows)])
  }

  private var parameters: Answer? {
    guard let renewal = calibration.renewal else { return nil }
    let rows = renewal.parameters.map { ParameterRow(parameter: $0) }
    let term = renewal.referenceTerm.map { " and \($0) months" } ?? ""
    return Answer(
      id: "parameters", question: "What moves a renewal, and how surely?",
      sentence: """
        \(NumberText.counted(renewal.events, "outcome")), \(renewal.losses) of them losses, say \
        this of what moves a renewal.
        """,
      views: [
        TableView(
          """
          Log-odds to be kept; segments at an ARR of \(NumberText.short(renewal.referenceARR))\(term)
          """, rows,
          [
            .name(ParameterRow.name), .figure(ParameterRow.estimate, .plain),
            .figure(ParameterRow.error, "± s.e.", .plain), .figure(ParameterRow.p5, "P5", .plain),
            .figure(ParameterRow.p95, "P95", .plain), .name(ParameterRow.ground),
          ])
      ], tables: [Table(rows)], notes: [Note(topic: "Prior", text: renewal.prior.words)])
  }

  private var sizes: Answer? {
    let rows = SizeRow.rows(of: calibration)
    guard !rows.isEmpty else { return nil }
    return Answer(
      id: "sizes", question: "How large are expansions, increases and contractions?",
      sentence: """
        \(name: rows[0].change) is \(ShownNumber(rows[0].fit.meanShare, share)) of an account's ARR \
        on average.
        """,
      views: [
        TableView(
          "Sizes, as shares of the account's ARR on the day", rows,
          [
            .name(SizeRow.change), .figure(SizeRow.count, .count),
            .figure(SizeRow.meanShare, "mean", share),
            .figure(SizeRow.meanError, "± s.e.", share), .figure(SizeRow.cv, "cv", .plain),
            .figure(SizeRow.p10, "P10", share), .figure(SizeRow.p90, "P90", share),
            .name(SizeRow.family),
          ])
      ], tables: [Table(rows)])
  }

  // MARK: - Survivors

  private var survivors: Answer? {
    guard let curve = calibration.survivors else { return nil }
    let rows = SurvivorRow.rows(of: curve)
    let (fit, last) = (curve.fit, curve.table.years)
    func line(_ value: (Int) -> Double) -> [Mark.Point] {
      (0...last).map { .init(Double($0), value($0)) }
    }
    let dots = (0...last).map { year in
      Mark(
        .dot(.init(at: .init(Double(year), curve.table.shares[year]))), .accent,
        Readout(
          "year \(year)", value: curve.table.shares[year], share.text(curve.table.shares[year])))
    }
    let constant = line { _ in 0 }.map {
      Mark.Point($0.x, rows[Int($0.x)].constant)
    }
    let lifetime = fit.residualLifetime(renewal: fit.years, discount: 0.1)
    return Answer(
      id: "survivors", question: "How many of a cohort are left, and how many will be?",
      sentence: """
        The curve of years 1 to \(fit.years) says \
        \(ShownNumber(fit.survival(years: last), share)) after year \(last); \
        \(ShownNumber(curve.table.shares[last], share)) were left, and the first year's rate for \
        ever would have said \(ShownNumber(rows[last].constant, share)).
        """,
      exhibit: Exhibit(
        legend: [
          .init(swatch: .point(.circle), tone: .accent, text: "what happened"),
          .init(swatch: .line, tone: .series(0), text: "the curve of the fitted years"),
          .init(swatch: .line, tone: .muted, text: "the first year's rate for ever"),
        ],
        picture: .chart(
          Chart(
            title: "Survivors of a cohort by year",
            x: .numbers(0...Double(max(1, last)), .plain, title: "year"),
            y: .numbers(0...1, .percent(decimals: 0)), height: 240,
            marks: [
              Mark(.line(constant), .muted),
              Mark(.line(line { fit.survival(years: $0) }), .series(0)),
            ] + dots)),
        note: "Who is left leaves ever less, since those who leave easily are gone first."),
      views: [
        TableView(
          "Survivors by year", rows,
          [
            .figure(SurvivorRow.year, .count), .name(SurvivorRow.part),
            .figure(SurvivorRow.actual, share), .figure(SurvivorRow.fit, share),
            .figure(SurvivorRow.constantRate, "constant rate", share),
            .figure(SurvivorRow.retention, share),
          ])
      ], tables: [Table(rows)],
      notes: Note.lines(
        "Curve",
        [
          "shifted beta-geometric, alpha \(NumberText.grouped(fit.alpha, decimals: 3)), beta"
            + " \(NumberText.grouped(fit.beta, decimals: 3)), on years 1 to \(fit.years)",
          "on all years alpha \(NumberText.grouped(curve.whole.alpha, decimals: 3)), beta"
            + " \(NumberText.grouped(curve.whole.beta, decimals: 3))",
          "a customer at renewal \(fit.years) may be expected to pay for"
            + " \(NumberText.grouped(lifetime, decimals: 1)) years more, discounted at 10%",
        ]))
  }

  // MARK: - Backtest

  /// The tables of all backtests.
  private var backtestTables: Answer {
    let (coverage, forecasts) = (
      calibration.backtests.flatMap { CoverageRow.rows(of: $0) },
      calibration.backtests.flatMap { ForecastRow.rows(of: $0) }
    )
    return Answer(
      id: "backtests", question: "Do the bands hold what happened?",
      tables: coverage.isEmpty ? [] : [Table(coverage), Table(forecasts)])
  }

  private func answer(_ backtest: Backtest) -> Answer {
    let rows = CoverageRow.rows(of: backtest)
    let forecasts = ForecastRow.rows(of: backtest)
    let subject = backtest.subject.rawValue
    let shown = rows.filter { $0.group == nil || $0.group == .whole }
    return Answer(
      id: "backtest", question: "Do the bands hold what happened?",
      sentence:
        "Held against what the fit had not seen: \(backtest.verdict.joined(separator: "; ")).",
      exhibit: exhibit(forecasts, backtest),
      views: [
        TableView(
          "Backtest of \(subject): \(backtest.design.words)", shown,
          [
            .name(CoverageRow.measure), .name(CoverageRow.group),
            .figure(CoverageRow.level, "band", .percent(decimals: 0)),
            .figure(CoverageRow.share, "held", share), .figure(CoverageRow.of, .count),
            .figure(CoverageRow.effective, .count),
            .figure(CoverageRow.low, "low", share), .figure(CoverageRow.high, "high", share),
          ])
      ],
      notes: Note.lines("Verdict", backtest.verdict.map { "\(subject): \($0)" })
        + Note.lines("CRPS", Backtest.Measure.allCases.map { Self.crps(backtest, $0) }))
  }

  private static func crps(_ backtest: Backtest, _ measure: Backtest.Measure) -> String {
    let (fit, rivals) = backtest.crps(measure)
    let others = rivals.map {
      "\($0.rival.rawValue) \(NumberText.percent($0.crps, decimals: 2))"
    }
    return
      "\(backtest.subject.rawValue), \(measure.rawValue): fit \(NumberText.percent(fit, decimals: 2)), "
      + others.joined(separator: ", ")
  }

  /// The whole book's bands and what happened, by year; of splits how evenly their PIT is spread.
  private func exhibit(_ rows: [ForecastRow], _ backtest: Backtest) -> Exhibit {
    guard case .rollingOrigin = backtest.design else { return histogram(backtest) }
    let panels = Backtest.Measure.allCases.map { measure in
      let whole = rows.filter { $0.measure == measure && $0.cell.group == .whole }
      let marks = whole.enumerated().flatMap { index, row in
        [
          Mark(
            .whisker(row.low...max(row.low, row.high), at: Double(index), .vertical), .series(0)),
          Mark(
            .dot(.init(at: .init(Double(index), row.actual), direction: .vertical)), .accent,
            Readout(
              "\(row.cell.index)", measure.rawValue, value: row.actual,
              "\(share.text(row.actual)); forecast " + share.range(row.low, row.high))),
        ]
      }
      return Exhibit.Panel(
        heading: "\(measure.rawValue)",
        chart: Chart(
          title: "Forecast and actual renewal rate by year, \(measure.rawValue)",
          x: .categories(whole.map { String($0.cell.index) }),
          y: .numbers(
            covering: whole.flatMap { [$0.low, $0.high, $0.actual] }, .percent(decimals: 0)),
          height: 200, marks: marks))
    }
    return Exhibit(
      legend: [
        .init(swatch: .point(.circle), tone: .accent, text: "what happened"),
        .init(swatch: .line, tone: .series(0), text: "90% of the forecast"),
      ], picture: .panels(panels, columns: 2),
      note: "Each year of the whole book, forecast from the years before it.")
  }

  private func histogram(_ backtest: Backtest) -> Exhibit {
    let bins = 10
    let panels = Backtest.Measure.allCases.map { measure in
      let pits = backtest.cells.filter { $0.group == .whole }.map { $0.score(measure).pit }
      let marks = (0..<bins).map { bin -> Mark in
        let count = pits.count { min(bins - 1, Int($0 * Double(bins))) == bin }
        let height = Double(count) / Double(max(1, pits.count))
        return Mark(
          .bar(x: BandScale(count: bins).stretch(bin, share: 0.8), y: 0...height), .series(0),
          Readout("bin \(bin + 1)", measure.rawValue, value: height, share.text(height)))
      }
      return Exhibit.Panel(
        heading: "\(measure.rawValue)",
        chart: Chart(
          title: "How evenly the PIT is spread, \(measure.rawValue)",
          x: .categories((1...bins).map { "\($0 * 10)%" }),
          y: .numbers(0...0.3, .percent(decimals: 0)), height: 180,
          marks: marks + [Mark(.rule(0.1, .horizontal, label: nil), .muted)]))
    }
    return Exhibit(
      picture: .panels(panels, columns: 2),
      note: """
        Where in its forecast each split fell: a tenth in each bar if forecasts are right; high \
        ends mean bands too narrow, a high middle bands too wide.
        """)
  }

  // MARK: - Notes

  private var understood: Answer {
    Answer(
      id: "reading", question: "How was the file read?",
      notes: Note.lines("Read", remarks) + Note.lines("Not told", calibration.unknown))
  }
}

extension SurvivorRow {
  fileprivate var constant: Double { Self.constantRate.number(of: self) ?? 0 }
}

extension Backtest.Design {
  var words: String {
    switch self {
    case .rollingOrigin(let years):
      "\(NumberText.counted(years.count, "year")), each forecast from those before it"
    case .randomSplits(let count, let fitted):
      "\(NumberText.counted(count, "random part")), \(NumberText.shortPercent(fitted)) fitted"
    }
  }
}
