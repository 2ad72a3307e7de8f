/// Reads a file of blocks from start to end.
struct PartReader {
  let file: BlockFile
  let header: PartHeader
  /// Where the next block begins, in bytes.
  private(set) var offset: Int
  private let size: Int

  /// What the next words of the file are.
  enum Next {
    case block(StoredBlock)
    /// The file ends within a block.
    case cut
    case damaged
    case end
  }

  /// Reads the header.
  ///
  /// - Throws: ``PartProblem`` if it is not a file of blocks; ``BlockFileError``.
  init(_ file: BlockFile) throws {
    let preamble = try file.words(at: 0, count: PartHeader.preambleCount)
    guard preamble.first == PartHeader.magic, preamble.count == PartHeader.preambleCount else {
      throw PartProblem(file.path, "no part of a run")
    }
    guard preamble[1] == PartHeader.format else {
      throw PartProblem(
        file.path,
        "a part of format \(preamble[1]); this quotient reads format \(PartHeader.format)")
    }
    let count = Int(clamping: preamble[2])
    size = try file.size()
    guard count > PartHeader.preambleCount, count <= size / 8 else {
      throw PartProblem(file.path, "its head is cut off or damaged")
    }
    let words = try file.words(at: 0, count: count)
    guard words.last == Checksum.of(words.dropLast()),
      let header = PartHeader(fields: words.dropLast().dropFirst(PartHeader.preambleCount))
    else { throw PartProblem(file.path, "its head is damaged") }
    self.file = file
    self.header = header
    offset = words.count * 8
  }

  /// The next block; ``offset`` advances only past a sound one.
  mutating func next() throws(BlockFileError) -> Next {
    guard offset < size else { return .end }
    let columns = header.columnCount
    let first = try file.words(at: offset, count: BlockRecord.Prefix.count)
    guard first.count == BlockRecord.Prefix.count else { return .cut }
    guard let prefix = BlockRecord.Prefix(first, columnCount: columns) else { return .damaged }
    let count = prefix.wordCount(columnCount: columns)
    guard count <= (size - offset) / 8 else { return .cut }
    guard let record = BlockRecord(checking: try file.words(at: offset, count: count)),
      record.isSound(prefix, columnCount: columns)
    else { return .damaged }
    let block = StoredBlock(
      record, columnCount: columns, in: .file(file, offset: offset))
    offset += count * 8
    return .block(block)
  }
}

/// Why the blocks of a file cannot be used.
public struct PartProblem: Error, Hashable, CustomStringConvertible {
  public let path: String
  /// To follow the path: `block 12 is damaged`.
  public let text: String

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }

  public var description: String { "\(path): \(text)" }
}
