import Analysis
import Simulation
import Statistics
import Units

/// A row of `proposals`: the plan as it stands, with the quota, or with a lever that was tried.
/// `gain` is of discounted value against the plan as it stands.
extension SizedPlan: TableRow {
  static let heading = TableHeading("proposals")

  static let columns: [TableColumn<SizedPlan>] =
    [
      .text("change") { $0.lever.rawValue }, .number("quota", .ofRow) { $0.quota },
      .number("quota-factor", .ofRow) { $0.quotaFactor }, .count("heads") { $0.heads },
      .share("base-share") { $0.baseShare }, .number("accelerator", .ofRow) { $0.accelerator },
    ] + TableColumn.score { $0.score } + [
      .money("gain-mean") { $0.gain.mean }, .money("gain-se") { $0.gain.standardError },
      .money("gain-low") { $0.gain.low }, .money("gain-high") { $0.gain.high },
    ]
}

/// A row of `trade-offs`: what five points of chance require, around the answer.
extension TradeOff: TableRow {
  static let heading = TableHeading("trade-offs")

  static let columns: [TableColumn<TradeOff>] =
    [.share("chance") { $0.chance }, .number("quota", .ofRow) { $0.quota }]
    + TableColumn.score { $0.score }
}

extension TableColumn {
  /// The score of a plan; errors are missing if there are too few trials.
  fileprivate static func score(
    _ score: @escaping @Sendable (Row) -> PlanScore
  ) -> [TableColumn] {
    func error(
      _ name: String, _ value: @escaping @Sendable (PlanScore) -> Double?
    ) -> TableColumn {
      .share(name) { value(score($0)).flatMap { $0.isFinite ? $0 : nil } }
    }
    return [
      .share("share-at-quota") { score($0).atQuota.value },
      error("share-at-quota-se") { $0.atQuota.standardError },
      .money("cost-mean") { score($0).meanCost },
      .money("cost-p50") { score($0).costP50.value },
      .money("cost-p50-low") { score($0).costP50.low },
      .money("cost-p50-high") { score($0).costP50.high },
      .money("cost-p90") { score($0).costP90.value },
      .money("cost-p90-low") { score($0).costP90.low },
      .money("cost-p90-high") { score($0).costP90.high },
      .share("within-budget") { score($0).withinBudget?.value },
      error("within-budget-se") { $0.withinBudget?.standardError },
      .share("payout-per-ti") { score($0).payoutPerTI.mean },
      error("payout-per-ti-se") { $0.payoutPerTI.standardError },
      .share("payout-p90") { score($0).payMultipleP90 },
    ]
  }
}
