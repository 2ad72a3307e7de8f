public import Model
public import Plans
import Simulation
public import Statistics
import Units

/// A plan sized for a chance at quota and a budget.
///
/// Plans do not change behaviour here: credits and on-target earnings are given, and only the terms
/// of the plan are sought.
///
/// ```swift
/// let aim = SizingAim(model: 1, role: .accountManager, chance: 0.6, budget: Money(7_000_000))
/// let sizing = try await PlanSizing(scenario, aim: aim)
/// print(sizing.quota.quota, sizing.answered.lever, sizing.isWithinBudget)
/// ```
public struct PlanSizing: Sendable {
  public let scenario: Scenario
  public let aim: SizingAim
  public let plan: Plan
  /// The measure whose quota was sought.
  public let measure: Measure
  public let trials: Int
  /// The seed of the draws on which terms were sought.
  public let seed: UInt64
  /// The seed of the draws on which terms were scored.
  public let scoringSeed: UInt64
  /// The quota for ``aim``, with all other terms unchanged.
  public let quota: QuotaEstimate
  /// The current plan, then with the quota, then each lever that was tried to stay within budget.
  public let proposals: [SizedPlan]
  /// The index in ``proposals`` of the one that meets the aim with the most value, else of the one
  /// that comes closest to the budget; that of the quota alone where no lever is worth its loss.
  public let answer: Int
  /// What staying within the budget would take where it is not worth doing: it loses more value than
  /// the quota alone. Nil where the answer itself meets the aim, or nothing does.
  public let unworthy: SizedPlan?
  /// Whether the answer stays within budget as often as required, to within two standard errors;
  /// true without a budget.
  public let isWithinBudget: Bool
  /// Around the answer, by ascending chance.
  public let tradeOffs: [TradeOff]
  /// What one person in ten does not reach, and what one in ten exceeds, of the answer's quota.
  public let points: AttainmentPoints
  /// What people sell under the plan as it stands.
  public let sold: SoldARR

  public var answered: SizedPlan { proposals[answer] }
  /// Whether a proposal stays within the budget as often as required, to within two standard errors.
  public func confirms(_ proposal: SizedPlan) -> Bool {
    proposal.score.confirms(aim)
  }

  /// Whether the baseline itself was sized, whose rates hold for the heads it has.
  public var isOfBaseline: Bool { aim.model == scenario.baseline }

  /// How much fewer sales eat up the answer's gain, where it gains by paying less.
  public var breakEven: (sales: Double, elasticity: Double?)? {
    let (now, then) = (proposals[0].score.meanPay, answered.score.meanPay)
    guard answered.gain.mean > 0, then < now, let part = sold.breakEven(of: answered.gain.mean)
    else { return nil }
    return (part, SoldARR.elasticity(losing: part, payFall: 1 - then / now))
  }
}

/// Where attainment of a measure lies for most: the P10 and the P90 over people, years and trials.
///
/// A threshold and a point of excellence there leave one in ten without pay, and one in ten beyond.
public struct AttainmentPoints: Hashable, Sendable {
  public let p10: Double
  public let p90: Double
}

/// The quota that people reach with a given chance, with its 95% interval.
///
/// No search is needed. Attainment is the year's credit over quota, so the factor on quota that a
/// share `chance` of people reaches is the (1 - `chance`) quantile of attainment, over people,
/// years and trials together; the plan has a single factor for everybody and every year.
public struct QuotaEstimate: Hashable, Sendable {
  /// The mean over people and years, in the measure's own unit.
  public let quota: Double
  /// The quota over the scenario's.
  public let factor: Double
  /// The interval of ``quota``; nil if there are too few trials for one.
  public let low: Double?
  public let high: Double?
}

/// A proposed plan, and its score on draws that were not used to find it.
public struct SizedPlan: Sendable {
  /// What it changes.
  public enum Lever: String, CaseIterable, Sendable {
    /// Nothing: the scenario's own plan.
    case now
    /// The quota alone.
    case quota
    /// The quota, and the share of on-target earnings that is base.
    case payMix = "pay-mix"
    /// The quota, and the pay above it.
    case accelerator
    /// The quota, the pay above it and the pay mix.
    case acceleratorAndPayMix = "accelerator, pay-mix"
    /// The quota, and the number of people; simulated anew.
    case heads
    /// The quota, the number of people, and the pay above quota.
    case headsAndAccelerator = "heads, accelerator"
  }

  public let lever: Lever
  /// The mean over people and years, in the measure's own unit.
  public let quota: Double
  /// The quota over the scenario's with as many heads.
  public let quotaFactor: Double
  /// In the first year in which the model has the role.
  public let heads: Int
  /// The share of on-target earnings that is base.
  public let baseShare: Double
  /// Points of target incentive per point of attainment above target; nil if the measure has no
  /// curve with an accelerator.
  public let accelerator: Double?
  public let score: PlanScore
  /// Discounted value of the horizon against ``Lever/now``, on the same draws.
  public let gain: PairedDifference
}

/// What another chance at quota would require, all else as in the answer.
public struct TradeOff: Sendable {
  public let chance: Double
  /// The mean over people and years, in the measure's own unit.
  public let quota: Double
  public let score: PlanScore
}
