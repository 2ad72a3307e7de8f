/// Some blocks of a run, in a file that was read to its end and found sound.
public struct PartFile: Sendable {
  public let path: String
  public let header: PartHeader
  /// In the order of their numbers.
  let blocks: [StoredBlock]

  /// Opens a part, or the file of a run that can be resumed, and verifies every block.
  ///
  /// A part has all blocks that its head says. A journal has those of the run that are finished, in
  /// any order; as when it is resumed, what follows its last sound block is not looked at.
  ///
  /// - Throws: ``PartProblem`` for what is cut off, damaged or no part; ``BlockFileError``.
  public init(reading path: String) throws {
    var reader = try PartReader(BlockFile(reading: path))
    self.path = path
    header = reader.header
    blocks =
      header.isJournal ? try Self.finished(&reader) : try Self.all(&reader, of: path)
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
    // Runs of other lengths may have left blocks there: those beyond this one, and a short last one.
    while case .block(let block) = try reader.next() {
      if reader.header.hasRoom(for: block) { blocks[block.block] = block }
    }
    return blocks.values.sorted { $0.block < $1.block }
  }
}

extension PartHeader {
  /// Whether a block is one of the run's, with as many trials as it has there.
  fileprivate func hasRoom(for block: StoredBlock) -> Bool {
    block.block < TrialBlock.count(ofTrials: trials)
      && block.trials == TrialBlock.trials(ofBlock: block.block, of: trials).count
  }
}

/// Blocks that were simulated, ready to be written to a part.
public struct SimulatedPart: Sendable {
  public let header: PartHeader
  let blocks: TrialBlocks

  /// The bytes of the file, piece by piece: the same however the blocks came about.
  public var bytes: AnySequence<[UInt8]> {
    let blocks = blocks.blocks
    return AnySequence(
      (-1..<blocks.count).lazy.map { index in
        (index < 0 ? header.words : blocks[index].words).withUnsafeBytes { Array($0) }
      })
  }
}
