public import Units

/// How on-target earnings divide into base and target incentive, such as 85/15.
///
/// - Reference: "Who owns upsell and renewal?" (variable 20-30% of on-target earnings).
public struct PayMix: Hashable, Sendable {
  /// The base's share of on-target earnings, 0...1.
  public let base: Double

  /// The target incentive's share of on-target earnings.
  public var variable: Double { 1 - base }

  /// - Throws: A base share outside 0...1.
  public init(base: Double) throws(PlanProblems) {
    guard base >= 0, base <= 1 else {
      throw PlanProblems([
        PlanProblem("pay-mix", found: percent(base), expected: "a base share of 0%..100%")
      ])
    }
    self.base = base
  }

  /// The base at on-target earnings.
  public func base(ofOTE ote: Money) -> Money { ote * base }
  /// The target incentive at on-target earnings.
  public func targetIncentive(ofOTE ote: Money) -> Money { ote * variable }
}
