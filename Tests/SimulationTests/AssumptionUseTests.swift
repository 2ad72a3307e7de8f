import Model
import Statistics
import TestSupport
import Testing

@testable import Simulation

@Suite struct AssumptionUseTests {
  /// What is said not to move a model moves no bit of its trials, and something is said so: each
  /// unused assumption of each model is moved to another value.
  @Test func unusedAssumptionsMoveNothing() async throws {
    let scenario = try TestScenario.rich(accounts: 6).scenario()
    let compiled = try CompiledScenario(scenario)
    let prepared = try await PreparedScenario(compiled, tasks: 2)
    let before = try await Simulator.run(prepared, trials: 32, tasks: 2)
    var unused = 0
    for id in compiled.assumptions.uncertain {
      let models = compiled.models.indices.filter {
        !compiled.uncertainAssumptions(ofModel: $0).contains(id)
      }
      guard !models.isEmpty else { continue }
      unused += 1
      let assumption = compiled.assumptions.assumptions[id]
      // What is no input, such as the funnel of a stream without one, nobody can move.
      guard scenario.assumptions.contains(where: { $0.key == assumption.key }) else { continue }
      // The same stated value, so that quotas, heads and intercepts stay; only draws move.
      let moved = try scenario.setting(
        assumption.key, to: .normal(mean: assumption.mean, standardDeviation: 1e-3))
      let other = try await Simulator.run(
        PreparedScenario(CompiledScenario(moved), tasks: 2), trials: 32, tasks: 2)
      for model in models {
        for column in before.models[model].layout.columns {
          #expect(
            before.models[model].column(column) == other.models[model].column(column),
            "\(assumption.key) moves \(before.models[model].name)")
        }
      }
    }
    #expect(unused > 0)
  }
}
