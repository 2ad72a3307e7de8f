public import Units

extension Book {
  /// The accounts whose term ends at least once within a period.
  public struct Due: Hashable, Sendable {
    public let accounts: Int
    /// Their ARR.
    public let arr: Money
    /// The number of accounts to expect if each were at a random point of its term at the start.
    public let expectedByTerms: Double
    /// The year in which most accounts next come due, within the period or after; the first if
    /// tied.
    public let busiestYear: Int
  }

  /// What comes due from `start` (included) to `months` later (excluded).
  ///
  /// - Precondition: `months` is not negative.
  public func due(from start: Day, months: Int) -> Due {
    precondition(months >= 0, "no time ends before it begins")
    let end = start.adding(months: months)
    var accounts = 0
    var arr = 0.0
    var expected = 0.0
    var next: [Day] = []
    next.reserveCapacity(count)
    for row in ids.indices {
      let day = RenewalCalendar.nextRenewal(renewalDay[row], term: term[row], start: start)
      next.append(day)
      expected += min(1, Double(months) / Double(term[row]))
      guard day < end else { continue }
      accounts += 1
      arr += self.arr[row]
    }
    return Due(
      accounts: accounts, arr: Money(arr), expectedByTerms: expected,
      busiestYear: RenewalCalendar.busiestYear(of: next) ?? start.year)
  }
}
