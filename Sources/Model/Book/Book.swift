public import Ownership
public import Units

/// The accounts of a company's existing customers, column by column.
///
/// Every column has one entry an account, in the order of ``ids``. What a column holds is known to be
/// right: ids are unique and not empty, ARR is above 0, terms are 1 to 120 months.
public struct Book: Sendable {
  /// The account's id, from which its luck follows.
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
  /// Whether the contract goes on unless somebody cancels it.
  public let autoRenewal: [Bool]
  /// Days from finding an opportunity to closing it, 0 or more; nil where unknown.
  public let salesCycle: [Double?]
  /// The person of a role on each account; only roles that the book names somebody for.
  public let persons: [Role: [String?]]
  /// Further columns by name.
  public let attributes: [String: BookAttribute]
  public let segments: [Segment]
  /// The ARR of all accounts.
  public let totalARR: Money

  /// The number of accounts, at least 1.
  public var count: Int { ids.count }

  /// A book of these columns.
  ///
  /// - Throws: ``BookError`` with all problems of all columns.
  /// - Complexity: O(n log n), for finding ids that meet.
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
    // Rows mean nothing before the columns are of one length.
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

  /// The account of a row, from 0.
  public subscript(row: Int) -> Account {
    precondition(ids.indices.contains(row), "a book has rows 0 to its count - 1")
    return Account(book: self, row: row)
  }

  /// The row of an id; nil where the book has no such account.
  ///
  /// - Complexity: O(count).
  public func row(of id: String) -> Int? { ids.firstIndex(of: id) }
}

/// One account of a book, for reading; code that visits all of them reads the book's columns.
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

  /// The person of a role on this account; nil where the book names none.
  public func person(_ role: Role) -> String? { book.persons[role]?[row] }
}
