import Formats
import Model
import Units

/// What a book is understood to be, read back to the one who knows it: money by segment and currency,
/// what comes due and when, terms, owners, the largest accounts, and what was left out.
struct BookReadBack {
  private let book: Book
  private let start: Day
  private let currency: String
  private let intake: BookIntake?
  private let leavers: [Bool]

  init(_ scenario: Scenario, intake: BookIntake?) {
    book = scenario.book
    start = scenario.start
    currency = scenario.currency
    self.intake = intake
    leavers = scenario.leavers
  }

  var lines: [String] {
    pastLines + leaverLines + contractLines
      + (intake == nil
        ? []
        : [
          exactLine, currencyLine, leftOutLine, passedOverLine, quarterLine, undatedLine, termLine,
          ownerLine,
          largestLine,
        ].compactMap(\.self) + personLines + (intake?.remarks ?? []))
  }

  // MARK: - Due

  /// Accounts whose term ended before the start: their renewals are assumed won.
  private var pastLines: [String] {
    let past = book.ids.indices.filter { book.renewalDay[$0] < start }
    guard !past.isEmpty else { return [] }
    let arr = past.reduce(0) { $0 + book.arr[$1] }
    let end = start.adding(months: 12)
    let due = book.ids.indices.filter {
      book.renewalDay[$0] >= start && book.renewalDay[$0] < end
    }
    return [
      "\(accounts(past.count)) renewed before \(start): rolled forward by whole terms, with"
        + " \(amount(arr)) assumed won; due as dated are \(accounts(due.count)),"
        + " \(amount(due.reduce(0) { $0 + book.arr[$1] }))"
    ]
  }

  /// Who has given notice, and of whom the stated rates then are.
  private var leaverLines: [String] {
    let leaving = book.ids.indices.filter { leavers[$0] }
    guard !leaving.isEmpty else { return [] }
    let arr = leaving.reduce(0) { $0 + book.arr[$1] }
    let end = start.adding(months: 12)
    let soon = leaving.filter {
      RenewalCalendar.nextRenewal(book.renewalDay[$0], term: book.term[$0], start: start) < end
    }
    return [
      "\(accounts(leaving.count)) with \(amount(arr)) \(leaving.count == 1 ? "has" : "have") given notice"
        + " and leave when the term ends, \(soon.count) with"
        + " \(amount(soon.reduce(0) { $0 + book.arr[$1] })) in the first year; stated renewal rates are of"
        + " the other \(accounts(book.count - leaving.count)) with"
        + " \(amount(book.totalARR.amount - arr))"
    ]
  }

  /// Where the rows of an account end on different days, what is due contract by contract.
  private var contractLines: [String] {
    guard let contracts = intake?.contracts, !contracts.isEmpty else { return [] }
    let end = start.adding(months: 12)
    let due = contracts.filter { $0.ends >= start && $0.ends < end }
    let past = contracts.filter { $0.ends < start }
    func arr(_ contracts: [BookIntake.Contract]) -> String {
      amount(contracts.reduce(0) { $0 + $1.arr })
    }
    return [
      "contract by contract, as dated: \(Counted(due.count, "contract")) of \(contracts.count),"
        + " \(arr(due)), due in that year"
        + (past.isEmpty ? "" : "; \(past.count), \(arr(past)), ended before")
        + "; an account is simulated with the date of its largest"
    ]
  }

  private var quarterLine: String? {
    var sums = [Double](repeating: 0, count: 4)
    var counts = [Int](repeating: 0, count: 4)
    let ends = (1...4).map { start.adding(months: 3 * $0) }
    for row in book.ids.indices {
      let day = RenewalCalendar.nextRenewal(
        book.renewalDay[row], term: book.term[row], start: start)
      guard let quarter = ends.firstIndex(where: { day < $0 }) else {
        continue
      }
      sums[quarter] += book.arr[row]
      counts[quarter] += 1
    }
    return "due by quarter: "
      + (0..<4).map { "Q\($0 + 1) \(accounts(counts[$0])) / \(amount(sums[$0]))" }
      .joined(separator: ", ")
  }

  /// What of the days is made up.
  private var undatedLine: String? {
    guard let undated = intake?.undated else { return nil }
    let isAll = undated.accounts == book.count
    let why =
      undated.name.isEmpty ? "no column says when contracts end" : "\(undated.name) is blank"
    return "of these days \(isAll ? "all" : accounts(undated.accounts)), \(amount(undated.arr)),"
      + " \(undated.accounts == 1 ? "is" : "are") made up, spread evenly over the term: \(why)"
  }

