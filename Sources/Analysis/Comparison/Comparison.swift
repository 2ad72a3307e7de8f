public import Model
public import Simulation
import Statistics

/// A comparison of ownership models on the same draws: what finance and a CCO ask of a run.
///
/// ```swift
/// let comparison = await Comparison(try await Simulator.run(scenario))
/// let best = comparison.models[comparison.best]
/// print(best.name, best[.nrr].mean, best[.nrr].standardError)
/// print(comparison.difference(.value, of: comparison.best)?.paired.better?.value ?? 0.5)
/// ```
public struct Comparison: Sendable {
  public let scenario: Scenario
  public let seed: UInt64
  public let trials: Int
  /// Whether any assumption is uncertain. If none is, there is a single expectation, and the
  /// probability of being better is 0, 1/2 or 1.
  public let hasRanges: Bool
  /// In the scenario's order.
  public let models: [ModelEstimates]
  /// The indices of the models by expected value, best first; ties in the scenario's order.
  public let ranking: [Int]
  /// By model (without the baseline), then figure.
  public let differences: [Difference]
  /// Each model's gain over the baseline, quarter by quarter.
  public let paybacks: [Payback]
  /// Why each model differs from the baseline.
  public let bridges: [ValueBridge]
  /// By ``ranking``, starting with the best against its closest rival; empty for a single model.
  public let verdicts: [Verdict]
  /// By model: the probability, over assumptions, that its expected value is the highest of all; nil
  /// where there are too few worlds to tell.
  public let chancesBest: [Double]?
  /// What the best model's gain turns on; nil where there is one model only, nothing that moves it is
  /// uncertain, or worlds are too few.
  public let drivers: Drivers?
  /// Who leads along each assumption that the choice of a model turns on; empty where worlds are too
  /// few to tell.
  public let tracks: [LeaderTrack]
  /// How the outcomes of value of any two models stand; empty where worlds are too few to tell.
  public let dominances: [ValueDominance]
  /// By criterion of the scenario, then model.
  public let approvals: [CriterionAnswer]

  public var baseline: Int { scenario.baseline }
  /// The best by expected value, whether or not that is certain.
  public var best: Int { ranking[0] }
  /// The model that is clearly ahead of every other; nil where none is.
  public var winner: Int? { verdicts.first?.finding == .winner ? best : nil }

  /// Compares the models of a run, each in its own task.
  public init(_ result: SimulationResult) async {
    let scenario = result.scenario
    let groups = TrialGroups(result)
    let series = result.models.map { FigureSeries($0, of: scenario) }
    self.scenario = scenario
    seed = result.seed
    trials = result.trials
    hasRanges = result.hasRanges
    async let answers = CriterionAnswer.all(result, series: series, design: groups.design)
    // The slowest part runs concurrently with what follows.
    async let estimates = Self.estimates(result, groups)
    let others = result.models.indices.filter { $0 != scenario.baseline }
    // The controls of a rival and the baseline together, since a difference contains the luck of
    // both.
    let controls = await Self.mapped(others) { model in
      AccountLuck.controls(
        [model, scenario.baseline].map { AccountLuck(result.models[$0], series: series[$0]) },
        groups: groups)
    }
    let pairs = await Self.mapped(others) { groups.comparing($0, scenario.baseline) }
    let byFigure = await Self.mapped(Figure.all) { figure in
      let baseline = series[scenario.baseline].values(figure)!
      return others.indices.map { index in
        Difference(
          model: others[index], figure: figure, own: series[others[index]].values(figure)!,
          baseline: baseline, groups: pairs[index], controls: controls[index])
      }
    }
    differences = others.indices.flatMap { other in byFigure.map { $0[other] } }
    let compared = Array(zip(others, pairs))
    paybacks = await Self.mapped(compared) { Payback(result, model: $0, groups: $1) }
    bridges = await Self.mapped(compared) { model, pair in
      ValueBridge(
        model: model, groups: pair, own: { series[model].values($0)! },
        baseline: { series[scenario.baseline].values($0)! })
    }
    let models = await estimates
    self.models = models
    let means = models.map { $0[.value].mean }
    let ranking = models.indices.sorted { (means[$1], $0) < (means[$0], $1) }
    self.ranking = ranking
    let values = series.map { $0.values(.value)! }
    async let dominances = ValueDominance.all(values)
    let gains = Dictionary(
      uniqueKeysWithValues: differences.filter { $0.figure == .value }.map { ($0.model, $0.paired) }
    )
    verdicts = await Self.verdicts(ranking: ranking) { [baseline = scenario.baseline] a, b in
      // A gain over the baseline is known already.
      if b == baseline, let gain = gains[a] { return gain }
      if a == baseline, let gain = gains[b] { return gain.reversed }
      return PairedDifference(values[a], minus: values[b], groups: groups.comparing(a, b))
    }
    let decision = Self.decision(values: values, baseline: scenario.baseline, result)
    chancesBest =
      result.hasRanges(of: Array(values.indices))
      ? decision?.chancesHighest : Self.chancesOfHighest(values.map { Moments($0).mean })
    tracks =
      decision.map { LeaderTrack.all($0, of: result.assumptions(of: Array(values.indices))) } ?? []
    approvals = await answers
    self.dominances = await dominances
    let best = ranking[0]
    drivers = verdicts.first.flatMap { verdict in
      let gain = gains[best]
      return Drivers(
        result, values: values, model: best,
        over: gain == nil ? verdict.against : scenario.baseline, gain: gain ?? verdict.difference,
        decision: decision)
    }
  }

