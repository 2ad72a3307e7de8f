import Formats
import Model
import Units

/// Which rows are the book, and how they become accounts.
extension BookStarter {
  // MARK: - Rows

  mutating func chooseRows() {
    kept = Array(0..<table.rowCount)
    if let stated = answers["where"] {
      conditions = stated.split(separator: ";").map { $0.trimmed }
      keepStated()
      return
    }
    for status in RowStatus.all(in: table) {
      conditions.append(status.condition)
      let left = kept.filter { !status.kept.contains(table.text($0, status.index).trimmed) }
      guard !left.isEmpty else { continue }
      let removed = Set(left)
      kept.removeAll { removed.contains($0) }
      let parts = status.others.map { other in
        "\(other.value.isEmpty ? "blank" : Excerpt.of(other.value)) \(other.rows)"
      }
      notes.append(
        "where \(status.condition): \(Counted(left.count, "row")) with"
          + " \(money(left)) are left out (\(parts.joined(separator: ", ")))")
    }
    chooseChurned()
  }

  /// Leaves out who is said to have left, and offers what else such a column tells.
  ///
  /// `Churned` says what an account is now; `Churn` or `lapse` may be what happened in a period to the
  /// accounts of its beginning.
  mutating func chooseChurned() {
    let states: Set<String> = ["churned", "lapsed", "cancelled", "canceled", "lost", "left"]
    for column in guess.ignoredIndices where Headings.sayWhoLeft(table.headings[column]) {
      let heading = table.headings[column]
      let texts = Set(kept.map { table.text($0, column).trimmed })
      guard texts.count <= 30, texts.allSatisfy({ $0.isEmpty || BookRows.boolean($0) != nil })
      else { continue }
      let yes = texts.filter { BookRows.boolean($0) == true }.sorted()
      let left = kept.filter { yes.contains(table.text($0, column).trimmed) }
      guard !left.isEmpty, left.count < kept.count else { continue }
      let condition = "\(heading) != \(yes.joined(separator: " | "))"
      let rates = "quotient calibrate \(file) finds the rates in it"
      let rows = "\(Counted(left.count, "row")) with \(money(left))"
      if !states.isDisjoint(with: Headings.words(heading)) {
        conditions.append(condition)
        let gone = Set(left)
        kept.removeAll { gone.contains($0) }
        notes.append(
          "where \(condition): \(rows) \(left.count == 1 ? "is" : "are") no customer any more and left"
            + " out; \(rates)")
      } else {
        let all = (conditions + [condition]).joined(separator: "; ")
        notes.append(
          "\(heading) says who left: \(rows) \(left.count == 1 ? "is" : "are") part of the book all the"
            + " same; --where '\(all)' leaves them out, and \(rates)")
      }
    }
  }

  mutating func keepStated() {
    for text in conditions {
      guard let condition = try? BookCondition(text, of: table) else { continue }
      kept.removeAll { row in !((try? condition.holds(row, of: table)) ?? true) }
    }
  }

  /// The first fiscal year: the next that begins on a 1 January, where none is stated.
  mutating func chooseStart() {
    (asOf, asOfGround) = exportDay()
    if let stated = answers["start"].flatMap({ Day($0) }) {
      start = stated
      return
    }
    start = Day(year: asOf.year + 1, month: 1, day: 1) ?? asOf
    notes.append("start \(start): the first fiscal year after \(asOf), \(asOfGround)")
  }

  /// The day on which the file was written, as far as it tells.
  func exportDay() -> (Day, String) {
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
      if let last = days.max(), last >= today.adding(months: -12), let column = columns.first {
        return (
          last,
          "the last day in \(columns.count > 1 ? "its dates of the past" : table.headings[column])"
        )
      }
    }
    // Most exports hold contracts that run: the first to end tells how old the file may be.
    if let column = index("renewal-date"),
      table.format.dates != nil || table.dateReading(column) == .plain,
      let first = kept.compactMap({ try? table.day($0, column) }).min(),
      first >= today.adding(months: -12), first <= today
    {
      return (first, "when the first contract of the file ends")
    }
    return (today, "today")
  }

  /// Of contracts that follow one another, keeps those in force.
  mutating func chooseInForce() {
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
    conditions.append("\(table.headings[end]) > \(asOf)")
    kept.removeAll { removed.contains($0) }
    notes.append(
      "where \(table.headings[end]) > \(asOf): \(Counted(over.count, "contract")) with"
        + " \(money(over)) that ended by then \(over.count == 1 ? "is" : "are") left out"
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

  mutating func chooseRepeats() {
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
}
