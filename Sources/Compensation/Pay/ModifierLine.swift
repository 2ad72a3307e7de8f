/// One modifier of a statement: a figure and the factor it sets.
public struct ModifierLine: Hashable, Sendable {
  /// The modifier's place in the plan.
  public let modifier: Int
  public let figure: MetricFigure
  public let factor: Double
}
