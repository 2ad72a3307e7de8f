/// What a run tells of one model.
public struct ModelEstimates: Sendable {
  public let name: String
  /// By scope, then metric.
  let estimates: [MetricScope: [ModelMetric: Estimate]]
  /// By fiscal year, then segment, the whole book first.
  public let walk: [WalkEstimate]
  /// By fiscal year, then role.
  public let costs: [CostEstimate]
  public let targets: TargetChances
  /// By role.
  public let roles: [RoleFigures]

  /// The estimate of a metric; nil where the scope does not have it.
  public subscript(metric: ModelMetric, scope: MetricScope) -> Estimate? {
    estimates[scope]?[metric]
  }

  /// The estimate of a metric over the whole book and horizon.
  public subscript(metric: ModelMetric) -> Estimate {
    estimates[.headline]![metric]!
  }
}
