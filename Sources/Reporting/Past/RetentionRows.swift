import History

/// Figures of a year, for the whole book or a segment.
struct RetentionScope: Sendable {
  let year: Int
  /// Nil for the whole book.
  let segment: String?
  let figures: RetentionFigures

  /// The whole book of each year, followed by its segments.
  static func all(of retention: Retention) -> [RetentionScope] {
    retention.years.flatMap { year in
      [RetentionScope(year: year.year, segment: nil, figures: year.whole)]
        + year.segments.map {
          RetentionScope(year: year.year, segment: $0.name, figures: $0.figures)
        }
    }
  }
}

extension TableColumn {
  fileprivate static func calendarYear(_ value: @escaping @Sendable (Row) -> Int) -> TableColumn {
    TableColumn("year", .text, "calendar year") { .count(value($0)) }
  }
}

/// A row of `retention`: what became of the accounts at a year's start.
struct CohortRow: TableRow {
  let scope: RetentionScope
  let cohort: CohortFigures

  static let heading = TableHeading(
    "retention", title: "Retention", question: "What is left of each year's opening customers?")

  static let year = Column.calendarYear { $0.scope.year }
  static let segment = Column.segment { $0.scope.segment }
  static let accounts = Column.count("accounts", "customers at the start of the year") {
    $0.cohort.accounts
  }
  static let kept = Column.count("kept-accounts", "of these, at the end; who returned is new") {
    $0.cohort.keptAccounts
  }
  static let start = Column.money("start-arr", "ARR at the start of the year") { $0.cohort.start }
  static let end = Column.money("end-arr", "ARR of these customers at the end") { $0.cohort.end }
  static let nrr = Column.share("nrr", "end over start") { $0.cohort.nrr }
  static let grr = Column.share(
    "grr", "account by account the lesser of start and end, over start"
  ) { $0.cohort.grr }
  static let grrByMovements = Column.share(
    "grr-by-movements",
    "start less contraction and churn, over start: what was expanded before is"
      + " taken away too"
  ) { $0.cohort.grrByMovements }
  static let logoRetention = Column.share("logo-retention", "accounts kept over accounts") {
    $0.cohort.logoRetention
  }
  static let columns = [
    year, segment, accounts, kept, start, end, nrr, grr, grrByMovements, logoRetention,
  ]

  static func rows(of scopes: [RetentionScope]) -> [CohortRow] {
    scopes.compactMap { scope in
      scope.figures.cohort.map { CohortRow(scope: scope, cohort: $0) }
    }
  }
}

/// A row of `walk`: from a year's opening ARR to its closing ARR.
struct PastWalkRow: TableRow {
  let scope: RetentionScope
  let walk: ARRWalk
  /// Whether movements within the year net out.
  let isNet: Bool

  static let heading = TableHeading(
    "walk", title: "ARR walk", question: "Where do ARR's gains and losses come from?")

  static let year = Column.calendarYear { $0.scope.year }
  static let segment = Column.segment { $0.scope.segment }
  static let start = Column.money("start", "ARR at the start") { $0.walk.start }
  static let new = Column.money("new", "of new customers") { $0.walk.new }
  static let reactivation = Column.money("reactivation", "of customers who had left") {
    $0.walk.reactivation
  }
  static let expansion = Column.money("expansion", "gained with customers") { $0.walk.expansion }
  static let contraction = Column.money("contraction", "lost with customers who stay") {
    $0.walk.contraction
  }
  static let churn = Column.money("churn", "of customers who left") { $0.walk.churn }
  static let end = Column.money("end", "ARR at the end: the sum of the others") { $0.walk.end }
  static let basis = Column.text(
    "of", "movements, or year-ends, within which movements net out"
  ) { $0.isNet ? "year-ends" : "movements" }
  static let columns = [
    year, segment, start, new, reactivation, expansion, contraction, churn, end, basis,
  ]

  static func rows(of scopes: [RetentionScope]) -> [PastWalkRow] {
    scopes.compactMap { scope in
      if let walk = scope.figures.walk {
        return PastWalkRow(scope: scope, walk: walk, isNet: false)
      }
      return scope.figures.netWalk.map { PastWalkRow(scope: scope, walk: $0, isNet: true) }
    }
  }
}

/// A row of `due`: contracts that came up, by the ARR of the day they did.
struct DueRow: TableRow {
  let scope: RetentionScope
  let due: DueFigures

  static let heading = TableHeading(
    "due", title: "Renewals", question: "How much of what came up was renewed?")

