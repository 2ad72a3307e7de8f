public import Statistics

/// A line of the ARR walk of a year.
public struct WalkEstimate: Sendable {
  /// `start`, a motion, `churn`, `contraction`, `escalator` or `end`.
  public let line: String
  public let scope: MetricScope
  /// Signed: `start` and the changes add up to `end`.
  public let amount: Spread
}
