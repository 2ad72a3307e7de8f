public import Units

/// What an event takes back of the pay for a deal.
public struct Clawback: Hashable, Sendable {
  /// How much comes back.
  public enum Recovery: Hashable, Sendable {
    /// The credit is removed and the year-to-date true-up acts; no money is taken besides.
    case credit
    /// A share of the deal's pay; attainment stays.
    case share(Double)
    /// What was paid out so far; instalments still to come are cancelled.
    case paid
    /// The share of the window that is left, in whole months: nothing at its end.
    case sliding

    /// All of the deal's pay.
    public static let full = Recovery.share(1)
  }

  /// What a recovery is taken from.
  public enum Source: String, CaseIterable, Hashable, Sendable {
    /// All of it at once: pay may be negative.
    case cash
    /// The pay of the period and those that follow; the rest is a balance.
    case nextPay = "next-pay"
  }

  /// The event's name, such as `churn`.
  public let event: String
  /// The window in months, last day included: a deal of 15 January within 12 months is taken back
  /// until 15 January of the next year.
  public let months: Int
  /// How much comes back.
  public let recovery: Recovery
  /// Where it comes from.
  public let source: Source
  /// The most of a pay that is kept back; 1 is all. Read where the source is the next pay.
  public let atMost: Double
  /// The day after which what is still to be recovered is forgiven; nil for never.
  public let forgivenAfter: Day?

  /// - Throws: No event, a window below a month, or a share outside 0...1.
  public init(
    on event: String, within months: Int, recover: Recovery, from source: Source = .cash,
    atMost: Double = 1, forgivenAfter: Day? = nil
  ) throws(PlanProblems) {
    self.event = event
    self.months = months
    recovery = recover
    self.source = source
    self.atMost = atMost
    self.forgivenAfter = forgivenAfter
    var problems = PlanProblems()
    checkAtMost(atMost, into: &problems)
    problems.require(
      source == .nextPay || (atMost == 1 && forgivenAfter == nil), "from", found: "cash",
      expected: "next-pay: only what is kept back from pay has a limit or is forgiven")
    problems.require(!event.isEmpty, "on", found: "nothing", expected: "an event such as churn")
    checkMonths(months, "within", into: &problems)
    if case .share(let share) = recover {
      problems.require(
        share >= 0 && share <= 1, "recover", found: percent(share), expected: "0%..100%")
    }
    try problems.throwIfAny()
  }

  /// The share of a deal's pay that comes back after so many whole months within the window.
  ///
  /// 1 for ``Recovery/paid``, of what was paid; 0 for ``Recovery/credit``, which takes no money.
  public func share(afterMonths elapsed: Int) -> Double {
    switch recovery {
    case .credit: 0
    case .share(let share): share
    case .paid: 1
    case .sliding: Swift.max(0, 1 - Double(elapsed) / Double(months))
    }
  }

  /// The same, exactly.
  package func exactShare(afterMonths elapsed: Int) -> DoubleDouble {
    guard case .sliding = recovery else {
      return DoubleDouble(written: share(afterMonths: elapsed))
    }
    return DoubleDouble(Double(Swift.max(0, months - elapsed))) / DoubleDouble(Double(months))
  }
}
