import Synchronization

/// Gathers the blocks of a run as they are finished, in any order.
///
/// Blocks stay in memory up to a budget; what comes after it goes to a temporary file, so that the
/// memory of a run does not grow with its trials. Where a journal is kept, all go there.
final class BlockStore: Sendable {
  /// The bytes of blocks that stay in memory.
  static let usualBudget = 256 << 20

  private struct State {
    var blocks: [Int: StoredBlock] = [:]
    var memoryLeft: Int
    var spool: BlockFile?
    var spooled = 0
  }

  private let columnCount: Int
  private let journal: BlockJournal?
  // Tasks append in turn: a part of a millisecond in the time of a block, and no queue of finished
  // blocks can build up in memory where the disk is slow.
  private let state: Mutex<State>

  /// - Parameter journal: Its blocks count as finished.
  init(columnCount: Int, journal: BlockJournal? = nil, budget: Int = usualBudget) {
    self.columnCount = columnCount
    self.journal = journal
    state = Mutex(State(memoryLeft: budget))
  }

  /// Whether a block of so many trials is there.
  func has(_ block: Int, trials: Int) -> Bool {
    if state.withLock({ $0.blocks[block] != nil }) { return true }
    guard let known = journal?.block(block), known.trials == trials else { return false }
    state.withLock { $0.blocks[block] = known }
    return true
  }

  func add(_ record: BlockRecord) throws(BlockFileError) {
    if let journal {
      let stored = try journal.append(record)
      state.withLock { $0.blocks[stored.block] = stored }
      return
    }
    try state.withLock { (state) throws(BlockFileError) in
      let size = record.words.count * 8
      let source: StoredBlock.Source
      if size <= state.memoryLeft {
        state.memoryLeft -= size
        source = .memory(record.words)
      } else {
        let spool: BlockFile
        if let open = state.spool { spool = open } else { spool = try BlockFile() }
        state.spool = spool
        try spool.write(record.words, at: state.spooled)
        source = .file(spool, offset: state.spooled)
        state.spooled += size
      }
      let stored = StoredBlock(record, columnCount: columnCount, in: source)
      state.blocks[stored.block] = stored
    }
  }

  /// Consecutive blocks, all of which are there.
  func blocks(_ range: Range<Int>) -> TrialBlocks {
    state.withLock { state in TrialBlocks(range.map { state.blocks[$0]! }) }
  }
}
