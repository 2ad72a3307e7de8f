import Model
import Simulation
public import Statistics

/// When a switch from the baseline to a model pays back: discounted margin less people and
/// distraction, against the baseline, cumulated by quarter. Unlike value, it excludes the terminal
/// multiple, which lies beyond the horizon.
public struct Payback: Sendable {
  /// The state at the end of a quarter.
  public struct Quarter: Sendable {
    /// Cumulated from the start of the horizon.
    public let gain: PairedDifference
    public let outcome: ShortSummary
  }

  /// The index of the model in the scenario.
  public let model: Int
  public let quarters: [Quarter]
  /// The quarter, counted from 0, after which the expected gain stays positive; nil if there is
  /// none within the horizon.
  public let paidBackIn: Int?

  init(_ result: SimulationResult, model: Int, groups: PairGroups) {
    self.model = model
    let chosen = result.models[model]
    let baseline = result.models[result.scenario.baseline]
    let trials = baseline.trials
    var (own, other) = (
      [Double](repeating: 0, count: trials), [Double](repeating: 0, count: trials)
    )
    quarters = (0..<result.scenario.years * 4).map { quarter in
      own.add(chosen.column(.quarterValue(quarter)))
      other.add(baseline.column(.quarterValue(quarter)))
      return Quarter(
        gain: PairedDifference(own, minus: other, groups: groups),
        outcome: ShortSummary(
          own.less(other), design: groups.design))
    }
    let lastBehind = quarters.lastIndex { $0.gain.mean <= 0 }
    let first = lastBehind.map { $0 + 1 } ?? 0
    paidBackIn = first < quarters.count ? first : nil
  }
}
