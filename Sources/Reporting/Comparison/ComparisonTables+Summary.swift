import Analysis
import Model
import Statistics

extension ComparisonTables {
  /// The models by expected value, best first, with what a first look asks of them. Cost is a
  /// year's; the gain is of value against the baseline and empty for the baseline itself.
  public var summary: Table {
    Table(
      "summary",
      columns: [
        Table.Column("rank", .count), Table.Column("model"), Table.Column("nrr", .share),
        Table.Column("nrr-se", .share), Table.Column("grr", .share),
        Table.Column("grr-se", .share), Table.Column("heads", .number(decimals: 1)),
        Table.Column("cost-per-year", .money), Table.Column("cost-se", .money),
        Table.Column("over-budget", .share), Table.Column("over-budget-se", .share),
        Table.Column("joint-targets", .share), Table.Column("joint-targets-se", .share),
        Table.Column("payout-per-ti-p10", .share),
        Table.Column("payout-per-ti-p90", .share), Table.Column("gain-mean", .money),
        Table.Column("gain-se", .money), Table.Column("gain-p10", .money),
        Table.Column("gain-p90", .money), Table.Column("p-better", .share),
      ],
      rows: comparison.ranking.enumerated().map { rank, index in
        let model = comparison.models[index]
        let gain = comparison.difference(.value, of: index)
        let payout = model[.payoutPerTI].outcome
        return [
          .count(rank + 1), .text(model.name), .number(model[.nrr].mean),
          .number(model[.nrr].standardError), .number(model[.grr].mean),
          .number(model[.grr].standardError), .number(model[.heads].mean),
          .number(model[.cost].mean / Double(scenario.years)),
          .number(model[.cost].standardError / Double(scenario.years)),
          .number(model.targets.overBudget?.value),
          .number(model.targets.overBudget?.standardError),
          .number(model.targets.joint?.value), .number(model.targets.joint?.standardError),
          .number(payout.p10.value), .number(payout.p90.value),
          .number(gain?.paired.mean), .number(gain?.paired.standardError),
          .number(gain?.outcome.p10.value), .number(gain?.outcome.p90.value),
          .number(gain?.paired.probabilityBetter),
        ]
      })
  }
}
