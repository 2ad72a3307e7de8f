/// Some blocks of a run, in a file that was verified from start to end.
public struct PartFile: Sendable {
  public let path: String
  public let header: PartHeader
  /// Ordered by number.
  let blocks: [StoredBlock]

  /// Opens a part or a journal and verifies every block.
  ///
  /// A part has all the blocks its header announces. A journal has the finished blocks of a run, in
  /// any order; anything after its last sound block is ignored, as when resuming.
  ///
  /// - Throws: ``PartProblem`` if the file is truncated, damaged or not a part; ``BlockFileError``.
  public init(reading path: String) throws {
    var reader = try PartReader(BlockFile(reading: path))
    self.path = path
    header = reader.header
    blocks =
      header.isJournal ? try Self.finished(&reader) : try Self.all(&reader, of: path)
  }

  /// Whether a file, if there is one, begins as a part or a journal does: only such a file may be
  /// replaced by another.
  public static func mayReplace(_ path: String) -> Bool {
    guard let file = try? BlockFile(reading: path), let size = try? file.size() else { return true }
    return size == 0 || (try? file.words(at: 0, count: 1)) == [PartHeader.magic]
  }

  private static func all(_ reader: inout PartReader, of path: String) throws -> [StoredBlock] {
    let header = reader.header
    var blocks: [StoredBlock] = []
    reading: while true {
      let number = header.blocks.lowerBound + blocks.count
      switch try reader.next() {
      case .block(let block):
        guard block.block == number, header.blocks.contains(number), header.hasRoom(for: block)
        else { throw PartProblem(path, "block \(block.block) is not where it belongs") }
        blocks.append(block)
      case .cut: throw PartProblem(path, "cut off within block \(number); simulate it again")
      case .damaged: throw PartProblem(path, "block \(number) is damaged; simulate it again")
      case .end: break reading
      }
    }
    guard blocks.count == header.blocks.count else {
      throw PartProblem(
        path, "cut off after \(blocks.count) of \(header.blocks.count) blocks; simulate it again")
    }
    return blocks
  }

  private static func finished(_ reader: inout PartReader) throws -> [StoredBlock] {
    var blocks: [Int: StoredBlock] = [:]
    // Runs of other lengths may have left blocks beyond this run, or a short last block.
    while case .block(let block) = try reader.next() {
      if reader.header.hasRoom(for: block) { blocks[block.block] = block }
    }
    return blocks.values.sorted { $0.block < $1.block }
  }
}

extension PartHeader {
  /// Whether a block belongs to the run and has the right number of trials.
  fileprivate func hasRoom(for block: StoredBlock) -> Bool {
    block.block < TrialBlock.count(ofTrials: trials)
      && block.trials == TrialBlock.trials(ofBlock: block.block, of: trials).count
  }
}

/// Simulated blocks, ready to be written to a part.
public struct SimulatedPart: Sendable {
  public let header: PartHeader
  let blocks: TrialBlocks

  /// The bytes of the file, piece by piece; independent of how the blocks were computed.
  public var bytes: AnySequence<[UInt8]> {
    let blocks = blocks.blocks
    return AnySequence(
      (-1..<blocks.count).lazy.map { index in
        (index < 0 ? header.words : blocks[index].words).withUnsafeBytes { Array($0) }
      })
  }
}
