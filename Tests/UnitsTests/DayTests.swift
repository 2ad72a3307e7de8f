import Testing
import Units

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2026-01-01", 20454),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func knownDayNumbers(iso: String, number: Int) throws {
    let day = try #require(Day(iso))
    #expect(day.number == number)
    #expect(day.description == iso)
  }

  @Test(arguments: [
    "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026/01/01",
    "2026-01-01T00:00", "", "0000-01-01", "-026-01-01",
  ])
  func refusesInvalidDates(iso: String) {
    #expect(Day(iso) == nil)
  }

  @Test func everyDayOfFourCenturiesReadsBack() throws {
    let first = try #require(Day("1900-01-01"))
    for offset in 0..<146_097 {
      let day = first.adding(days: offset)
      #expect(Day(year: day.year, month: day.month, day: day.dayOfMonth) == day)
    }
  }

  @Test func monthsClampToTheLastDay() throws {
    let endOfJanuary = try #require(Day("2024-01-31"))
    #expect(endOfJanuary.adding(months: 1).description == "2024-02-29")
    #expect(endOfJanuary.adding(months: 13).description == "2025-02-28")
    #expect(endOfJanuary.adding(months: -2).description == "2023-11-30")
    #expect(endOfJanuary.adding(months: -1 - 12 * 30).description == "1993-12-31")
  }

  @Test func wholeMonthsCountAnniversaries() throws {
    let sold = try #require(Day("2026-04-20"))
    #expect(sold.wholeMonths(to: try #require(Day("2026-08-09"))) == 3)
    #expect(sold.wholeMonths(to: try #require(Day("2026-08-20"))) == 4)
    #expect(sold.wholeMonths(to: sold) == 0)
  }
}
