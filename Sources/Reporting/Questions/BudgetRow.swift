import Analysis
import Formats
import Model
import Ownership
import Statistics

/// A row of `budget`: what the people of a model cost in a year, in half and in nine of ten outcomes.
struct BudgetRow: ComparisonRow {
  let model: String
  let budget: BudgetEstimate

  static let heading = TableHeading(
    "budget", title: "Budget", question: "What to budget, and which reserve to keep?")

  static let model = Column.model { $0.model }
  static let year = Column.fiscalYear { $0.budget.year }
  static let role = Column.text("role", "role of the people, or all") {
    $0.budget.role?.rawValue ?? "all"
  }
  static let median = Column.money("p50", "half of the outcomes cost no more: the budget") {
    $0.budget.median.value
  }
  static let high = Column.money("p90", "nine of ten outcomes cost no more") {
    $0.budget.high.value
  }
  static let reserve = Column.money("reserve", "p90 less p50") { $0.budget.reserve }
  static let columns =
    [model, year, role, median] + Column.moneyInterval(of: median) { $0.budget.median } + [high]
    + Column.moneyInterval(of: high) { $0.budget.high } + [reserve]

  static func rows(of comparison: Comparison) -> [BudgetRow] {
    comparison.ranking.flatMap { index in
      let model = comparison.models[index]
      return model.budgets.map { BudgetRow(model: model.name, budget: $0) }
    }
  }

  static let part = DocumentPart(
    member: .list(
      "budgets", shape,
      "Cost of people by year, of all roles and of each: the budget (P50) and the reserve (P90 less P50)."
    ) { rows(of: $0) }, definitions: [shape.definition])

  private static let shape = JSONShape<BudgetRow>(
    "budget",
    [JSONMember(model), .whole("year") { $0.budget.year + 1 }, JSONMember(role)]
      + Shapes.quantile("p50") { $0.budget.median } + Shapes.quantile("p90") { $0.budget.high }
      + [.number("reserve") { $0.budget.reserve }])
}

extension TableColumn {
  /// The ends of a percentile's 95% interval of money.
  fileprivate static func moneyInterval(
    of column: TableColumn, _ estimate: @escaping @Sendable (Row) -> QuantileEstimate
  ) -> [TableColumn] {
    [
      .money(column.name + "-low", "lower end of the 95% interval of \(column.name)") {
        estimate($0).low
      },
      .money(column.name + "-high", "upper end of the 95% interval of \(column.name)") {
        estimate($0).high
      },
    ]
  }
}