  // MARK: - Money

  private var exactLine: String? {
    "exactly \(exact(book.totalARR.amount)) \(currency): "
      + book.segments.map { "\($0.name) \(exact($0.arr.amount))" }.joined(separator: ", ")
  }

  private var currencyLine: String? {
    guard let parts = intake?.currencies, parts.count > 1 else { return nil }
    return "by currency: "
      + parts.map { "\($0.code) \(exact($0.amount)) in \(Counted($0.rows, "row"))" }
      .joined(separator: ", ")
  }

  private var leftOutLine: String? {
    guard let intake, !intake.leftOut.isEmpty else { return nil }
    return "left out of \(Counted(intake.rows, "row")): "
      + intake.leftOut.map { part in
        "\(part.rows) \(part.reason)" + (part.arr.map { " (\(exact($0)))" } ?? "")
      }.joined(separator: ", ")
  }

  private var passedOverLine: String? {
    guard let intake, !intake.passedOver.isEmpty || intake.blankRows > 0 else { return nil }
    let labels = intake.passedOver.prefix(6).map { Excerpt.of($0) }
    let more = intake.passedOver.count - labels.count
    let rows = Counted(intake.passedOver.count, "row")
    let blank = intake.blankRows > 0 ? [Counted(intake.blankRows, "blank row").description] : []
    let marked =
      labels.isEmpty
      ? []
      : [
        "\(rows) of totals, units or footers (\(labels.joined(separator: ", "))"
          + (more > 0 ? " and \(more) more)" : ")")
      ]
    return "passed over: " + (marked + blank).joined(separator: ", ")
  }

  private var termLine: String? {
    var counts: [Int: Int] = [:]
    for term in book.term { counts[term, default: 0] += 1 }
    let parts = counts.sorted { $0.key < $1.key }
    let shown = parts.prefix(8).map { "\($0.key) months \(accounts($0.value))" }
    return "terms: " + shown.joined(separator: ", ")
      + (parts.count > 8 ? " and \(parts.count - 8) other lengths" : "")
  }

  private var largestLine: String? {
    let count = min(10, book.count)
    guard book.count > 10 else { return nil }
    // The largest ten of a million without sorting them all.
    var largest: [Int] = []
    for row in book.ids.indices {
      if largest.count == count, book.arr[row] <= book.arr[largest[count - 1]] { continue }
      let place = largest.firstIndex { book.arr[$0] < book.arr[row] } ?? largest.count
      largest.insert(row, at: place)
      if largest.count > count { largest.removeLast() }
    }
    let sum = largest.reduce(0) { $0 + book.arr[$1] }
    let names = largest.map { row in
      "\(book.names[row] ?? book.ids[row]) \(amount(book.arr[row]))"
    }
    return "the ten largest have \(NumberText.percent(sum / book.totalARR.amount)) of it: "
      + names.joined(separator: ", ")
  }

  // MARK: - People

  private var ownerLine: String? {
    guard let intake, let unowned = intake.unowned else { return nil }
    let shown = intake.owners.prefix(12).map { "\($0.name) \($0.accounts) / \(amount($0.arr))" }
    let more = intake.owners.count - shown.count
    return "owners: " + shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
      + "; nobody owns \(accounts(unowned.accounts)), \(amount(unowned.arr))"
  }

  private var personLines: [String] {
    (intake?.persons ?? []).map { part in
      let persons = Counted(part.persons, "person", "persons")
      let rest = part.unnamed == 0 ? "" : ", and for \(accounts(part.unnamed)) nobody"
      return part.fixesHeads
        ? "\(part.role): the book names \(persons)\(rest); `heads: book` fixes its heads at them"
        : "\(part.role): the book names \(persons)\(rest); heads follow the work, not the names"
          + " (`roles.\(part.role).heads: book` fixes them)"
    }
  }

  // MARK: - Words

  private func accounts(_ count: Int) -> String {
    "\(NumberText.grouped(Double(count))) \(Counted(count, "account").noun)"
  }

  private func amount(_ value: Double) -> String { MoneyScale.text(value) }

  /// To the cent, where there are any.
  private func exact(_ value: Double) -> String {
    let cents = (value * 100).rounded() / 100
    return NumberText.grouped(cents, decimals: cents == cents.rounded() ? 0 : 2)
  }
}
