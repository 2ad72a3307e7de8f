public import Units

/// The dates of one account's contract within a horizon: ends of terms and anniversaries.
public struct RenewalCalendar: Hashable, Sendable {
  /// A date of the contract.
  public struct Event: Hashable, Sendable {
    public let day: Day
    /// Whether a term ends, so that the account may leave.
    public let isRenewal: Bool
    /// Whether the contract completes a year, when contraction and price increases happen. False
    /// only for renewals of terms under 12 months between anniversaries.
    public let isAnniversary: Bool
  }

  /// The lengths that a term may have, in months.
  public static let terms = 1...120

  /// Renewals, and the anniversaries within terms longer than 12 months, when an escalator applies;
  /// in ascending order.
  public let events: [Event]

  /// The dates from `start` (included) to `months` later (excluded).
  ///
  /// Terms follow one another from the renewal day. Each date is counted from that day, so that a
  /// contract that renews on the 31st returns to it after February. Anniversaries within a term
  /// longer than 12 months are counted from its beginning. Terms under 12 months have their
  /// anniversary at the first renewal on or after every twelfth month from the first renewal in the
  /// horizon.
  ///
  /// - Parameters:
  ///   - renewalDay: The end of a term; a day before `start` is rolled forward by whole terms.
  ///   - term: Months, in ``terms``.
  ///   - months: The horizon, 0 or more.
  public init(renewalDay: Day, term: Int, start: Day, months: Int) {
    precondition(Self.terms.contains(term), "a term has 1 to 120 months")
    precondition(months >= 0, "a horizon is not negative")
    let end = start.adding(months: months)
    let rolled = Self.monthsToFirstRenewal(from: renewalDay, term: term, start: start)
    var events: [Event] = []
    var renewal = 0
    while true {
      for year in stride(from: renewal - term + 12, to: renewal, by: 12) where term > 12 {
        let day = renewalDay.adding(months: rolled + year)
        guard day >= start, day < end else { continue }
        events.append(Event(day: day, isRenewal: false, isAnniversary: true))
      }
      let day = renewalDay.adding(months: rolled + renewal)
      guard day < end else { break }
      // A multiple of 12 in (renewal - term, renewal].
      let isAnniversary = renewal / 12 * 12 > renewal - term
      events.append(Event(day: day, isRenewal: true, isAnniversary: isAnniversary))
      renewal += term
    }
    self.events = events
  }

  /// The first renewal on or after `start`: the day itself, or rolled forward by whole terms.
  public static func nextRenewal(_ renewalDay: Day, term: Int, start: Day) -> Day {
    precondition(terms.contains(term), "a term has 1 to 120 months")
    if renewalDay >= start { return renewalDay }
    return renewalDay.adding(
      months: monthsToFirstRenewal(from: renewalDay, term: term, start: start))
  }

  /// The year in which most of the days fall, the first if tied; nil if there are no days.
  public static func busiestYear(of days: some Sequence<Day>) -> Int? {
    var counts: [Int: Int] = [:]
    for day in days { counts[day.year, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// A renewal day for an account without one, spread evenly over the term from `start` by the
  /// account's hash, so that it does not move when other accounts come and go.
  ///
  /// - Parameters:
  ///   - hash: ``EntityHash`` of the account's id.
  ///   - term: Months, in ``terms``.
  /// - Returns: A day from `start` (included) to one term later (excluded).
  public static func spread(hash: UInt64, term: Int, start: Day) -> Day {
    precondition(terms.contains(term), "a term has 1 to 120 months")
    let days = Double(start.adding(months: term) - start)
    return start.adding(days: Int(EntityHash.fraction(hash) * days))
  }

  private static func monthsToFirstRenewal(from renewalDay: Day, term: Int, start: Day) -> Int {
    guard renewalDay < start else { return 0 }
    var months = renewalDay.wholeMonths(to: start) / term * term
    while renewalDay.adding(months: months) < start { months += term }
    return months
  }
}
