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
  private(set) var lines: [String] = []
  /// What was chosen, each a sentence without its full stop.
  private(set) var notes: [String] = []
  private(set) var questions: [StarterQuestion] = []
  private(set) var currency: String
  private(set) var start: Day
  /// The lines of `drivers:`, for accounts that are known to leave.
  private(set) var drivers: [String] = []

  private let file: String
  private let answers: StarterAnswers
  private let today: Day
  private var table: DataTable
  private var guess: ColumnGuess
  private var conditions: [String] = []
  private var repeats = BookRules.Repeats.refuse
  private var skipsBlank = false
  private var kept: [Int] = []
  private var asOf: Day
  private var asOfGround = ""

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
    askColumns()
    chooseRows()
    chooseAmount()
    chooseStart()
    chooseInForce()
    chooseRepeats()
    chooseTotals()
    chooseCurrency()
    askDates()
    chooseLeavers()
    tellHeadings()
    write(path)
  }

  /// Columns that are passed over although their headings may be ours.
  var doubts: [(name: String, heading: String, fit: ColumnContent.Fit)] {
    guess.doubts.filter { !["account", "arr"].contains($0.name) }.map {
      ($0.name, table.headings[$0.index], $0.fit)
    }
  }

  private func index(_ name: String) -> Int? { guess.columns.first { $0.name == name }?.index }

  // MARK: - Readings

  private mutating func chooseDecimal() {
    guard answers["decimal"] == nil, let column = index("arr") else { return }
    switch table.decimalReading(column) {
    case .plain, .only(.point): break
    case .only(.comma):
      table = table.reading(decimal: .comma, dates: table.format.dates)
      notes.append("decimal ,: amounts such as \(sample(column)) are none with a point")
    case .open(let row, let point, let comma):
      let signs = europeanSigns(column)
      if signs.count >= 2 {
        table = table.reading(decimal: .comma, dates: table.format.dates)
        notes.append(
          "decimal ,: \(table.text(row, column)) is \(NumberText.grouped(comma.value)), as three digits"
            + " follow every point, \(signs.joined(separator: ", "))")
      } else {
        questions.append(
          StarterQuestion(
            key: "decimal",
            text: "\(Excerpt.of(table.text(row, column))) in \(table.headings[column]) at line"
              + " \(table.line(row)) has two readings",
            choices: [
              (",", "\(NumberText.grouped(comma.value)); \(NumberText.grouped(comma.sum)) in all"),
              (
                ".",
                "\(NumberText.short(point.value)); \(NumberText.grouped(point.sum, decimals: 2)) in all"
              ),
            ]))
      }
    }
  }

  private func sample(_ column: Int) -> String {
    let row = (0..<table.rowCount).first { row in
      !table.isEmpty(row, column)
        && (try? WrittenAmount(table.text(row, column), decimal: .point)) == nil
        && (try? WrittenAmount(table.text(row, column), decimal: .comma)) != nil
    }
    return Excerpt.of(row.map { table.text($0, column) } ?? "")
  }

  /// What speaks for a country that separates thousands by points.
  private func europeanSigns(_ column: Int) -> [String] {
    var signs: [String] = []
    if table.format.separator == ";" { signs.append("fields are separated by semicolons") }
    let dotted = table.headings.indices.contains { index in
      (0..<min(table.rowCount, 50)).contains { row in
        let text = table.text(row, index)
        return text.contains(".") && table.isDay(row, index) && !table.isTyped(row, index)
      }
    }
    if dotted { signs.append("dates are day.month.year") }
    let euros = (0..<min(table.rowCount, 50)).contains {
      ["€", "EUR", "CHF", "kr", "zł"].contains((try? table.amount($0, column))?.currency ?? "")
        || ["€", "CHF", "kr", "zł"].contains { table.text(0, column).hasSuffix($0) }
    }
    if euros { signs.append("the currency is a European one") }
    let words: Set<String> = [
      "kunde", "kundennummer", "kundenname", "laufzeit", "vertragsende", "jahresvertragswert",
      "gebiet", "betrag", "client", "montant", "importe", "cliente", "klant", "bedrag",
    ]
    if table.headings.contains(where: { !words.isDisjoint(with: Headings.words($0)) }) {
      signs.append("the headings are of such a language")
    }
    return signs
  }

  /// The columns whose dates the book uses, or that may tell how its dates are written.
  private var dateColumns: [Int] {
    let named = [index("renewal-date")].compactMap(\.self)
    let sample = 0..<min(table.rowCount, 40)
    let others = table.headings.indices.filter { column in
      !named.contains(column)
        && sample.count { table.isDay($0, column) } * 2
          > sample.count { !table.isEmpty($0, column) }
    }
    return named + others
  }

  private mutating func chooseDates() {
    guard answers["dates"] == nil else { return }
    let columns = dateColumns
    for column in columns {
      switch table.dateReading(column) {
      case .plain, .open: continue
      case .mixed:
        if column == index("renewal-date") { return }
        continue
      case .only(let order, let row):
        table = table.reading(decimal: table.format.decimal, dates: order)
        let isOther = column != index("renewal-date")
        notes.append(
          "dates \(order.rawValue): \(table.text(row, column)) in \(table.headings[column]) at line"
            + " \(table.line(row)) has no other reading"
            + (isOther ? ", and the other dates are taken to be written so" : ""))
        return
      }
    }
  }

  /// Asks how dates are to be read, where that changes what is due.
  private mutating func askDates() {
    guard answers["dates"] == nil, table.format.dates == nil, let column = index("renewal-date"),
      case .open(let row) = table.dateReading(column)
    else { return }
    let readings = [DateOrder.monthFirst, .dayFirst].map { order in
      let read = table.reading(decimal: table.format.decimal, dates: order)
      var due = (accounts: 0, arr: 0.0)
      var byQuarter: [Int: Double] = [:]
      for row in kept {
        guard let day = try? read.day(row, column) else { continue }
        let arr = amount(row) ?? 0
        byQuarter[day >= start ? start.wholeMonths(to: day) / 3 : -1, default: 0] += arr
        guard day >= start, day < start.adding(months: 12) else { continue }
        due.accounts += 1
        due.arr += arr
      }
      return (
        order: order, day: (try? read.day(row, column))?.description ?? "", due: due,
        byQuarter: byQuarter
      )
    }
    if readings[0].byQuarter == readings[1].byQuarter {
      table = table.reading(decimal: table.format.decimal, dates: .monthFirst)
      notes.append("dates m/d/y: every date has two readings, and the same is due in every quarter")
      return
    }
    questions.append(
      StarterQuestion(
        key: "dates",
        text:
          "\(table.text(row, column)) in \(table.headings[column]) at line \(table.line(row)) is"
          + " \(readings[0].day) or \(readings[1].day), and no date of the file tells",
        choices: readings.map {
          (
            $0.order.rawValue,
            "\(Counted($0.due.accounts, "account")) with \(NumberText.grouped($0.due.arr)) due in the"
              + " year from \(start), \(NumberText.grouped($0.byQuarter[0] ?? 0)) in its first quarter"
          )
        }))
  }

  // MARK: - Columns

  private mutating func askColumns() {
    if !guess.rivals.isEmpty {
      let content = ColumnContent(table: table)
      questions.append(
        StarterQuestion(
          key: "arr", text: "several columns may be the yearly money of an account",
          choices: guess.rivals.map {
            (table.headings[$0], "\(NumberText.grouped(content.sum($0))) in all")
          }))
    }
  }

  /// What a row adds to a year, in its own currency; nil where it cannot be read.
  private func amount(_ row: Int) -> Double? {
    guard let column = amountColumn else { return nil }
    return try? column.amount(row, of: table, Quantity(.money)).value
  }

  private var amountColumn: BookColumns.Column?

  private mutating func chooseAmount() {
    guard let found = guess.columns.first(where: { $0.name == "arr" }) else { return }
    var column = BookColumns.Column(index: found.index)
    let name = ColumnGuess.scalar(table.headings[found.index])
    var parts = ["column: \(name)"]
    column.times = found.times.map(Double.init)
    if let times = found.times { parts.append("times: \(times)") }
    let headings = Headings(table.headings)
    let isYearly = headings.has(found.index, ["arr"]) || headings.has(found.index, ["annual"])
    if !isYearly, found.times == nil { addFactors(to: &column, &parts, headings) }
    amountColumn = column
    if parts.count > 1 { arrLine = "arr: {\(parts.joined(separator: ", "))}" }
    tellBlanks(found.index)
  }

  private var arrLine: String?

  /// Multiplies a price by its quantity and what a period makes in a year; divides a total by its term.
  private mutating func addFactors(
    to column: inout BookColumns.Column, _ parts: inout [String], _ headings: Headings
  ) {
    var by: [String] = []
    let amount = table.headings[column.index]
    if let interval = table.headings.indices.first(where: {
      headings.isExactly($0, ["interval"]) || headings.isExactly($0, ["billing", "interval"])
        || headings.isExactly($0, ["billing", "period"])
        || headings.isExactly($0, ["plan", "interval"])
    }) {
      let texts = ColumnContent(table: table).distinct(interval)
      let values = texts.sorted().compactMap { text in
        ColumnContent.months(text).map { (text: text, months: $0) }
      }
      if !values.isEmpty, values.count == texts.count {
        if let quantity = table.headings.indices.first(where: {
          headings.isExactly($0, ["quantity"]) || headings.isExactly($0, ["qty"])
            || headings.isExactly($0, ["seats"])
        }) {
          by.append(ColumnGuess.scalar(table.headings[quantity]))
          column.factors.append(.init(index: quantity, values: nil))
          notes.append("arr: \(amount) is a price, times \(table.headings[quantity])")
        }
        let pairs = values.map { "\(ColumnGuess.scalar($0.text)): \(Self.perYear($0.months))" }
        by.append(
          "{column: \(ColumnGuess.scalar(table.headings[interval])), values: {\(pairs.joined(separator: ", "))}}"
        )
        column.factors.append(
          .init(
            index: interval,
            values: Dictionary(
              uniqueKeysWithValues: values.map { ($0.text.lowercased(), 12 / Double($0.months)) })))
        notes.append(
          "arr: \(amount) is for one \(table.headings[interval]), times what makes a year: "
            + values.map { "\($0.text) \(Self.perYear($0.months))" }.joined(separator: ", "))
      }
    }
    if !by.isEmpty { parts.append("by: [\(by.joined(separator: ", "))]") }
    let isTotal = guess.columns.first { $0.name == "arr" }?.isTotal ?? false
    if isTotal, let term = index("term"), ColumnContent(table: table).terms(term).values == nil {
      column.over = term
      parts.append("over: \(ColumnGuess.scalar(table.headings[term]))")
      notes.append(
        "arr: \(amount) is for the whole term, divided by \(table.headings[term]) times 12")
    }
  }

  private static func perYear(_ months: Int) -> String { NumberText.short(12 / Double(months)) }

  /// Leaves out rows without money, and says how many.
  private mutating func tellBlanks(_ column: Int) {
    let heading = table.headings[column]
    let blanks = kept.count { table.isEmpty($0, column) }
    if blanks > 0 {
      skipsBlank = answers["blank"] != "refuse"
      notes.append(
        "blank skip: \(Counted(blanks, "row")) of the book \(blanks == 1 ? "has" : "have") no \(heading)"
          + " and \(blanks == 1 ? "is" : "are") left out; is it known elsewhere?")
      if skipsBlank { kept.removeAll { table.isEmpty($0, column) } }
    }
    let nothing = kept.count { table.possibleAmount($0, column) == 0 }
    if nothing > 0 {
      conditions.append("\(heading) != 0")
      kept.removeAll { table.possibleAmount($0, column) == 0 }
      notes.append(
        "where \(heading) != 0: \(Counted(nothing, "row")) with nothing \(nothing == 1 ? "is" : "are")"
          + " left out")
    }
  }

  // MARK: - Rows

  private mutating func chooseRows() {
    kept = Array(0..<table.rowCount)
    if let stated = answers["where"] {
      conditions = stated.split(separator: ";").map { $0.trimmed }
      keepStated()
      return
    }
    let money = index("arr")
    for status in RowStatus.all(in: table) {
      conditions.append(status.condition)
      let left = kept.filter { !status.kept.contains(table.text($0, status.index).trimmed) }
      guard !left.isEmpty else { continue }
      let removed = Set(left)
      kept.removeAll { removed.contains($0) }
      let parts = status.others.map { other in
        "\(other.value.isEmpty ? "blank" : Excerpt.of(other.value)) \(other.rows)"
      }
      let arr = left.reduce(0) { sum, row in
        sum + (money.flatMap { table.possibleAmount(row, $0) } ?? 0)
      }
      notes.append(
        "where \(status.condition): \(Counted(left.count, "row")) with"
          + " \(NumberText.grouped(arr)) are left out (\(parts.joined(separator: ", ")))")
    }
  }

  private mutating func keepStated() {
    for text in conditions {
      guard let condition = try? BookCondition(text, of: table) else { continue }
      kept.removeAll { row in !((try? condition.holds(row, of: table)) ?? true) }
    }
  }

  /// The first fiscal year: the next that begins on a 1 January, where none is stated.
  private mutating func chooseStart() {
    (asOf, asOfGround) = exportDay()
    if let stated = answers["start"].flatMap({ Day($0) }) {
      start = stated
      return
    }
    start = Day(year: asOf.year + 1, month: 1, day: 1) ?? asOf
    notes.append("start \(start): the first fiscal year after \(asOf), \(asOfGround)")
  }

  /// The day on which the file was written, as far as it tells.
  private func exportDay() -> (Day, String) {
    if let stated = answers["as-of"].flatMap({ Day($0) }) { return (stated, "as stated") }
    let headings = Headings(table.headings)
    let past = [
      "created", "closed", "close", "canceled", "cancelled", "signed", "booked", "modified",
    ]
    for words in [past, ["start", "since"]] {
      let columns = dateColumns.filter { column in words.contains { headings.has(column, [$0]) } }
      let days = columns.flatMap { column in
        kept.compactMap { row in try? table.day(row, column) }
      }.filter { $0 <= today }
      if let last = days.max(), let column = columns.first {
        return (
          last,
          "the last day in \(columns.count > 1 ? "its dates of the past" : table.headings[column])"
        )
      }
    }
    // Most exports hold contracts that run: the first to end tells about when.
    if let column = index("renewal-date"),
      table.format.dates != nil || table.dateReading(column) == .plain,
      let first = kept.compactMap({ try? table.day($0, column) }).min(),
      first >= today.adding(months: -12)
    {
      return (first, "when the first contract of the file ends")
    }
    return (today, "today")
  }

  /// Of contracts that follow one another, keeps those in force.
  private mutating func chooseInForce() {
    guard answers["where"] == nil, let account = index("account"), let end = index("renewal-date")
    else {
      return
    }
    let headings = Headings(table.headings)
    guard
      let begin = table.headings.indices.first(where: {
        headings.isExactly($0, ["contract", "start"]) || headings.isExactly($0, ["start", "date"])
          || headings.isExactly($0, ["contract", "start", "date"])
          || headings.isExactly($0, ["start"])
          || headings.isExactly($0, ["subscription", "start", "date"])
      }), Set(kept.map { table.text($0, account) }).count < kept.count
    else { return }
    let over = kept.filter { row in (try? table.day(row, end)).map { $0 <= asOf } ?? false }
    guard !over.isEmpty else { return }
    let removed = Set(over)
    let arr = over.reduce(0) { $0 + (amount($1) ?? 0) }
    conditions.append("\(table.headings[end]) > \(asOf)")
    kept.removeAll { removed.contains($0) }
    notes.append(
      "where \(table.headings[end]) > \(asOf): \(Counted(over.count, "contract")) with"
        + " \(NumberText.grouped(arr)) that ended by then \(over.count == 1 ? "is" : "are") left out"
    )
    let future = kept.filter { row in (try? table.day(row, begin)).map { $0 > asOf } ?? false }
    if !future.isEmpty {
      conditions.append("\(table.headings[begin]) <= \(asOf)")
      let gone = Set(future)
      kept.removeAll { gone.contains($0) }
      notes.append(
        "where \(table.headings[begin]) <= \(asOf): \(Counted(future.count, "contract")) that"
          + " \(future.count == 1 ? "begins" : "begin") later \(future.count == 1 ? "is" : "are") left"
          + " out")
    }
  }

  private mutating func chooseRepeats() {
    guard let column = index("account") else { return }
    if let stated = answers["repeats"].flatMap(BookRules.Repeats.init(rawValue:)) {
      repeats = stated
      return
    }
    var rows: [String: [Int]] = [:]
    for row in kept { rows[table.text(row, column).trimmed, default: []].append(row) }
    let several = rows.filter { $0.value.count > 1 && !$0.key.isEmpty }
    guard !several.isEmpty else { return }
    let heading = table.headings[column]
    func isCopy(_ row: Int, _ other: Int) -> Bool {
      table.headings.indices.allSatisfy { table.text(row, $0) == table.text(other, $0) }
    }
    let areCopies = several.allSatisfy { rows in
      rows.value.dropFirst().allSatisfy { isCopy($0, rows.value[0]) }
    }
    let first = several.min { $0.value[1] < $1.value[1] }
    let example = first.map {
      "\(Excerpt.of($0.key)) at lines \(table.line($0.value[0])) and \(table.line($0.value[1]))"
    }
    if areCopies {
      repeats = .once
      notes.append(
        "repeats once: \(heading) is not unique: \(example ?? ""); the rows are the same in every field"
          + " and count once")
      return
    }
    repeats = .addUp
    let credits = kept.compactMap { amount($0) }.filter { $0 < 0 }
    notes.append(
      "repeats add-up: \(heading) is not unique: \(example ?? ""); \(kept.count) rows are added up to"
        + " \(Counted(rows.count, "account"))"
        + (credits.isEmpty
          ? ""
          : ", and \(Counted(credits.count, "credit")) of \(NumberText.grouped(credits.reduce(0, +)))"
            + " \(credits.count == 1 ? "is" : "are") netted"))
  }

  /// Leaves out a row that is the sum of the others.
  private mutating func chooseTotals() {
    let amounts = kept.map { amount($0) ?? 0 }
    let sum = amounts.reduce(0, +)
    guard kept.count > 2, sum > 0 else { return }
    for (index, row) in kept.enumerated() where abs(2 * amounts[index] - sum) <= 1e-9 * sum {
      let first = table.headings.indices.first { !table.isEmpty(row, $0) } ?? 0
      let label = table.text(row, first).trimmed
      guard kept.count > 10 || TotalWord.begins(label) || self.index("account") != first else {
        continue
      }
      alsoLeftOut.append(RowLabel(label))
      notes.append(
        "leave-out \(Excerpt.of(label)): line \(table.line(row)) has \(NumberText.grouped(amounts[index])),"
          + " as much as all others together, and is taken for their total")
      kept.remove(at: index)
      return
    }
  }

  private var alsoLeftOut: [RowLabel] = []

  // MARK: - Currency

  private mutating func chooseCurrency() {
    var codes = CurrencyCodes(own: "")
    let column = index("currency")
    guard let money = amountColumn else { return }
    for row in kept {
      guard let amount = try? money.amount(row, of: table, Quantity(.money)) else { continue }
      var code = 0
      if let column {
        code = codes.index(ofText: table.text(row, column))
      } else if let sign = amount.currency {
        code = codes.index(ofSign: sign)
      }
      codes.add(amount.value, to: code, row)
    }
    if column == nil { codes.joinUnsigned() }
    let used = codes.parts.filter { $0.rows > 0 && !$0.code.isEmpty }
    guard let largest = used.max(by: { $0.amount < $1.amount }) else {
      guard answers["currency"] == nil else { return }
      if europeanSigns(money.index).contains(where: { $0.hasPrefix("the headings") }) {
        currency = "EUR"
      }
      notes.append("currency \(currency): the file names none; --currency says another")
      return
    }
    let rates = answers.rates
    let base = rates.first { $0.value == 1 }?.key
    currency = answers["currency"]?.uppercased() ?? base ?? largest.code
    let missing = used.filter { $0.code != currency && rates[$0.code] == nil }
    if used.count == 1, missing.isEmpty || answers["currency"] == nil {
      if currency != "USD" { notes.append("currency \(currency): every amount is in it") }
      return
    }
    guard !missing.isEmpty else {
      currencies = rates.filter { rate in used.contains { $0.code == rate.key } }
      return
    }
    let sums = used.map {
      "\(NumberText.grouped($0.amount)) \($0.code) in \(Counted($0.rows, "row"))"
    }.joined(separator: ", ")
    questions.append(
      StarterQuestion(
        key: "currencies",
        text: "amounts in several currencies are never added: \(sums); at which rate?",
        choices: missing.map {
          ("", "--answer currencies.\($0.code)=RATE: how much \(currency) one \($0.code) is")
        }))
  }

  private var currencies: [String: Double] = [:]

  // MARK: - What else the rows tell

  /// Accounts whose contract was given notice get no chance to renew.
  private mutating func chooseLeavers() {
    let headings = Headings(table.headings)
    let phrases = [
      ["cancel", "at", "period", "end"], ["cancel", "at", "end"], ["will", "churn"],
      ["non", "renewing"],
      ["notice", "given"], ["gekündigt"], ["churn", "notice"],
    ]
    guard
      let column = table.headings.indices.first(where: { index in
        phrases.contains { headings.has(index, $0) }
      })
    else { return }
    let leaving = kept.filter { BookRows.boolean(table.text($0, column)) == true }
    guard let first = leaving.first else { return }
    let texts = Set(leaving.map { table.text($0, column) })
    leavingHeading = table.headings[column]
    let values = texts.sorted().map { "\(ColumnGuess.scalar($0)): 0.000001" }.joined(
      separator: ", ")
    drivers = [
      "drivers:",
      "  renewal:",
      "    leaving: {\(values)}   # no chance to speak of: they have given notice",
    ]
    let arr = leaving.reduce(0) { $0 + (amount($1) ?? 0) }
    notes.append(
      "drivers.renewal.leaving: \(Counted(leaving.count, "row")) with \(NumberText.grouped(arr)) \(leaving.count == 1 ? "leaves" : "leave")"
        + " at the end of the term by \(table.headings[column]), first at line \(table.line(first)), and"
        + " \(leaving.count == 1 ? "has" : "have") no chance to renew")
  }

  private var leavingHeading: String?

  private mutating func tellHeadings() {
    for name in ["account", "arr"]
    where index(name) == nil && !(name == "arr" && !guess.rivals.isEmpty) {
      let doubt = guess.doubts.first { $0.name == name }
      let ground = doubt.flatMap { doubt in
        doubt.fit.problem.map { ", and of \(Excerpt.of(table.headings[doubt.index])) \($0)" }
      }
      let content = ColumnContent(table: table)
      let candidates = table.headings.indices.filter { index in
        guard !guess.columns.contains(where: { $0.index == index }) else { return false }
        return content.isMostlyRight(name == "arr" ? content.money(index) : content.ids(index))
      }
      questions.append(
        StarterQuestion(
          key: name,
          text:
            "no heading looks like \(name == "arr" ? "the yearly money" : "the id") of an account"
            + (ground ?? ""),
          choices: (candidates.isEmpty
            ? doubt.map { [$0.index] } ?? Array(table.headings.indices) : candidates).prefix(8).map
          {
            (
              table.headings[$0],
              name == "arr" ? "\(NumberText.grouped(content.sum($0))) in all" : "different values"
            )
          }))
    }
    tellOtherMoney()
    let turnover = guess.columns.first { $0.name == "arr" }
    if let turnover, Headings.words(table.headings[turnover.index]) == ["annual", "revenue"] {
      notes.append(
        "arr: Annual Revenue is often the customer's own turnover; is it what the customer pays?")
    } else if let turnover, let other = table.column("Annual Revenue"), other != turnover.index {
      notes.append(
        "arr: \(table.headings[turnover.index]), not Annual Revenue, which is the customer's turnover"
      )
    }
  }

  /// Names the columns of money that were not chosen, with what they come to.
  private mutating func tellOtherMoney() {
    guard let column = index("arr"), answers["arr"] == nil else { return }
    let headings = Headings(table.headings)
    let content = ColumnContent(table: table)
    let words = [
      "amount", "revenue", "value", "arr", "acv", "tcv", "mrr", "betrag", "umsatz", "wert",
    ]
    let others = table.headings.indices.filter { index in
      index != column && words.contains { headings.has(index, [$0]) }
        && !guess.columns.contains { $0.index == index }
        && content.isMostlyRight(content.money(index))
    }
    guard !others.isEmpty else { return }
    func told(_ index: Int) -> String {
      let sum = kept.reduce(0) { $0 + (table.possibleAmount($1, index) ?? 0) }
      return "\(table.headings[index]) (\(NumberText.grouped(sum)))"
    }
    notes.append(
      "arr \(table.headings[column]), a year's money by its name, not "
        + others.map(told).joined(separator: ", "))
  }

  // MARK: - Text

  private mutating func write(_ path: String) {
    lines = [
      "book:", "  \(DocumentWriter.line("file", path))  # \(Counted(table.rowCount, "row"))",
    ]
    var format = table.format
    format.leaveOut += alsoLeftOut
    lines += format.lines.map { "  " + $0 }
    lines.append("  columns:  # guessed from headings and content; correct what is wrong")
    for column in guess.columns {
      let line = column.name == "arr" ? arrLine ?? column.yaml : column.yaml
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
    if let parents = answers["parents"] { lines.append("  parents: \(parents)") }
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
    if let segments = guess.segments {
      let names = PlainText.of(segments.joined(separator: ", "))
      lines.append("  # each value of the segment column is a segment: \(names);")
      lines.append("  # to join or rename them: segments: {our-name: [their value, another]}")
    }
  }
}
