import Units

/// The horizon of a scenario in months and years, and where a day falls in it.
struct Timeline: Sendable {
  let start: Day
  let years: Int

  var months: Int { years * 12 }

  /// The month of the horizon that a day lies in, and how much of the month has passed.
  func position(of day: Day) -> (month: Int, fraction: Double) {
    let month = start.wholeMonths(to: day)
    let first = start.adding(months: month)
    let next = start.adding(months: month + 1)
    return (month, Double(day - first) / Double(next - first))
  }
}
