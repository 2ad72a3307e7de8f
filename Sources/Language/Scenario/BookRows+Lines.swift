import Formats
import Model
import Units

extension BookRows {
  /// Selects the rows by the conditions and reads their amounts; everything left out is counted.
  mutating func lines() -> BookLines {
    var lines = BookLines()
    guard let column = columns["arr"] else { return lines }
    intake.rows = table.rowCount
    intake.passedOver = table.leftOut.map(\.label)
    intake.blankRows = table.blankRows
    let conditions = conditions()
    var excluded = conditions.map { _ in (rows: 0, arr: 0.0, readable: 0) }
    var blanks = 0
    var codes = CurrencyCodes(own: currency)
    var codeOfLine: [Int] = []
    var unnamed = BookIntake.Currency(code: currency, rows: 0, amount: 0)
    let currencyColumn = columns["currency"]
    let quantity: Quantity =
      rules.repeats == .addUp || rules.parents == .join ? Quantity(.money) : .positiveMoney
    lines.rows.reserveCapacity(table.rowCount)
    lines.arr.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      if let failed = failedCondition(row, conditions) {
        excluded[failed].rows += 1
        if let amount = try? column.amount(row, of: table, Quantity(.money)) {
          excluded[failed].arr += amount.value * rate(row, sign: amount.currency)
          excluded[failed].readable += 1
        }
        continue
      }
      if rules.blank == .skip, table.hasNoAmount(row, column.index) {
        blanks += 1
        continue
      }
      var value = 0.0
      var code = 0
      do throws(LiteralError) {
        let amount = try column.amount(row, of: table, quantity)
        value = amount.value
        if let currencyColumn {
          code = codes.index(ofText: table.text(row, currencyColumn.index))
        } else if let sign = amount.currency {
          code = codes.index(ofSign: sign)
        }
        if code == 0,
          currencyColumn.map({ table.isEmpty(row, $0.index) }) ?? (amount.currency == nil)
        {
          unnamed.rows += 1
          unnamed.amount += value
        }
        codes.add(value, to: code, row)
      } catch {
        refuse(row, column.index, error)
      }
      lines.rows.append(row)
      lines.arr.append(value)
      codeOfLine.append(code)
    }
    for (condition, count) in zip(conditions, excluded) where count.rows > 0 {
      intake.leftOut.append(
        .init(
          reason: "not `\(condition.text)`", rows: count.rows,
          arr: count.readable > 0 ? count.arr : nil))
    }
    if blanks > 0 {
      intake.leftOut.append(
        .init(reason: "no \(table.headings[column.index])", rows: blanks, arr: nil))
    }
    convert(&lines, codeOfLine, codes, column.index)
    tellUnnamed(unnamed)
    return lines
  }

  // MARK: - Conditions

  private func conditions() -> [BookCondition] {
    rules.conditions.compactMap { condition in
      do throws(LiteralError) {
        return try BookCondition(condition.text, of: table)
      } catch {
        condition.cursor.report(.found(error.found, expected: error.expected), hint: error.hint)
        return nil
      }
    }
  }

  /// The first condition that a row does not fulfil; a field that cannot be compared is refused.
  private mutating func failedCondition(_ row: Int, _ conditions: [BookCondition]) -> Int? {
    for index in conditions.indices {
      do throws(LiteralError) {
        if try !conditions[index].holds(row, of: table) { return index }
      } catch {
        refuse(row, conditions[index].column, error)
        return index
      }
    }
    return nil
  }

  /// How much of the scenario's currency one of a row's is; 1 where nothing says so.
  private func rate(_ row: Int, sign: String?) -> Double {
    let stated = columns["currency"].map { table.text(row, $0.index).trimmed } ?? sign
    guard let stated, !rules.rates.isEmpty else { return 1 }
    return rules.rates[WrittenAmount.code(of: stated) ?? stated.uppercased()] ?? 1
  }

  // MARK: - Leavers

  /// The columns that say who leaves at the end of the term, with the values that do.
  private var leaverColumns: [(column: BookColumns.Column, values: Set<String>)] {
    uses.compactMap { name, use in
      use.never.isEmpty ? nil : columns[name].map { ($0, use.never) }
    }
  }

  private func leaves(
    _ row: Int, _ leavers: [(column: BookColumns.Column, values: Set<String>)]
  ) -> Bool {
    leavers.contains { leaver in
      let meaning = try? leaver.column.meaning(table.text(row, leaver.column.index))
      return meaning.map(leaver.values.contains) ?? false
    }
  }

  /// The first day for those whose term ended before it and who are known not to have renewed, so that
  /// no renewal of theirs is assumed won.
  mutating func leavingOnFirstDay(_ days: [Day], _ arr: [Double]) -> [Day] {
    let leavers = leaverColumns
    guard !leavers.isEmpty else { return days }
    let gone = rows.indices.filter { days[$0] < start && leaves(rows[$0], leavers) }
    guard !gone.isEmpty else { return days }
    var days = days
    for account in gone { days[account] = start }
    intake.remarks.append(
      "\(Counted(gone.count, "account")) with \(NumberText.grouped(gone.reduce(0) { $0 + arr[$1] })) \(currency)"
        + " \(gone.count == 1 ? "has" : "have") given notice for a day before \(start) and"
        + " \(gone.count == 1 ? "leaves" : "leave") on it; `where` leaves \(gone.count == 1 ? "it" : "them") out"
    )
    return days
  }

  /// Says of how many accounts a part leaves and another does not.
  mutating func tellPartialLeavers(_ lines: BookLines, account: [Int], accounts: Int) {
    let leavers = leaverColumns
    guard !leavers.isEmpty, account.count == lines.rows.count else { return }
    var leaving = [Double](repeating: 0, count: accounts)
    var staying = leaving
    for (line, row) in lines.rows.enumerated() {
      if leaves(row, leavers) {
        leaving[account[line]] += lines.arr[line]
      } else {
        staying[account[line]] += lines.arr[line]
      }
    }
    let mixed = leaving.indices.filter { leaving[$0] != 0 && staying[$0] != 0 }
    guard !mixed.isEmpty else { return }
    intake.remarks.append(
      "\(Counted(mixed.count, "account")) \(mixed.count == 1 ? "has" : "have") given notice for a part,"
        + " \(NumberText.grouped(mixed.reduce(0) { $0 + leaving[$1] })) of"
        + " \(NumberText.grouped(mixed.reduce(0) { $0 + leaving[$1] + staying[$1] })) \(currency): an account"
        + " leaves or stays as its largest part does")
  }

  // MARK: - Currencies

  /// Turns every amount into the scenario's currency, or says which rate is missing.
  private mutating func convert(
    _ lines: inout BookLines, _ codeOfLine: [Int], _ codes: CurrencyCodes, _ column: Int
  ) {
    var codes = codes
    if columns["currency"] == nil { codes.joinUnsigned() }
    let used = codes.parts.indices.filter { codes.parts[$0].rows > 0 }
    intake.currencies = used.map { codes.parts[$0] }.sorted { $0.code < $1.code }
    guard used.contains(where: { codes.parts[$0].code != currency }) else { return }
    let missing = used.filter {
      codes.parts[$0].code != currency && rules.rates[codes.parts[$0].code] == nil
    }
    guard missing.isEmpty else {
      refuseCurrencies(codes, used, missing, column)
      return
    }
    if columns["currency"] == nil, used.count == 1 {
      // Without a sign an amount is in the currency of those that have one.
      let rate = rules.rates[codes.parts[used[0]].code] ?? 1
      for line in lines.arr.indices { lines.arr[line] *= rate }
      return
    }
    let rates = codes.parts.map { $0.code == currency ? 1 : rules.rates[$0.code] ?? 1 }
    for line in lines.arr.indices { lines.arr[line] *= rates[codeOfLine[line]] }
  }

  /// Says which rows name no currency, where others name one.
  private mutating func tellUnnamed(_ unnamed: BookIntake.Currency) {
    let hasColumn = columns["currency"] != nil
    // Without a column they are in the only currency that others are in.
    let named = intake.currencies.reduce(0) { $0 + $1.rows } - unnamed.rows
    guard unnamed.rows > 0, named > 0, hasColumn || intake.currencies.count > 1 else { return }
    intake.remarks.append(
      "\(Counted(unnamed.rows, "row")) with \(NumberText.grouped(unnamed.amount))"
        + " \(unnamed.rows == 1 ? "names" : "name") no currency and \(unnamed.rows == 1 ? "is" : "are")"
        + " taken for \(currency)")
  }

  private func refuseCurrencies(
    _ codes: CurrencyCodes, _ used: [Int], _ missing: [Int], _ column: Int
  ) {
    let first = missing[0]
    let location = table.location(codes.firstRow[first], columns["currency"]?.index ?? column)
    let sums = intake.currencies.map {
      "\(NumberText.grouped($0.amount)) \($0.code) in \(Counted($0.rows, "row"))"
    }.joined(separator: ", ")
    let names = missing.map { codes.parts[$0].code }
    let isSign = columns["currency"] == nil
    if used.count == 1, isSign {
      // A sign alone may be another country's.
      warnOfOtherCurrency(codes.firstRow[first], column, names[0])
      return
    }
    let rates = names.map { "\($0): ..." }.joined(separator: ", ")
    diagnostics.report(
      Diagnostic(
        at: location, subject: table.headings[columns["currency"]?.index ?? column],
        .statement(
          used.count == 1
            ? "every amount is in \(names[0]), and the scenario's currency is \(currency)"
            : "amounts in several currencies are never added: \(sums)"),
        hint: used.count == 1
          ? "set `currency: \(names[0])`, or say `currencies: {\(rates)}`"
          : "say `currencies: {\(rates)}` under `book`: how much \(currency) one of each is"))
  }

  // MARK: - Readings

  /// Refuses columns of which every field has two readings, or but one that the format does not say.
  mutating func refuseOpenReadings() {
    if table.format.decimal == nil, let column = columns["arr"], column.values == nil,
      case .open(let row, let point, let comma) = table.decimalReading(column.index)
    {
      table = table.reading(decimal: .point, dates: table.format.dates)
      diagnostics.report(
        Diagnostic(
          at: table.location(row, column.index), subject: table.headings[column.index],
          .statement(
            "\(Excerpt.of(table.text(row, column.index))) is \(NumberText.grouped(comma.value)) or"
              + " \(NumberText.short(point.value)), and so are the others:"
              + " \(NumberText.grouped(comma.sum)) or \(NumberText.grouped(point.sum, decimals: 2))"
              + " in all"),
          hint: "say `decimal: \",\"` or `decimal: .` under `book`"))
    }
    if table.format.dates == nil, let column = columns["renewal-date"], column.values == nil {
      refuseOpenDates(column.index)
    }
  }

  private mutating func refuseOpenDates(_ column: Int) {
    var order: DateOrder?
    defer { if let order { table = table.reading(decimal: table.format.decimal, dates: order) } }
    func report(_ row: Int, _ text: String, _ hint: String) {
      diagnostics.report(
        Diagnostic(
          at: table.location(row, column), subject: table.headings[column], .statement(text),
          hint: hint))
    }
    switch table.dateReading(column) {
    case .plain: break
    case .open(let row):
      order = .dayFirst
      let readings = DateOrder.allCases.compactMap { order in
        try? table.reading(decimal: nil, dates: order).day(row, column)
      }
      let days = Set(readings.map(\.description)).sorted().joined(separator: " or ")
      report(
        row, "\(table.text(row, column)) is \(days), and no date of the column tells",
        "say `dates: d/m/y` or `dates: m/d/y` under `book`")
    case .only(let found, let row):
      // With points there is but one order.
      if found == .dayFirst, table.text(row, column).contains(".") { return }
      report(
        row, "\(table.text(row, column)) can only be read as \(found.rawValue)",
        "say `dates: \(found.rawValue)` under `book`")
      order = found
    case .mixed(let day, let month):
      report(
        max(day, month),
        "\(table.text(day, column)) at line \(table.line(day)) has the day first,"
          + " \(table.text(month, column)) at line \(table.line(month)) the month",
        "correct one of them where the file comes from")
    }
  }
}