  static let year = Column.calendarYear { $0.scope.year }
  static let segment = Column.segment { $0.scope.segment }
  static let events = Column.count("events", "renewals with an outcome") { $0.due.events }
  static let renewedEvents = Column.count("renewed-events", "of these, renewed") {
    $0.due.renewedEvents
  }
  static let arr = Column.money("due-arr", "ARR that came up") { $0.due.arr }
  static let ofEvents = Column.share("renewal-rate-events", "renewed over renewals") {
    $0.due.rateOfEvents
  }
  static let ofARR = Column.share(
    "renewal-rate-due-arr", "the renewed, at the ARR they came up with, over due ARR"
  ) { $0.due.rateOfARR }
  static let capped = Column.share(
    "renewal-rate-due-arr-capped", "the renewed, at the lesser of before and after, over due ARR"
  ) { $0.due.rateCapped }
  static let withIncrease = Column.share(
    "renewal-rate-due-arr-with-increase", "the renewed, at what they renewed for, over due ARR"
  ) { $0.due.rateWithIncrease }
  static let columns = [
    year, segment, events, renewedEvents, arr, ofEvents, ofARR, capped, withIncrease,
  ]

  static func rows(of scopes: [RetentionScope]) -> [DueRow] {
    scopes.compactMap { scope in scope.figures.due.map { DueRow(scope: scope, due: $0) } }
  }
}

/// A row of `opening-due`: accounts that came up, by the ARR with which the year opened.
struct OpeningDueRow: TableRow {
  let scope: RetentionScope
  let due: OpeningDueFigures

  static let heading = TableHeading(
    "opening-due", title: "Renewals on opening ARR",
    question: "How much of the opening ARR that came up was kept?")

  static let year = Column.calendarYear { $0.scope.year }
  static let segment = Column.segment { $0.scope.segment }
  static let accounts = Column.count("accounts", "customers that came up") { $0.due.accounts }
  static let lost = Column.count("lost-accounts", "of these, lost") { $0.due.lostAccounts }
  static let arr = Column.money("opening-arr", "ARR at the start of the year of those who came up")
  { $0.due.arr }
  static let ofAccounts = Column.share("renewal-rate-accounts", "kept over accounts that came up") {
    $0.due.rateOfAccounts
  }
  static let ofARR = Column.share(
    "renewal-rate-opening-arr", "opening ARR of the kept over opening ARR that came up"
  ) { $0.due.rateOfARR }
  static let columns = [year, segment, accounts, lost, arr, ofAccounts, ofARR]

  static func rows(of scopes: [RetentionScope]) -> [OpeningDueRow] {
    scopes.compactMap { scope in
      scope.figures.openingDue.map { OpeningDueRow(scope: scope, due: $0) }
    }
  }
}

/// A row of `cohorts`: an intake at the end of a year.
struct IntakeRow: TableRow {
  /// Nil for those who were there when the file begins.
  let intake: Int?
  let year: Int
  let accounts: Int
  let arr: Double
  /// Of the end of the intake's year, or of the file's beginning.
  let accountShare: Double?
  let arrShare: Double?

  static let heading = TableHeading(
    "cohorts", title: "Cohorts", question: "What is left of each year's new customers?")

  static let intake = Column.text("cohort", "the year in which the customers came") {
    $0.intake.map(String.init) ?? "before"
  }
  static let year = Column("year-end", .text, "the calendar year at whose end they are counted") {
    .count($0.year)
  }
  static let accounts = Column.count("accounts", "customers left") { $0.accounts }
  static let arr = Column.money("arr", "their ARR") { $0.arr }
  static let accountShare = Column.share(
    "account-share", "of the customers at the end of their first year"
  ) { $0.accountShare }
  static let arrShare = Column.share("arr-share", "of their ARR at the end of their first year") {
    $0.arrShare
  }
  static let columns = [intake, year, accounts, arr, accountShare, arrShare]

  static func rows(of triangle: CohortTriangle) -> [IntakeRow] {
    triangle.cohorts.flatMap { cohort in
      cohort.accounts.indices.map { index in
        let (first, arr) = (cohort.accounts[0], cohort.arr[0])
        return IntakeRow(
          intake: cohort.year, year: cohort.firstYear + index, accounts: cohort.accounts[index],
          arr: cohort.arr[index],
          accountShare: first > 0 ? Double(cohort.accounts[index]) / Double(first) : nil,
          arrShare: arr > 0 ? cohort.arr[index] / arr : nil)
      }
    }
  }
}

extension TableView.Column {
  /// A calendar year, without a separator of thousands.
  static func year(_ column: TableColumn<Row>) -> TableView.Column<Row> {
    .init(heading: column.name, content: .name) { row in
      .text(column.number(of: row).map { String(Int($0)) })
    }
  }
}
