public import Statistics

/// A way to set a plan, and how it does on draws that had no part in finding it.
public struct SizedPlan: Sendable {
  /// What it changes.
  public enum Lever: String, CaseIterable, Sendable {
    /// Nothing: the plan as the scenario has it.
    case now
    /// The quota alone.
    case quota
    /// The quota, and the part of on-target earnings that is base.
    case payMix = "pay-mix"
    /// The quota, and what is paid above it.
    case accelerator
    /// The quota, and the number of people: simulated anew.
    case heads
  }

  public let lever: Lever
  /// The mean over people and years, in the measure's own unit.
  public let quota: Double
  /// The quota over that of the scenario with as many heads.
  public let quotaFactor: Double
  /// In the first year that the model has the role.
  public let heads: Int
  /// The part of on-target earnings that is base.
  public let baseShare: Double
  /// Points of target incentive for each point of attainment above target; nil where the measure
  /// has no curve with an accelerator.
  public let accelerator: Double?
  public let score: PlanScore
  /// Discounted value of the horizon against ``Lever/now``, on the same luck.
  public let gain: PairedDifference
}
