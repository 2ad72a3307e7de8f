public import Statistics

/// A model's metric less that of the baseline, on the same luck.
public struct Difference: Sendable {
  /// The place of the model in the scenario.
  public let model: Int
  public let metric: ModelMetric
  public let paired: PairedDifference
  /// The difference over trials.
  public let outcome: Summary
  /// The mean difference without the luck of both models' accounts, beside the raw one; nil where no
  /// control tells of it.
  public let adjusted: AdjustedMean?
}
