public import Analysis
import Books
import Scenarios
import Simulation
import Statistics
import Units

/// A comparison for the terminal: the models by value, the verdict, and what to look at.
public struct ComparisonText: Sendable {
  let comparison: Comparison
  private let tables: ComparisonTables

  public init(_ comparison: Comparison) {
    self.comparison = comparison
    tables = ComparisonTables(comparison)
  }

  /// Lines that each end; names are shown without what would steer a terminal.
  public var text: String {
    let blocks = [heading, table, notes.map(\.line)]
    return blocks.map { lines in
      lines.map { $0.withoutControls + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private var scenario: Scenario { comparison.scenario }

  // MARK: - Heading

  private var heading: [String] {
    let book = scenario.book
    let arr = MoneyScale.text(book.arr.reduce(0, +))
    let facts = [
      "\(ShownNumber.count(book.ids.count)) accounts", "\(arr) \(scenario.currency) ARR",
      Self.years(scenario.years), "\(ShownNumber.count(comparison.trials)) trials",
      "seed \(comparison.seed)",
    ]
    return [
      "\(scenario.name)   \(facts.joined(separator: ", "))",
      "Baseline: \(name(comparison.baseline)). Same luck for every model. "
        + "Ranges are P10..P90 of outcomes.",
    ]
  }

  static func years(_ count: Int) -> String {
    count == 1 ? "1 year" : "\(count) years"
  }

  func name(_ model: Int) -> String { comparison.models[model].name }

  // MARK: - Table

  private var table: [String] {
    let summary = tables.summary
    let numbers = summary.rows.map { row in
      Dictionary(
        uniqueKeysWithValues: zip(summary.columns, row).compactMap { column, cell in
          if case .number(let value) = cell { (column.name, value) } else { nil }
        })
    }
    let cost = MoneyScale(for: numbers.compactMap { $0["cost-per-year"] })
    let gain = MoneyScale(
      for: numbers.flatMap { [$0["gain-mean"], $0["gain-p10"], $0["gain-p90"]] }.compactMap(\.self))
    let hasBudget = scenario.finance.budget != nil
    let year = "yr \(scenario.years)"
    let money = gain.suffix.isEmpty ? scenario.currency : gain.suffix
    var columns = [
      TextTable.Column("model", alignsRight: false), TextTable.Column("NRR", year),
      TextTable.Column("GRR", year), TextTable.Column("", "heads"),
      TextTable.Column("cost", cost.suffix.isEmpty ? "a year" : "\(cost.suffix)/y"),
    ]
    if hasBudget { columns.append(TextTable.Column("over", "budget")) }
    columns += [
      TextTable.Column("payout/TI", "P10..P90"),
      TextTable.Column("value gain, \(money)", "mean ± se"), TextTable.Column("P10..P90"),
      TextTable.Column("P(better)"),
    ]
    var table = TextTable(columns)
    for (row, index) in zip(numbers, comparison.ranking) {
      func percent(_ key: String, decimals: Int = 0, sign: String = "%") -> String {
        row[key].map { ShownNumber.percent($0, decimals: decimals, sign: sign) } ?? "-"
      }
      let mark = index == comparison.best ? "* " : "  "
      let heads = row["heads"]!
      var cells = [
        mark + name(index) + (index == comparison.baseline ? " (baseline)" : ""),
        percent("nrr", decimals: 1, sign: ""), percent("grr", decimals: 1, sign: ""),
        ShownNumber.text(heads, decimals: heads == heads.rounded() ? 0 : 1),
        cost.text(row["cost-per-year"]!),
      ]
      if hasBudget { cells.append(percent("over-budget")) }
      cells += [
        percent("payout-per-ti-p10") + ".." + percent("payout-per-ti-p90"),
        row["gain-mean"].map { mean in
          gain.text(mean, showsPlus: true) + (row["gain-se"].map { " ± " + gain.text($0) } ?? "")
        } ?? "-",
        row["gain-p10"].map { low in
          gain.text(low, showsPlus: true) + ".." + gain.text(row["gain-p90"]!, showsPlus: true)
        } ?? "-",
        percent("p-better"),
      ]
      table.add(cells)
    }
    return table.lines
  }
}
