import Formats
import Model
import Units

/// Warnings about a valid book.
extension BookRows {
  /// Warns of a sign that differs from the scenario currency's; currencies that may share a sign
  /// are not reported.
  func warnOfOtherCurrency(_ row: Int, _ column: Int, _ code: String) {
    guard ["USD", "EUR", "GBP"].contains(currency) else { return }
    diagnostics.report(
      Diagnostic(
        .warning, at: table.location(row, column), subject: table.headings[column],
        .found(
          table.text(row, column), expected: "an amount in \(currency), the scenario's currency"),
        hint: "set `currency: \(code)`, or convert the amounts"))
  }

  /// Warns of renewals more than a term and more than a year after the start, as those accounts
  /// cannot churn until then. Renewals before the start are rolled forward by whole terms.
  func warnOfFarRenewals(
    _ renewalDay: [Day], _ term: [Int], _ ids: [String], _ arr: [Double]
  ) {
    guard let column = columns["renewal-date"] else { return }
    let far = ids.indices.filter { renewalDay[$0] > start.adding(months: max(term[$0], 12)) }
    guard let row = far.first else { return }
    let others = Counted(far.count - 1, "other account")
    let months = Counted(term[row], "month")
    let terms =
      columns["term"] == nil ? "\(months), as no column says a term" : "its term of \(months)"
    diagnostics.report(
      Diagnostic(
        .warning, at: table.location(rows[row], column.index),
        subject: table.headings[column.index],
        .statement(
          "\(Excerpt.of(ids[row])) renews on \(renewalDay[row]), further from \(start) than"
            + " \(terms)"
            + (others.count == 0
              ? ""
              : "; so \(others.count == 1 ? "does" : "do") \(others), together with"
                + " \(NumberText.grouped(far.reduce(0) { $0 + arr[$1] })) \(currency)")),
        hint: "correct dates, terms or `start`"))
  }

  /// Whether a term ended before the start, so that a renewal is taken as won that the file does not
  /// tell; short terms roll on within a year and are not meant.
  static func isOver(_ day: Day, term: Int, by start: Day) -> Bool {
    day < (term >= 12 ? start : start.adding(months: -12))
  }

  /// Warns where a third or more of the money ended before the start; one account may be late, several
  /// are a start that is.
  func warnOfExpired(_ renewalDay: [Day], _ term: [Int], _ arr: [Double]) {
    guard let column = columns["renewal-date"] else { return }
    let past = renewalDay.indices.filter {
      Self.isOver(renewalDay[$0], term: term[$0], by: start)
        && !table.isEmpty(rows[$0], column.index)
    }
    let sum = past.reduce(0) { $0 + arr[$1] }
    let isAll = past.count == arr.count
    guard let first = past.first, past.count > 1 || isAll, sum * 3 >= arr.reduce(0, +) else {
      return
    }
    let heading = table.headings[column.index]
    diagnostics.report(
      Diagnostic(
        .warning, at: table.location(rows[first], column.index), subject: heading,
        .statement(
          "\(isAll ? "all" : "\(past.count) of") \(Counted(arr.count, "account")) with"
            + " \(NumberText.grouped(sum)) \(currency) ended before \(start), and each is taken to have"
            + " renewed at the same ARR"),
        hint: "correct `start`, or leave out who did not renew by `where`"))
  }

  /// Counts the accounts whose day of renewal the file does not tell.
  mutating func tellUndated(_ arr: [Double]) {
    let column = columns["renewal-date"]
    let undated = rows.indices.filter { index in
      column.map { table.isEmpty(rows[index], $0.index) } ?? true
    }
    if !undated.isEmpty {
      intake.undated = BookIntake.Part(
        name: column.map { table.headings[$0.index] } ?? "", accounts: undated.count,
        arr: undated.reduce(0) { $0 + arr[$1] })
    }
    guard let column, column.values == nil else { return }
    let months = rows.indices.filter { table.isMonth(rows[$0], column.index) }
    guard let first = months.first else { return }
    intake.remarks.append(
      "\(Counted(months.count, "date")) of \(table.headings[column.index])"
        + " \(months.count == 1 ? "is" : "are") a month or quarter, such as"
        + " \(table.text(rows[first], column.index)), and read as its first day")
  }

