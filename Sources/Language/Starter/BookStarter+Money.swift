import Formats
import Model
import Units

/// What the yearly money of a row is, and in which currency.
extension BookStarter {
  // MARK: - Columns

  mutating func askColumns() {
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
  func amount(_ row: Int) -> Double? {
    guard let column = amountColumn else { return nil }
    return try? column.amount(row, of: table, Quantity(.money)).value
  }

  mutating func chooseAmount() {
    guard let found = guess.columns.first(where: { $0.name == "arr" }) else {
      // Until it is known which, one of them tells what else is to be asked.
      amountColumn = guess.rivals.first.map { BookColumns.Column(index: $0) }
      return
    }
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

  /// Multiplies a price by its quantity and what a period makes in a year; divides a total by its term.
  mutating func addFactors(
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

  static func perYear(_ months: Int) -> String { NumberText.short(12 / Double(months)) }

  /// Leaves out rows without money, and says how many.
  mutating func tellBlanks(_ column: Int) {
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

  // MARK: - Currency

  /// The currency of most rows is the book's; of several, a large one.
  private static func weight(_ part: BookIntake.Currency) -> (Int, Int) {
    let large = ["CHF", "JPY", "GBP", "EUR", "USD"]
    return (part.rows, large.firstIndex(of: part.code) ?? -1)
  }

  mutating func chooseCurrency() {
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
    guard let largest = used.max(by: { Self.weight($0) < Self.weight($1) }) else {
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
}
