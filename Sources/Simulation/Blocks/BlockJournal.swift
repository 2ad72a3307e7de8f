import Synchronization

/// A file to which a run appends each finished block, so that an interrupted run can resume.
///
/// It has the format of a part, with blocks in the order they finished; once complete it can be
/// merged like one. Its header is that of the latest run, except that it keeps the original path of
/// the scenario. One process at a time may hold it.
public final class BlockJournal: Sendable {
  private let file: BlockFile
  private let columnCount: Int
  private let known: [Int: StoredBlock]
  /// Where the next block goes, in bytes.
  private let end: Mutex<Int>

  /// The number of sound blocks the file already had.
  public var takenOver: Int { known.count }

  /// Opens a journal, or creates it if missing.
  ///
  /// Anything after the last sound block, such as a half-written one, is truncated.
  ///
  /// - Throws: ``PartProblem`` if the file belongs to another run or is in use; ``BlockFileError``.
  public init(keeping path: String, _ header: PartHeader) throws {
    let file = try BlockFile(updating: path)
    guard file.lock() else { throw PartProblem(path, "another run is keeping its blocks there") }
    var known: [Int: StoredBlock] = [:]
    var end = 0
    if try file.size() == 0 {
      let words = header.journal(of: header).words
      try file.write(words, at: 0)
      end = words.count * 8
    } else {
      var reader = try PartReader(file)
      if let difference = reader.header.identity.difference(from: header.identity) {
        throw PartProblem(path, difference + "; remove it, or name another file")
      }
      if reader.header.keepsPeople != header.keepsPeople {
        throw PartProblem(
          path,
          (header.keepsPeople
            ? "the pay of every person is not there; leave out --keep people"
            : "the pay of every person is kept there; add --keep people")
            + ", remove it, or name another file")
      }
      let current = reader.header.journal(of: header)
      if current != reader.header { try file.write(current.words, at: 0) }
      while case .block(let block) = try reader.next() { known[block.block] = block }
      end = reader.offset
      try file.truncate(to: end)
    }
    self.file = file
    self.known = known
    columnCount = header.columnCount
    self.end = Mutex(end)
  }

  /// A block that the journal had when it was opened.
  func block(_ number: Int) -> StoredBlock? { known[number] }

  func append(_ record: BlockRecord) throws(BlockFileError) -> StoredBlock {
    try end.withLock { (end) throws(BlockFileError) in
      try file.write(record.words, at: end)
      defer { end += record.words.count * 8 }
      return StoredBlock(record, columnCount: columnCount, in: .file(file, offset: end))
    }
  }
}
