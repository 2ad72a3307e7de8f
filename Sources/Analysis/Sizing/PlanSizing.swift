public import Model
public import Plans
import Simulation
import Statistics
import Units

/// A plan sized for a chance at quota and a budget.
///
/// Plans do not change behaviour here: credits are what they are, on-target earnings are given, and
/// only their terms are sought.
public struct PlanSizing: Sendable {
  public let scenario: Scenario
  public let aim: SizingAim
  public let plan: Plan
  /// The measure whose quota was sought.
  public let measure: Measure
  public let trials: Int
  /// The luck on which terms were sought, and that on which they were scored.
  public let seed: UInt64
  public let scoringSeed: UInt64
  /// The quota for ``aim``, other terms as they stand.
  public let quota: QuotaEstimate
  /// As it stands, then with the quota, then each lever that was tried to stay within budget.
  public let proposals: [SizedPlan]
  /// The index in ``proposals`` of the one that meets the aim and is worth most, else of the one
  /// that comes closest to the budget.
  public let answer: Int
  /// Whether the answer stays within budget as often as asked, within two standard errors; true
  /// without a budget.
  public let isWithinBudget: Bool
  /// Around the answer, by rising chance.
  public let tradeOffs: [TradeOff]

  public var answered: SizedPlan { proposals[answer] }
}
