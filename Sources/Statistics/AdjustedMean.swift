/// A mean from which the luck that control variates explain is taken out; it stands beside the raw
/// mean and estimates the same.
public struct AdjustedMean: Hashable, Sendable {
  public let mean: Double
  /// Clustered like the raw mean's.
  public let standardError: Double
  /// How many times the trials the raw mean would need for this standard error; below 1 where the
  /// controls explain nothing.
  public let gain: Double
}
