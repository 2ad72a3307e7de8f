/// The blocks of a run being simulated, by several tasks.
struct BlockRun: Sendable {
  /// The blocks that are asked for.
  let blocks: Range<Int>
  private let prepared: PreparedScenario
  private let trials: Int
  private let store: BlockStore
  private let tasks: Int
  private let progress: Simulator.Progress?
  private let done = PieceCounter()

  /// - Parameters:
  ///   - trials: Of the whole run.
  ///   - blocks: Those that are asked for; all of the run where nil.
  init(
    _ prepared: PreparedScenario, trials: Int, blocks: Range<Int>? = nil, store: BlockStore,
    tasks: Int, progress: Simulator.Progress?
  ) {
    precondition(trials > 0)
    self.blocks = blocks ?? 0..<Simulator.blockCount(trials)
    self.prepared = prepared
    self.trials = trials
    self.store = store
    self.tasks = tasks
    self.progress = progress
  }

  /// Simulates those blocks that the store does not have yet.
  ///
  /// - Returns: By world, the credits that were asked for.
  @discardableResult
  func simulate(
    _ blocks: Range<Int>, keeping selection: CreditSelection? = nil
  ) async throws -> [WorldCredit] {
    let missing = blocks.filter { block in
      let isThere = store.has(
        block, trials: Simulator.trials(ofBlock: block, of: trials).count)
      if isThere { countBlock() }
      return !isThere
    }
    return try await Parallel.map(
      count: missing.count, tasks: tasks,
      context: { [prepared] in BlockEngine(prepared, keeping: selection) },
      body: { [trials, store] engine, piece in
        let block = missing[piece]
        let result = engine.run(
          block: block, trials: Simulator.trials(ofBlock: block, of: trials))
        try store.add(result.record)
        return result.credits
      },
      finished: { _ in countBlock() }
    ).flatMap(\.self)
  }

  private func countBlock() {
    if let before = done.take(below: .max) { progress?(before + 1, blocks.count) }
  }
}
