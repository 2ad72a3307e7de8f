import Simulation
public import Statistics
import Units

/// How a plan performs in a run: who reaches quota, what it costs, and how widely pay varies.
public struct PlanScore: Sendable {
  /// The share of people at or above quota, without those who had nothing due.
  public let atQuota: Proportion
  /// The mean yearly variable pay of the role's people, over trials and years.
  public let meanPay: Double
  /// The mean yearly cost of all the model's people, over trials and years.
  public let meanCost: Double
  public let costP50: QuantileEstimate
  public let costP90: QuantileEstimate
  /// The chance that a year's cost is within budget; nil without a budget.
  public let withinBudget: Proportion?
  /// Variable pay of the horizon over target incentive; 0 without a target.
  public let payoutPerTI: ShortSummary
  /// Pay over target incentive that nine people in ten do not exceed.
  public let payMultipleP90: Double

  /// Whether a year stays within budget as often as required, to within two standard errors; true
  /// without a budget.
  func confirms(_ aim: SizingAim) -> Bool {
    withinBudget.map { $0.value >= aim.confidence - 2 * min($0.standardError, 1) } ?? true
  }

  /// - Parameter design: Of the trials.
  init(_ paid: RepaidCredits, budget: Double?, design: SampleDesign) {
    let people = paid.people
    atQuota = Proportion(
      people.attainments.map { $0 >= 1 - Tolerance.relative ? 1.0 : 0 },
      clusters: people.attainmentClusters)
    let years = paid.cost.count
    let trials = paid.value.count
    var costs: [Double] = []
    costs.reserveCapacity(years * trials)
    for trial in 0..<trials {
      for year in paid.cost { costs.append(year[trial]) }
    }
    meanPay = Moments(paid.pay.flatMap(\.self)).mean
    let yearly = design.clusters.repeating(years)
    meanCost = Moments(costs).mean
    costP50 = QuantileEstimate(0.5, of: costs, clusters: yearly)
    costP90 = QuantileEstimate(0.9, of: costs, clusters: yearly)
    withinBudget = budget.map { budget in
      Proportion(
        costs.map { $0 <= budget * (1 + Tolerance.relative) ? 1.0 : 0 }, clusters: yearly)
    }
    let multiples = (0..<trials).map { trial in
      let target = paid.targetIncentive.reduce(0) { $0 + $1[trial] }
      return target > 0 ? paid.pay.reduce(0) { $0 + $1[trial] } / target : 0
    }
    payoutPerTI = ShortSummary(multiples, design: design)
    var order = OrderStatistics(people.payMultiples)
    let count = people.payMultiples.count
    payMultipleP90 =
      count > 0 ? order.value(rank: OrderStatistics.rank(0.9, of: count)) : 0
  }
}
