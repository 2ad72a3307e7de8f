import Synchronization

/// Collects the blocks of a run as they finish, in any order.
///
/// Blocks stay in memory up to a budget; later ones go to a temporary file, so that a run's memory
/// does not grow with its trials. With a journal, all go there.
final class BlockStore: Sendable {
  /// How blocks are kept.
  enum Form {
    /// One by one, as in parts.
    case single
    /// A rung that does not fit into memory is stored as one, so that a column is read from the
    /// file in longer pieces.
    case joined
  }

  /// Bytes of blocks kept in memory.
  static let usualBudget = 256 << 20

  private struct State {
    /// By the number of the first.
    var stored: [Int: StoredBlock] = [:]
    /// Finished blocks whose rung is not complete.
    var waiting: [Int: BlockRecord] = [:]
    var memoryLeft: Int
    var spool: BlockFile?
    var spooled = 0
  }

  private let layout: BlockLayout
  private let blocks: Range<Int>
  private let form: Form
  private let journal: BlockJournal?
  // Tasks append in turn: it takes a fraction of a millisecond per block, and finished blocks
  // cannot queue up in memory if the disk is slow.
  private let state: Mutex<State>

  /// - Parameters:
  ///   - blocks: Those of the run.
  ///   - journal: Its blocks count as finished and are stored one by one.
  init(
    _ layout: BlockLayout, blocks: Range<Int>, form: Form = .joined,
    journal: BlockJournal? = nil, budget: Int = usualBudget
  ) {
    self.layout = layout
    self.blocks = blocks
    self.form = form
    self.journal = journal
    state = Mutex(State(memoryLeft: budget))
  }

  /// Takes a block with this many trials from the journal; false if it is not there.
  func takeOver(_ block: Int, trials: Int) -> Bool {
    guard let known = journal?.block(block), known.trials == trials else { return false }
    state.withLock { $0.stored[block] = known }
    return true
  }

  func add(_ record: BlockRecord) throws(BlockFileError) {
    if let journal {
      let stored = try journal.append(record)
      state.withLock { $0.stored[stored.block] = stored }
    } else if form == .single {
      try keep([record])
    } else if let rung = completedRung(with: record) {
      try keep(rung)
    }
  }

  /// Consecutive finished blocks: whole rungs, except for the last of the run.
  func blocks(_ range: Range<Int>) -> TrialBlocks {
    state.withLock { state in
      var found: [StoredBlock] = []
      var next = range.lowerBound
      while next < range.upperBound {
        let stored = state.stored[next]!
        found.append(stored)
        next += TrialBlock.count(ofTrials: stored.trials)
      }
      return TrialBlocks(found)
    }
  }

  /// The records of the rung that this block completes; nil while others are missing.
  private func completedRung(with record: BlockRecord) -> [BlockRecord]? {
    let size = TrialBlock.perRung
    let first = record.block / size * size
    let rung = first..<min(first + size, blocks.upperBound)
    return state.withLock { state in
      state.waiting[record.block] = record
      guard rung.allSatisfy({ state.waiting[$0] != nil }) else { return nil }
      return rung.map { state.waiting.removeValue(forKey: $0)! }
    }
  }

  private func joined(_ records: [BlockRecord]) -> BlockRecord {
    let blocks = TrialBlocks(
      records.map {
        StoredBlock($0, columnCount: layout.columnCount, in: .memory($0.words))
      })
    return blocks.joined(layout)
  }

  /// Stores consecutive blocks: one by one in memory, joined in the file.
  private func keep(_ records: [BlockRecord]) throws(BlockFileError) {
    let size = records.reduce(0) { $0 + $1.words.count * 8 }
    let isInMemory = state.withLock { state in
      guard size <= state.memoryLeft else { return false }
      state.memoryLeft -= size
      for record in records {
        state.stored[record.block] = StoredBlock(
          record, columnCount: layout.columnCount, in: .memory(record.words))
      }
      return true
    }
    guard !isInMemory else { return }
    let record = records.count == 1 ? records[0] : joined(records)
    try state.withLock { (state) throws(BlockFileError) in
      let spool: BlockFile
      if let open = state.spool { spool = open } else { spool = try BlockFile() }
      state.spool = spool
      try spool.write(record.words, at: state.spooled)
      state.stored[record.block] = StoredBlock(
        record, columnCount: layout.columnCount, in: .file(spool, offset: state.spooled))
      state.spooled += record.words.count * 8
    }
  }
}
