import Analysis
import Formats
public import History
import Simulation

extension AnswerReport {
  /// The report of `quotient retention`.
  ///
  /// - Parameters:
  ///   - file: As the user named it.
  ///   - remarks: What was chosen in reading it.
  ///   - currency: The ISO code of its amounts; empty if it is not known.
  public init(
    _ retention: Retention, file: String, remarks: [String], currency: String = ""
  ) {
    let answers = RetentionAnswers(retention, remarks: remarks)
    let years = retention.years.map(\.year)
    self.init(
      command: "retention", title: file,
      facts: [
        retention.past.form,
        years.isEmpty
          ? "no years" : years.count == 1 ? "\(years[0])" : "\(years[0]) to \(years.last ?? 0)",
      ], answers: answers.all, provenance: [("file", file), ("version", Simulator.version)],
      terms: RetentionAnswers.terms, currency: currency,
      document: RetentionDocument(retention, file: file, remarks: remarks).json)
  }
}

/// The answers about what became of a book.
struct RetentionAnswers {
  private let retention: Retention
  private let remarks: [String]
  private let scopes: [RetentionScope]
  private let share = FigureFormat.percent(decimals: 1)

  init(_ retention: Retention, remarks: [String]) {
    self.retention = retention
    self.remarks = remarks
    scopes = RetentionScope.all(of: retention)
  }

  var all: [Answer] {
    [cohort, walk, due, openingDue, intakes].compactMap(\.self) + [understood]
  }

  static let terms: [(name: String, meaning: String)] = [
    (
      "closed cohort",
      "the customers at the start of a year: new ones are left out, and one who leaves and returns"
        + " is new"
    ),
    ("NRR", "their ARR at the end over that at the start"),
    ("GRR", "account by account the lesser of start and end, over start: at most 100%"),
    (
      "GRR by movements",
      "start less contraction and churn, over start: churn takes what the year expanded before"
    ),
    ("logo retention", "customers kept over customers at the start"),
    (
      "renewal rate",
      "of what came up for renewal, not of the whole book: renewed over due, by event or by ARR"
    ),
    ("capped", "the renewed at the lesser of what they came up with and what they renewed for"),
  ]

  // MARK: - Cohorts of a year

  private var cohort: Answer? {
    let rows = CohortRow.rows(of: scopes)
    guard let last = rows.last(where: { $0.scope.segment == nil && $0.cohort.start > 0 }) else {
      return nil
    }
    let scale = MoneyScale(for: rows.map(\.cohort.start))
    return Answer(
      id: "retention", question: "What is left of each year's opening customers?",
      sentence: """
        Of the ARR at the start of \(last.scope.year), \(shown(last.cohort.nrr)) was there at its \
        end with the same customers (NRR) and \(shown(last.cohort.grr)) without their expansion \
        (GRR); \(shown(last.cohort.logoRetention)) of the customers stayed.
        """,
      exhibit: exhibit(rows.filter { $0.scope.segment == nil }),
      views: [
        TableView(
          "Retention of the customers at each year's start", rows,
          [
            .year(CohortRow.year), .name(CohortRow.segment),
            .figure(CohortRow.accounts, .count),
            .figure(CohortRow.start, "opening ARR", .money(scale)),
            .figure(CohortRow.nrr, "NRR", share), .figure(CohortRow.grr, "GRR", share),
            .figure(CohortRow.grrByMovements, "GRR by walk", share),
            .figure(CohortRow.logoRetention, "logos kept", share),
          ])
      ], tables: [Table(rows)])
  }

