public import Ownership
public import Units

/// The accounts of a company's existing customers, column by column.
///
/// Every column has one entry per account, in the order of ``ids``. Every book is valid: ids are
/// unique and not empty, ARR is positive, and terms are 1 to 120 months.
public struct Book: Hashable, Sendable {
  /// The account's id, which seeds its random draws.
  public let ids: [String]
  /// ``EntityHash`` of each id; no two are equal.
  public let hashes: [UInt64]
  public let names: [String?]
  /// Annual recurring revenue in the scenario's currency, above 0.
  public let arr: [Double]
  /// Index into ``segments``.
  public let segment: [Int]
  /// Length of the contract in months, 1 to 120.
  public let term: [Int]
  /// The day on which the current term ends.
  public let renewalDay: [Day]
  /// Whether the contract continues unless somebody cancels it.
  public let autoRenewal: [Bool]
  /// Days from finding an opportunity to closing it, 0 or more; nil where unknown.
  public let salesCycle: [Double?]
  /// The person in a role on each account; only roles for which the book names somebody.
  public let persons: [Role: [String?]]
  /// Further columns by name.
  public let attributes: [String: BookAttribute]
  public let segments: [Segment]
  /// The ARR of all accounts.
  public let totalARR: Money

  /// The number of accounts, at least 1.
  public var count: Int { ids.count }

  /// Tells books apart as a rule; to read every account would take as long as comparing them.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(totalARR)
  }

  /// Checks the columns and counts the segments.
  ///
  /// - Throws: ``BookError`` with every problem in every column.
  /// - Complexity: O(n log n), to find duplicate ids.
  public init(
    ids: [String], names: [String?], arr: [Double], segment: [Int], term: [Int],
    renewalDay: [Day], autoRenewal: [Bool], salesCycle: [Double?],
    persons: [Role: [String?]] = [:], attributes: [String: BookAttribute] = [:],
    segments declarations: [Segment.Declaration]
  ) throws(BookError) {
    var check = BookCheck(ids: ids)
    check.lengths([
      ("name", names.count), ("arr", arr.count), ("segment", segment.count),
      ("term", term.count), ("renewal-date", renewalDay.count),
      ("auto-renewal", autoRenewal.count), ("sales-cycle", salesCycle.count),
    ])
    check.lengths(persons.map { ($0.key.rawValue, $0.value.count) }.sorted { $0.0 < $1.0 })
    check.lengths(attributes.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 })
    // Rows mean nothing until all columns have the same length.
    try check.finish()

    let hashes = ids.map(EntityHash.of)
    check.ids(hashes)
    check.arr(arr)
    check.segments(declarations, of: segment)
    check.term(term)
    check.salesCycle(salesCycle)
    check.numbers(attributes)
    try check.finish()

    self.ids = ids
    self.hashes = hashes
    self.names = names
    self.arr = arr
    self.segment = segment
    self.term = term
    self.renewalDay = renewalDay
    self.autoRenewal = autoRenewal
    self.salesCycle = salesCycle
    self.persons = persons
    self.attributes = attributes

    var accounts = [Int](repeating: 0, count: declarations.count)
    var totals = [Double](repeating: 0, count: declarations.count)
    for row in ids.indices {
      accounts[segment[row]] += 1
      totals[segment[row]] += arr[row]
    }
    segments = declarations.indices.map { index in
      let mean = accounts[index] == 0 ? 0 : totals[index] / Double(accounts[index])
      return Segment(
        name: declarations[index].name,
        tier: declarations[index].tier ?? Tier(meanARR: Money(mean)),
        accounts: accounts[index], arr: Money(totals[index]))
    }
    totalARR = Money(totals.reduce(0, +))
  }

  /// The account in a row, counting from 0.
  public subscript(row: Int) -> Account {
    precondition(ids.indices.contains(row), "a book has rows 0 to its count - 1")
    return Account(book: self, row: row)
  }

  /// The row of an id; nil if the book has no such account.
  ///
  /// - Complexity: O(count).
  public func row(of id: String) -> Int? { ids.firstIndex(of: id) }
}

/// One account of a book. Code that visits every account should read the book's columns instead.
public struct Account: Sendable {
  private let book: Book
  public let row: Int

  init(book: Book, row: Int) {
    self.book = book
    self.row = row
  }

