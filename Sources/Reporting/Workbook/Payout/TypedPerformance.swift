import Plans
import Units

/// What stands in the cells of a payout block that a reader may type over.
struct TypedPerformance {
  /// By measure; of both metrics of a matrix.
  var attainments: [Double]
  /// By measure and metric; nil where the reader may type one.
  var quotas: [[Double?]]
  /// Of the plan's and measures' gates, in their order; nil is just held.
  var gates: [Double?] = []
  /// By modifier; nil changes nothing, or as little as there is.
  var modifiers: [Double?] = []
  /// From 1: the last period to date, or the one that is paid.
  var period: Int

  /// Everybody at target, at the year's end, on the quotas that the plan states.
  init(_ plan: Plan) {
    attainments = plan.measures.map { _ in 1 }
    quotas = plan.measures.map { $0.metrics.map { $0.quota?.number } }
    period = plan.period.perYear
  }
}
