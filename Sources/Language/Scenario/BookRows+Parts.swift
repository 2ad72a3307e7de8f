import Formats
import Model
import Ownership
import Units

/// Accounts that are made up of several rows.
extension BookRows {
  /// Refuses accounts of which credits leave nothing, and says what was added up.
  mutating func tellParts(
    _ lines: BookLines, parts: [Int], account: [Int], ids: [String], arr: [Double]
  ) {
    if let column = columns["arr"]?.index {
      for group in ids.indices where arr[group] <= 0 && isTold(column) {
        diagnostics.report(
          Diagnostic(
            at: table.location(rows[group], column), subject: table.headings[column],
            .statement(
              "the rows of \(Excerpt.of(ids[group])) add up to \(NumberText.grouped(arr[group])),"
                + " expected above 0"),
            hint: "leave the account out by `where`"))
      }
    }
    let several = parts.count { $0 > 1 }
    guard several > 0 else { return }
    intake.remarks.append(
      "\(Counted(several, "account")) \(several == 1 ? "has" : "have") several rows, which are added"
        + " up: \(lines.rows.count) rows are \(Counted(ids.count, "account"))")
    tellPartialLeavers(lines, account: account, accounts: ids.count)
    tellDivided(lines, account: account)
    let credits = lines.arr.filter { $0 < 0 }
    if !credits.isEmpty {
      intake.remarks.append(
        "\(Counted(credits.count, "credit")) of \(NumberText.grouped(credits.reduce(0, +)))"
          + " \(currency) \(credits.count == 1 ? "is" : "are") netted")
    }
    guard let column = columns["renewal-date"], column.values == nil,
      account.count == lines.rows.count
    else { return }
    var days: [Day?] = Array(repeating: nil, count: ids.count)
    var differ = false
    var contracts: [BookIntake.Contract] = []
    for (line, row) in lines.rows.enumerated() {
      guard let day = try? table.day(row, column.index) else { continue }
      contracts.append(.init(ends: day, arr: lines.arr[line]))
      if let known = days[account[line]], known != day { differ = true }
      days[account[line]] = day
    }
    if differ { intake.contracts = contracts }
  }

  /// Says whose rows count under another, where the rows of an account name several owners, segments or
  /// the like.
  private mutating func tellDivided(_ lines: BookLines, account: [Int]) {
    guard account.count == lines.rows.count else { return }
    let table = table
    for name in ["owner", "segment", "name"] + columns.persons {
      guard let column = columns[name]?.index else { continue }
      func key(_ row: Int) -> String? { PersonNames.key(table.text(row, column)) }
      let own = rows.map(key)
      var others: [String: (rows: Int, arr: Double)] = [:]
      var accounts: Set<Int> = []
      for (line, row) in lines.rows.enumerated() {
        let text = key(row)
        guard text != own[account[line]] else { continue }
        accounts.insert(account[line])
        let shown = text == nil ? "nobody" : table.text(row, column).trimmed
        others[shown, default: (0, 0)].rows += 1
        others[shown, default: (0, 0)].arr += lines.arr[line]
      }
      guard !accounts.isEmpty else { continue }
      let all = others.sorted { ($1.value.arr, $0.key) < ($0.value.arr, $1.key) }
      let shown = all.prefix(4).map {
        "\(Excerpt.of($0.key)) \(Counted($0.value.rows, "row")) / \(NumberText.grouped($0.value.arr))"
      }
      let isOne = accounts.count == 1
      intake.remarks.append(
        "\(table.headings[column]) differs within \(Counted(accounts.count, "account")), which"
          + " \(isOne ? "takes" : "take") that of \(isOne ? "its" : "their") largest row; under another"
          + " count " + shown.joined(separator: ", ")
          + (all.count > 4 ? " and \(all.count - 4) more" : ""))
    }
  }

  // MARK: - Parents

  /// Without parents that are the totals of their children, or with a warning of them.
  mutating func withoutTotals(_ lines: BookLines) -> BookLines {
    guard let account = columns["account"], let parent = columns["parent"] else { return lines }
    let byRow = Dictionary(zip(lines.rows, lines.arr)) { first, _ in first }
    let sums = ParentSums(
      table, lines.rows, account: account.index, parent: parent.index, name: columns["name"]?.index
    ) { byRow[$0] }
    let totals = Set(sums.totals)
    guard !totals.isEmpty else { return lines }
    let arr = sums.totals.reduce(0) { $0 + (byRow[$1] ?? 0) }
    if rules.parents == .totals {
      intake.leftOut.append(
        .init(reason: "a parent that is its children's total", rows: totals.count, arr: arr))
      var rest = BookLines()
      for (row, value) in zip(lines.rows, lines.arr) where !totals.contains(row) {
        rest.rows.append(row)
        rest.arr.append(value)
      }
      return rest
    }
    guard sums.areTotals else { return lines }
    let isOne = totals.count == 1
    diagnostics.report(
      Diagnostic(
        .warning, at: table.location(sums.totals[0], columns["arr"]?.index ?? account.index),
        subject: table.headings[parent.index],
        .statement(
          "\(Counted(totals.count, "parent")) with \(NumberText.grouped(arr)) \(currency)"
            + " \(isOne ? "has" : "have") as much as \(isOne ? "its" : "their") children together, and"
            + " \(isOne ? "that" : "their") money counts twice"),
        hint: "say `parents: totals` under `book` to leave \(isOne ? "it" : "them") out"))
    return lines
  }
}
