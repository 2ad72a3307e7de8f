public import Statistics

/// What is known of a figure after a run.
public struct Estimate: Hashable, Sendable {
  /// Over all uncertainty, luck and assumptions: every percentile of an *outcome*.
  public let outcome: Summary
  /// Over assumptions only; nil where none is uncertain.
  public let expected: ExpectedRange?
  /// The mean without the luck of accounts, beside the raw one; nil where no control tells of it.
  public let adjusted: AdjustedMean?

  /// Percentiles of what worlds are expected to bring, luck taken out.
  public struct ExpectedRange: Hashable, Sendable {
    public let p10: Double
    public let p50: Double
    public let p90: Double
  }

  /// - Parameter column: One value a trial.
  init(
    _ column: [Double], groups: TrialGroups, worst: TailMean.Tail, controls: ControlVariates?
  ) {
    outcome = Summary(column, clusterSize: groups.clusterSize, worst: worst)
    adjusted = controls?.adjusted(column)
    expected = groups.worldSize.map {
      let worlds = Expectations(column, worldSize: $0).quantiles([0.1, 0.5, 0.9])
      return ExpectedRange(p10: worlds[0], p50: worlds[1], p90: worlds[2])
    }
  }

  public var mean: Double { outcome.mean }
  public var standardError: Double { outcome.standardError }
}
