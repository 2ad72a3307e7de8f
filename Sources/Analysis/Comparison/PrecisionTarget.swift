/// How precisely a figure is to be known before a run may end.
///
/// It bounds the largest standard error over models of the paired difference to the baseline, or of
/// the baseline's own mean where there is no other model, clustered as in the comparison: by world
/// where assumptions are uncertain, else by block of strata.
public struct PrecisionTarget: Hashable, Sendable {
  public let figure: Figure
  /// In the unit of the figure.
  public let standardError: Double

  /// - Precondition: A standard error above 0.
  public init(_ figure: Figure, standardError: Double) {
    precondition(standardError > 0, "no number of trials leaves no error")
    self.figure = figure
    self.standardError = standardError
  }
}
