public import Units

/// The least a period pays, whatever was earned; never recovered.
public struct Guarantee: Hashable, Sendable {
  /// Money per period, or a share of the period's target incentive.
  public let amount: Amount
  /// Only periods that begin within this many months of the person's start, so none for a person
  /// employed from the beginning; nil: all periods.
  public let months: Int?

  /// - Throws: A negative amount, or a number of months that is not positive.
  public init(_ amount: Amount, months: Int? = nil) throws(PlanProblems) {
    self.amount = amount
    self.months = months
    var problems = PlanProblems()
    amount.check("amount", into: &problems)
    checkMonths(months, "for", into: &problems)
    try problems.throwIfAny()
  }
}

/// An advance against earnings: each period pays at least this much.
///
/// A recoverable draw is owed and comes back out of later earnings above the draw; one that is not
/// recoverable is a floor.
public struct Draw: Hashable, Sendable {
  /// Per period of the plan; prorated over a part period.
  public let amount: Money
  /// Whether what was advanced is owed.
  public let recoverable: Bool
  /// The most of a pay that recovers it; 1 is all above the draw.
  public let atMost: Double
  /// The day after which what is still owed is forgiven; nil for never.
  public let forgivenAfter: Day?
  /// Only periods that begin within this many months of the person's start, so none for a person
  /// employed from the beginning; nil: all periods.
  public let months: Int?

  /// - Throws: An amount or a number of months that is not positive, a share outside 0...1.
  public init(
    _ amount: Money, recoverable: Bool, months: Int? = nil, atMost: Double = 1,
    forgivenAfter: Day? = nil
  ) throws(PlanProblems) {
    self.amount = amount
    self.recoverable = recoverable
    self.months = months
    self.atMost = atMost
    self.forgivenAfter = forgivenAfter
    var problems = PlanProblems()
    checkAtMost(atMost, into: &problems)
    problems.require(
      recoverable || (atMost == 1 && forgivenAfter == nil), "recoverable", found: "false",
      expected: "true: nothing else is recovered or forgiven")
    problems.require(
      amount.amount > 0 && amount.amount.isFinite, "amount", found: plain(amount.amount),
      expected: "an amount above 0")
    checkMonths(months, "for", into: &problems)
    try problems.throwIfAny()
  }
}

package func checkMonths(_ months: Int?, _ keyPath: String, into problems: inout PlanProblems) {
  problems.require(
    months.map { $0 > 0 } ?? true, keyPath, found: "\(months ?? 0) months",
    expected: "at least 1 month")
}

package func checkAtMost(_ share: Double, into problems: inout PlanProblems) {
  problems.require(
    share > 0 && share <= 1, "at-most", found: percent(share),
    expected: "a share of a pay, above 0% and up to 100%")
}