  /// The difference of a figure from the baseline; nil for the baseline itself.
  public func difference(_ figure: Figure, of model: Int) -> Difference? {
    differences.first { $0.model == model && $0.figure == figure }
  }

  private static func estimates(
    _ result: SimulationResult, _ groups: TrialGroups
  ) async -> [ModelEstimates] {
    let scenario = result.scenario
    return await mapped(Array(zip(result.models, PeopleShares.of(result)))) { model, shares in
      ModelEstimates(model, of: scenario, shares: shares, groups: groups)
    }
  }

  /// The results of `body`, in the order of `parts`.
  private static func mapped<Part: Sendable, Result: Sendable>(
    _ parts: [Part], _ body: @escaping @Sendable (Part) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      for (index, part) in parts.enumerated() { group.addTask { (index, body(part)) } }
      var results = [Result?](repeating: nil, count: parts.count)
      for await (index, result) in group { results[index] = result }
      return results.compactMap(\.self)
    }
  }

  /// The first model that the best is not told ahead of, else the one most often ahead of it; nil for
  /// a single model.
  public var closestRival: Int? { verdicts.first?.against }

  /// - Parameter difference: Of the value of one model less another's.
  private static func verdicts(
    ranking: [Int], difference: @escaping @Sendable (Int, Int) -> PairedDifference
  ) async -> [Verdict] {
    let best = ranking[0]
    let rivals = Array(ranking.dropFirst())
    let ofBest = await mapped(rivals) { rival in
      Verdict(
        model: best, against: rival, difference: difference(best, rival), rivals: rivals.count)
    }
    // The closest rival is the first that is not beaten, else the one most often ahead.
    let closest =
      ofBest.first { $0.finding != .winner }
      ?? ofBest.min {
        ($0.difference.probabilityBetter ?? 0) < ($1.difference.probabilityBetter ?? 0)
      }
    guard let closest else { return [] }
    return [closest] + ofBest.map(\.reversed)
  }

  /// The choice of a model; nil where nothing is uncertain, or worlds are too few.
  private static func decision(
    values: [[Double]], baseline: Int, _ result: SimulationResult
  ) -> SurfaceDecision? {
    result.scores(of: Array(values.indices)).flatMap { scores in
      SurfaceDecision(
        values.map {
          WorldMeans($0.less(values[baseline]), worldSize: SimulationResult.trialsPerWorld)
        }, scores)
    }
  }

  /// Of known expectations: shared by the highest.
  private static func chancesOfHighest(_ means: [Double]) -> [Double] {
    let best = means.max()!
    let ties = means.count { $0 == best }
    return means.map { $0 == best ? 1 / Double(ties) : 0 }
  }
}
