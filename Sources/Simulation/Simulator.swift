public import Scenarios

/// Runs the trials of a scenario.
public enum Simulator {
  /// The version of the program; figures may change from one to the next.
  public static let version = "0.1.0"
  /// Trials in a block: the unit of work, of parts and of merging.
  public static let blockSize = 128

  /// Simulates every model of a scenario on the same luck.
  ///
  /// - Parameters:
  ///   - trials: At least 1; the scenario's number where nil. The first *n* trials of a longer run
  ///     are those of a run of *n*.
  ///   - tasks: How many blocks are worked on at once; never changes a result.
  ///   - progress: Told after each block how many are done.
  /// - Throws: `CancellationError`, between two worlds.
  public static func run(
    _ scenario: Scenario, trials: Int? = nil, tasks: Int? = nil,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) async throws -> SimulationResult {
    try await run(
      PreparedScenario(CompiledScenario(scenario), tasks: tasks), trials: trials, tasks: tasks,
      progress: progress)
  }

  /// Simulates a prepared scenario.
  public static func run(
    _ prepared: PreparedScenario, trials: Int? = nil, tasks: Int? = nil,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) async throws -> SimulationResult {
    try await run(
      prepared, keeping: nil, trials: trials ?? prepared.compiled.scenario.trials, tasks: tasks,
      progress: progress
    ).result
  }

  /// Simulates a prepared scenario and keeps what the plan of a role reads, so that the role can be
  /// paid again on other terms.
  ///
  /// Memory: eight bytes for each trial, seat, bin of time and flow that the plan reads.
  ///
  /// - Precondition: The model has the role.
  public static func run(
    _ prepared: PreparedScenario, keeping selection: CreditSelection, trials: Int? = nil,
    tasks: Int? = nil, progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) async throws -> SeatCreditSamples {
    let (result, credits) = try await run(
      prepared, keeping: selection, trials: trials ?? prepared.compiled.scenario.trials,
      tasks: tasks, progress: progress)
    return SeatCreditSamples(
      selection: selection, result: result, prepared: prepared, worlds: credits)
  }

  private static func run(
    _ prepared: PreparedScenario, keeping selection: CreditSelection?, trials: Int, tasks: Int?,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?
  ) async throws -> (result: SimulationResult, credits: [WorldCredit]) {
    precondition(trials > 0)
    let blocks = (trials + blockSize - 1) / blockSize
    let counter = PieceCounter()
    let results = try await Parallel.map(
      count: blocks, tasks: tasks ?? Parallel.allCores,
      context: { BlockEngine(prepared, keeping: selection) },
      body: { engine, block in
        engine.run(
          trials: block * blockSize..<min(trials, (block + 1) * blockSize))
      },
      finished: { _ in
        if let done = counter.take(below: .max) { progress?(done + 1, blocks) }
      })
    return (
      merge(results, prepared: prepared, trials: trials), results.flatMap(\.credits)
    )
  }

  private static func merge(
    _ blocks: [BlockResult], prepared: PreparedScenario, trials: Int
  ) -> SimulationResult {
    let compiled = prepared.compiled
    let models = compiled.models.indices.map { index in
      let model = compiled.models[index]
      let layout = prepared.layouts[index]
      var values = [[Double]](repeating: [], count: layout.columns.count)
      for column in values.indices {
        values[column].reserveCapacity(trials)
        for block in blocks { values[column] += block.columns[index][column] }
      }
      var outcomes: [RoleYear: RoleOutcome] = [:]
      for block in blocks {
        for (key, outcome) in block.outcomes[index] {
          outcomes[key, default: RoleOutcome()].add(outcome)
        }
      }
      return ModelResult(
        name: model.name, layout: layout, trials: trials, values: values,
        heads: compiled.heads(ofModel: index),
        roles: model.roles, roleOutcomes: outcomes)
    }
    return SimulationResult(
      scenario: compiled.scenario, trials: trials, seed: prepared.seed, models: models,
      hasRanges: !compiled.assumptions.uncertain.isEmpty)
  }
}