  private func exhibit(_ rows: [CohortRow]) -> Exhibit {
    let lines: [(name: String, value: (CohortFigures) -> Double?)] = [
      ("NRR", \.nrr), ("GRR", \.grr), ("logo retention", \.logoRetention),
    ]
    let years = rows.map { String($0.scope.year) }
    let marks = lines.enumerated().flatMap { series, line -> [Mark] in
      let points = rows.enumerated().compactMap { index, row in
        line.value(row.cohort).map { Mark.Point(Double(index), $0) }
      }
      let dots = points.map { point in
        Mark(
          .dot(.init(at: point, shape: PointShape(series: series), direction: .vertical)),
          .series(series),
          Readout(
            line.name, years[Int(point.x)], value: point.y, share.text(point.y)))
      }
      return (points.count > 1 ? [Mark(.line(points), .series(series))] : []) + dots
    }
    let values = rows.flatMap { row in lines.compactMap { $0.value(row.cohort) } }
    return Exhibit(
      legend: lines.enumerated().map { series, line in
        .init(
          swatch: .point(PointShape(series: series)), tone: .series(series), text: "\(line.name)")
      },
      picture: .chart(
        Chart(
          title: "Retention by year", x: .categories(years),
          y: .numbers(covering: values, .percent(decimals: 0)), height: 220, marks: marks)),
      note: "Each year counts the customers at its own start; new ones are left out.")
  }

  // MARK: - Walk

  private var walk: Answer? {
    let rows = PastWalkRow.rows(of: scopes)
    guard let last = rows.last(where: { $0.scope.segment == nil }) else { return nil }
    let scale = MoneyScale(for: rows.flatMap { [$0.walk.start, $0.walk.end] })
    let format = FigureFormat.money(scale)
    let whole = rows.filter { $0.scope.segment == nil }
    return Answer(
      id: "walk", question: "Where do ARR's gains and losses come from?",
      sentence: """
        ARR went from \(ShownNumber(last.walk.start, format)) to \
        \(ShownNumber(last.walk.end, format)) in \(last.scope.year)\
        \(last.isNet ? ", by year ends, within which movements net out" : "").
        """,
      views: [
        TableView(
          last.isNet
            ? "ARR walk of year ends: movements within a year net out"
            : retention.isByMonthEnds
              ? "ARR walk of month ends: movements within a month net out" : "ARR walk",
          whole,
          [
            .year(PastWalkRow.year), .figure(PastWalkRow.start, format),
            .figure(PastWalkRow.new, format), .figure(PastWalkRow.reactivation, format),
            .figure(PastWalkRow.expansion, format), .figure(PastWalkRow.contraction, format),
            .figure(PastWalkRow.churn, format), .figure(PastWalkRow.end, format),
          ])
      ], tables: [Table(rows)])
  }

  // MARK: - Renewals

  private var due: Answer? {
    let rows = DueRow.rows(of: scopes)
    guard let last = rows.last(where: { $0.scope.segment == nil }) else { return nil }
    return Answer(
      id: "due", question: "How much of what came up was renewed?",
      sentence: """
        Of the renewals of \(last.scope.year), \(shown(last.due.rateOfEvents)) renewed by count \
        and \(shown(last.due.rateOfARR)) by the ARR that came up.
        """,
      views: [
        TableView(
          "Renewals with an outcome, over what came up (not over the whole book)", rows,
          [
            .year(DueRow.year), .name(DueRow.segment),
            .figure(DueRow.events, .count),
            .figure(DueRow.arr, "due ARR", .money(MoneyScale(for: rows.map(\.due.arr)))),
            .figure(DueRow.ofEvents, "by event", share),
            .figure(DueRow.ofARR, "by due ARR", share),
            .figure(DueRow.capped, "capped", share),
            .figure(DueRow.withIncrease, "with increase", share),
          ])
      ], tables: [Table(rows)])
  }

  private var openingDue: Answer? {
    let rows = OpeningDueRow.rows(of: scopes)
    guard let last = rows.last(where: { $0.scope.segment == nil }) else { return nil }
    return Answer(
      id: "opening-due", question: "How much of the opening ARR that came up was kept?",
      sentence: """
        Of the customers who came up in \(last.scope.year), \(shown(last.due.rateOfAccounts)) were \
        kept, and \(shown(last.due.rateOfARR)) of the ARR with which they opened the year.
        """,
      views: [
        TableView(
          "Customers who came up, at the ARR of the year's opening", rows,
          [
            .year(OpeningDueRow.year), .name(OpeningDueRow.segment),
            .figure(OpeningDueRow.accounts, .count), .figure(OpeningDueRow.lost, "lost", .count),
            .figure(
              OpeningDueRow.arr, "opening ARR", .money(MoneyScale(for: rows.map(\.due.arr)))),
            .figure(OpeningDueRow.ofAccounts, "by account", share),
            .figure(OpeningDueRow.ofARR, "by opening ARR", share),
          ])
      ], tables: [Table(rows)])
  }