  public var id: String { book.ids[row] }
  public var hash: UInt64 { book.hashes[row] }
  public var name: String? { book.names[row] }
  public var arr: Money { Money(book.arr[row]) }
  public var segment: Segment { book.segments[book.segment[row]] }
  /// In months.
  public var term: Int { book.term[row] }
  public var renewalDay: Day { book.renewalDay[row] }
  public var autoRenewal: Bool { book.autoRenewal[row] }
  /// In days.
  public var salesCycle: Double? { book.salesCycle[row] }

  /// The person in a role on this account; nil if the book names none.
  public func person(_ role: Role) -> String? { book.persons[role]?[row] }
}

/// A column of the book that drivers may refer to, such as `health`; nil is a blank.
public enum BookAttribute: Hashable, Sendable {
  case text([String?])
  case number([Double?])

  /// The number of accounts it covers.
  public var count: Int {
    switch self {
    case .text(let values): values.count
    case .number(let values): values.count
    }
  }
}

/// Checks a book's columns, collecting every problem before it throws.
struct BookCheck {
  private let ids: [String]
  private var problems: [BookError.Problem] = []

  init(ids: [String]) {
    self.ids = ids
    if ids.isEmpty {
      problems.append(
        .init(column: "account", found: "none", expected: "a book of at least one account"))
    }
  }

  func finish() throws(BookError) {
    if !problems.isEmpty { throw BookError(problems: problems) }
  }

  mutating func lengths(_ columns: [(name: String, count: Int)]) {
    for column in columns where column.count != ids.count {
      problems.append(
        .init(
          column: column.name, found: "\(column.count)",
          expected: "an entry for each of \(Counted(ids.count, "account"))"))
    }
  }

  /// Reports ids that are empty, repeated, or share a hash.
  mutating func ids(_ hashes: [UInt64]) {
    for row in ids.indices where ids[row].isEmpty {
      problem(row, "account", "an empty id", "an id")
    }
    let byHash = ids.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    for (first, second) in zip(byHash, byHash.dropFirst()) where hashes[first] == hashes[second] {
      if ids[first] == ids[second] {
        if ids[first].isEmpty { continue }
        problem(second, "account", "the id of row \(first + 1) again", "an id of its own")
      } else {
        problem(
          second, "account", "an id whose hash is that of \(ids[first]) (row \(first + 1))",
          "ids that differ in their hash: rename one of the two")
      }
    }
  }

  mutating func arr(_ arr: [Double]) {
    for row in arr.indices where !(arr[row] > 0 && arr[row].isFinite) {
      problem(row, "arr", "\(arr[row])", "an amount above 0")
    }
  }

  mutating func segments(_ declarations: [Segment.Declaration], of segment: [Int]) {
    var seen: Set<String> = []
    for declaration in declarations {
      if declaration.name.isEmpty {
        problems.append(.init(column: "segments", found: "an empty name", expected: "a name"))
      } else if !seen.insert(declaration.name).inserted {
        problems.append(
          .init(
            column: "segments", found: "\(declaration.name) twice",
            expected: "every segment once"))
      }
    }
    for row in segment.indices where !declarations.indices.contains(segment[row]) {
      problem(
        row, "segment", "number \(segment[row])", "one of \(declarations.count) segments from 0")
    }
  }

  mutating func term(_ term: [Int]) {
    for row in term.indices where !RenewalCalendar.terms.contains(term[row]) {
      problem(row, "term", "\(term[row])", "1 to \(RenewalCalendar.terms.upperBound) months")
    }
  }

  mutating func salesCycle(_ salesCycle: [Double?]) {
    for row in salesCycle.indices {
      guard let days = salesCycle[row], !(days >= 0 && days.isFinite) else { continue }
      problem(row, "sales-cycle", "\(days)", "days, 0 or more")
    }
  }

  mutating func numbers(_ attributes: [String: BookAttribute]) {
    for (name, attribute) in attributes.sorted(by: { $0.key < $1.key }) {
      guard case .number(let values) = attribute else { continue }
      for row in values.indices {
        guard let value = values[row], !value.isFinite else { continue }
        problem(row, name, "\(value)", "a finite number")
      }
    }
  }

  private mutating func problem(_ row: Int, _ column: String, _ found: String, _ expected: String) {
    let id = ids[row].isEmpty ? nil : ids[row]
    problems.append(
      .init(row: row, account: id, column: column, found: found, expected: expected))
  }
}
