import Model
import Simulation

/// Which trials of a run belong together.
struct TrialGroups: Sendable {
  /// Consecutive trials that share their assumptions; nil where none is uncertain.
  let worldSize: Int?
  /// Consecutive trials outside of which others are independent, by which standard errors are
  /// clustered: a block of strata, else a world, else a trial.
  let clusterSize: Int
  /// Consecutive trials that are one observation of a regression.
  let unitSize: Int

  init(_ result: SimulationResult) {
    worldSize = result.hasRanges ? SimulationResult.trialsPerWorld : nil
    clusterSize = result.clusterSize
    unitSize = result.scenario.sampling.strata ? Sampling.stratum : 1
  }
}
