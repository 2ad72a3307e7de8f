import Model
public import Statistics
import Units

/// How likely a model stays within budget and reaches the targets of retention.
public struct TargetChances: Sendable {
  /// The chance, by fiscal year, that the year's cost exceeds the yearly budget; nil without one.
  public let overBudgetByYear: [Proportion]?
  /// The expected share of years over budget: the mean of ``overBudgetByYear``.
  public let overBudget: Proportion?
  /// The chance that any year of the horizon is over budget.
  public let everOverBudget: Proportion?
  /// The chance that, in the last fiscal year, NRR and GRR reach their targets and cost is within
  /// budget, all in the same trial; of what is not stated nothing is asked. Nil without any target
  /// of retention.
  public let joint: Proportion?

  init(_ series: MetricSeries, finance: Finance, clusterSize: Int) {
    func values(_ metric: ModelMetric, _ year: Int) -> [Double] {
      series.values(metric, MetricScope(year: year))!
    }
    let over = finance.budget.map { budget in
      (0..<series.years).map { year in
        values(.cost, year).map { $0 > budget.amount * (1 + Self.tolerance) ? 1.0 : 0 }
      }
    }
    overBudgetByYear = over.map { years in years.map { Proportion($0, clusterSize: clusterSize) } }
    overBudget = over.map { years in
      Proportion(
        (0..<series.trials).map { trial in
          years.reduce(0) { $0 + $1[trial] } / Double(years.count)
        }, clusterSize: clusterSize)
    }
    everOverBudget = over.map { years in
      Proportion(
        (0..<series.trials).map { trial in years.contains { $0[trial] > 0 } },
        clusterSize: clusterSize)
    }
    let last = series.years - 1
    let targets: [(ModelMetric, Double?)] = [(.nrr, finance.targetNRR), (.grr, finance.targetGRR)]
    var reached = over?[last].map { $0 == 0 } ?? [Bool](repeating: true, count: series.trials)
    for case (let metric, let target?) in targets {
      for (trial, value) in values(metric, last).enumerated() {
        reached[trial] = reached[trial] && value >= target * (1 - Self.tolerance)
      }
    }
    joint =
      finance.targetNRR == nil && finance.targetGRR == nil
      ? nil : Proportion(reached, clusterSize: clusterSize)
  }

  /// What differs from a threshold by less is at it.
  private static let tolerance = 1e-9
}
