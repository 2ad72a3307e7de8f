import Model

/// The header of a file of blocks.
public struct PartHeader: Hashable, Sendable {
  public let identity: RunIdentity
  public let origin: RunOrigin
  /// Trials of the whole run.
  public let trials: Int
  /// The blocks that a complete file holds.
  public let blocks: Range<Int>
  /// Whether it holds every person's pay by trial.
  public let keepsPeople: Bool
  /// Columns of all models, and of their people if kept.
  let columnCount: Int
  /// Whether blocks are in the order they finished: any order, possibly incomplete, and a block
  /// simulated again follows the one it replaces.
  let isJournal: Bool

  init(
    identity: RunIdentity, origin: RunOrigin, trials: Int, blocks: Range<Int>,
    keepsPeople: Bool, columnCount: Int, isJournal: Bool = false
  ) {
    self.identity = identity
    self.origin = origin
    self.trials = trials
    self.blocks = blocks
    self.keepsPeople = keepsPeople
    self.columnCount = columnCount
    self.isJournal = isJournal
  }

  /// The header of a journal of the run, with this header's origin.
  func journal(of run: PartHeader) -> PartHeader {
    PartHeader(
      identity: identity, origin: origin, trials: run.trials, blocks: run.blocks,
      keepsPeople: keepsPeople, columnCount: columnCount, isJournal: true)
  }

  // MARK: - As it is written

  /// `QUOTPART`, the lowest byte first.
  static let magic: UInt64 = 0x5452_4150_544F_5551
  /// Raised whenever the meaning of a word changes.
  static let format: UInt64 = 4
  /// Words before those whose meaning depends on the format version.
  static let preambleCount = 3

  /// Magic, format, the number of words, the fields, a checksum of everything before. A text is its
  /// length in UTF-8 bytes, then the bytes, zero-padded to whole words.
  var words: [UInt64] {
    var fields: [UInt64] = []
    func add(_ number: Int) { fields.append(UInt64(number)) }
    func add(_ text: String) {
      let bytes = Array(text.utf8)
      add(bytes.count)
      for start in stride(from: 0, to: bytes.count, by: 8) {
        var word: UInt64 = 0
        for (index, byte) in bytes[start..<min(start + 8, bytes.count)].enumerated() {
          word |= UInt64(byte) << UInt64(8 * index)
        }
        fields.append(word)
      }
    }
    add(identity.version)
    add(identity.instructions)
    add(identity.inputs)
    add(identity.tables)
    fields.append(identity.seed)
    add(trials)
    add(blocks.lowerBound)
    add(blocks.upperBound)
    add(columnCount)
    add(keepsPeople ? 1 : 0)
    add(isJournal ? 1 : 0)
    add(origin.scenario)
    add(origin.arguments.count)
    for argument in origin.arguments { add(argument) }
    let count = Self.preambleCount + fields.count + 1
    let words = [Self.magic, Self.format, UInt64(count)] + fields
    return words + [Checksum.of(words)]
  }

  /// Reads the words of a header without its checksum; nil if they are invalid.
  init?(fields: ArraySlice<UInt64>) {
    var rest = fields
    func number() -> Int? {
      rest.popFirst().flatMap { $0 <= 1 << 40 ? Int($0) : nil }
    }
    func flag() -> Bool? { number().flatMap { $0 < 2 ? $0 == 1 : nil } }
    func text() -> String? {
      guard let count = number(), count <= rest.count * 8 else { return nil }
      let words = rest.prefix((count + 7) / 8)
      rest = rest.dropFirst(words.count)
      let bytes = words.flatMap { word in
        (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
      }
      return String(validating: bytes.prefix(count), as: UTF8.self)
    }
    guard let version = text(), let instructions = text(), let inputs = text(),
      let tables = text(), let seed = rest.popFirst(), let trials = number(),
      (1...Sampling.mostTrials).contains(trials),
      let first = number(), let end = number(), first < end,
      end <= TrialBlock.count(ofTrials: Sampling.mostTrials), let columnCount = number(),
      let keepsPeople = flag(), let isJournal = flag(),
      let scenario = text(), let argumentCount = number(), argumentCount <= rest.count
    else { return nil }
    let arguments = (0..<argumentCount).compactMap { _ in text() }
    guard arguments.count == argumentCount, rest.isEmpty else { return nil }
    self.init(
      identity: RunIdentity(
        version: version, instructions: instructions, inputs: inputs, tables: tables, seed: seed),
      origin: RunOrigin(scenario: scenario, arguments: arguments), trials: trials,
      blocks: first..<end, keepsPeople: keepsPeople, columnCount: columnCount,
      isJournal: isJournal)
  }
}
