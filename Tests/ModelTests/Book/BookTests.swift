import Model
import Ownership
import Testing
import Units

/// Columns of a small book, one of which a test may spoil.
struct Columns {
  var ids = ["a", "b", "c"]
  var names: [String?] = ["Alpha", nil, "Gamma"]
  var arr: [Double] = [10_000, 20_000, 300_000]
  var segment = [0, 0, 1]
  var term = [12, 1, 36]
  var renewalDay = [Day](repeating: Day(number: 20_500), count: 3)
  var autoRenewal = [true, false, true]
  var salesCycle: [Double?] = [30, nil, 0]
  var persons: [Role: [String?]] = [.csm: ["csm-01", nil, "csm-02"]]
  var attributes: [String: BookAttribute] = [
    "health": .text(["red", nil, "green"]), "seats": .number([5, nil, 7]),
  ]
  var segments = [Segment.Declaration("smb"), .init("enterprise", tier: .mid)]

  func book() throws(BookError) -> Book {
    try Book(
      ids: ids, names: names, arr: arr, segment: segment, term: term, renewalDay: renewalDay,
      autoRenewal: autoRenewal, salesCycle: salesCycle, persons: persons, attributes: attributes,
      segments: segments)
  }

  /// What the book complains of, a line each.
  func problems() -> [String] {
    do {
      _ = try book()
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }
}

@Suite struct BookTests {
  @Test func countsSegmentsAndDerivesTiers() throws {
    let book = try Columns().book()
    #expect(book.count == 3 && book.totalARR == Money(330_000))
    #expect(book.segments.map(\.accounts) == [2, 1])
    #expect(book.segments.map(\.arr) == [Money(30_000), Money(300_000)])
    #expect(book.segments[0].meanARR == Money(15_000) && book.segments[0].tier == .low)
    // As stated, although its mean says high.
    #expect(book.segments[1].tier == .mid)
  }

  @Test func countsEachDueAccountOnce() throws {
    var columns = Columns()
    // A year; every month; three years.
    columns.renewalDay = try ["2020-05-11", "2026-03-01", "2027-12-31"].map {
      try #require(Day($0))
    }
    let start = try #require(Day("2026-01-01"))
    let first = try columns.book().due(from: start, months: 12)
    #expect(first.accounts == 2 && first.arr == Money(30_000) && first.busiestYear == 2026)
    #expect(abs(first.expectedByTerms - (1 + 1 + 1.0 / 3)) < 1e-12)
    let second = try columns.book().due(from: start.adding(months: 12), months: 12)
    #expect(second.accounts == 3 && second.arr == Money(330_000) && second.busiestYear == 2027)
    let none = try columns.book().due(from: start, months: 0)
    #expect(none.accounts == 0 && none.expectedByTerms == 0)
  }

  @Test func accountReadsItsRow() throws {
    let book = try Columns().book()
    let account = book[0]
    #expect(account.id == "a" && account.name == "Alpha" && account.arr == Money(10_000))
    #expect(account.segment.name == "smb" && account.term == 12 && account.autoRenewal)
    #expect(account.salesCycle == 30 && account.renewalDay == Day(number: 20_500))
    #expect(account.person(.csm) == "csm-01" && account.person(.cco) == nil)
    #expect(book[1].person(.csm) == nil && book[1].name == nil)
    #expect(account.hash == EntityHash.of("a") && book.hashes[2] == EntityHash.of("c"))
    #expect(book.row(of: "c") == 2 && book.row(of: "d") == nil)
  }

  @Test func acceptsEmptySegment() throws {
    var columns = Columns()
    columns.segments.append(.init("strategic"))
    let strategic = try #require(try columns.book().segments.last)
    #expect(strategic.accounts == 0 && strategic.meanARR == .zero)
  }

  @Test func reportsAllProblems() {
    var columns = Columns()
    columns.ids = ["a", "a", ""]
    columns.arr = [0, -5, .nan]
    columns.segment = [0, 2, -1]
    columns.term = [0, 121, 12]
    columns.salesCycle = [-1, .infinity, nil]
    columns.attributes["seats"] = .number([.infinity, nil, 7])
    columns.segments = [.init("smb"), .init("smb"), .init("")]
    columns.segment = [0, 3, -1]
    #expect(
      columns.problems() == [
        "row 3: account: expected an id; found an empty id",
        "account a (row 2): account: expected an id of its own; found the id of row 1 again",
        "account a (row 1): arr: expected an amount above 0; found 0.0",
        "account a (row 2): arr: expected an amount above 0; found -5.0",
        "row 3: arr: expected an amount above 0; found nan",
        "segments: expected every segment once; found smb twice",
        "segments: expected a name; found an empty name",
        "account a (row 2): segment: expected one of 3 segments from 0; found number 3",
        "row 3: segment: expected one of 3 segments from 0; found number -1",
        "account a (row 1): term: expected 1 to 120 months; found 0",
        "account a (row 2): term: expected 1 to 120 months; found 121",
        "account a (row 1): sales-cycle: expected days, 0 or more; found -1.0",
        "account a (row 2): sales-cycle: expected days, 0 or more; found inf",
        "account a (row 1): seats: expected a finite number; found inf",
      ])
  }

  @Test func rejectsColumnsOfDifferentLengths() {
    var columns = Columns()
    columns.term = [12]
    columns.persons[.cco] = []
    columns.attributes["seats"] = .number([1, 2, 3, 4])
    #expect(
      columns.problems() == [
        "term: expected an entry for each of 3 accounts; found 1",
        "cco: expected an entry for each of 3 accounts; found 0",
        "seats: expected an entry for each of 3 accounts; found 4",
      ])
  }

  @Test func rejectsEmptyBook() {
    var columns = Columns()
    columns.ids = []
    #expect(
      columns.problems().first == "account: expected a book of at least one account; found none")
  }

  /// Two ids of one hash, found by following the hash from id to id.
  @Test func namesIdsWithSameHash() throws {
    let (first, second) = ("A156388888724863", "A225023116997249")
    try #require(EntityHash.of(first) == EntityHash.of(second))
    var columns = Columns()
    columns.ids = [second, "b", first]
    #expect(
      columns.problems() == [
        "account \(first) (row 3): account: expected ids that differ in their hash: rename one of "
          + "the two; found an id whose hash is that of \(second) (row 1)"
      ])
  }
}
