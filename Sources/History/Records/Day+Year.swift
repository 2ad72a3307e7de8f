import Units

extension Day {
  /// 1 January of a year from 1 to 9999.
  static func firstOf(_ year: Int) -> Day {
    guard let day = Day(year: year, month: 1, day: 1) else {
      preconditionFailure("no year of the calendar: \(year)")
    }
    return day
  }
}
