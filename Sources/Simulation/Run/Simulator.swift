public import Model

/// Runs the trials of a scenario.
///
/// Several tasks or processes may share the blocks of trials, and a run may stop and resume: not a
/// bit of the result changes.
///
/// ```swift
/// let result = try await Simulator.run(scenario, trials: 4096)
/// for model in result.models {
///   let value = Summary(model.column(.value), design: result.design)
///   print(model.name, value.mean, value.standardError)
/// }
/// ```
public enum Simulator {
  /// The version of the program. Figures may change between versions.
  public static let version = "0.1.0"
  /// Called after each block with the number of finished blocks.
  public typealias Progress = @Sendable (_ done: Int, _ of: Int) -> Void

  /// Simulates every model of a scenario on the same luck.
  ///
  /// - Parameters:
  ///   - trials: At least 1; nil: the scenario's number. The first *n* trials of a longer run are
  ///     those of a run of *n*.
  ///   - tasks: How many blocks to simulate at once; never changes a result.
  /// - Throws: `CancellationError`, between two blocks; ``BlockFileError``.
  public static func run(
    _ scenario: Scenario, trials: Int? = nil, tasks: Int? = nil, progress: Progress? = nil
  ) async throws -> SimulationResult {
    try await run(
      PreparedScenario(CompiledScenario(scenario), tasks: tasks), trials: trials, tasks: tasks,
      progress: progress)
  }

  /// Simulates a prepared scenario.
  ///
  /// - Parameters:
  ///   - trials: At least 1; nil: the scenario's number.
  ///   - tasks: How many blocks to simulate at once.
  ///   - journal: Where finished blocks are kept; those already there are reused.
  ///   - isPrecise: Called with the trials of each rung of ``TrialBlock/perRung`` blocks, in order.
  ///     The run ends after the first rung for which it returns true.
  public static func run(
    _ prepared: PreparedScenario, trials: Int? = nil, tasks: Int? = nil,
    journal: BlockJournal? = nil, progress: Progress? = nil,
    until isPrecise: ((_ rung: SimulationResult) -> Bool)? = nil
  ) async throws -> SimulationResult {
    let trials = trials ?? prepared.compiled.scenario.trials
    let tasks = tasks ?? Parallel.allCores
    let run = BlockRun(
      prepared, trials: trials, journal: journal, tasks: tasks, progress: progress)
    guard let isPrecise else {
      try await run.simulate(run.blocks)
      return result(prepared, run.store.blocks(run.blocks))
    }
    // Enough to keep all tasks busy; blocks after the last rung are dropped.
    let stride = (4 * tasks + TrialBlock.perRung - 1) / TrialBlock.perRung * TrialBlock.perRung
    for first in Swift.stride(from: 0, to: run.blocks.upperBound, by: stride) {
      let blocks = first..<min(first + stride, run.blocks.upperBound)
      try await run.simulate(blocks)
      for rung in Swift.stride(from: first, to: blocks.upperBound, by: TrialBlock.perRung) {
        let end = min(rung + TrialBlock.perRung, blocks.upperBound)
        let latest = SimulationResult(
          prepared, blocks: run.store.blocks(rung..<end),
          outcomes: prepared.layouts.map { _ in ModelOutcomes() })
        if isPrecise(latest) { return result(prepared, run.store.blocks(0..<end)) }
      }
    }
    return result(prepared, run.store.blocks(run.blocks))
  }

  /// Simulates some blocks of a run, for ``PartSet`` to merge with the others.
  ///
  /// - Precondition: The blocks of the header lie within the run.
  public static func part(
    _ prepared: PreparedScenario, _ header: PartHeader, tasks: Int? = nil,
    journal: BlockJournal? = nil, progress: Progress? = nil
  ) async throws -> SimulatedPart {
    precondition(header.blocks.upperBound <= TrialBlock.count(ofTrials: header.trials))
    let run = BlockRun(
      prepared, trials: header.trials, blocks: header.blocks, form: .single, journal: journal,
      tasks: tasks, progress: progress)
    try await run.simulate(run.blocks)
    return SimulatedPart(header: header, blocks: run.store.blocks(run.blocks))
  }

  /// Simulates a prepared scenario and keeps the credits that a role's plan reads, so that the role
  /// can be paid again on other terms.
  ///
  /// Memory: ``CompiledScenario/bytesPerTrial(keeping:)`` for each trial.
  ///
  /// - Precondition: The model has the role.
  public static func run(
    _ prepared: PreparedScenario, keeping selection: CreditSelection, trials: Int? = nil,
    tasks: Int? = nil, progress: Progress? = nil
  ) async throws -> SeatCreditSamples {
    let run = BlockRun(
      prepared, trials: trials ?? prepared.compiled.scenario.trials, tasks: tasks,
      progress: progress)
    let credits = try await run.simulate(run.blocks, keeping: selection)
    return SeatCreditSamples(
      selection: selection, result: result(prepared, run.store.blocks(run.blocks)),
      prepared: prepared, worlds: credits)
  }

  private static func result(
    _ prepared: PreparedScenario, _ blocks: TrialBlocks
  ) -> SimulationResult {
    guard let outcomes = blocks.outcomes(prepared.blockLayout) else {
      preconditionFailure("the blocks are of this run")
    }
    return SimulationResult(prepared, blocks: blocks, outcomes: outcomes)
  }
}
