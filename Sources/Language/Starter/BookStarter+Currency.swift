import Formats
import Model
import Units

/// In which currency the amounts are.
extension BookStarter {
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
      return index != money && words.contains(where: Vocabulary.currencyWords.contains)
        && words.filter { !Vocabulary.currencyWords.contains($0) } == own
    }
    return named ?? index("currency")
  }

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

  /// Says which rows name no currency, where others name one.
  private mutating func tellUnnamedCurrency(
    _ used: [BookIntake.Currency], _ money: BookColumns.Column
  ) {
    let named = used.reduce(0) { $0 + $1.rows }
    guard named > 0, named < kept.count else { return }
    let column = currencyColumn(of: money.index)
    let unnamed = kept.filter { row in
      guard let amount = try? money.amount(row, of: table, Quantity(.money)) else { return false }
      return column.map { table.isEmpty(row, $0) } ?? (amount.currency == nil)
    }
    // Without a column they are in the only currency that others are in.
    guard !unnamed.isEmpty, column != nil || used.count > 1 else { return }
    let sum = unnamed.reduce(0) { $0 + (amount($1) ?? 0) }
    let code =
      answers["currency"]?.uppercased() ?? answers.rates.first { $0.value == 1 }?.key
      ?? used.max { Self.weight($0) < Self.weight($1) }?.code ?? currency
    let isOne = unnamed.count == 1
    notes.append(
      "currency: \(Counted(unnamed.count, "row")) with \(NumberText.grouped(sum))"
        + " \(isOne ? "names" : "name") none, first at line \(table.line(unnamed[0])), and"
        + " \(isOne ? "is" : "are") taken for \(code)"
        + (column.map {
          "; --where '\(table.headings[$0]) is not blank' leaves \(isOne ? "it" : "them") out"
        } ?? ""))
  }

  /// The columns of money, of several that may be meant, that need no rate.
  private func singleCurrencyRivals() -> String {
    let single = guess.rivals.filter { index in
      sums(of: kept, in: BookColumns.Column(index: index)).count == 1
    }
    guard let first = single.first else { return "" }
    return " None is needed if arr is \(table.headings[first])"
  }

  mutating func chooseCurrency() {
    guard let money = amountColumn else { return }
    let used = sums(of: kept, in: money)
    tellUnnamedCurrency(used, money)
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
        text: "amounts in several currencies are never added: \(sums); at which rate?"
          + singleCurrencyRivals(),
        choices: missing.map {
          ("", "--answer currencies.\($0.code)=RATE: how much \(currency) one \($0.code) is")
        }))
  }
}
