import Model
import Ownership
import Simulation
import Statistics

/// The difference of a figure between two models, played again on the same luck with something moved.
struct DifferenceReplay: Sendable {
  let plan: PreparedScenario
  let model: Int
  let reference: Int
  let figure: Figure

  /// What is moved, all else as it is.
  enum Move: Sendable {
    /// Inputs turn out otherwise; people and quotas stay as planned.
    case outturns([Outturn])
    /// A model has so many people more in a role, in every year, and their quotas are set anew.
    case heads(model: Int, role: Role, more: Int)
    /// The horizon has so many years more, and everything is planned for it.
    case years(more: Int)
  }

  /// - Parameter tasks: How many blocks to simulate at once.
  func run(_ move: Move, trials: Int, tasks: Int?) async throws -> SimulationResult {
    try await Simulator.run(prepared(move, tasks: tasks), trials: trials, tasks: tasks)
  }

  /// The difference by trial of a run of the two models.
  func differences(in result: SimulationResult) -> [Double] {
    func values(_ model: Int) -> [Double] {
      FigureSeries(result.models[model], of: result.scenario).values(figure)!
    }
    return values(model).less(values(reference))
  }

  private func prepared(_ move: Move, tasks: Int?) async throws -> PreparedScenario {
    var scenario = plan.compiled.scenario
    switch move {
    case .outturns(let outturns): return try plan.turning(outturns)
    case .years(let more):
      scenario.years += more
      return try await PreparedScenario(CompiledScenario(scenario), tasks: tasks)
        .drawing(seed: plan.seed)
    case .heads(let model, let role, let more):
      let heads = plan.compiled.heads(ofModel: model).filter { $0.key.role == role && $0.value > 0 }
        .mapValues { $0 + more }
      return try await PreparedScenario(
        CompiledScenario(scenario, staffed: (model: model, heads: heads)), tasks: tasks
      ).drawing(seed: plan.seed)
    }
  }
}
