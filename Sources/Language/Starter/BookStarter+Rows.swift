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
    for status in RowStatus.all(in: table) { choose(status) }
    chooseChurned()
  }

  /// Leaves out the rows that a column of states says are no customers, and tells the words that are not
  /// known, each with its rows and money.
  private mutating func choose(_ status: RowStatus) {
    func said(_ values: [String], withMoney: Bool = true) -> String {
      let byValue = Dictionary(grouping: kept) { table.text($0, status.index).trimmed }
      return values.compactMap { value in byValue[value].map { (value, $0) } }
        .sorted { ($1.1.count, $0.0) < ($0.1.count, $1.0) }
        .map { value, rows in
          "\(value.isEmpty ? "blank" : Excerpt.of(value)) \(rows.count)"
            + (withMoney ? " with \(money(rows))" : "")
        }.joined(separator: ", ")
    }
    let unknown = status.unknown.filter { value in
      kept.contains { table.text($0, status.index).trimmed == value }
    }
    guard let condition = status.condition else {
      guard !unknown.isEmpty else { return }
      notes.append(
        "\(status.heading): the words are not known, and every row stays: \(said(unknown)); --where"
          + " '\(status.heading) = ...' names those that are customers")
      return
    }
    conditions.append(condition)
    let left = kept.filter { status.left.contains(table.text($0, status.index).trimmed) }
    guard !left.isEmpty else { return }
    let parts = said(status.left, withMoney: status.left.count > 1)
    let unknownLeft = unknown.filter(status.left.contains)
    let unknownKept = unknown.filter(status.kept.contains)
    let unknownSaid = unknownKept.isEmpty ? "" : said(unknownKept)
    let removed = Set(left)
    notes.append(
      "where \(condition): \(Counted(left.count, "row")) with \(money(left)) are left out (\(parts))"
        + (unknownLeft.isEmpty
          ? ""
          : "; of \(unknownLeft.map { Excerpt.of($0) }.joined(separator: ", ")) it is not known:"
            + " --where '\(status.withUnknown)' keeps them")
        + (unknownSaid.isEmpty
          ? "" : "; not known and kept: \(unknownSaid); `where` leaves them out too"))
    kept.removeAll { removed.contains($0) }
  }

  /// Leaves out who is said to have left, and offers what else such a column tells.
  ///
  /// `Churned` says what an account is now; `Churn` or `lapse` may be what happened in a period to the
  /// accounts of its beginning.
  mutating func chooseChurned() {
    for column in guess.ignoredIndices where Headings.sayWhoLeft(table.headings[column]) {
      let heading = table.headings[column]
      let texts = Set(kept.map { table.text($0, column).trimmed })
      guard texts.count <= 30, texts.allSatisfy({ $0.isEmpty || Vocabulary.boolean($0) != nil })
      else { continue }
      let yes = texts.filter { Vocabulary.boolean($0) == true }.sorted()
      let left = kept.filter { yes.contains(table.text($0, column).trimmed) }
      guard !left.isEmpty, left.count < kept.count else { continue }
      let condition = "\(heading) != \(yes.joined(separator: " | "))"
      let rates = "quotient calibrate \(file) finds the rates in it"
      let rows = "\(Counted(left.count, "row")) with \(money(left))"
      if !Vocabulary.lostStates.isDisjoint(with: Headings.words(heading)) {
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

  /// Of contracts that follow one another, keeps those in force.
  mutating func chooseInForce() {
    guard answers["where"] == nil, let account = index("account"), let end = index("renewal-date")
    else {
      return
    }
    guard !isDatedByStart, periodDays.isEmpty, !asOfIsFirstEnd, let begin = contractStart,
      Set(kept.map { table.text($0, account) }).count < kept.count
    else {
      tellFutureContracts()
      return
    }
    let over = kept.filter { row in (try? table.day(row, end)).map { $0 <= asOf } ?? false }
    guard !over.isEmpty else {
      tellFutureContracts()
      return
    }
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
        "where \(table.headings[begin]) <= \(asOf): \(Counted(future.count, "contract")) with"
          + " \(money(future)) that \(future.count == 1 ? "begins" : "begin") later, first on"
          + " \(firstDay(future, begin)), \(future.count == 1 ? "is" : "are") left out")
    }
  }

  /// The column of the days on which contracts began.
  private var contractStart: Int? {
    let headings = Headings(table.headings)
    return table.headings.indices.first { index in
      Vocabulary.contractStart.contains { headings.isExactly(index, $0) }
    }
  }

  private func firstDay(_ rows: [Int], _ column: Int) -> String {
    rows.compactMap { try? table.day($0, column) }.min()?.description ?? ""
  }

  /// Says which contracts begin only after the file was written, and count all the same.
  private mutating func tellFutureContracts() {
    guard let begin = contractStart else { return }
    let future = kept.filter { row in (try? table.day(row, begin)).map { $0 > asOf } ?? false }
    guard !future.isEmpty else { return }
    let isOne = future.count == 1
    notes.append(
      "\(table.headings[begin]): \(Counted(future.count, "contract")) with \(money(future))"
        + " \(isOne ? "begins" : "begin") after \(asOf), \(asOfGround), first on"
        + " \(firstDay(future, begin)), and \(isOne ? "counts" : "count"); --where"
        + " '\(table.headings[begin]) <= \(asOf)' leaves \(isOne ? "it" : "them") out")
  }

  /// Takes parents for the totals that they are, where their money is that of their children.
  mutating func chooseParents() {
    if let stated = answers["parents"].flatMap(BookRules.Parents.init(rawValue:)) {
      parents = stated
      return
    }
    guard let account = index("account"), let parent = index("parent") else { return }
    let sums = ParentSums(
      table, kept, account: account, parent: parent, name: index("name"), amount: amount)
    guard sums.areTotals else { return }
    parents = .totals
    let gone = Set(sums.totals)
    let isOne = sums.totals.count == 1
    notes.append(
      "parents totals: \(Counted(sums.totals.count, "parent")) with \(money(sums.totals))"
        + " \(isOne ? "has" : "have") as much as \(isOne ? "its" : "their") children together, such as"
        + " \(Excerpt.of(table.text(sums.totals[0], account))) at line \(table.line(sums.totals[0])), and"
        + " \(isOne ? "is" : "are") left out, as \(isOne ? "its" : "their") money would count twice:"
        + " \(money(kept)) with them; --answer parents=apart keeps them")
    kept.removeAll { gone.contains($0) }
  }

  /// Leaves out credits where no row is there to net them.
  mutating func leaveOutCredits() {
    guard repeats != .addUp, parents != .join, let column = index("arr"), answers["where"] == nil
    else { return }
    let credits = kept.filter { row in (amount(row) ?? 0) < 0 }
    guard !credits.isEmpty else { return }
    let heading = table.headings[column]
    let isOne = credits.count == 1
    conditions.removeAll { $0 == "\(heading) != 0" }
    conditions.append("\(heading) > 0")
    notes.append(
      "where \(heading) > 0: \(Counted(credits.count, "credit")) of \(money(credits)), first at line"
        + " \(table.line(credits[0])), \(isOne ? "is" : "are") left out, as \(isOne ? "its" : "their")"
        + " customers have no other row")
    let gone = Set(credits)
    kept.removeAll { gone.contains($0) }
  }

  /// What else tells rows apart that a name that is not unique joins.
  private func otherID(than column: Int) -> String {
    guard Vocabulary.idWords.isDisjoint(with: Headings.words(table.headings[column])) else {
      return ""
    }
    let content = ColumnContent(table: table)
    let unique = guess.ignoredIndices.first { index in
      let texts = Set(kept.map { table.text($0, index).trimmed })
      return texts.count == kept.count && !texts.contains("")
        && !Vocabulary.idWords.isDisjoint(with: Headings.words(table.headings[index]))
        && content.dates(index).misfits > 0
    }
    return unique.map {
      "; \(Excerpt.of(table.headings[$0])) is different in every row: --answer"
        + " 'account=\(table.headings[$0])' makes each an account"
    } ?? ""
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
    // A repeated id of customers with different names may be an error in the file.
    let named = index("name").map { name in
      several.filter { id in
        Set(id.value.compactMap { PersonNames.key(table.text($0, name)) }).count > 1
      }
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
            + " \(credits.count == 1 ? "is" : "are") netted")
        + otherID(than: column))
    if let named, let one = named.min(by: { $0.value[0] < $1.value[0] }), let name = index("name") {
      let rows = named.flatMap(\.value)
      let names = one.value.prefix(2).map { Excerpt.of(table.text($0, name)) }
      notes.append(
        "repeats add-up: \(Counted(named.count, "id")) with \(money(rows)) \(named.count == 1 ? "is" : "are")"
          + " shared by rows of different names, such as \(Excerpt.of(one.key)) of"
          + " \(names.joined(separator: " and ")): are they one customer?")
    }
  }
}
