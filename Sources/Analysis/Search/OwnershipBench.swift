import Advice
import Model
import Ownership
import Simulation
import Statistics

/// Simulates variants of a scenario's ownership on the same luck, and compares their values.
actor OwnershipBench {
  /// Values by trial, and how trials depend on one another.
  struct Scored: Sendable {
    /// Discounted value over the horizon, by trial.
    let values: [Double]
    let groups: PairGroups

    /// How much more this is worth than another.
    func difference(from other: Scored) -> PairedDifference {
      PairedDifference(values, minus: other.values, groups: groups)
    }

    /// The same without the probability that it is more.
    func meanDifference(from other: Scored) -> PairedDifference {
      PairedDifference(values, minus: other.values, groups: groups.forMeans)
    }

    /// The difference from another in each world.
    func worldDifferences(from other: Scored) -> [Double] {
      WorldMeans(values.less(other.values), worldSize: SimulationResult.trialsPerWorld).means
    }
  }

  /// Draws of a run.
  struct Luck: Hashable, Sendable {
    let seed: UInt64
    let trials: Int
  }

  private struct Key: Hashable {
    let rules: OwnershipRules
    let luck: Luck
  }

  private let scenario: Scenario
  private let tasks: Int?
  private let progress: (@Sendable (_ models: Int) -> Void)?
  private var known: [Key: Scored] = [:]
  /// The models that were simulated.
  private(set) var simulated = 0

  /// As many models as are simulated together; their columns are in memory at once.
  private static let batch = 24

  init(
    _ scenario: Scenario, tasks: Int?, progress: (@Sendable (_ models: Int) -> Void)?
  ) {
    self.scenario = scenario
    self.tasks = tasks
    self.progress = progress
  }

  /// The scores of some rules, in their order.
  func scores(of rules: [OwnershipRules], _ luck: Luck) async throws -> [Scored] {
    var missing: [OwnershipRules] = []
    for rules in rules where known[Key(rules: rules, luck: luck)] == nil {
      if !missing.contains(rules) { missing.append(rules) }
    }
    for first in stride(from: 0, to: missing.count, by: Self.batch) {
      try await simulate(Array(missing[first..<min(first + Self.batch, missing.count)]), luck)
    }
    return rules.map { known[Key(rules: $0, luck: luck)]! }
  }

  private func simulate(_ rules: [OwnershipRules], _ luck: Luck) async throws {
    var variant = scenario
    let baseline = scenario.models[scenario.baseline]
    // The stated rates were seen under the baseline, so it is always there.
    variant.models =
      [baseline]
      + rules.enumerated().map { OwnershipModel(name: "variant \($0 + 1)", rules: $1) }
    variant.baseline = 0
    variant.sampling = Sampling()
    variant.trials = luck.trials
    let prepared = try await PreparedScenario(CompiledScenario(variant), tasks: tasks)
    let result = try await Simulator.run(
      prepared.drawing(seed: luck.seed), trials: luck.trials, tasks: tasks)
    // Variants of other batches have the same draws, whatever moves them.
    let groups = TrialGroups(result).comparingAny
    for (rules, model) in zip(rules, result.models.dropFirst()) {
      known[Key(rules: rules, luck: luck)] = Scored(
        values: FigureSeries(model, of: variant).values(.value)!, groups: groups)
    }
    simulated += rules.count
    progress?(simulated)
  }

  /// The uncertain effects, each with its value in every world.
  func effects(_ luck: Luck) async throws -> [(assumption: Assumption, values: [Double])] {
    var variant = scenario
    variant.models = [scenario.models[scenario.baseline]]
    variant.baseline = 0
    variant.sampling = Sampling()
    return try await PreparedScenario(CompiledScenario(variant), tasks: tasks)
      .drawing(seed: luck.seed).uncertainValues(trials: luck.trials)
      .filter { $0.assumption.key.hasPrefix("effects.") }
  }
}
