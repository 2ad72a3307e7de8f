public import Analysis
public import Formats
import Model
import Simulation
import Statistics
import Units

/// A comparison for the terminal: the models by value, the verdict, and what to look at.
public struct ComparisonText: Sendable {
  let comparison: Comparison
  let provenance: Provenance
  private let tables: ComparisonTables

  public init(_ comparison: Comparison, _ provenance: Provenance) {
    self.comparison = comparison
    self.provenance = provenance
    tables = ComparisonTables(comparison)
  }

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let blocks = [
      heading(style), table.lines(style: style), notes.flatMap { $0.lines(style: style) },
    ]
    return Array(blocks.joined(separator: [""]))
  }

  private var scenario: Scenario { comparison.scenario }

  // MARK: - Heading

  private func heading(_ style: Style) -> [String] {
    Self.title(scenario.name, facts, style)
      + HangingText(lead: "", text: PlainText.of(reading)).lines(width: style.width)
  }

  /// What was compared, in figures.
  var facts: [String] {
    let book = scenario.book
    return [
      NumberText.counted(book.ids.count, "account"),
      "\(MoneyScale.text(book.arr.reduce(0, +))) \(scenario.currency) ARR",
      NumberText.counted(scenario.years, "year"), NumberText.counted(comparison.trials, "trial"),
      "seed \(comparison.seed)",
    ]
  }

  /// How the figures are to be read.
  var reading: String {
    "Baseline: \(name(comparison.baseline)). Same luck for every model. "
      + "Ranges are P10..P90 of outcomes."
  }

  /// A name and facts about it, on one line where they fit.
  static func title(_ name: String, _ facts: [String], _ style: Style) -> [String] {
    let name = PlainText.of(name)
    let facts = PlainText.of(facts.joined(separator: ", "))
    let isWide =
      style.width.map { DisplayWidth.of(name) + 3 + DisplayWidth.of(facts) > $0 } ?? false
    let title = HangingText(lead: "", text: name).lines(width: style.width).map {
      style.text($0, .strong)
    }
    return isWide
      ? title + HangingText(lead: "", text: facts).lines(width: style.width)
      : [title[0] + "   " + facts]
  }

  func name(_ model: Int) -> String { comparison.models[model].name }

  // MARK: - Table

  private var table: TextTable {
    let rows = SummaryRow.all(of: tables.summary)
    let cost = MoneyScale(for: rows.compactMap { $0["cost-per-year"] })
    let gain = MoneyScale(
      for: rows.flatMap { [$0["gain-mean"], $0["gain-p10"], $0["gain-p90"]] }.compactMap(\.self))
    let unit = gain.suffix.isEmpty ? scenario.currency : gain.suffix
    let period = NumberText.counted(scenario.years, "year")
    var headings: [[TextTable.Cell]] = [
      ["", "NRR", "GRR", "", "cost"],
      [
        "  model", .init("yr \(scenario.years)"), .init("yr \(scenario.years)"), "heads",
        .init(cost.suffix.isEmpty ? "a year" : cost.suffix + "/y"),
      ],
    ]
    let hasBudget = scenario.finance.budget != nil
    if hasBudget {
      headings[0].append("over")
      headings[1].append("budget")
    }
    headings[0] += ["payout/TI", .init("value gain over \(period), \(unit)", across: 3)]
    headings[1] += ["P10..P90", "mean ± se", "P10..P90", "P(better)"]
    var table = TextTable(
      columns: [.leading("model")] + headings[1].dropFirst().map { .trailing($0.text) },
      showsHeadings: false)
    for heading in headings { table.add(heading.map { .init($0.text, .faint, across: $0.width) }) }
    for (row, index) in zip(rows, comparison.ranking) {
      var cells = [label(index), row.ratio("nrr"), row.ratio("grr"), row.count("heads")]
      cells.append(row.money("cost-per-year", cost))
      if hasBudget { cells.append(row.percent("over-budget")) }
      cells += [
        row.percent("payout-per-ti-p10") + ".." + row.percent("payout-per-ti-p90"),
        row.change("gain-mean", gain, error: "gain-se"),
        row.change("gain-p10", gain, upTo: "gain-p90"), row.percent("p-better"),
      ]
      table.add(cells.map { .init($0, index == comparison.best ? .strong : .normal) })
    }
    return table
  }

  private func label(_ index: Int) -> String {
    (index == comparison.best ? "* " : "  ") + name(index)
      + (index == comparison.baseline ? " (baseline)" : "")
  }
}
