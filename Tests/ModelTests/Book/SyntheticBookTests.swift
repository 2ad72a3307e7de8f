import Model
import Ownership
import Statistics
import Testing
import Units

@Suite struct SyntheticBookTests {
  private let start = Day(number: 20_454)  // 2026-01-01

  private static let segments = [
    SyntheticBook.Segment(
      "smb", tier: .low, share: 0.6, meanARR: 12_000, cv: 0.8,
      terms: Mix([(1, 0.2), (12, 0.75), (24, 0.05)]), autoRenewal: 0.8, salesCycle: 30),
    SyntheticBook.Segment(
      "mid-market", tier: .mid, share: 0.3, meanARR: 50_000, cv: 0.7,
      terms: Mix([(12, 0.75), (24, 0.15), (36, 0.1)]), autoRenewal: 0.6, salesCycle: 75),
    SyntheticBook.Segment(
      "enterprise", tier: .high, share: 0.1, meanARR: 210_000, cv: 0.9,
      terms: Mix([(12, 0.45), (24, 0.2), (36, 0.35)]), autoRenewal: 0.3, salesCycle: 150),
  ]
  private static let health = Mix([("red", 0.15), ("amber", 0.25), ("green", 0.6)])

  private func make(
    _ accounts: Int, _ arr: Double, seed: UInt64 = 2026,
    segments: [SyntheticBook.Segment] = Self.segments
  ) throws(BookError) -> Book {
    try SyntheticBook(
      accounts: accounts, arr: Money(arr), start: start, seed: seed, segments: segments,
      health: Self.health
    ).book()
  }

  @Test(arguments: [
    (400, 12e6), (1, 5000), (7, 7), (2000, 60_000_001), (12_345, 1e9), (100, 123_456.78),
  ])
  func totalIsExact(accounts: Int, arr: Double) throws {
    let book = try make(accounts, arr)
    #expect(book.count == accounts)
    #expect(abs(book.totalARR.amount - arr) <= (arr == arr.rounded() ? 0 : 1e-8))
    #expect(book.arr.allSatisfy { $0 > 0 })
    #expect(book.arr.dropLast().allSatisfy { $0 == $0.rounded() })
  }

  @Test(arguments: [6, 400, 2000])
  func hasAllThreeTiers(accounts: Int) throws {
    let book = try make(accounts, Double(accounts) * 30_000)
    #expect(book.segments.map(\.tier) == [.low, .mid, .high])
    #expect(book.segments.allSatisfy { $0.accounts > 0 })
    for (segment, share) in zip(book.segments, [0.6, 0.3, 0.1]) {
      #expect(abs(Double(segment.accounts) - share * Double(accounts)) <= 1)
    }
  }

  @Test func unstatedTierFollowsExpectedMean() throws {
    let book = try make(
      1000, 50e6,
      segments: [.init("few", share: 0.2, meanARR: 9), .init("many", share: 0.8, meanARR: 1)])
    // 50,000 on average: 9 shares of 19,231 and 1 share of it.
    #expect(book.segments.map(\.tier) == [.high, .low])
  }

  @Test func seedDeterminesBook() throws {
    let (a, b, other) = (try make(500, 2e7), try make(500, 2e7), try make(500, 2e7, seed: 1))
    #expect(a.arr == b.arr && a.term == b.term && a.attributes == b.attributes)
    #expect(a.salesCycle == b.salesCycle && a.autoRenewal == b.autoRenewal)
    #expect(a.arr != other.arr && a.term != other.term)
  }

  @Test func addingAccountsKeepsEarlierOnes() throws {
    let (few, many) = (try make(300, 1e7), try make(5000, 2e8))
    #expect(Array(many.ids[..<300]) == few.ids)
    #expect(Array(many.segment[..<300]) == few.segment)
    #expect(Array(many.term[..<300]) == few.term)
    #expect(Array(many.renewalDay[..<300]) == few.renewalDay)
    #expect(Array(many.autoRenewal[..<300]) == few.autoRenewal)
    #expect(Array(many.salesCycle[..<300]) == few.salesCycle)
  }

