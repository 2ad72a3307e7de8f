import Formats
import Model
import Units

/// What the first scenario says of a book's file: how it is read, which rows are the book, and how
/// rows become accounts.
///
/// Whatever can be chosen is chosen and said, with the rows and the money that it moves. What cannot
/// is asked, all at once: money in several currencies, dates and amounts with two readings, and
/// columns of money that are equally good.
struct BookStarter {
  /// The lines of `book:`.
  var lines: [String] = []
  /// What was chosen, each a sentence without its full stop.
  var notes: [String] = []
  var questions: [StarterQuestion] = []
  var currency: String
  var start: Day
  /// The lines of `drivers:`, for accounts that are known to leave.
  var drivers: [String] = []

  let file: String
  let answers: StarterAnswers
  let today: Day
  var table: DataTable
  var guess: ColumnGuess
  var conditions: [String] = []
  var repeats = BookRules.Repeats.refuse
  var parents = BookRules.Parents.apart
  var skipsBlank = false
  var kept: [Int] = []
  /// How the amounts of a row make a year's money.
  var amountColumn: BookColumns.Column?
  /// Its line of the scenario, where that is more than a heading.
  var arrLine: String?
  /// The labels of totals that only their sums told.
  var alsoLeftOut: [RowLabel] = []
  /// How much of the currency one of each other is.
  var currencies: [String: Double] = [:]
  /// The column that says who has given notice.
  var leavingHeading: String?
  var asOf: Day
  var asOfGround = ""
  /// Whether only the end of the first contract tells that day, so that none can have ended by then.
  var asOfIsFirstEnd = false
  /// The term of each row in months; nil where no column says it.
  private(set) var terms: [Int?] = []
  /// Whether the numbers of the term are years.
  private(set) var termIsYears = false
  /// The billing interval that multiplies the amounts, or that does not.
  var usedInterval: BillingInterval?
  var unusedInterval: BillingInterval?
  /// The days that texts such as `Q1` mean in the column of renewals.
  var periodDays: [String: Day] = [:]

