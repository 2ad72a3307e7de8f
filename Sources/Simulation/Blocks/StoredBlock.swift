/// A block of trials that was simulated, or several joined, in memory or in a file.
struct StoredBlock: Sendable {
  /// Where the words of the record are.
  enum Source: Sendable {
    case memory([UInt64])
    /// From a byte of the file on.
    case file(BlockFile, offset: Int)
  }

  /// Of several the first.
  let block: Int
  let trials: Int
  private let source: Source
  /// A bit for each column: whether it varies within the block.
  private let mask: [UInt64]
  private let valueCount: Int
  private let outcomeCount: Int

  /// - Parameter columnCount: Columns of all models.
  init(_ prefix: BlockRecord.Prefix, mask: [UInt64], in source: Source) {
    block = prefix.block
    trials = prefix.trials
    valueCount = prefix.valueCount
    outcomeCount = prefix.outcomeCount
    self.mask = mask
    self.source = source
  }

  /// - Precondition: The words are a sound record.
  init(_ record: BlockRecord, columnCount: Int, in source: Source) {
    let prefix = BlockRecord.Prefix(
      record.words, columnCount: columnCount, mostTrials: .max)!
    let first = BlockRecord.Prefix.count
    let mask = record.words[first..<first + BlockRecord.maskCount(columnCount)]
    self.init(prefix, mask: Array(mask), in: source)
  }

  /// Adds the values of a column to those of the block's trials.
  func add(column: Int, to totals: UnsafeMutableBufferPointer<Double>) {
    var varying = 0
    for word in mask[..<(column / 64)] { varying += word.nonzeroBitCount }
    let bit = UInt64(1) << UInt64(column % 64)
    varying += (mask[column / 64] & (bit - 1)).nonzeroBitCount
    let first =
      BlockRecord.Prefix.count + mask.count + varying * trials + (column - varying)
    if mask[column / 64] & bit == 0 {
      withWords(first..<first + 1) { words in
        let value = Double(bitPattern: words[0])
        for trial in 0..<trials { totals[trial] += value }
      }
    } else {
      withWords(first..<first + trials) { words in
        for trial in 0..<trials { totals[trial] += Double(bitPattern: words[trial]) }
      }
    }
  }

  /// The words of the outcomes.
  var outcomes: [UInt64] {
    let first = BlockRecord.Prefix.count + mask.count + valueCount
    return withWords(first..<first + outcomeCount) { Array($0) }
  }

  /// The words of the whole record.
  var words: [UInt64] {
    let count = BlockRecord.Prefix.count + mask.count + valueCount + outcomeCount + 1
    return withWords(0..<count) { Array($0) }
  }

  private func withWords<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt64>) -> Result
  ) -> Result {
    switch source {
    case .memory(let words):
      return words.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    case .file(let file, let offset):
      return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: range.count) { words in
        file.readBack(at: offset + range.lowerBound * 8, into: UnsafeMutableRawBufferPointer(words))
        return body(UnsafeBufferPointer(words))
      }
    }
  }
}
