import Analysis
public import Formats
import Model
import Simulation
import Statistics
import Units

/// A comparison for the terminal: the models by value, the verdict, and notes.
public struct ComparisonText: Sendable {
  private let report: ComparisonReport

  public init(_ report: ComparisonReport) {
    self.report = report
  }

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let notes =
      report.notes + Note.lines("Set", report.provenance.settings)
      + Note.lines("Inputs", [report.provenance.line])
    let blocks = [
      heading(style), table.lines(style: style), notes.flatMap { $0.lines(style: style) },
    ]
    return Array(blocks.joined(separator: [""]))
  }

  /// The verdict alone, without line ends.
  public var verdictLines: [String] {
    ValueQuestion.verdict(of: report.comparison).map(PlainText.of)
  }

  private func heading(_ style: Style) -> [String] {
    Title(name: report.scenario.name, facts: report.facts).lines(style: style)
      + HangingText(lead: "", text: PlainText.of(report.reading)).lines(width: style.width)
  }

  // MARK: - Table

  private var table: TextTable {
    let (comparison, scenario) = (report.comparison, report.scenario)
    let rows = SummaryRow.rows(of: comparison)
    let cost = MoneyScale(for: rows.map(\.costPerYear))
    let gain = MoneyScale(
      for: rows.compactMap(\.gain).flatMap {
        [$0.paired.mean, $0.outcome.p10.value, $0.outcome.p90.value]
      })
    let unit = gain.suffix.isEmpty ? scenario.currency : gain.suffix
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
    let hasTargets = rows.contains { $0.jointTargets != nil }
    if hasTargets {
      headings[0].append("all")
      headings[1].append("targets")
    }
    headings[0] += [
      "payout/TI", .init("value gain over \(comparison.horizon), \(unit)", across: 3),
    ]
    headings[1] += ["P10..P90", "mean ± se", "P10..P90", "P(better)"]
    var table = TextTable(
      columns: [.leading("model")] + headings[1].dropFirst().map { .trailing($0.text) },
      showsHeadings: false)
    for heading in headings { table.add(heading.map { .init($0.text, .faint, across: $0.width) }) }
    for (row, index) in zip(rows, comparison.ranking) {
      var cells = [
        label(index), Self.ratio(row.estimates[.nrr].mean), Self.ratio(row.estimates[.grr].mean),
        Self.count(row.estimates[.heads].mean), cost.text(row.costPerYear),
      ]
      if hasBudget { cells.append(Self.percent(row.overBudget?.value)) }
      if hasTargets { cells.append(Self.percent(row.jointTargets?.value)) }
      cells += [
        Self.percent(row.payout.p10.value) + ".." + Self.percent(row.payout.p90.value),
        Self.change(row.gain, gain), Self.range(row.gain, gain),
        row.gain?.paired.better?.inWords ?? Self.missing,
      ]
      table.add(cells.map { .init($0, index == comparison.winner ? .strong : .normal) })
    }
    return table
  }

  private func label(_ index: Int) -> String {
    let comparison = report.comparison
    return (index == comparison.winner ? "* " : "  ") + comparison.name(index)
      + (index == comparison.baseline ? " (baseline)" : "")
  }

  // MARK: - Cells

  private static let missing = "-"

  /// In percent, without the percent sign.
  private static func ratio(_ ratio: Double) -> String {
    NumberText.grouped(ratio * 100, decimals: 1)
  }

  private static func percent(_ share: Double?) -> String {
    share.map { NumberText.percent($0, decimals: 0) } ?? missing
  }

  private static func count(_ count: Double) -> String {
    NumberText.grouped(count, decimals: count == count.rounded() ? 0 : 1)
  }

  /// With its sign, and the standard error if there is one.
  private static func change(_ gain: Difference?, _ scale: MoneyScale) -> String {
    guard let paired = gain?.paired else { return missing }
    let error = paired.standardError.isFinite ? " ± " + scale.error(paired.standardError) : ""
    return scale.text(paired.mean, showsPlus: true) + error
  }

  /// The outcomes from P10 to P90, with signs.
  private static func range(_ gain: Difference?, _ scale: MoneyScale) -> String {
    guard let outcome = gain?.outcome else { return missing }
    return scale.text(outcome.p10.value, showsPlus: true) + ".."
      + scale.text(outcome.p90.value, showsPlus: true)
  }
}
