public import Formats
import Ownership
import Plans
public import Statements
import Units

/// The credits and events of a file, each with its line.
public struct Actuals: Sendable {
  /// The file as the user named it.
  public let file: String
  /// In the order of their lines.
  public let credits: [Credit]
  /// In the order of their lines.
  public let events: [DealEvent]
  let creditLocations: [SourceLocation]
  let eventLocations: [SourceLocation]
}

/// Reads credits, and the events that befell them later, from a CSV file.
///
/// `date,person,measure,motion,amount,share,deal,account,event`: a row with an `event` is an event
/// of a deal or an account, any other is a credit. A date is a day, or as coarse as it is known: a
/// month `2026-01`, a fiscal quarter `2026-Q1`, a fiscal year `2026`. Credit of an earlier year is
/// accepted if the window of an event reaches back into that year. Nothing is guessed: anything that
/// does not fit the plan file is an error in its row and column.
public struct ActualsReader {
  static let required = ["date", "person"]
  static let optional = ["measure", "motion", "amount", "share", "deal", "account", "event"]

  let document: PlansDocument
  private let calendar: FiscalCalendar
  private let people: [String: Person]
  private let teams: Set<String>
  private let plans: [String: Plan]
  private let measures: Set<MeasureKind>
  private let ratios: Set<MeasureKind>

  /// A reader of actuals for the people and plans of a document.
  public init(_ document: PlansDocument) {
    self.document = document
    calendar = FiscalCalendar(yearStarts: document.yearStarts)
    people = Dictionary(document.people.map { ($0.name, $0) }) { first, _ in first }
    teams = document.people.reduce(into: []) { $0.formUnion($1.teams) }
    plans = Dictionary(document.plans.map { ($0.name, $0) }) { first, _ in first }
    measures = document.measures
    ratios = document.ratios
  }

  /// The actuals, or nil if an error was reported.
  public func actuals(_ source: SourceText, _ diagnostics: Diagnostics) -> Actuals? {
    let before = diagnostics.errorCount
    guard let table = CSVReader().table(source, diagnostics),
      let rows = CSVRow.rows(
        of: table, required: Self.required, optional: Self.optional, mapped: document.columns,
        diagnostics)
    else { return nil }
    if !document.keepsDuplicates { refuseDuplicates(rows) }
    var credits: [(credit: Credit, location: SourceLocation)] = []
    var events: [(event: DealEvent, row: CSVRow)] = []
    for row in rows where row.text("event") != nil {
      if let event = event(row) { events.append((event, row)) }
    }
    let reach = reach(of: events.map(\.event))
    for row in rows where row.text("event") == nil {
      if let credit = credit(row, reach) { credits.append((credit, row.location)) }
    }
    if diagnostics.errorCount == before {
      for (event, row) in events { checkDeal(of: event, row, credits.map(\.credit)) }
    }
    guard diagnostics.errorCount == before else { return nil }
    warnOfShares(credits, diagnostics)
    return Actuals(
      file: source.file, credits: credits.map(\.credit), events: events.map(\.event),
      creditLocations: credits.map(\.location), eventLocations: events.map(\.row.location))
  }

  /// By person: the first day of the fiscal year that the window of one of their events reaches back
  /// into.
  private func reach(of events: [DealEvent]) -> [String: Day] {
    var reach: [String: Day] = [:]
    for event in events {
      guard let clawback = clawback(of: event.person, on: event.date),
        clawback.event == event.event
      else { continue }
      let first = event.date.adding(months: -clawback.months)
      let year = calendar.start(ofYear: calendar.fiscalYear(of: first))
      reach[event.person] = min(year, reach[event.person] ?? year)
    }
    return reach
  }

  private func clawback(of person: String, on day: Day) -> Clawback? {
    people[person].flatMap { plans[$0.terms(on: day).plan] }?.clawback
  }

  private func credit(_ row: CSVRow, _ reach: [String: Day]) -> Credit? {
    let date = self.date(row)
    let name = person(row, orGroup: true)
    let measure = self.measure(row)
    let motion = row.value("motion", self.motion)
    let amount = measure.flatMap { self.amount(row, of: $0) }
    if let measure, let amount { warnOfGrowth(row, measure, amount) }
    let share = row.value("share") { text throws(LiteralError) in
      try Quantity.share.value(text)
    }
    let deal = row.name("deal")
    let account = row.name("account")
    guard let date, let name, let measure, let amount,
      row.text("motion") == nil || motion != nil, row.text("share") == nil || share != nil
    else { return nil }
    let year = document.year
    let first = min(year.first, reach[name] ?? year.first)
    guard DaySpan(first: first, last: year.last).contains(calendar.span(of: date)) else {
      row.report("date", .found(date.description, expected: "a date in the plan year, \(year)"))
      return nil
    }
    return row.valid { () throws(PlanProblems) in
      try Credit(
        date, person: name, measure: measure, motion: motion, amount: amount, share: share ?? 1,
        deal: deal, account: account)
    }
  }

