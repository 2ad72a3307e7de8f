import Model
public import Ownership
import Simulation
public import Statistics

/// What people cost in a fiscal year, as a budget: what half of the outcomes stay within, and the
/// reserve on top that nine of ten need.
public struct BudgetEstimate: Sendable {
  /// Counted from 0.
  public let year: Int
  /// Nil for all roles together. The budgets of roles do not add up: not all are dear in the same
  /// trials.
  public let role: Role?
  public let median: QuantileEstimate
  public let high: QuantileEstimate

  /// What nine of ten outcomes need beyond the median.
  public var reserve: Double { high.value - median.value }

  init(_ column: [Double], year: Int, role: Role?, clusters: Clusters) {
    self.year = year
    self.role = role
    median = QuantileEstimate(0.5, of: column, clusters: clusters)
    high = QuantileEstimate(0.9, of: column, clusters: clusters)
  }

  /// By fiscal year; all roles together, then each that costs anything.
  static func all(_ model: ModelResult, of scenario: Scenario, clusters: Clusters)
    -> [BudgetEstimate]
  {
    (0..<scenario.years).flatMap { year -> [BudgetEstimate] in
      let columns = model.roles.map { role in
        (role, model.sum(CostItem.allCases.map { .cost($0, role: role, year: year) }))
      }
      let whole = [Double](sumOf: columns.map(\.1), trials: model.trials)
      return [BudgetEstimate(whole, year: year, role: nil, clusters: clusters)]
        + columns.filter { $0.1.contains { $0 != 0 } }.map {
          BudgetEstimate($1, year: year, role: $0, clusters: clusters)
        }
    }
  }
}
