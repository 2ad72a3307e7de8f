public import Statistics

/// A model's figure less that of the baseline, on the same luck.
public struct Difference: Sendable {
  /// The index of the model in the scenario.
  public let model: Int
  public let figure: Figure
  public let paired: PairedDifference
  /// The difference over trials.
  public let outcome: Summary
  /// The mean difference without the luck of both models' accounts, beside the raw one; nil where no
  /// control tells of it.
  public let adjusted: AdjustedMean?
}
