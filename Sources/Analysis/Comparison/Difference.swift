import Simulation
public import Statistics

/// A model's figure less the baseline's, on the same draws.
public struct Difference: Sendable {
  /// The index of the model in the scenario.
  public let model: Int
  public let figure: Figure
  public let paired: PairedDifference
  /// The difference over trials.
  public let outcome: Summary
  /// The mean difference adjusted for the luck of both models' accounts; nil without controls.
  public let adjusted: AdjustedMean?
}

extension Difference {
  init(
    model: Int, figure: Figure, own: [Double], baseline: [Double], groups: PairGroups,
    controls: ControlVariates?
  ) {
    self.model = model
    self.figure = figure
    paired = PairedDifference(
      own, minus: baseline, groups: groups, lowerIsBetter: figure.lowerIsBetter)
    let difference = own.less(baseline)
    outcome = Summary(difference, design: groups.design, worst: figure.worst)
    adjusted = controls?.adjusted(difference)
  }
}

extension PairedDifference {
  init(
    _ column: [Double], minus reference: [Double], groups: PairGroups,
    lowerIsBetter: Bool = false
  ) {
    self.init(
      column, minus: reference, worldSize: SimulationResult.trialsPerWorld,
      hasRanges: groups.hasRanges, design: groups.design, scores: groups.scores,
      lowerIsBetter: lowerIsBetter)
  }
}
