/// Blocks that were simulated, ready to be written to a part.
public struct SimulatedPart: Sendable {
  public let header: PartHeader
  let blocks: TrialBlocks

  /// The bytes of the file, piece by piece: the same however the blocks came about.
  public var bytes: AnySequence<[UInt8]> {
    let blocks = blocks.blocks
    return AnySequence(
      (-1..<blocks.count).lazy.map { place in
        (place < 0 ? header.words : blocks[place].words).withUnsafeBytes { Array($0) }
      })
  }
}
