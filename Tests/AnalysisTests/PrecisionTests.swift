import Analysis
import Model
import Simulation
import Statistics
import TestSupport
import Testing

@Suite struct PrecisionTests {
  private func run(
    _ prepared: PreparedScenario, tasks: Int, target: PrecisionTarget
  ) async throws -> (result: SimulationResult, error: Double) {
    var precision = PrecisionProgress(target)
    let result = try await Simulator.run(
      prepared, trials: 20_000, tasks: tasks,
      until: { rung in
        precision.add(rung)
        return precision.isReached
      })
    return (result, precision.standardError)
  }

  private static let perRung = TrialBlock.perRung * TrialBlock.size

  /// The error falls as 1 / sqrt(trials): half the error of 1,024 trials takes about 4,096.
  @Test(arguments: [Figure.nrr, .value])
  func stopsAtSameTrialForAnyNumberOfTasks(_ figure: Figure) async throws {
    let scenario = try ComparisonTests.oddsRatio(accounts: 5, trials: 64)
    let prepared = try await PreparedScenario(CompiledScenario(scenario), tasks: 2)
    let first = try await run(
      prepared, tasks: 2, target: PrecisionTarget(figure, standardError: 1e9))
    #expect(first.result.trials == Self.perRung)
    let target = PrecisionTarget(figure, standardError: first.error / 2)
    let one = try await run(prepared, tasks: 1, target: target)
    #expect((2 * Self.perRung...8 * Self.perRung).contains(one.result.trials))
    #expect(one.error < target.standardError)
    for tasks in [2, 7] {
      let other = try await run(prepared, tasks: tasks, target: target)
      #expect(other.result.trials == one.result.trials && other.error == one.error)
      #expect(other.result.models[1].column(.value) == one.result.models[1].column(.value))
    }
    // The error is the one that the comparison reports.
    let reported = await Comparison(one.result).difference(figure, of: 1)!.paired.standardError
    #expect(abs(one.error / reported - 1) < 1e-9)
    // One rung fewer was not enough.
    let fewer = try await Simulator.run(prepared, trials: one.result.trials - Self.perRung)
    let before = await Comparison(fewer).difference(figure, of: 1)!.paired.standardError
    #expect(before >= target.standardError)
  }

  @Test func runsAllTrialsWhenPrecisionIsNotReached() async throws {
    let scenario = try ComparisonTests.oddsRatio(accounts: 3, trials: 64)
    let prepared = try await PreparedScenario(CompiledScenario(scenario), tasks: 2)
    var precision = PrecisionProgress(PrecisionTarget(.nrr, standardError: 1e-9))
    var rungs: [Int] = []
    let result = try await Simulator.run(
      prepared, trials: 2100, tasks: 2,
      until: { rung in
        precision.add(rung)
        rungs.append(rung.trials)
        return precision.isReached
      })
    #expect(result.trials == 2100 && rungs == [1024, 1024, 52])
    #expect(!precision.isReached)
  }

  /// The error of a single model's own mean; by trial, as nothing is uncertain.
  @Test func singleModelUsesItsOwnError() async throws {
    var scenario = try ComparisonTests.oddsRatio(accounts: 3, trials: 64)
    scenario.models = [scenario.models[0]]
    let result = try await Simulator.run(scenario, trials: 320)
    var precision = PrecisionProgress(PrecisionTarget(.nrr, standardError: 1))
    #expect(precision.standardError == .infinity)
    precision.add(result)
    let reported = await Comparison(result).models[0][.nrr].standardError
    #expect(abs(precision.standardError / reported - 1) < 1e-9)
  }
}
