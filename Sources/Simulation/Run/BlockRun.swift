/// A run in progress: its blocks, simulated by several tasks.
struct BlockRun: Sendable {
  /// The requested blocks.
  let blocks: Range<Int>
  /// The finished blocks.
  let store: BlockStore
  private let prepared: PreparedScenario
  private let trials: Int
  private let tasks: Int
  private let progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?
  private let done = PieceCounter()

  /// - Parameters:
  ///   - trials: Trials of the whole run; at least 1.
  ///   - blocks: The requested blocks; nil: all of the run.
  ///   - budget: Bytes of blocks kept in memory.
  init(
    _ prepared: PreparedScenario, trials: Int, blocks: Range<Int>? = nil,
    form: BlockStore.Form = .joined, journal: BlockJournal? = nil,
    budget: Int = BlockStore.usualBudget, tasks: Int? = nil,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) {
    precondition(trials > 0)
    let blocks = blocks ?? 0..<TrialBlock.count(ofTrials: trials)
    self.blocks = blocks
    self.prepared = prepared
    self.trials = trials
    self.tasks = tasks ?? Parallel.allCores
    self.progress = progress
    store = BlockStore(
      prepared.blockLayout, blocks: blocks, form: form, journal: journal, budget: budget)
  }

  /// Simulates the blocks that the journal does not have.
  ///
  /// - Returns: The requested credits, by world.
  @discardableResult
  func simulate(
    _ blocks: Range<Int>, keeping selection: CreditSelection? = nil
  ) async throws -> [WorldCredit] {
    let missing = blocks.filter { block in
      let isThere = store.takeOver(
        block, trials: TrialBlock.trials(ofBlock: block, of: trials).count)
      if isThere { countBlock() }
      return !isThere
    }
    return try await Parallel.map(
      count: missing.count, tasks: tasks,
      context: { [prepared] in BlockEngine(prepared, keeping: selection) },
      body: { [trials, store] engine, piece in
        let block = missing[piece]
        let result = try engine.run(
          block: block, trials: TrialBlock.trials(ofBlock: block, of: trials))
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
