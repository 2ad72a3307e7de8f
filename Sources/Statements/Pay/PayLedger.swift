import Plans
public import Units

/// The balances between what a person earns and what he is paid, from period to period.
///
/// Each period settles once, in this order: a negative balance is made good, earnings are divided
/// into instalments, the guarantee fills up, the draw advances or recovers, the clawback takes.
public struct PayLedger: Hashable, Sendable {
  /// What a settlement did; the parts add up to ``pay``.
  public struct Settlement: Hashable, Sendable {
    /// What was handed in.
    public let earned: Money
    /// What made good a negative balance (negative), or was put off as one (positive).
    public let carried: Money
    /// Earnings put off to later periods; not above 0.
    public let deferred: Money
    /// Earnings of earlier periods, paid now.
    public let instalments: Money
    /// What fills up to the guarantee; at least 0.
    public let guarantee: Money
    /// Advanced on the draw, or recovered by it (negative).
    public let draw: Money
    /// Not above 0.
    public let clawback: Money
    /// What is paid; negative where the clawback takes more than there is.
    public let pay: Money
  }

  /// A negative true-up not yet made good; not above 0.
  public private(set) var carried = Money.zero
  /// Recoverable draw not yet recovered.
  public private(set) var owed = Money.zero
  /// Instalments to come; the first is due next period.
  public private(set) var later: [Money] = []

  private let rounding: Money.Rounding?

  public init(rounding: Money.Rounding?) {
    self.rounding = rounding
  }

  /// Settles one period.
  ///
  /// - Parameters:
  ///   - earned: May be negative: a true-up.
  ///   - instalments: Shares of what is earned by the number of periods later; total 1.
  ///   - guarantee: The least that is paid before the draw.
  ///   - draw: Nil where no draw is granted any more; what is owed is still recovered.
  ///   - isRecoverable: Whether the draw is owed.
  ///   - clawback: What is taken back; at least 0. It can make pay negative.
  ///   - cancelled: Instalments that will not be paid, by the number of periods later.
  public mutating func settle(
    earned: Money, instalments: [Int: Double], guarantee: Money = .zero, draw: Money? = nil,
    isRecoverable: Bool = false, clawback: Money = .zero, cancelled: [Int: Money] = [:]
  ) -> Settlement {
    let balance = earned + carried
    let payable = Swift.max(.zero, balance)
    carried = Swift.min(.zero, balance)

    let due = later.isEmpty ? .zero : later.removeFirst()
    var deferred = Money.zero
    for (periods, share) in instalments.sorted(by: { $0.key < $1.key }) where periods > 0 {
      let part = rounded(payable * share)
      add(part, inPeriods: periods)
      deferred += part
    }
    let paid = rounded(payable - deferred + due)

    let filled = rounded(Swift.max(.zero, guarantee - paid))
    let entitled = paid + filled
    let floor = draw ?? .zero
    let advance = rounded(Swift.max(.zero, floor - entitled))
    let recovered = rounded(Swift.min(owed, Swift.max(.zero, entitled - floor)))
    owed = rounded(owed + (isRecoverable ? advance : .zero) - recovered)

    let taken = rounded(clawback)
    for (periods, amount) in cancelled where later.indices.contains(periods - 1) {
      later[periods - 1] = rounded(Swift.max(.zero, later[periods - 1] - amount))
    }
    return Settlement(
      earned: earned, carried: rounded(payable - earned), deferred: -deferred, instalments: due,
      guarantee: filled, draw: advance - recovered, clawback: -taken,
      pay: rounded(entitled + advance - recovered - taken))
  }

  private mutating func add(_ amount: Money, inPeriods periods: Int) {
    while later.count < periods { later.append(.zero) }
    later[periods - 1] = rounded(later[periods - 1] + amount)
  }

  private func rounded(_ money: Money) -> Money { rounding.map(money.rounded) ?? money }
}
