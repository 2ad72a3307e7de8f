public import Units

/// A change of an account's ARR on a day.
public struct Movement: Hashable, Sendable {
  /// What a change is, in the words of an ARR walk.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The balance with which a list begins; no change.
    case opening
    case new
    /// A customer who had left is back.
    case reactivation
    case expansion
    case contraction
    case churn
  }

  public let account: String
  public let segment: String?
  public let territory: String?
  public let date: Day
  public let kind: Kind
  /// Signed, in the file's currency: below 0 for contraction and churn.
  public let amount: Double
  /// What was sold, such as `upsell`; nil where the file does not tell.
  public let motion: String?

  public init(
    account: String, segment: String? = nil, territory: String? = nil, date: Day, kind: Kind,
    amount: Double, motion: String? = nil
  ) {
    (self.account, self.segment, self.territory) = (account, segment, territory)
    (self.date, self.kind, self.amount, self.motion) = (date, kind, amount, motion)
  }
}

/// The movements of a book between two days.
public struct MovementHistory: Hashable, Sendable {
  /// What the movements are seen by.
  public enum Basis: String, Hashable, Sendable {
    /// Each is in the list, on its day.
    case days
    /// Differences of month ends: two within a month net out.
    case monthEnds = "month-ends"
  }

  /// By account, then by day.
  public let accounts: [[Movement]]
  /// The whole calendar years that the movements cover.
  public let years: ClosedRange<Int>
  public let basis: Basis

  /// - Parameter movements: In any order; those of a day stay in theirs.
  public init(_ movements: [Movement], years: ClosedRange<Int>, basis: Basis) {
    let byAccount = Dictionary(grouping: movements.enumerated(), by: \.element.account)
    accounts = byAccount.values.map { own in
      own.sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
    }.sorted { $0[0].offset < $1[0].offset }.map { $0.map(\.element) }
    self.years = years
    self.basis = basis
  }

  /// Each customer at the start of a year, kept if it never left within it.
  public var accountYears: RenewalHistory {
    var renewals: [Renewal] = []
    for movements in accounts {
      var (balance, next) = (ARRBalance(), movements.startIndex)
      let segment = movements.last { $0.segment != nil }?.segment
      let territory = movements.last { $0.territory != nil }?.territory
      for year in years {
        let first = Day.firstOf(year)
        while next < movements.endIndex,
          movements[next].kind == .opening || movements[next].date < first
        {
          balance.add(movements[next].amount)
          next += 1
        }
        guard balance.isCustomer else { continue }
        let start = balance.amount
        var isLost = false
        while next < movements.endIndex, movements[next].date.year == year {
          balance.add(movements[next].amount)
          next += 1
          if !balance.isCustomer { isLost = true }
        }
        renewals.append(
          Renewal(
            account: movements[0].account, segment: segment, territory: territory, date: first,
            before: start, outcome: isLost ? .lost : .renewed))
      }
    }
    return RenewalHistory(renewals, basis: .accountYears)
  }
}
