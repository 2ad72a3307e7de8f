public import Model
public import Simulation
import Statistics

/// A comparison of ownership models on the same draws: what finance and a CCO ask of a run.
///
/// ```swift
/// let comparison = await Comparison(try await Simulator.run(scenario))
/// let best = comparison.models[comparison.best]
/// print(best.name, best[.nrr].mean, best[.nrr].standardError)
/// print(comparison.difference(.value, of: comparison.best)?.paired.probabilityBetter ?? 0.5)
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

  public var baseline: Int { scenario.baseline }
  public var best: Int { ranking[0] }

  /// Compares the models of a run, each in its own task.
  public init(_ result: SimulationResult) async {
    let scenario = result.scenario
    let groups = TrialGroups(result)
    let series = result.models.map { FigureSeries($0, of: scenario) }
    self.scenario = scenario
    seed = result.seed
    trials = result.trials
    hasRanges = result.hasRanges
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
    let byFigure = await Self.mapped(Figure.all) { figure in
      let baseline = series[scenario.baseline].values(figure)!
      return zip(others, controls).map { model, controls in
        Difference(
          model: model, figure: figure, own: series[model].values(figure)!, baseline: baseline,
          groups: groups, controls: controls)
      }
    }
    differences = others.indices.flatMap { other in byFigure.map { $0[other] } }
    paybacks = await Self.mapped(others) { Payback(result, model: $0, groups: groups) }
    bridges = await Self.mapped(others) { model in
      ValueBridge(
        model: model, groups: groups, own: { series[model].values($0)! },
        baseline: { series[scenario.baseline].values($0)! })
    }
    let models = await estimates
    self.models = models
    let means = models.map { $0[.value].mean }
    let ranking = models.indices.sorted { (means[$1], $0) < (means[$0], $1) }
    self.ranking = ranking
    verdicts = Self.verdicts(
      values: series.map { $0.values(.value)! }, ranking: ranking, groups: groups)
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

  private static func verdicts(
    values: [[Double]], ranking: [Int], groups: TrialGroups
  ) -> [Verdict] {
    func verdict(_ model: Int, against other: Int) -> Verdict {
      let difference = PairedDifference(values[model], minus: values[other], groups: groups)
      return Verdict(
        model: model, against: other, finding: Verdict.Finding(difference),
        difference: difference)
    }
    let best = ranking[0]
    let ofBest = ranking.dropFirst().map { verdict(best, against: $0) }
    // The closest rival is the first that is not beaten, else the one most often ahead.
    let closest =
      ofBest.first { $0.finding != .winner }
      ?? ofBest.min { $0.difference.probabilityBetter < $1.difference.probabilityBetter }
    guard let closest else { return [] }
    return [closest] + ranking.dropFirst().map { verdict($0, against: best) }
  }
}
