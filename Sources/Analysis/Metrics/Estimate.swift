public import Statistics

/// What is known of a figure after a run.
public struct Estimate: Hashable, Sendable {
  /// Over all uncertainty, luck and assumptions: every percentile of an *outcome*.
  public let outcome: Summary
  /// Over assumptions only; nil where none is uncertain.
  public let expected: ExpectedRange?

  /// Percentiles of what worlds are expected to bring, luck taken out.
  public struct ExpectedRange: Hashable, Sendable {
    public let p10: Double
    public let p50: Double
    public let p90: Double
  }

  /// - Parameters:
  ///   - column: One value a trial.
  ///   - worldSize: Trials of a world; nil where no assumption is uncertain.
  init(_ column: [Double], worldSize: Int?, worst: TailMean.Tail) {
    outcome = Summary(column, clusterSize: worldSize ?? 1, worst: worst)
    expected = worldSize.map {
      let worlds = Expectations(column, worldSize: $0)
      return ExpectedRange(
        p10: worlds.quantile(0.1), p50: worlds.quantile(0.5), p90: worlds.quantile(0.9))
    }
  }

  public var mean: Double { outcome.mean }
  public var standardError: Double { outcome.standardError }
}
