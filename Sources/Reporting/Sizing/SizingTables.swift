public import Analysis
import Simulation
import Statistics
import Units

/// The figures of a sizing in rows: exact, for JSON, and as their names and order say elsewhere.
public struct SizingTables: Sendable {
  private let sizing: PlanSizing

  public init(_ sizing: PlanSizing) {
    self.sizing = sizing
  }

  /// The plan as it stands, with the quota, and with each lever that was tried.
  ///
  /// `gain` is of discounted value against the plan as it stands.
  public var proposals: Table {
    Table(
      "proposals",
      columns: [
        Table.Column("change"), Table.Column("quota", .plain), Table.Column("quota-factor", .plain),
        Table.Column("heads", .count), Table.Column("base-share", .share),
        Table.Column("accelerator", .plain),
      ] + Self.score
        + ["gain-mean", "gain-se", "gain-low", "gain-high"].map { Table.Column($0, .money) },
      rows: sizing.proposals.map { proposal in
        [
          .text(proposal.lever.rawValue), .number(proposal.quota), .number(proposal.quotaFactor),
          .count(proposal.heads), .number(proposal.baseShare), .number(proposal.accelerator),
        ] + Self.score(proposal.score) + [
          .number(proposal.gain.mean), .number(proposal.gain.standardError),
          .number(proposal.gain.low), .number(proposal.gain.high),
        ]
      })
  }

  /// What each five points of chance take, around the answer.
  public var tradeOffs: Table {
    Table(
      "trade-offs",
      columns: [Table.Column("chance", .share), Table.Column("quota", .plain)] + Self.score,
      rows: sizing.tradeOffs.map { row in
        [.number(row.chance), .number(row.quota)] + Self.score(row.score)
      })
  }

  private static let score: [Table.Column] =
    [Table.Column("share-at-quota", .share), Table.Column("share-at-quota-se", .share)]
    + [
      "cost-mean", "cost-p50", "cost-p50-low", "cost-p50-high", "cost-p90", "cost-p90-low",
      "cost-p90-high",
    ].map { Table.Column($0, .money) }
    + ["within-budget", "within-budget-se", "payout-per-ti", "payout-per-ti-se", "payout-p90"].map {
      Table.Column($0, .share)
    }

  private static func score(_ score: PlanScore) -> [Table.Value] {
    func finite(_ value: Double?) -> Table.Value {
      .number(value.flatMap { $0.isFinite ? $0 : nil })
    }
    return [
      .number(score.atQuota.value), finite(score.atQuota.standardError),
      .number(score.meanCost), .number(score.costP50.value), .number(score.costP50.low),
      .number(score.costP50.high), .number(score.costP90.value), .number(score.costP90.low),
      .number(score.costP90.high), .number(score.withinBudget?.value),
      finite(score.withinBudget?.standardError), .number(score.payoutPerTI.mean),
      finite(score.payoutPerTI.standardError), .number(score.payMultipleP90),
    ]
  }
}