  private func event(_ row: CSVRow) -> DealEvent? {
    let date = self.date(row)
    let name = person(row, orGroup: false)
    let event = row.name("event")
    for heading in ["measure", "motion", "amount", "share"] where row.text(heading) != nil {
      row.report(
        heading, .statement("an event has no \(heading)"),
        hint: "write the credit on a line of its own")
    }
    let deal = row.name("deal")
    let account = row.name("account")
    if row.text("deal") == nil, row.text("account") == nil {
      row.report(
        "deal", .foundKind("nothing", expected: "the deal of the \(row.text("event") ?? "event")"),
        hint: "name the deal, or an account for all its deals")
      return nil
    }
    guard let date, let name, let event else { return nil }
    guard case .day(let day) = date else {
      row.report(
        "date",
        .found(date.description, expected: "a day: a window of months begins and ends on days"))
      return nil
    }
    checkName(of: event, person: name, on: day, row)
    guard day >= document.yearStarts else {
      row.report(
        "date",
        .found(date.description, expected: "a day from \(document.yearStarts) on"))
      return nil
    }
    return row.valid { () throws(PlanProblems) in
      try DealEvent(day, person: name, event: event, deal: deal, account: account)
    }
  }

  private func date(_ row: CSVRow) -> ActualDate? {
    let expected = "a date: 2026, 2026-Q2, 2026-04 or 2026-04-20"
    guard row.text("date") != nil else {
      row.reportMissing("date", expected: expected)
      return nil
    }
    return row.value("date") { text throws(LiteralError) in
      if let date = ActualDate(text) { return date }
      let isDay = text.split(separator: "-").map(\.count) == [4, 2, 2]
      throw LiteralError(found: text, expected: isDay ? "a day that the calendar has" : expected)
    }
  }

  /// Whom a row is about: a person, or for a credit also a team or the company.
  private func person(_ row: CSVRow, orGroup allowsGroup: Bool) -> String? {
    let company = Metric.Scope.company.rawValue
    let expected =
      allowsGroup
      ? "a person or team of the plan file, or \(company)" : "a person of the plan file"
    guard let name = row.text("person") else {
      row.reportMissing("person", expected: expected)
      return nil
    }
    let groups = allowsGroup ? teams.union([company]) : []
    if people[name] != nil || groups.contains(name) { return name }
    let known = people.keys.sorted() + groups.sorted()
    row.report(
      "person", .found(name, expected: expected),
      hint: Suggestion.hint(for: name, among: known))
    return nil
  }

  private func measure(_ row: CSVRow) -> MeasureKind? {
    guard let name = row.text("measure") else {
      row.reportMissing("measure", expected: "a measure, or an event")
      return nil
    }
    let names = measures.map(\.rawValue).sorted()
    if let meant = Suggestion.slip(of: name, among: names) {
      row.report(
        "measure", .found(name, expected: "a measure of the plans"),
        hint: Suggestion.hint(meaning: meant))
      return nil
    }
    return row.name("measure").map { MeasureKind($0) }
  }

  private func motion(_ text: String) throws(LiteralError) -> Motion {
    if let motion = Motion(rawValue: text) { return motion }
    let names = Motion.allCases.map(\.rawValue)
    throw LiteralError(
      found: text, expected: "one of \(names.joined(separator: ", "))",
      hint: Suggestion.hint(for: text, among: names))
  }

  /// A ratio from 0% to 1000%; an amount without `%`; any number for a measure of the user's own.
  private func amount(_ row: CSVRow, of measure: MeasureKind) -> Double? {
    guard row.text("amount") != nil else {
      row.reportMissing("amount", expected: "a number")
      return nil
    }
    return row.value("amount") { text throws(LiteralError) in
      if ratios.contains(measure) { return try Quantity.ratio.value(text) }
      if measure.unit != nil, text.hasSuffix("%") {
        throw LiteralError(found: text, expected: "an amount: \(measure) is not a ratio")
      }
      let written = try WrittenAmount(text, decimal: .point)
      if let sign = written.currency, !OwnCurrency.isMeant(by: sign, document.currency) {
        throw LiteralError(
          found: text, expected: "an amount in \(document.currency), as currency says",
          hint: "convert it first: nothing here knows a rate")
      }
      let number = written.value
      guard abs(number) <= Self.most else {
        throw LiteralError(found: text, expected: "at most 1e15")
      }
      return row.columns.number(number, in: "amount")
    }
  }

  /// As of every amount of money.
  private static let most = 1e15

