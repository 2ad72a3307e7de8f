import Ownership
import Plans

/// What a plan makes the account loop count, and how finely: all that the loop knows of plans. What
/// else a plan says only turns what was counted into pay.
struct CountedPlan: Hashable, Sendable {
  /// What a metric adds up.
  struct Count: Hashable, Sendable {
    let scope: Metric.Scope
    let flows: Set<Flow>
    let isRatio: Bool
  }

  let period: Period
  /// See `Plan.piecesPerYear`.
  let pieces: Int
  /// Whether a measure begins or ends on a day.
  let hasDates: Bool
  let counts: Set<Count>
  let clawback: Clawback?
  /// By motion: the most credit that one of its deals can earn.
  let dealCaps: [Motion: Double]

  init(_ plan: Plan) {
    period = plan.period
    pieces = plan.piecesPerYear
    hasDates = plan.measures.contains { $0.from != nil || $0.until != nil }
    counts = Set(
      plan.metrics.map {
        Count(scope: $0.of, flows: Flow.needed(by: $0) ?? [], isRatio: $0.isRatio)
      })
    clawback = plan.clawbackOnChurn
    dealCaps = Dictionary(uniqueKeysWithValues: Motion.allCases.map { ($0, plan.dealCap(of: $0)) })
  }
}
