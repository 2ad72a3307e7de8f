/// A simulated block of trials, or several joined, in memory or in a file.
struct StoredBlock: Sendable {
  /// Where the record's words are.
  enum Source: Sendable {
    case memory([UInt64])
    /// From a byte offset of the file.
    case file(BlockFile, offset: Int)
  }

  /// Columns to add up, as indices among those of all models, and the factor of their sum.
  struct Term {
    let columns: [Int]
    let factor: Double
  }

  /// The number of the first block.
  let block: Int
  let trials: Int
  private let source: Source
  /// A bit for each column: whether it varies within the block.
  private let mask: [UInt64]
  /// By word of the mask: the number of varying columns before it.
  private let varyingBefore: [Int]
  private let valueCount: Int
  private let outcomeCount: Int

  /// - Parameter columnCount: Columns of all models.
  init(_ prefix: BlockRecord.Prefix, mask: [UInt64], in source: Source) {
    block = prefix.block
    trials = prefix.trials
    valueCount = prefix.valueCount
    outcomeCount = prefix.outcomeCount
    self.mask = mask
    var varying = 0
    varyingBefore = mask.map { word in
      defer { varying += word.nonzeroBitCount }
      return varying
    }
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

  /// Adds terms to the values of the block's trials.
  func add(_ terms: [Term], to totals: UnsafeMutableBufferPointer<Double>) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: trials) { part in
      withReader { read in
        for term in terms {
          if term.columns.count == 1 {
            read(words(ofColumn: term.columns[0])) { $0.add(to: totals, times: term.factor) }
          } else {
            part.initialize(repeating: 0)
            for column in term.columns {
              read(words(ofColumn: column)) { $0.add(to: part, times: 1) }
            }
            for trial in 0..<trials { totals[trial] += term.factor * part[trial] }
          }
        }
      }
    }
  }

  /// Copies all values, column by column, trial by trial.
  ///
  /// - Parameter values: Room for ``trials`` of each of the columns.
  func copyValues(columnCount: Int, to values: UnsafeMutablePointer<Double>) {
    withReader { read in
      for column in 0..<columnCount {
        let own = values + column * trials
        read(words(ofColumn: column)) { words in
          if words.count == 1 {
            own.update(repeating: Double(bitPattern: words[0]), count: trials)
          } else {
            for trial in 0..<trials { own[trial] = Double(bitPattern: words[trial]) }
          }
        }
      }
    }
  }

  /// Where the words of a column are: one per trial, or one for all.
  @inline(__always)
  private func words(ofColumn column: Int) -> Range<Int> {
    let bit = UInt64(1) << UInt64(column % 64)
    let varying = varyingBefore[column / 64] + (mask[column / 64] & (bit - 1)).nonzeroBitCount
    let first =
      BlockRecord.Prefix.count + mask.count + varying * trials + (column - varying)
    return first..<first + (mask[column / 64] & bit == 0 ? 1 : trials)
  }

  /// The words of the outcomes.
  var outcomes: [UInt64] {
    let first = BlockRecord.Prefix.count + mask.count + valueCount
    return words(first..<first + outcomeCount)
  }

  /// The words of the whole record.
  var words: [UInt64] {
    words(0..<BlockRecord.Prefix.count + mask.count + valueCount + outcomeCount + 1)
  }

  private func words(_ range: Range<Int>) -> [UInt64] {
    var words: [UInt64] = []
    withReader { read in read(range) { words = Array($0) } }
    return words
  }

  private typealias Read = (Range<Int>, (UnsafeBufferPointer<UInt64>) -> Void) -> Void

  /// Calls `body` with a function that reads words, so the source is examined only once.
  @inline(__always)
  private func withReader(_ body: (Read) -> Void) {
    switch source {
    case .memory(let words):
      words.withUnsafeBufferPointer { words in
        body { range, use in use(UnsafeBufferPointer(rebasing: words[range])) }
      }
    case .file(let file, let offset):
      body { range, use in
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: range.count) { words in
          file.readBack(
            at: offset + range.lowerBound * 8, into: UnsafeMutableRawBufferPointer(words))
          use(UnsafeBufferPointer(words))
        }
      }
    }
  }
}

extension UnsafeBufferPointer<UInt64> {
  /// Adds one value per trial, or the same to all.
  @inline(__always)
  fileprivate func add(to totals: UnsafeMutableBufferPointer<Double>, times factor: Double) {
    if count == 1 {
      let value = factor * Double(bitPattern: self[0])
      for trial in totals.indices { totals[trial] += value }
    } else {
      for trial in totals.indices {
        totals[trial] += factor * Double(bitPattern: self[trial])
      }
    }
  }
}