  /// Warns of an account that has as much as all others together, or is called a total; the first is
  /// ignored in small files, where that may be chance.
  func warnOfTotals(_ arr: [Double], _ ids: [String]) {
    guard let column = columns["arr"] else { return }
    let sum = arr.reduce(0, +)
    let names = columns["name"]
    for index in arr.indices {
      let isSum = arr.count > 10 && abs(2 * arr[index] - sum) <= 1e-9 * sum
      let isCalledSo =
        TotalWord.isWhole(ids[index])
        || names.map { TotalWord.isWhole(table.text(rows[index], $0.index)) } ?? false
      guard isSum || isCalledSo else { continue }
      diagnostics.report(
        Diagnostic(
          .warning, at: table.location(rows[index], column.index),
          subject: table.headings[column.index],
          .statement(
            "\(Excerpt.of(ids[index])) "
              + (isSum
                ? "has as much ARR as all other accounts together"
                : "counts as an account with \(NumberText.grouped(arr[index]))")),
          hint: "if it is a total, say `leave-out: [\(label(rows[index]))]` under `book`"))
    }
  }

  /// The first filled field of a row, by which it can be left out.
  private func label(_ row: Int) -> String {
    let column = table.headings.indices.first { !table.isEmpty(row, $0) } ?? 0
    return Excerpt.of(table.text(row, column))
  }

  /// Says whose the accounts are, and which name a parent.
  mutating func readBack(owners arr: [Double]) {
    if let column = columns["owner"] {
      let (names, variants) = PersonNames.column(
        rows.map { table.isEmpty($0, column.index) ? nil : table.text($0, column.index) })
      var owners: [String: BookIntake.Part] = [:]
      var unowned = BookIntake.Part(name: "", accounts: 0, arr: 0)
      for (index, name) in names.enumerated() {
        guard let name else {
          unowned.accounts += 1
          unowned.arr += arr[index]
          continue
        }
        owners[name, default: .init(name: name, accounts: 0, arr: 0)].accounts += 1
        owners[name]?.arr += arr[index]
      }
      intake.owners = owners.values.sorted { ($1.arr, $0.name) < ($0.arr, $1.name) }
      intake.unowned = unowned
      if variants > 0 {
        intake.remarks.append(
          "the owners are written in \(Counted(owners.count + variants, "way")) and are"
            + " \(Counted(owners.count, "person", "persons"))")
      }
    }
    if let column = columns["parent"] {
      let children = rows.count { !table.isEmpty($0, column.index) }
      if children > 0, rules.parents == .apart {
        intake.remarks.append(
          "\(Counted(children, "account")) \(children == 1 ? "names" : "name") a parent and"
            + " \(children == 1 ? "has a contract of its" : "have contracts of their") own"
            + " (`parents: join` adds them to the parent)")
      }
    }
  }

  /// Says which cells of a workbook are not what their column is, though they can be read.
  mutating func tellTypes(_ lines: BookLines) {
    guard table.isWorkbook else { return }
    if table.hiddenRows > 0 {
      intake.remarks.append(
        "\(Counted(table.hiddenRows, "hidden row")) \(table.hiddenRows == 1 ? "counts" : "count")")
    }
    if let column = columns["arr"] {
      let texts = lines.rows.count {
        !table.isTyped($0, column.index) && !table.isEmpty($0, column.index)
      }
      if texts > 0, texts < lines.rows.count {
        intake.remarks.append(
          "\(Counted(texts, "amount")) of \(table.headings[column.index])"
            + " \(texts == 1 ? "is text and is read as a number" : "are text and are read as numbers")"
        )
      }
    }
    if let column = columns["renewal-date"] {
      let texts = lines.rows.count {
        !table.isTyped($0, column.index) && !table.isEmpty($0, column.index)
      }
      let serials = lines.rows.count { table.isSerial($0, column.index) }
      let parts = [
        texts > 0 && texts < lines.rows.count ? "\(texts) as text" : nil,
        serials > 0 ? "\(serials) as bare day numbers" : nil,
      ].compactMap(\.self)
      if !parts.isEmpty {
        intake.remarks.append(
          "dates of \(table.headings[column.index]) are written in several ways: "
            + parts.joined(separator: ", ") + ", the rest as dates")
      }
    }
  }
}