  /// Refuses rows that say again what another says, to the letter.
  private func refuseDuplicates(_ rows: [CSVRow]) {
    var first: [[String]: CSVRow] = [:]
    for row in rows {
      let fields = (Self.required + Self.optional).map { row.text($0) ?? "" }
      guard let earlier = first[fields] else {
        first[fields] = row
        continue
      }
      row.diagnostics.report(
        Diagnostic(
          at: row.location,
          .statement("a duplicate of line \(earlier.location.line ?? 0): it would count twice"),
          hint: "remove it, or write duplicates: keep in \(document.root.location.file)"))
    }
  }

  /// Warns of deals of which more than all is credited.
  private func warnOfShares(
    _ credits: [(credit: Credit, location: SourceLocation)], _ diagnostics: Diagnostics
  ) {
    struct Part: Hashable {
      let deal: String
      let measure: MeasureKind
    }
    var parts: [Part: [String: (amount: Double, share: Double)]] = [:]
    var last: [Part: SourceLocation] = [:]
    var order: [Part] = []
    for (credit, location) in credits where !ratios.contains(credit.measure) {
      guard let deal = credit.deal else { continue }
      let part = Part(deal: deal, measure: credit.measure)
      if last[part] == nil { order.append(part) }
      last[part] = location
      let before = parts[part, default: [:]][credit.person]
      parts[part, default: [:]][credit.person] = (
        (before?.amount ?? 0) + credit.amount, max(before?.share ?? 0, credit.share)
      )
    }
    for part in order {
      let people = parts[part] ?? [:]
      warnOfRepeated(part.deal, of: part.measure, credits, diagnostics)
      let shares = people.values.reduce(DoubleDouble.zero) {
        $0 + DoubleDouble(written: $1.share)
      }.high
      guard people.count > 1, shares > 1, let whole = people.values.map(\.amount).max(),
        let location = last[part]
      else { continue }
      let credited = people.values.reduce(0) { $0 + $1.amount * $1.share }
      diagnostics.report(
        Diagnostic(
          .warning, at: location, subject: "deal",
          .statement(
            "shares of \(part.deal) total \(NumberText.shortPercent(shares)):"
              + " \(NumberText.short(credited)) of \(part.measure) are credited for a deal of"
              + " \(NumberText.short(whole))")))
    }
  }

  /// Warns of one person's share of a deal that stands there several times, and then is more than all.
  private func warnOfRepeated(
    _ deal: String, of measure: MeasureKind,
    _ credits: [(credit: Credit, location: SourceLocation)], _ diagnostics: Diagnostics
  ) {
    let own = credits.filter { $0.credit.deal == deal && $0.credit.measure == measure }
    for (person, rows) in Dictionary(grouping: own, by: \.credit.person).sorted(by: {
      $0.key < $1.key
    }) {
      let shares = rows.reduce(DoubleDouble.zero) { $0 + DoubleDouble(written: $1.credit.share) }
      guard rows.count > 1, shares > .one, rows.allSatisfy({ $0.credit.share < 1 }),
        Set(rows.map(\.credit.amount)).count == 1, let last = rows.last
      else { continue }
      diagnostics.report(
        Diagnostic(
          .warning, at: last.location, subject: "deal",
          .statement(
            "\(person) has \(rows.count) shares of the same \(NumberText.short(last.credit.amount))"
              + " of \(deal), together \(NumberText.shortPercent(shares.high))"),
          hint: "a share that is told twice? leave one"))
    }
  }

  /// A net retention that only makes sense as growth.
  private func warnOfGrowth(_ row: CSVRow, _ measure: MeasureKind, _ amount: Double) {
    guard measure == .nrr, amount > 0, amount < 0.3 else { return }
    row.report(
      "amount",
      .statement(
        "an nrr of \(NumberText.shortPercent(amount)) keeps"
          + " \(NumberText.shortPercent(amount)) of the revenue"),
      hint: "growth? write \(NumberText.shortPercent(1 + amount))", severity: .warning)
  }

  /// An event that is one slip away from the one that the person's plan waits for.
  private func checkName(of event: String, person: String, on day: Day, _ row: CSVRow) {
    guard let awaited = clawback(of: person, on: day)?.event,
      let meant = Suggestion.slip(of: event, among: [awaited])
    else { return }
    row.report(
      "event", .found(event, expected: "an event of the plan"),
      hint: Suggestion.hint(meaning: meant))
  }

  /// Refuses an event of a deal that was never credited to the person.
  private func checkDeal(of event: DealEvent, _ row: CSVRow, _ credits: [Credit]) {
    let own = credits.filter { $0.person == event.person }
    guard let deal = event.deal, !own.contains(where: { $0.deal == deal }) else { return }
    let reach = reach(of: [event])[event.person] ?? document.yearStarts
    let add =
      "add the deal's credit" + (reach < document.yearStarts ? ", if of an earlier year too" : "")
    row.report(
      "deal", .found(deal, expected: "a deal with a credit of \(event.person)"),
      hint: Suggestion.hint(for: deal, among: own.compactMap(\.deal)).map { "\($0) else \(add)" }
        ?? add)
  }
}
