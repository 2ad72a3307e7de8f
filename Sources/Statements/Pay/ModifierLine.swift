import Plans

/// One modifier of a statement: a figure and the factor it sets.
public struct ModifierLine: Hashable, Sendable {
  /// The modifier's place in the plan.
  public let modifier: Int
  /// What set the factor.
  public let figure: MetricFigure
  /// What the weighted measures are multiplied by; 1 changes nothing.
  public let factor: Double
}