  /// - Parameters:
  ///   - path: As it will stand in the scenario.
  ///   - today: From which the first fiscal year follows where the file tells no day.
  /// - Returns: Nil where the file is no table; then that was reported.
  init?(
    _ file: TableFile, as path: String, answers: StarterAnswers, today: Day,
    _ diagnostics: Diagnostics
  ) {
    let found: FoundTable
    do throws(Diagnostic) {
      found = try file.found(answers.format)
    } catch {
      diagnostics.report(error)
      return nil
    }
    guard let table = file.table(answers.completing(found.format), diagnostics) else { return nil }
    self.file = file.file
    self.answers = answers
    self.today = today
    self.table = table
    guess = ColumnGuess(table, chosen: answers.columns)
    currency = answers["currency"]?.uppercased() ?? "USD"
    asOf = today
    start = today
    for choice in found.choices where answers[choice.key] == nil {
      notes.append("\(choice.key) \(Excerpt.of(choice.value)): \(choice.ground)")
    }
    notes += found.remarks
    if found.hiddenRows > 0 {
      notes.append(
        "\(Counted(found.hiddenRows, "row")) of the sheet \(found.hiddenRows == 1 ? "is" : "are")"
          + " hidden and \(found.hiddenRows == 1 ? "counts" : "count")")
    }
    for name in answers.columns.keys.sorted() where table.column(answers.columns[name] ?? "") == nil
    {
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: file.file), subject: "--answer \(name)",
          .found(answers.columns[name] ?? "", expected: "a heading of the file"),
          hint: Suggestion.hint(
            for: answers.columns[name] ?? "", among: table.headings, listsKnown: true)))
    }
    chooseDecimal()
    chooseDates()
    guard reportMissingHeadings(diagnostics) else { return nil }
    readTerms()
    askSheet(of: file)
    askColumns()
    chooseAmount()
    chooseRows()
    tellAmount()
    chooseStart()
    choosePeriods()
    chooseInForce()
    chooseTotals()
    chooseParents()
    chooseRepeats()
    leaveOutCredits()
    chooseCurrency()
    askDates()
    askTerm()
    chooseLeavers()
    tellTerms()
    tellDates()
    tellHeadings()
    write(path)
  }

  /// Columns that are passed over although their headings may be ours.
  var doubts: [(name: String, heading: String, fit: ColumnContent.Fit)] {
    guess.doubts.filter { !["account", "arr"].contains($0.name) }.map {
      ($0.name, table.headings[$0.index], $0.fit)
    }
  }

  private mutating func readTerms() {
    guard let term = guess.columns.first(where: { $0.name == "term" }) else {
      terms = Array(repeating: nil, count: table.rowCount)
      return
    }
    termIsYears = answers["term-in"] == "years" || Headings.areYears(table.headings[term.index])
    if let months = term.months {
      terms = months
      return
    }
    let words = ColumnContent(table: table).terms(term.index).values ?? []
    let byText = Dictionary(words.map { ($0.text, $0.months) }) { first, _ in first }
    terms = (0..<table.rowCount).map { row in
      let text = table.text(row, term.index).trimmed
      return byText[text] ?? Int(text).map { termIsYears ? $0 * 12 : $0 }
    }
  }

  /// Whether the column of renewals holds the day on which a contract began.
  var isDatedByStart: Bool { guess.columns.first { $0.name == "renewal-date" }?.isStart ?? false }

  /// The day on which a row's term ends, as the scenario reads it; nil where the file does not tell.
  func renewalDay(_ row: Int) -> Day? {
    guard let column = index("renewal-date"), !table.isEmpty(row, column) else { return nil }
    if !periodDays.isEmpty { return periodDays[table.text(row, column)] }
    guard let day = try? table.day(row, column) else { return nil }
    return isDatedByStart ? day.adding(months: terms[row] ?? 12) : day
  }

  func index(_ name: String) -> Int? { guess.columns.first { $0.name == name }?.index }

  // MARK: - Text

  mutating func write(_ path: String) {
    lines = [
      "book:", "  \(DocumentWriter.line("file", path))  # \(Counted(table.rowCount, "row"))",
    ]
    var format = table.format
    format.leaveOut += alsoLeftOut
    lines += format.lines.map { "  " + $0 }
    lines.append("  columns:  # guessed from headings and content; correct what is wrong")
    for column in guess.columns {
      var line = column.name == "arr" ? arrLine ?? column.yaml : column.yaml
      if column.name == "term", answers["term-in"] == "years" {
        line = "term: {column: \(DocumentWriter.scalar(table.headings[column.index])), times: 12}"
      }
      if column.name == "currency", let money = amountColumn,
        let own = currencyColumn(of: money.index)
      {
        line = DocumentWriter.line("currency", table.headings[own])
      }
      lines.append("    \(line)  # \(PlainText.of(column.ground))")
    }
    if let leavingHeading {
      lines.append("    \(DocumentWriter.line("leaving", leavingHeading))  # who has given notice")
    }
    if !conditions.isEmpty {
      lines.append("  where:")
      lines += conditions.map { "    - " + DocumentWriter.line("k", $0).dropFirst(3) }
    }
    if repeats != .refuse { lines.append("  repeats: \(repeats.rawValue)") }
    if skipsBlank { lines.append("  blank: skip") }
    if parents != .apart { lines.append("  parents: \(parents.rawValue)") }
    if !currencies.isEmpty {
      let rates = currencies.sorted { $0.key < $1.key }.map {
        "\($0.key): \(Literal.text($0.value, as: .number))"
      }
      lines.append(
        "  currencies: {\(rates.joined(separator: ", "))}  # how much \(currency) one is")
    }
    if !guess.ignored.isEmpty {
      lines.append("  # ignored: " + PlainText.of(guess.ignored.joined(separator: ", ")))
    }
    for heading in guess.ignored where Headings.sayWhoLeft(heading) {
      lines.append(
        "  # \(PlainText.of(heading)) says who left: quotient calibrate finds the rates in it")
    }
    if let segments = guess.segments {
      let names = PlainText.of(segments.joined(separator: ", "))
      lines.append("  # each value of the segment column is a segment: \(names);")
      lines.append("  # to join or rename them: segments: {our-name: [their value, another]}")
    }
  }
}
