public import Ownership
public import Plans

/// An actual: what was credited to whom, for which measure, when.
public struct Credit: Hashable, Sendable {
  /// When it was credited.
  public let date: ActualDate
  /// A person; or a team, or `company`, where the figure is theirs.
  public let person: String
  /// What was credited.
  public let measure: MeasureKind
  /// How it came about; measures may count some motions only.
  public let motion: Motion?
  /// Currency units, pieces, or a share where the measure is a ratio: then the value to date.
  public let amount: Double
  /// The share of the amount that is this person's, 0...1; shares of a deal may total more than 1.
  public let share: Double
  /// What deal caps, tiers per deal and clawbacks know it by.
  public let deal: String?
  /// The customer it came from.
  public let account: String?

  /// - Throws: An amount that is not finite, a share outside 0...1.
  public init(
    _ date: ActualDate, person: String, measure: MeasureKind, motion: Motion? = nil,
    amount: Double, share: Double = 1, deal: String? = nil, account: String? = nil
  ) throws(PlanProblems) {
    self.date = date
    self.person = person
    self.measure = measure
    self.motion = motion
    self.amount = amount
    self.share = share
    self.deal = deal
    self.account = account
    var problems = PlanProblems()
    problems.require(amount.isFinite, "amount", found: "\(amount)", expected: "a number")
    problems.require(share >= 0 && share <= 1, "share", found: percent(share), expected: "0%..100%")
    try problems.throwIfAny()
  }
}