  // MARK: - Intakes

  private var intakes: Answer? {
    guard let triangle = retention.triangle, let first = triangle.cohorts.first else { return nil }
    let rows = IntakeRow.rows(of: triangle)
    func view(_ caption: Sentence, _ value: @escaping @Sendable (IntakeRow) -> Double?)
      -> TableView
    {
      let ages = (0..<(triangle.cohorts.map(\.accounts.count).max() ?? 0))
      let byIntake = triangle.cohorts.map { cohort in
        rows.filter { $0.intake == cohort.year }
      }
      return TableView(
        caption, byIntake,
        [
          .init(heading: "cohort", content: .name) {
            .text($0.first?.intake.map(String.init) ?? "before")
          }
        ]
          + ages.map { age in
            .figure("\(age)", share) { $0.indices.contains(age) ? value($0[age]) : nil }
          })
    }
    let last = first.accounts.count - 1
    let kept =
      first.accounts[0] > 0 ? Double(first.accounts[last]) / Double(first.accounts[0]) : nil
    return Answer(
      id: "cohorts", question: "What is left of each year's new customers?",
      sentence: """
        Of the customers who were there before \(first.firstYear + 1), \(shown(kept)) are left at \
        the end of \(first.firstYear + last).
        """,
      views: [
        view("Customers left, by years since the end of their first", \.accountShare),
        view("ARR left, by years since the end of their first", \.arrShare),
      ], tables: [Table(rows)])
  }

  // MARK: - Notes

  private var understood: Answer {
    Answer(
      id: "reading", question: "How was the file read?",
      notes: Note.lines("Peers", peers) + Note.lines("Read", remarks)
        + Note.lines(
          "Not told", retention.unknown.map { "\($0.figures): \($0.reason)" }))
  }

  /// Medians of companies whose contracts are as large.
  private var peers: [String] {
    guard
      let last = scopes.last(where: { $0.segment == nil && $0.figures.cohort?.nrr != nil }),
      let cohort = last.figures.cohort
    else { return [] }
    let contract = cohort.start / Double(cohort.accounts)
    return Benchmark.Figure.allCases.map { figure in
      let own = figure == .nrr ? cohort.nrr : cohort.grr
      let others = Benchmark.all(figure, contract: contract).map { benchmark in
        "\(NumberText.shortPercent(benchmark.value)) (\(benchmark.words(in: last.year)))"
      }
      return "\(figure.rawValue) \(own.map { NumberText.percent($0) } ?? "-") in \(last.year);"
        + " medians of companies: \(others.joined(separator: ", "))"
    }
  }

  private func shown(_ value: Double?) -> ShownNumber { ShownNumber(value ?? .nan, share) }
}

extension Retention {
  fileprivate var isByMonthEnds: Bool {
    if case .movements(let history) = past { history.basis == .monthEnds } else { false }
  }
}

extension Benchmark {
  /// Whose it is, of which year, and how well it is known.
  fileprivate func words(in year: Int) -> String {
    let size = contracts.map { " of contracts \(Self.text($0))" } ?? ""
    let age = isStale(in: year) ? ", stale: more than \(Self.lasting) years before" : ""
    return "\(source)\(size), \(self.year) data, grade \(grade.rawValue)\(age)"
  }

  private static func text(_ sizes: Range<Double>) -> String {
    if sizes.lowerBound == 0 { return "below \(MoneyScale.text(sizes.upperBound)) USD" }
    let low = MoneyScale.text(sizes.lowerBound)
    return sizes.upperBound.isFinite
      ? "from \(low) to \(MoneyScale.text(sizes.upperBound)) USD" : "from \(low) USD"
  }
}
