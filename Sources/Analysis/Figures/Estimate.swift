import Model
import Simulation
public import Statistics

/// The estimate of a figure after a run.
public struct Estimate: Hashable, Sendable {
  /// Over all uncertainty, luck and assumptions together: percentiles of *outcomes*.
  public let outcome: Summary
  /// Over assumptions only; nil if none is uncertain.
  public let expected: ExpectedRange?
  /// The mean adjusted for the luck of accounts; nil without controls.
  public let adjusted: AdjustedMean?

  /// Percentiles of the expectations of worlds, without luck.
  public struct ExpectedRange: Hashable, Sendable {
    public let p10: Double
    public let p50: Double
    public let p90: Double
  }

  /// - Parameter column: One value per trial.
  init(
    _ column: [Double], groups: TrialGroups, worst: TailMean.Tail, controls: ControlVariates?
  ) {
    outcome = Summary(column, design: groups.design, worst: worst)
    adjusted = controls?.adjusted(column)
    expected = groups.worldSize.map {
      let worlds = Expectations(column, worldSize: $0).quantiles([0.1, 0.5, 0.9])
      return ExpectedRange(p10: worlds[0], p50: worlds[1], p90: worlds[2])
    }
  }

  public var mean: Double { outcome.mean }
  public var standardError: Double { outcome.standardError }
}

/// How the trials of a run are grouped.
struct TrialGroups: Sendable {
  private let result: SimulationResult
  /// The number of consecutive trials that share assumptions; nil if none is uncertain.
  let worldSize: Int?
  /// Of standard errors.
  let design: SampleDesign
  /// The number of consecutive trials that form one observation of a regression.
  let unitSize: Int

  /// - Parameter weighing: The differences of value that worlds are weighed by, each a model less
  ///   another; nil: every model's from the baseline's.
  init(_ result: SimulationResult, weighing pairs: [(model: Int, less: Int)]? = nil) {
    self.result = result
    worldSize = result.hasRanges ? SimulationResult.trialsPerWorld : nil
    let baseline = result.scenario.baseline
    design = Self.design(
      of: result,
      pairs ?? result.models.indices.filter { $0 != baseline }.map { ($0, baseline) })
    unitSize = result.scenario.sampling.strata ? Sampling.stratum : 1
  }

  /// Where worlds are many enough they are weighed, by what moves these differences of value.
  private static func design(
    of result: SimulationResult, _ pairs: [(model: Int, less: Int)]
  ) -> SampleDesign {
    let (design, size) = (result.design, SimulationResult.trialsPerWorld)
    let models = pairs.isEmpty ? [result.scenario.baseline] : pairs.flatMap { [$0.model, $0.less] }
    // Blocks of strata offset one another in a way that a fit by world does not see.
    guard !result.scenario.sampling.strata, result.trials / size >= WorldWeights.fewestWorlds,
      let scores = result.scores(of: models)
    else { return design }
    func value(_ model: Int) -> [Double] { result.models[model].column(.value) }
    let figures =
      pairs.isEmpty
      ? [WorldMeans(value(models[0]), worldSize: size)]
      : pairs.map { WorldMeans(value($0.model).less(value($0.less)), worldSize: size) }
    return WorldWeights(figures, scores).map { design.weighted(by: $0, worldSize: size) } ?? design
  }

  /// The groups for the comparison of any models on the run's draws.
  var comparingAny: PairGroups {
    PairGroups(hasRanges: result.hasRanges, scores: result.scores, design: design)
  }

  /// The groups for the comparison of two models.
  func comparing(_ model: Int, _ other: Int) -> PairGroups { comparing([model, other]) }

  /// The groups for comparisons within some models.
  func comparing(_ models: [Int]) -> PairGroups {
    PairGroups(
      hasRanges: result.hasRanges(of: models), scores: result.scores(of: models), design: design)
  }
}

/// How the trials of a run are grouped for the comparison of two models.
struct PairGroups: Sendable {
  /// Whether anything uncertain may move either.
  let hasRanges: Bool
  /// Of what may; nil where there are too few worlds.
  let scores: AssumptionScores?
  let design: SampleDesign

  /// For means and their errors alone: the probability of being better, by far the dearest of a
  /// difference, is not estimated.
  var forMeans: PairGroups { PairGroups(hasRanges: hasRanges, scores: nil, design: design) }
}
