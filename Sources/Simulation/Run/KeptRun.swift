public import Model
import Ownership

/// A run whose worlds are kept as they were played, so that another scenario that is played alike is
/// settled, not simulated.
///
/// What is done again follows from what was compiled. Where accounts and people do what they did,
/// only money is added up again; of pay, only that of roles whose plan, quotas or on-target earnings
/// are others. A result is the same to the last bit as that of a simulation.
///
/// ```swift
/// let run = try await KeptRun(PreparedScenario(CompiledScenario(scenario)))
/// let cheaper = try await run.changed(to: scenario.setting("roles.csm.ote", to: .constant(90_000)))
/// ```
///
/// Memory: the blocks of the result, and besides at most as much as is granted for worlds. Blocks
/// whose worlds found no room are simulated again.
public struct KeptRun: Sendable {
  /// What a run did to come about.
  public enum Work: Sendable {
    /// Every account and person was played.
    case simulated
    /// People of some role were paid again from what was played.
    case repaid
    /// Money was added up again.
    case resummed
  }

  public let prepared: PreparedScenario
  public let result: SimulationResult
  public let work: Work
  /// One by one.
  private let blocks: [StoredBlock]
  /// By block; nil where there was no room.
  private let worlds: [[KeptWorld]?]
  private let room: Room

  /// Bytes of worlds that are kept.
  public static let usualMemory = 1 << 30

  /// Simulates a scenario and keeps its worlds.
  ///
  /// - Parameters:
  ///   - trials: At least 1; nil: the scenario's number.
  ///   - memory: The most bytes that worlds may take.
  ///   - tasks: How many blocks to simulate at once; never changes a result.
  /// - Throws: `CancellationError`, between two worlds; ``BlockFileError``; ``FigureTooLarge``.
  public init(
    _ prepared: PreparedScenario, trials: Int? = nil, memory: Int = usualMemory,
    tasks: Int? = nil, progress: Simulator.Progress? = nil
  ) async throws {
    let room = Room(bytes: memory)
    try await self.init(
      prepared, trials: trials ?? prepared.compiled.scenario.trials, work: .simulated, room,
      tasks: tasks, progress: progress
    ) {
      BlockEngine(prepared, in: room)
    } body: { engine, block, trials in
      let result = try engine.run(block: block, trials: trials)
      return (result.record, result.worlds)
    }
  }

  /// The run of another scenario with as much luck in common as there can be.
  ///
  /// - Parameters:
  ///   - trials: At least 1; nil: the scenario's number. Trials that are there are not played again.
  /// - Throws: As ``init(_:trials:memory:tasks:progress:)``; ``StaffingError``.
  public func changed(
    to scenario: Scenario, trials: Int? = nil, tasks: Int? = nil,
    progress: Simulator.Progress? = nil
  ) async throws -> KeptRun {
    try await changed(
      to: CompiledScenario(scenario, like: prepared.plan), trials: trials, tasks: tasks,
      progress: progress)
  }

  /// The same for a scenario that is compiled, best by taking over what is played alike.
  public func changed(
    to compiled: CompiledScenario, trials: Int? = nil, tasks: Int? = nil,
    progress: Simulator.Progress? = nil
  ) async throws -> KeptRun {
    var next = try await PreparedScenario(compiled, like: prepared, tasks: tasks)
    if prepared.keepsPeople { next = next.keepingPeople() }
    let trials = trials ?? compiled.scenario.trials
    guard next.isPlayed(like: prepared) else {
      return try await KeptRun(
        next, trials: trials, memory: room.bytes, tasks: tasks, progress: progress)
    }
    let (prepared, blocks, worlds, room) = (prepared, blocks, worlds, room)
    let changed = next
    let paying = BlockSettler.paying(changed, after: prepared)
    return try await KeptRun(
      changed, trials: trials, work: paying.allSatisfy(\.isEmpty) ? .resummed : .repaid, room,
      tasks: tasks, progress: progress
    ) {
      Workshop(changed, after: prepared, paying: paying, room)
    } body: { workshop, block, trials in
      if block < blocks.count, blocks[block].trials == trials.count, let kept = worlds[block] {
        return (try workshop.settler.settle(blocks[block], kept), kept)
      }
      let result = try workshop.engine.run(block: block, trials: trials)
      return (result.record, result.worlds)
    }
  }

  /// The memory of one task.
  private final class Workshop {
    lazy var settler = BlockSettler(prepared, after: before, paying: paying)
    lazy var engine = BlockEngine(prepared, in: room)
    private let prepared: PreparedScenario
    private let before: PreparedScenario
    private let paying: [Set<Role>]
    private let room: Room

    init(
      _ prepared: PreparedScenario, after before: PreparedScenario, paying: [Set<Role>],
      _ room: Room
    ) {
      self.prepared = prepared
      self.before = before
      self.paying = paying
      self.room = room
    }
  }

  private init<Context>(
    _ prepared: PreparedScenario, trials: Int, work: Work, _ room: Room, tasks: Int?,
    progress: Simulator.Progress?, context: @escaping @Sendable () -> Context,
    body:
      @escaping @Sendable (
        Context, _ block: Int, _ trials: Range<Int>
      ) throws -> (BlockRecord, [KeptWorld]?)
  ) async throws {
    let count = TrialBlock.count(ofTrials: trials)
    let store = BlockStore(prepared.blockLayout, blocks: 0..<count, form: .single)
    let done = PieceCounter()
    worlds = try await Parallel.map(
      count: count, tasks: tasks ?? Parallel.allCores, context: context,
      body: { context, block in
        let (record, worlds) = try body(
          context, block, TrialBlock.trials(ofBlock: block, of: trials))
        try store.add(record)
        return worlds
      },
      finished: { _ in
        if let before = done.take(below: .max) { progress?(before + 1, count) }
      })
    let stored = store.blocks(0..<count)
    guard let outcomes = stored.outcomes(prepared.blockLayout) else {
      preconditionFailure("the blocks are of this run")
    }
    blocks = stored.blocks
    self.prepared = prepared
    self.work = work
    self.room = room
    result = SimulationResult(prepared, blocks: stored, outcomes: outcomes)
  }
}
