public import Model
import Ownership
public import Simulation
public import Statistics

/// Why a model is worth more or less than another: parts that add up to the difference of their values
/// in every trial, each with the years in which it happens.
///
/// ```swift
/// let causes = try await Causes(CompiledScenario(scenario), of: 1, over: 0)
/// for part in causes.parts { print(part.name, part.gain.value, part.gain.standardError) }
/// ```
public struct Causes: Sendable {
  /// Trials that tell parts well enough: 128 worlds.
  public static let usualTrials = 128 * SimulationResult.trialsPerWorld

  public let scenario: Scenario
  public let seed: UInt64
  public let trials: Int
  /// The index of the model in the scenario, and of the one it is held against.
  public let model: Int
  public let reference: Int
  /// In the order of ``Cause``, then discounting and the terminal multiple. What changes nothing is
  /// left out.
  public let parts: [CausePart]
  /// The difference of discounted value.
  public let gain: MeanEstimate
  /// The difference by fiscal year, discounted.
  public let years: [MeanEstimate]
  /// By how much the order of switching matters; 0 where causes act together in pairs only.
  public let orderMatters: MeanEstimate
  /// What is due to plans under `pay:`, and to everything else.
  public let ofPlan: MeanEstimate
  public let ofOwners: MeanEstimate
  public let people: PeopleChange

  /// Simulates the models between two.
  ///
  /// - Parameters:
  ///   - model: The index of the model whose difference is explained.
  ///   - reference: Of the one it is held against; another one.
  ///   - progress: Called with finished blocks, and how many there will be.
  /// - Throws: `CancellationError`.
  public init(
    _ compiled: CompiledScenario, of model: Int, over reference: Int, tasks: Int? = nil,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) async throws {
    precondition(model != reference, "two models")
    let causes = compiled.causes(from: reference, to: model)
    let orders = CauseOrders(causes)
    let prepared = try await PreparedScenario(
      compiled.blending(reference, with: model, orders.blends), tasks: tasks)
    let run = CauseRun(
      try await Simulator.run(prepared, tasks: tasks, progress: progress), orders)
    let whole = ModelBlend(Set(causes))
    let pair = try await PreparedScenario(
      compiled.blending(reference, with: model, [whole, whole.reference]), tasks: tasks
    ).keepingPeople()
    people = PeopleChange(
      try await Simulator.run(pair, tasks: tasks, progress: progress), of: 1, over: 2)
    scenario = compiled.scenario
    seed = compiled.scenario.seed
    trials = run.trials
    self.model = model
    self.reference = reference
    parts = run.parts(of: causes)
    gain = run.gain
    years = run.years
    orderMatters = run.orderMatters
    (ofPlan, ofOwners) = run.planAndOwners(causes)
  }

  /// Whether the order of switching is told to matter, by more than a twentieth of the gain.
  public var isOrderOfMatter: Bool {
    orderMatters.value.magnitude
      > max(0.05 * gain.value.magnitude, 3 * orderMatters.standardError)
  }
}
