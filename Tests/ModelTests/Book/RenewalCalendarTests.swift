import Model
import Testing
import Units

@Suite struct RenewalCalendarTests {
  private let start = Day(number: 20_454)  // 2026-01-01

  /// Each event as its date, with `r` for a renewal and `a` for an anniversary.
  private func dates(_ renewal: String, term: Int, months: Int = 36) throws -> [String] {
    let day = try #require(Day(renewal))
    return RenewalCalendar(renewalDay: day, term: term, start: start, months: months).events.map {
      "\($0.day) \($0.isRenewal ? "r" : "")\($0.isAnniversary ? "a" : "")"
    }
  }

  @Test func findsBusiestYear() throws {
    let days = try ["2019-06-30", "2027-01-01", "2026-05-05", "2027-09-09", "2026-01-31"].map {
      try #require(Day($0))
    }
    #expect(RenewalCalendar.busiestYear(of: days) == 2026)
    #expect(RenewalCalendar.busiestYear(of: days.prefix(4)) == 2027)
    #expect(RenewalCalendar.busiestYear(of: []) == nil)
  }

  @Test func annualTermsRenewEveryYear() throws {
    #expect(
      try dates("2026-05-11", term: 12) == ["2026-05-11 ra", "2027-05-11 ra", "2028-05-11 ra"])
  }

  @Test func horizonIncludesStartAndExcludesEnd() throws {
    #expect(try dates("2026-01-01", term: 12, months: 12) == ["2026-01-01 ra"])
    #expect(try dates("2027-01-01", term: 12, months: 12) == [])
    #expect(try dates("2026-12-31", term: 12, months: 12) == ["2026-12-31 ra"])
    #expect(try dates("2026-01-01", term: 12, months: 0) == [])
  }

  @Test func multiYearTermsHaveAnniversaries() throws {
    #expect(
      try dates("2028-03-15", term: 36)
        == ["2026-03-15 a", "2027-03-15 a", "2028-03-15 ra"])
    #expect(
      try dates("2026-03-15", term: 24, months: 48)
        == ["2026-03-15 ra", "2027-03-15 a", "2028-03-15 ra", "2029-03-15 a"])
    // 18 months: a year into each term, then its end.
    #expect(
      try dates("2026-03-15", term: 18)
        == ["2026-03-15 ra", "2027-03-15 a", "2027-09-15 ra", "2028-09-15 a"])
    // The current term began on 2025-09-15.
    #expect(try dates("2027-03-15", term: 18, months: 12) == ["2026-09-15 a"])
  }

  @Test func termBeyondHorizonHasAnniversaries() throws {
    #expect(try dates("2030-06-01", term: 60, months: 24) == ["2026-06-01 a", "2027-06-01 a"])
  }

  @Test func shortTermsHaveOneAnniversaryAYear() throws {
    let monthly = try dates("2026-01-20", term: 1)
    #expect(monthly.count == 36)
    #expect(
      monthly.filter { $0.hasSuffix("ra") }
        == ["2026-01-20 ra", "2027-01-20 ra", "2028-01-20 ra"])
    // Five months: the first end on or after 12 months is the 15th, after 24 the 25th.
    #expect(
      try dates("2026-01-20", term: 5)
        == [
          "2026-01-20 ra", "2026-06-20 r", "2026-11-20 r", "2027-04-20 ra", "2027-09-20 r",
          "2028-02-20 ra", "2028-07-20 r", "2028-12-20 r",
        ])
  }

  @Test func rollsPastRenewalForwardByWholeTerms() throws {
    #expect(try dates("2023-05-11", term: 12, months: 12) == ["2026-05-11 ra"])
    #expect(try dates("2025-12-31", term: 24, months: 24) == ["2026-12-31 a", "2027-12-31 ra"])
    let past = try #require(Day("2024-01-31"))
    #expect(
      RenewalCalendar.nextRenewal(past, term: 1, start: start).description == "2026-01-31")
    #expect(RenewalCalendar.nextRenewal(start, term: 12, start: start) == start)
    let dayBefore = start.adding(days: -1)
    #expect(
      RenewalCalendar.nextRenewal(dayBefore, term: 12, start: start).description == "2026-12-31")
    let ahead = try #require(Day("2031-01-31"))
    #expect(RenewalCalendar.nextRenewal(ahead, term: 12, start: start) == ahead)
  }

  @Test func endOfMonthReturnsAfterFebruary() throws {
    #expect(
      try dates("2025-12-31", term: 1, months: 3).map { $0.prefix(10) }
        == ["2026-01-31", "2026-02-28", "2026-03-31"])
  }

  @Test(arguments: [1, 5, 12, 36])
  func spreadsMissingRenewalsOverTerm(term: Int) {
    let end = start.adding(months: term)
    let days = (0..<3000).map {
      RenewalCalendar.spread(hash: EntityHash.of("A\($0)"), term: term, start: start)
    }
    #expect(days.allSatisfy { $0 >= start && $0 < end })
    // A quarter of the term holds a quarter of the accounts: binomial sd .0079, 3.3 of them.
    let quarter = Double(end - start) / 4
    let share = Double(days.count { Double($0 - start) < quarter }) / 3000
    #expect(abs(share - 0.25) < 0.026 + 1 / Double(end - start))
    #expect(RenewalCalendar.spread(hash: 0, term: term, start: start) == start)
    #expect(
      RenewalCalendar.spread(hash: (1 << 48) - 1, term: term, start: start)
        == end.adding(days: -1))
  }
}
