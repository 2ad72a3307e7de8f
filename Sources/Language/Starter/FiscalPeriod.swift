import Formats
import Units

/// A month or a quarter without a day: `March`, `Q2`, `Q1 FY27`, `FY27 Q1`.
enum FiscalPeriod {
  /// Its first day; of a month or quarter without a year the next from the start of a fiscal year, and
  /// a fiscal year is named after the year in which it ends. Nil for anything else.
  static func firstDay(_ text: String, from start: Day) -> Day? {
    let words = Headings.words(text)
    if words.count == 1, let month = WrittenDay.month(words[0]) {
      let day = Day(year: start.year, month: month, day: 1)
      return day.map { $0 < first(of: start) ? $0.adding(months: 12) : $0 }
    }
    var quarter: Int?
    var year: Int?
    for word in words {
      if let match = word.wholeMatch(of: /q([1-4])/), quarter == nil {
        quarter = Int(match.1)
      } else if let match = word.wholeMatch(of: /(?:fy|gj)(\d{4}|\d{2})/), year == nil {
        year = Int(match.1)
      } else if word == "fy" || word == "gj" {
        continue
      } else if words.contains("fy") || words.contains("gj"),
        let number = Int(word), word.count == 2 || word.count == 4, year == nil
      {
        year = number
      } else {
        return nil
      }
    }
    guard let quarter else { return nil }
    let ends = start.adding(months: 12).adding(days: -1).year
    let named = year.map { $0 < 100 ? 2000 + $0 : $0 } ?? ends
    return start.adding(months: 12 * (named - ends) + 3 * (quarter - 1))
  }

  private static func first(of day: Day) -> Day {
    Day(year: day.year, month: day.month, day: 1) ?? day
  }
}
