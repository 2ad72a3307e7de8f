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
          choices: guess.rivals.map { index in
            let parts = sums(of: Array(0..<table.rowCount), in: BookColumns.Column(index: index))
            return (
              table.headings[index],
              (parts.isEmpty
                ? NumberText.grouped(content.sum(index))
                : parts.map { "\(NumberText.grouped($0.amount)) \($0.code)" }.joined(
                  separator: ", "))
                + " in all"
            )
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
    let heading = table.headings[found.index]
    var parts = ["column: \(ColumnGuess.scalar(heading))"]
    let unit = HeadingUnit("\(heading) \(units(below: found.index))")
    let times = answers.times ?? unit.times
    if times != 1 {
      column.times = times
      parts.append("times: \(Literal.text(times, as: .number))")
    }
    if unit.perYear == nil, answers.times == nil {
      addFactors(to: &column, &parts, Headings(table.headings))
    }
    amountColumn = column
    if parts.count > 1 { arrLine = "arr: {\(parts.joined(separator: ", "))}" }
  }

  /// Says what the chosen amounts are of the rows that are kept.
  mutating func tellAmount() {
    guard let column = index("arr") else { return }
    tellUnit(HeadingUnit("\(table.headings[column]) \(units(below: column))"), column)
    askPeriod()
    tellBlanks(column)
  }

  /// What a row of units right under the headings says of a column; empty without one.
  private func units(below column: Int) -> String {
    guard let first = table.leftOut.first, table.rowCount > 0, first.line < table.line(0) else {
      return ""
    }
    return table.text(first, column)
  }

  /// Says in what the money is measured, or asks where the heading says two things.
  private mutating func tellUnit(_ unit: HeadingUnit, _ column: Int) {
    guard answers.times == nil else { return }
    let heading = table.headings[column]
    let sum = kept.reduce(0) { $0 + (table.possibleAmount($1, column) ?? 0) }
    func total(_ times: Double) -> String { "\(NumberText.grouped(sum * times)) a year in all" }
    if !unit.otherwise.isEmpty {
      questions.append(
        StarterQuestion(
          key: "times",
          text: "\(heading) may be read in several ways: what makes it a year's money?",
          choices: ([unit.times] + unit.otherwise).map {
            (Literal.text($0, as: .number), total($0))
          }))
    } else if unit.times != 1 {
      let scale = Self.scaleNames[unit.scale] ?? ""
      let period = unit.perYear.flatMap { Self.periodNames[$0] } ?? ""
      let said = [period, scale].filter { !$0.isEmpty }.joined(separator: " and ")
      notes.append(
        "arr: \(heading) is \(said), times \(NumberText.grouped(unit.times)): \(total(unit.times));"
          + " --answer times=1 if it is not")
    }
  }

  private static let scaleNames: [Double: String] = [
    1000: "in thousands", 10_000: "in ten thousands", 1e6: "in millions",
  ]
  private static let periodNames: [Double: String] = [
    12: "a month's money", 4: "a quarter's money", 2: "half a year's money",
  ]

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
    if isTotal || answers["amount-is"] == "term" { divideByTerm(&column, &parts) }
  }

  /// Divides an amount for a whole term by its years.
  private mutating func divideByTerm(
    _ column: inout BookColumns.Column, _ parts: inout [String]
  ) {
    guard let term = index("term") else { return }
    let heading = table.headings[term]
    if let values = ColumnContent(table: table).terms(term).values {
      let pairs = values.map {
        "\(ColumnGuess.scalar($0.text)): \(Literal.text(12 / Double($0.months), as: .number))"
      }
      parts.append(
        "by: [{column: \(ColumnGuess.scalar(heading)), values: {\(pairs.joined(separator: ", "))}}]"
      )
      column.factors.append(
        .init(
          index: term,
          values: Dictionary(
            values.map { ($0.text.lowercased(), 12 / Double($0.months)) }
          ) { first, _ in first }))
    } else {
      column.over = term
      parts.append("over: \(ColumnGuess.scalar(heading))")
    }
    notes.append(
      "arr: \(table.headings[column.index]) is for the whole term, divided by \(heading) times 12")
  }

  /// Asks whether an amount is a year's or a whole term's, where its heading does not say and terms
  /// are longer than a year.
  private mutating func askPeriod() {
    guard answers["amount-is"] == nil, answers.times == nil, let term = index("term"),
      let found = guess.columns.first(where: { $0.name == "arr" }), found.isVague,
      HeadingUnit(table.headings[found.index]).perYear == nil,
      let column = amountColumn, column.factors.isEmpty, column.over == nil, column.times == nil
    else { return }
    let content = ColumnContent(table: table)
    let words = Dictionary(
      (content.terms(term).values ?? []).map { ($0.text, $0.months) }
    ) { first, _ in first }
    var (whole, share, isLong) = (0.0, 0.0, false)
    for row in kept {
      guard let value = amount(row) else { continue }
      let text = table.text(row, term).trimmed
      let months = words[text] ?? Int(text) ?? 12
      isLong = isLong || months > 12
      whole += value
      share += value * 12 / Double(max(1, months))
    }
    guard isLong else { return }
    questions.append(
      StarterQuestion(
        key: "amount-is",
        text:
          "\(table.headings[found.index]) does not say for how long, and \(table.headings[term]) goes beyond a"
          + " year: is it a year's money or the whole term's?",
        choices: [
          ("year", "\(NumberText.grouped(whole)) a year in all"),
          ("term", "\(NumberText.grouped(share)) a year in all"),
        ]))
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

  /// The column that says in which currency another's amounts are: the one of its name, as CRMs give
  /// each amount one, else the only one.
  func currencyColumn(of money: Int) -> Int? {
    let own = Headings.words(table.headings[money])
    let named = table.headings.indices.first { index in
      let words = Headings.words(table.headings[index])
      return index != money && words.contains(where: Self.currencyWords.contains)
        && words.filter { !Self.currencyWords.contains($0) } == own
    }
    return named ?? index("currency")
  }

  private static let currencyWords: Set<String> = ["currency", "curr", "ccy", "währung", "devise"]

  /// What rows come to by currency; without a code where the file names none.
  func sums(of rows: [Int], in money: BookColumns.Column) -> [BookIntake.Currency] {
    var codes = CurrencyCodes(own: "")
    let column = currencyColumn(of: money.index)
    let unit = HeadingUnit("\(table.headings[money.index]) \(units(below: money.index))").currency
    for row in rows {
      guard let amount = try? money.amount(row, of: table, Quantity(.money)) else { continue }
      var code = 0
      if let column {
        code = codes.index(ofText: table.text(row, column))
      } else if let sign = amount.currency {
        code = codes.index(ofSign: sign)
      } else if let unit {
        code = codes.index(ofText: unit)
      }
      codes.add(amount.value, to: code, row)
    }
    if column == nil { codes.joinUnsigned() }
    return codes.parts.filter { $0.rows > 0 && !$0.code.isEmpty }
  }

  /// What rows come to, each currency by itself.
  func money(_ rows: [Int]) -> String {
    guard let column = amountColumn ?? index("arr").map({ BookColumns.Column(index: $0) }) else {
      return "0"
    }
    let parts = sums(of: rows, in: column)
    guard parts.count > 1 else {
      return NumberText.grouped(
        rows.reduce(0) { sum, row in
          sum
            + ((try? column.amount(row, of: table, Quantity(.money)).value)
              ?? table.possibleAmount(row, column.index) ?? 0)
        })
    }
    return parts.map { "\(NumberText.grouped($0.amount)) \($0.code)" }.joined(separator: " and ")
  }

  mutating func chooseCurrency() {
    guard let money = amountColumn else { return }
    let used = sums(of: kept, in: money)
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
