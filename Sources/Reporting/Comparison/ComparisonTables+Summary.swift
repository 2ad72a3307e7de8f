import Analysis
import Scenarios
import Statistics

extension ComparisonTables {
  /// The models by expected value, best first, with what a first look asks of them. Cost is a
  /// year's; the gain is of value against the baseline and empty for the baseline itself.
  public var summary: Table {
    Table(
      "summary",
      [
        Table.Column("rank", .count), Table.Column("model"), Table.Column("nrr", .percent),
        Table.Column("grr", .percent), Table.Column("heads", .count),
        Table.Column("cost-per-year", .money), Table.Column("over-budget", .percent),
        Table.Column("joint-targets", .percent),
        Table.Column("payout-per-ti-p10", .percent),
        Table.Column("payout-per-ti-p90", .percent), Table.Column("gain-mean", .money),
        Table.Column("gain-se", .money), Table.Column("gain-p10", .money),
        Table.Column("gain-p90", .money), Table.Column("p-better", .percent),
      ],
      rows: comparison.ranking.enumerated().map { rank, index in
        let model = comparison.models[index]
        let gain = comparison.difference(.value, of: index)
        let payout = model[.payoutPerTI].outcome
        return [
          Table.Cell(rank + 1), .text(model.name), Table.Cell(model[.nrr].mean),
          Table.Cell(model[.grr].mean), Table.Cell(model[.heads].mean),
          Table.Cell(model[.cost].mean / Double(scenario.years)),
          Table.Cell(model.targets.overBudget?.value), Table.Cell(model.targets.joint?.value),
          Table.Cell(payout.p10.value), Table.Cell(payout.p90.value),
          Table.Cell(gain?.paired.mean), Table.Cell(gain?.paired.standardError),
          Table.Cell(gain?.outcome.p10.value), Table.Cell(gain?.outcome.p90.value),
          Table.Cell(gain?.paired.probabilityBetter),
        ]
      })
  }
}
