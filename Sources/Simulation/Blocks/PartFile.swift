/// Some blocks of a run, in a file that was read to its end and found sound.
public struct PartFile: Sendable {
  public let path: String
  public let header: PartHeader
  let blocks: [StoredBlock]

  /// Opens a part and verifies every block.
  ///
  /// - Throws: ``PartProblem`` for what is cut off, damaged or no part; ``BlockFileError``.
  public init(reading path: String) throws {
    var reader = try PartReader(BlockFile(reading: path))
    let header = reader.header
    var blocks: [StoredBlock] = []
    reading: while true {
      let place = header.blocks.lowerBound + blocks.count
      switch try reader.next() {
      case .block(let block):
        guard block.block == place, header.blocks.contains(place),
          block.trials == Simulator.trials(ofBlock: place, of: header.trials).count
        else { throw PartProblem(path, "block \(block.block) is not where it belongs") }
        blocks.append(block)
      case .cut: throw PartProblem(path, "cut off within block \(place); simulate it again")
      case .damaged: throw PartProblem(path, "block \(place) is damaged; simulate it again")
      case .end: break reading
      }
    }
    guard blocks.count == header.blocks.count else {
      throw PartProblem(
        path, "cut off after \(blocks.count) of \(header.blocks.count) blocks; simulate it again")
    }
    self.path = path
    self.header = header
    self.blocks = blocks
  }
}