  /// Means, shares and spreads within four standard errors of what was asked for.
  @Test func columnsFollowTheirParameters() throws {
    let n = 40_000
    let book = try make(n, 43_200 * Double(n))
    for (index, asked) in Self.segments.enumerated() {
      let rows = book.segment.indices.filter { book.segment[$0] == index }
      let size = Double(rows.count)
      let arr = Moments(rows.map { book.arr[$0] })
      // The scale itself has the standard error of the whole book's mean, about 1%.
      #expect(abs(arr.mean / asked.meanARR - 1) < 4 * asked.cv / size.squareRoot() + 0.04)
      #expect(abs(arr.standardDeviation / arr.mean / asked.cv - 1) < 0.15)
      let cycle = Moments(rows.compactMap { book.salesCycle[$0] })
      #expect(abs(cycle.mean / asked.salesCycle - 1) < 4 * 0.5 / size.squareRoot())
      func expectShare(_ share: Double, _ holds: (Int) -> Bool) {
        let error = (share * (1 - share) / size).squareRoot()
        #expect(abs(Double(rows.count(where: holds)) / size - share) < 4 * error)
      }
      expectShare(asked.autoRenewal) { book.autoRenewal[$0] }
      for part in asked.terms.parts { expectShare(part.share) { book.term[$0] == part.value } }
    }
    guard case .text(let health) = book.attributes["health"] else {
      Issue.record("no health")
      return
    }
    for part in Self.health.parts {
      let share = Double(health.count { $0 == part.value }) / Double(n)
      let error = (part.share * (1 - part.share) / Double(n)).squareRoot()
      #expect(abs(share - part.share) < 4 * error)
    }
  }

  @Test func renewalsFallInFirstTerm() throws {
    let book = try make(1000, 3e7)
    for row in 0..<book.count {
      #expect(book.renewalDay[row] >= start)
      #expect(book.renewalDay[row] < start.adding(months: book.term[row]))
    }
  }

  @Test func zeroSpreadMakesAccountsEqual() throws {
    let book = try make(10, 1000, segments: [.init("one", share: 1, meanARR: 5, cv: 0)])
    #expect(book.arr == [Double](repeating: 100, count: 10))
  }

  @Test func reportsAllWrongParameters() {
    var segment = SyntheticBook.Segment("a", share: 0.5, meanARR: -1, cv: .nan)
    segment.terms = Mix([(0, 0.5), (12, 0.4)])
    segment.autoRenewal = 1.5
    do {
      _ = try SyntheticBook(
        accounts: 0, arr: Money(0), start: start, seed: 1, segments: [segment, segment, segment],
        health: Mix([("red", 2)]))
      Issue.record("nothing was refused")
    } catch {
      let lines = error.problems.map(\.description)
      #expect(
        Array(lines.prefix(9)) == [
          "accounts: expected 1 to 10000000; found 0",
          "arr: expected an amount of at least 1 for each account; found 0.0",
          "segments: expected every segment once; found a, a, a",
          "segments.share: expected shares that total 1; found a total of 1.5",
          "segments.a.mean-arr: expected a number above 0; found -1.0",
          "segments.a.cv: expected a number, 0 or more; found nan",
          "segments.a.auto-renewal: expected a share from 0 to 1; found 1.5",
          "segments.a.term: expected 1 to 120 months; found 0",
          "segments.a.term: expected shares that total 1; found a total of 0.9",
        ])
      #expect(lines.last == "health: expected shares from 0 to 1; found 2.0")
    }
  }

  @Test func rejectsSpreadBeyondLognormal() throws {
    let segment = SyntheticBook.Segment("a", share: 1, meanARR: 1, cv: 1e200)
    #expect(throws: BookError.self) { try make(10, 1000, segments: [segment]) }
  }
}
