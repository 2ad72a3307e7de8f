public import Statistics

/// When a switch from the baseline to a model pays back: the difference of discounted value,
/// cumulated quarter by quarter, without the terminal multiple.
public struct Payback: Sendable {
  /// The state at the end of a quarter.
  public struct Quarter: Sendable {
    /// Cumulated from the start of the horizon.
    public let gain: PairedDifference
    public let outcome: Spread
  }

  /// The place of the model in the scenario.
  public let model: Int
  public let quarters: [Quarter]
  /// The quarter, counted from 0, from whose end on the expected gain stays above 0; nil where it
  /// does not within the horizon.
  public let paidBackIn: Int?

  init(
    model: Int, quarterValues: [[Double]], baseline: [[Double]], groups: TrialGroups
  ) {
    self.model = model
    let trials = baseline[0].count
    var (own, other) = (
      [Double](repeating: 0, count: trials), [Double](repeating: 0, count: trials)
    )
    quarters = quarterValues.indices.map { quarter in
      own.add(quarterValues[quarter])
      other.add(baseline[quarter])
      return Quarter(
        gain: PairedDifference(own, minus: other, groups: groups),
        outcome: Spread(
          own.less(other), clusterSize: groups.clusterSize))
    }
    let lastBehind = quarters.lastIndex { $0.gain.mean <= 0 }
    let first = lastBehind.map { $0 + 1 } ?? 0
    paidBackIn = first < quarters.count ? first : nil
  }
}
