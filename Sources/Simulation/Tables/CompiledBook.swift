import Model
import Units

/// The accounts of a book as columns for the account loop.
struct CompiledBook: Sendable {
  let count: Int
  let entities: [UInt64]
  let arr: [Double]
  let segment: [Int32]
  let autoRenewal: [Bool]
  /// The first sales cycle in hundreds of days; 0 if unknown, so that a transfer has no effect.
  let salesCycle: [Float]
  /// The calendar events of all accounts, by account, year and date.
  let events: [ContractEvent]
  private let years: Int
  /// At `account * years + year`: where its events begin in ``events``; one more at the end.
  private let eventStarts: [Int32]
  /// At `account * years + year`: how many yearly chances to renew the year's term ends amount to.
  let renewalExponent: [Float]
  /// Accounts that are known to leave when their term ends.
  let leaves: [Bool]

  /// - Parameter leavers: Of ``Scenario/leavers``.
  init(_ book: Book, leavers: [Bool], timeline: Timeline) {
    leaves = leavers
    count = book.count
    years = timeline.years
    entities = book.hashes
    arr = book.arr
    segment = book.segment.map(Int32.init)
    autoRenewal = book.autoRenewal
    salesCycle = book.salesCycle.map { Float(($0 ?? 0) / 100) }
    var events: [ContractEvent] = []
    var starts: [Int32] = []
    var exponents: [Float] = []
    events.reserveCapacity(book.count * timeline.years)
    starts.reserveCapacity(book.count * timeline.years + 1)
    exponents.reserveCapacity(book.count * timeline.years)
    for account in 0..<book.count {
      let term = book.term[account]
      let calendar = RenewalCalendar(
        renewalDay: book.renewalDay[account], term: term, start: timeline.start,
        months: timeline.months)
      let dueShare = term < 12 ? Double(term) / 12 : 1
      var pending = calendar.events[...]
      for year in 0..<timeline.years {
        starts.append(Int32(events.count))
        var termEnds = 0
        while let event = pending.first {
          let (month, fraction) = timeline.position(of: event.day)
          guard month < (year + 1) * 12 else { break }
          pending.removeFirst()
          let kind: ContractEvent.Kind =
            event.isRenewal ? (event.isAnniversary ? .anniversary : .renewal) : .escalation
          if kind != .escalation { termEnds += 1 }
          events.append(
            ContractEvent(
              kind: kind, month: Int32(month),
              yearFraction: Float((Double(month - year * 12) + fraction) / 12),
              monthFraction: Float(fraction), dueShare: dueShare))
        }
        exponents.append(term < 12 ? Float(termEnds * term) / 12 : 1)
      }
    }
    starts.append(Int32(events.count))
    self.events = events
    eventStarts = starts
    renewalExponent = exponents
  }

  /// The contract events of an account in a year, by date: a slice of ``events``.
  func events(account: Int, year: Int) -> ArraySlice<ContractEvent> {
    let cell = account * years + year
    return events[Int(eventStarts[cell])..<Int(eventStarts[cell + 1])]
  }
}

/// A date in a contract's calendar on which something happens to an account.
struct ContractEvent: Sendable {
  enum Kind: UInt8, Sendable {
    /// A term ends within a contract year: the account renews or leaves.
    case renewal
    /// A term and a contract year end together: ARR may contract or rise as well.
    case anniversary
    /// A contract year ends within a term: the escalator.
    case escalation
  }

  var kind: Kind
  /// The month of the horizon.
  var month: Int32
  /// The date within the fiscal year, in 0..<1 with months of equal length.
  var yearFraction: Float
  /// The elapsed share of the month.
  var monthFraction: Float
  /// The share of ARR that is due: 1, or the term's share of a year if shorter.
  var dueShare: Double
}

/// The horizon of a scenario, and the position of days in it.
struct Timeline: Sendable {
  let start: Day
  let years: Int

  var months: Int { years * 12 }

  /// The month of the horizon of a day, and the elapsed share of the month.
  func position(of day: Day) -> (month: Int, fraction: Double) {
    let month = start.wholeMonths(to: day)
    let first = start.adding(months: month)
    let next = start.adding(months: month + 1)
    return (month, Double(day - first) / Double(next - first))
  }
}
