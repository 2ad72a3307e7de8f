import Model
import Ownership
import Simulation
import Statistics

/// The trials of the blends of two models, and what they say of causes.
struct CauseRun {
  private let orders: CauseOrders
  private let groups: TrialGroups
  /// In the order of the run.
  private let blends: [(blend: ModelBlend, money: Money)]
  private let horizon: Int
  let trials: Int

  /// What a blend's money comes to, by trial.
  private struct Money {
    /// By fiscal year.
    let margin: [[Double]]
    let cost: [[Double]]
    let newLogoHours: [[Double]]
    let discounted: [[Double]]
    let value: [Double]

    init(_ model: ModelResult, years: Int) {
      func byYear(_ columns: (Int) -> [TrialColumn]) -> [[Double]] {
        (0..<years).map { model.sum(columns($0)) }
      }
      margin = byYear { [.margin(year: $0)] }
      cost = byYear { year in
        model.roles.flatMap { role in
          CostItem.allCases.map { .cost($0, role: role, year: year) }
        }
      }
      newLogoHours = byYear { [.distraction(year: $0)] }
      discounted = byYear { year in (year * 4..<year * 4 + 4).map { .quarterValue($0) } }
      value = model.column(.value)
    }

    /// Margin less people and hours, not discounted.
    func net(_ year: Int) -> [Double] {
      margin[year].less(cost[year]).less(newLogoHours[year])
    }

    var end: [Double] {
      discounted.reduce(into: value) { $0 = $0.less($1) }
    }
  }

  /// - Parameter result: Of the orders' blends, after the baseline.
  init(_ result: SimulationResult, _ orders: CauseOrders) {
    self.orders = orders
    horizon = result.scenario.years
    trials = result.trials
    let blends = orders.blends
    let whole = ModelBlend(orders.all)
    groups = TrialGroups(
      result,
      weighing: [
        (blends.firstIndex(of: whole)! + 1, blends.firstIndex(of: whole.reference)! + 1)
      ])
    self.blends = blends.enumerated().map { index, blend in
      (blend, Money(result.models[index + 1], years: result.scenario.years))
    }
  }

  var gain: MeanEstimate { estimate(sum(orders.difference, \.value)) }

  /// The difference of each fiscal year, discounted.
  var years: [MeanEstimate] {
    (0..<horizon).map { year in estimate(sum(orders.difference) { $0.discounted[year] }) }
  }

  /// By how much the order of switching matters.
  var orderMatters: MeanEstimate { estimate(sum(orders.orderMatters, \.value)) }

  /// The discounted part of the plans, and the rest.
  func planAndOwners(_ causes: [Cause]) -> (plan: MeanEstimate, owners: MeanEstimate) {
    let plan = sum(causes.contains(.plan) ? orders.part(of: .plan) : [:], \.value)
    return (estimate(plan), estimate(sum(orders.difference, \.value).less(plan)))
  }

  func parts(of causes: [Cause]) -> [CausePart] {
    var parts: [CausePart] = []
    for cause in causes {
      let weights = orders.part(of: cause)
      guard cause == .people else {
        parts.append(part(.cause(cause)) { year in sum(weights) { $0.net(year) } })
        continue
      }
      // Other people make another margin, cost something else, and have other hours.
      parts.append(part(.talent) { year in sum(weights) { $0.margin[year] } })
      parts.append(part(.cause(.people)) { year in less(sum(weights) { $0.cost[year] }) })
      parts.append(part(.newLogoHours) { year in less(sum(weights) { $0.newLogoHours[year] }) })
    }
    let all = orders.difference
    parts.append(
      part(.discounting) { year in sum(all) { $0.discounted[year].less($0.net(year)) } })
    parts.append(part(.terminalMultiple, end: sum(all, \.end)) { _ in zeros })
    return parts.filter { !isNothing($0) }
  }

  private var zeros: [Double] { [Double](repeating: 0, count: trials) }

  private func less(_ column: [Double]) -> [Double] { zeros.less(column) }

  private func part(
    _ reason: CausePart.Reason, end: [Double]? = nil, _ ofYear: (Int) -> [Double]
  ) -> CausePart {
    let years = (0..<horizon).map(ofYear)
    let end = end ?? zeros
    return CausePart(
      reason: reason, years: years.map(estimate), end: estimate(end),
      gain: estimate(years.reduce(into: end) { $0.add($1) }))
  }

  private func sum(_ weights: CauseOrders.Weights, _ column: (Money) -> [Double]) -> [Double] {
    blends.reduce(into: zeros) { sum, next in
      if let weight = weights[next.blend] { sum.add(column(next.money), times: weight) }
    }
  }

  private func estimate(_ column: [Double]) -> MeanEstimate { groups.design.mean(of: column) }

  /// Whether a part is but the rounding of sums that cancel.
  private func isNothing(_ part: CausePart) -> Bool {
    let largest = blends.map { Moments($0.money.value).mean.magnitude }.max() ?? 0
    return (part.years + [part.end]).allSatisfy {
      max($0.value.magnitude, $0.standardError.isFinite ? $0.standardError : 0) <= 1e-12 * largest
    }
  }
}
