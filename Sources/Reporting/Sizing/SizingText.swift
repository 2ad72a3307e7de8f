public import Analysis
public import Formats
import Model
import Ownership
import Plans
import Simulation
import Statistics
import Units

/// A sizing for the terminal: the aim, the proposals, and trade-offs.
public struct SizingText: Sendable {
  let sizing: PlanSizing
  let provenance: Provenance

  public init(_ sizing: PlanSizing, _ provenance: Provenance) {
    self.sizing = sizing
    self.provenance = provenance
  }

  /// What every sizing assumes.
  static let behaviour =
    "plans do not change behaviour here: on-target pay is given, only its terms are sought"

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let blocks = [
      [PlainText.of(write)], heading(style), proposals.lines(style: style),
      tradeOffs.lines(style: style),
      notes.flatMap { $0.lines(style: style) },
    ]
    return Array(blocks.joined(separator: [""]))
  }

  var quotas: QuotaText {
    QuotaText(
      sizing.measure.metric,
      quotas: sizing.proposals.map(\.quota) + sizing.tradeOffs.map(\.quota))
  }

  /// `6.00m`; nil without a budget.
  var budget: String? { sizing.aim.budget.map { MoneyScale.text($0.amount) } }

  var model: String { sizing.scenario.models[sizing.aim.model].name }

  // MARK: - Heading

  private func heading(_ style: Style) -> [String] {
    let facts = [
      "\(model), \(sizing.aim.role) on plan \(sizing.plan.name)",
      NumberText.counted(sizing.trials, "trial"), "seed \(sizing.seed)",
    ]
    var aim = "\(NumberText.shortPercent(sizing.aim.chance)) of people at or above quota"
    aim += " of \(sizing.measure.name)"
    if let budget {
      aim += "; a year of \(model) within \(budget) \(sizing.scenario.currency)"
      aim += " with \(NumberText.shortPercent(sizing.aim.confidence)) chance"
    }
    return Title(name: sizing.scenario.name, facts: facts).lines(style: style)
      + Note(topic: "Aim", text: aim).lines(style: style)
  }

  // MARK: - Tables

  private var costScale: MoneyScale {
    MoneyScale(
      for: (sizing.proposals.map(\.score) + sizing.tradeOffs.map(\.score)).map(\.costP90.value))
  }

  /// The two rows of headings of a score.
  private var scoreHeadings: (above: [TextTable.Cell], below: [String]) {
    let cost = costScale
    let unit = cost.suffix.isEmpty ? " a year" : ", \(cost.suffix)/y"
    return (
      ["", .init("cost" + unit, across: 2)] + (budget == nil ? [] : ["P(cost"])
        + ["payout", "pay of TI"],
      ["P(at quota)", "P50", "P90"] + (budget.map { ["<= \($0))"] } ?? []) + ["/TI", "at P90"]
    )
  }

  private func cells(_ score: PlanScore) -> [String] {
    let cost = costScale
    return [
      Self.chance(score.atQuota), cost.text(score.costP50.value), cost.text(score.costP90.value),
    ] + (score.withinBudget.map { [Self.chance($0)] } ?? []) + [
      NumberText.percent(score.payoutPerTI.mean, decimals: 0),
      NumberText.percent(score.payMultipleP90, decimals: 0),
    ]
  }

  /// `60.2% ± 0.5`.
  static func chance(_ share: Proportion) -> String {
    let error =
      share.standardError.isFinite
      ? " ± " + NumberText.grouped(share.standardError * 100, decimals: 1) : ""
    return NumberText.cautiousPercent(share.value) + error
  }

  /// A table with a score's columns in the middle.
  private func table(
    above: (leading: [TextTable.Cell], trailing: [TextTable.Cell]),
    below: (leading: [String], trailing: [String]),
    _ rows: [(cells: [String], isStrong: Bool)]
  ) -> TextTable {
    let (first, second) = scoreHeadings
    let headings = below.leading + second + below.trailing
    var table = TextTable(
      columns: headings.enumerated().map { $0 == 0 ? .leading($1) : .trailing($1) },
      showsHeadings: false)
    table.add(
      (above.leading + first + above.trailing).map { .init($0.text, .faint, across: $0.width) })
    table.add(headings.map { .init($0, .faint) })
    for row in rows { table.add(row.cells.map { .init($0, row.isStrong ? .strong : .normal) }) }
    return table
  }

  private var proposals: TextTable {
    let hasAccelerator = sizing.proposals[0].accelerator != nil
    let gain = MoneyScale(for: sizing.proposals.map(\.gain.mean))
    let unit = gain.suffix.isEmpty ? "" : ", " + gain.suffix
    return table(
      above: (["", "", "", "pay"] + (hasAccelerator ? ["accel-"] : []), ["value"]),
      below: (
        ["  change", "quota", "heads", "mix"] + (hasAccelerator ? ["erator"] : []), ["gain" + unit]
      ),
      sizing.proposals.enumerated().map { index, proposal in
        let isAnswer = index == sizing.answer
        let cells =
          [
            (isAnswer ? "* " : "  ") + Self.name(proposal.lever), quotas.text(proposal.quota),
            NumberText.grouped(Double(proposal.heads)), Self.mix(proposal.baseShare),
          ] + (proposal.accelerator.map { [NumberText.grouped($0, decimals: 2) + "x"] } ?? [])
        let worth = proposal.lever == .now ? "-" : gain.text(proposal.gain.mean, showsPlus: true)
        return (cells + self.cells(proposal.score) + [worth], isAnswer)
      })
  }

  private var tradeOffs: TextTable {
    table(
      above: (["", ""], []), below: (["  chance", "quota"], []),
      sizing.tradeOffs.map { row in
        let isAim = abs(row.chance - sizing.aim.chance) < 1e-9
        let chance = NumberText.percent(row.chance, decimals: 0)
        return (
          [(isAim ? "* " : "  ") + chance, quotas.text(row.quota)] + cells(row.score), isAim
        )
      })
  }

  static func name(_ lever: SizedPlan.Lever) -> String {
    switch lever {
    case .now: "as it stands"
    case .quota: "quota"
    case .payMix: "quota, pay mix"
    case .accelerator: "quota, accelerator"
    case .acceleratorAndPayMix: "quota, accelerator, pay mix"
    case .heads: "quota, heads"
    case .headsAndAccelerator: "quota, heads, accelerator"
    }
  }

  /// `65/35`.
  static func mix(_ baseShare: Double) -> String {
    NumberText.short((baseShare * 1000).rounded() / 10) + "/"
      + NumberText.short(((1 - baseShare) * 1000).rounded() / 10)
  }
}
