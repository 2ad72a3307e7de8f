import Model
public import Statistics
import Units

/// A probability that reports show beside the figures; it has a standard error but no spread.
///
/// The raw value is the name in CSV columns and JSON keys; cases are in the order of reports.
public enum Chance: String, CaseIterable, Hashable, Sendable {
  case overBudget = "over-budget"
  case everOverBudget = "ever-over-budget"
  case jointTargets = "joint-targets"

  public var name: String { rawValue }

  /// In the words of the report's index, on one line.
  public var meaning: String {
    switch self {
    case .overBudget: "share of years over budget"
    case .everOverBudget: "chance that any year is over budget"
    case .jointTargets: "chance of all targets and the budget together in the last year"
    }
  }

  /// Whether each fiscal year has it too.
  public var isOfYears: Bool { self == .overBudget }
}

/// How likely a model is to stay within budget and reach its retention targets.
public struct TargetChances: Sendable {
  /// By fiscal year, the chance that cost exceeds the yearly budget; nil without a budget.
  public let overBudgetByYear: [Proportion]?
  /// The expected share of years over budget: the mean of ``overBudgetByYear``.
  public let overBudget: Proportion?
  /// The chance that any year of the horizon is over budget.
  public let everOverBudget: Proportion?
  /// The chance that, in the last fiscal year, NRR and GRR reach their targets and cost is within
  /// budget, all in the same trial; targets that are not set are ignored. Nil without a retention
  /// target.
  public let joint: Proportion?

  init(_ series: FigureSeries, finance: Finance, design: SampleDesign) {
    func values(_ figure: Figure, _ year: Int) -> [Double] {
      series.values(figure, FigureScope(year: year))!
    }
    let over = finance.budget.map { budget in
      (0..<series.years).map { year in
        values(.cost, year).map { $0 > budget.amount * (1 + Tolerance.relative) ? 1.0 : 0 }
      }
    }
    overBudgetByYear = over.map { years in years.map { Proportion($0, design: design) } }
    overBudget = over.map { years in
      Proportion(
        (0..<series.trials).map { trial in
          years.reduce(0) { $0 + $1[trial] } / Double(years.count)
        }, design: design)
    }
    everOverBudget = over.map { years in
      Proportion(
        (0..<series.trials).map { trial in years.contains { $0[trial] > 0 } },
        design: design)
    }
    let last = series.years - 1
    let targets: [(Figure, Double?)] = [(.nrr, finance.targetNRR), (.grr, finance.targetGRR)]
    var reached = over?[last].map { $0 == 0 } ?? [Bool](repeating: true, count: series.trials)
    for case (let figure, let target?) in targets {
      for (trial, value) in values(figure, last).enumerated() {
        reached[trial] = reached[trial] && value >= target * (1 - Tolerance.relative)
      }
    }
    joint =
      finance.targetNRR == nil && finance.targetGRR == nil
      ? nil : Proportion(reached, design: design)
  }

  /// A chance in a fiscal year or over the horizon; nil if the scenario does not define it.
  public subscript(chance: Chance, year: Int? = nil) -> Proportion? {
    switch chance {
    case .overBudget: year.map { overBudgetByYear?[$0] } ?? overBudget
    case .everOverBudget: year == nil ? everOverBudget : nil
    case .jointTargets: year == nil ? joint : nil
    }
  }
}
