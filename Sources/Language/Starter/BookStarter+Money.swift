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
    var parts = ["column: \(DocumentWriter.scalar(heading))"]
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
    tellInterval(column)
    askPeriod()
    tellBlanks(column)
  }

  /// What a row of units right under the headings says of a column; empty without one.
  func units(below column: Int) -> String {
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

  /// Multiplies a price by its quantity and what its billing interval makes in a year; divides a total
  /// by its term.
  mutating func addFactors(
    to column: inout BookColumns.Column, _ parts: inout [String], _ headings: Headings
  ) {
    let isTotal = guess.columns.first { $0.name == "arr" }?.isTotal ?? false
    if answers["amount-is"] == "term" || isTotal && answers["amount-is"] == nil {
      divideByTerm(&column, &parts)
      return
    }
    let amount = table.headings[column.index]
    guard answers["amount-is"] != "year", let interval = BillingInterval(table) else { return }
    guard answers["amount-is"] == "interval" || isBilled(column.index) else {
      unusedInterval = interval
      return
    }
    var by: [String] = []
    if let quantity = table.headings.indices.first(where: { index in
      Vocabulary.quantity.contains { headings.isExactly(index, $0) }
    }) {
      by.append(DocumentWriter.scalar(table.headings[quantity]))
      column.factors.append(.init(index: quantity, values: nil))
      notes.append("arr: \(amount) is a price, times \(table.headings[quantity])")
    }
    if interval.isCounted {
      column.over = interval.period
      parts.append("over: \(interval.termYAML(of: table))")
    } else {
      let pairs = interval.words.map {
        "\(DocumentWriter.scalar($0.text)): \(Literal.text(12 / Double($0.months), as: .number))"
      }
      by.append(
        "{column: \(DocumentWriter.scalar(table.headings[interval.count])),"
          + " values: {\(pairs.joined(separator: ", "))}}")
      column.factors.append(interval.factor(interval.count) { 12 / Double($0) })
    }
    usedInterval = interval
    if !by.isEmpty { parts.append("by: [\(by.joined(separator: ", "))]") }
  }

  /// Whether a heading says what is billed each time: `Amount` and `Plan price`, not `Contract value`.
  private func isBilled(_ column: Int) -> Bool {
    let words = Set(Headings.words(table.headings[column]))
    return !words.isDisjoint(with: Vocabulary.billedWords) && !words.contains("contract")
  }

  /// Says that an amount is of one billing interval, or that it is not, with what either comes to.
  private mutating func tellInterval(_ column: Int) {
    let amount = table.headings[column]
    if let interval = usedInterval {
      var plain = amountColumn ?? BookColumns.Column(index: column)
      plain.over = nil
      plain.factors.removeAll { $0.index == interval.count }
      let year = plain.factors.isEmpty ? total(plain) : nil
      notes.append(
        "arr: \(amount) is for one \(interval.name(in: table)), times what makes a year:"
          + " \(interval.times(in: table)): \(money(kept)) a year in all"
          + (year.map { "; --answer amount-is=year if it is a year's money, \($0) in all" } ?? ""))
    } else if let interval = unusedInterval {
      var billed = BookColumns.Column(index: column)
      if interval.isCounted {
        billed.over = interval.period
      } else {
        billed.factors = [interval.factor(interval.count) { 12 / Double($0) }]
      }
      notes.append(
        "arr: \(amount) is not multiplied by \(interval.name(in: table)); --answer"
          + " amount-is=interval if it is what is billed each time, \(total(billed)) a year in all")
    }
  }

  /// What the kept rows come to if a column is read so.
  private func total(_ column: BookColumns.Column) -> String {
    let parts = sums(of: kept, in: column)
    guard parts.isEmpty else {
      return parts.map { "\(NumberText.grouped($0.amount)) \($0.code)" }.joined(separator: " and ")
    }
    return NumberText.grouped(
      kept.reduce(0) { sum, row in
        sum + ((try? column.amount(row, of: table, Quantity(.money)).value) ?? 0)
      })
  }

  /// Divides an amount for a whole term by its years.
  private mutating func divideByTerm(
    _ column: inout BookColumns.Column, _ parts: inout [String]
  ) {
    guard let found = guess.columns.first(where: { $0.name == "term" }) else { return }
    let term = found.index
    let heading = table.headings[term]
    if found.months != nil, let interval = BillingInterval(table) {
      column.over = interval.period
      parts.append("over: \(interval.termYAML(of: table))")
    } else if let values = ColumnContent(table: table).terms(term).values {
      let pairs = values.map {
        "\(DocumentWriter.scalar($0.text)): \(Literal.text(12 / Double($0.months), as: .number))"
      }
      parts.append(
        "by: [{column: \(DocumentWriter.scalar(heading)), values: {\(pairs.joined(separator: ", "))}}]"
      )
      column.factors.append(
        .init(
          index: term,
          values: Dictionary(
            values.map { ($0.text.lowercased(), 12 / Double($0.months)) }
          ) { first, _ in first }))
    } else {
      let isYears = termIsYears
      column.over = .init(index: term, times: isYears ? 12 : 1)
      parts.append(
        isYears
          ? "over: {column: \(DocumentWriter.scalar(heading)), times: 12}"
          : "over: \(DocumentWriter.scalar(heading))")
    }
    notes.append(
      "arr: \(table.headings[column.index]) is for the whole term, divided by \(heading)"
        + (termIsYears ? "" : " times 12"))
  }

  /// Asks whether an amount is a year's or a whole term's, where its heading does not say and terms
  /// are longer than a year.
  private mutating func askPeriod() {
    guard answers["amount-is"] == nil, answers.times == nil, let term = index("term"),
      let found = guess.columns.first(where: { $0.name == "arr" }), found.isVague,
      HeadingUnit(table.headings[found.index]).perYear == nil,
      let column = amountColumn, column.factors.isEmpty, column.over == nil, column.times == nil
    else { return }
    var (whole, share, isLong) = (0.0, 0.0, false)
    for row in kept {
      guard let value = amount(row) else { continue }
      let months = terms[row] ?? 12
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

  /// Leaves out rows without money, and says how many.
  mutating func tellBlanks(_ column: Int) {
    let heading = table.headings[column]
    let blank = kept.filter { table.hasNoAmount($0, column) }
    if !blank.isEmpty {
      let (blanks, isOne) = (blank.count, blank.count == 1)
      let written = Set(blank.map { table.text($0, column).trimmed }).filter { !$0.isEmpty }
      skipsBlank = answers["blank"] != "refuse"
      notes.append(
        "blank skip: \(Counted(blanks, "row")) of the book \(isOne ? "has" : "have") no \(heading)"
          + (written.isEmpty ? "" : " (\(written.sorted().joined(separator: ", ")))")
          + " and \(isOne ? "is" : "are") left out; is it known elsewhere?")
      if skipsBlank { kept.removeAll { table.hasNoAmount($0, column) } }
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
}
