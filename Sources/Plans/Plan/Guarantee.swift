/// The least a period pays, whatever was earned; never recovered.
public struct Guarantee: Hashable, Sendable {
  /// Money per period, or a share of the period's target incentive.
  public let amount: Amount
  /// Only periods that begin within so many months of the person's start, so none of somebody who
  /// was always there; nil is for good.
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
