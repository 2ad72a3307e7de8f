import Compensation
import Units

/// What stands in the cells of a payout block that a reader may type over.
struct TypedPerformance {
  /// By measure; of both metrics of a matrix.
  var attainments: [Double]
  /// Of the plan's and measures' gates, in their order; nil is just held.
  var gates: [Double?] = []
  /// By modifier; nil changes nothing, or as little as there is.
  var modifiers: [Double?] = []
  /// From 1: the last period to date, or the one that is paid.
  var period: Int

  /// Everybody at target, at the year's end.
  init(_ plan: Plan) {
    attainments = plan.measures.map { _ in 1 }
    period = plan.period.perYear
  }
}
