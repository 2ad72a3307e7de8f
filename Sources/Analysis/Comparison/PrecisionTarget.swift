/// How precisely a metric is to be known before a run may end.
///
/// What is asked of is the largest standard error over models of the paired difference to the
/// baseline, or where there is no other model, of the baseline's own mean. It is
/// clustered as in the comparison: by world where assumptions are uncertain, by block of strata.
public struct PrecisionTarget: Hashable, Sendable {
  public let metric: ModelMetric
  /// In the unit of the metric.
  public let standardError: Double

  /// - Precondition: A standard error above 0.
  public init(_ metric: ModelMetric, standardError: Double) {
    precondition(standardError > 0, "no number of trials leaves no error")
    self.metric = metric
    self.standardError = standardError
  }
}
