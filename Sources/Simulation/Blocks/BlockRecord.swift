#if _endian(big)
  #error("records are written as they lie in memory, the lowest byte first")
#endif

/// The results of a block of trials, packed into 64-bit words as files store them.
///
/// In order: the block's number; its trials; the word counts of the values and of the outcomes; a
/// bit per column, set if it varies within the block; the values, column by column, a single one if
/// it does not vary; the outcomes; a checksum of everything before.
struct BlockRecord: Sendable {
  let words: [UInt64]

  /// The numbers that a record begins with.
  struct Prefix: Sendable {
    static let count = 4
    let block: Int
    let trials: Int
    let valueCount: Int
    let outcomeCount: Int

    /// Nil if the words cannot begin a record with this many columns.
    ///
    /// - Parameter mostTrials: Those of one block; in memory, possibly of several.
    init?(
      _ words: some RandomAccessCollection<UInt64>, columnCount: Int,
      mostTrials: Int = TrialBlock.size
    ) {
      let numbers = words.prefix(Self.count).map { Int(truncatingIfNeeded: $0) }
      guard numbers.count == Self.count, numbers.allSatisfy({ (0...Self.largest).contains($0) })
      else { return nil }
      (block, trials, valueCount, outcomeCount) = (numbers[0], numbers[1], numbers[2], numbers[3])
      guard (1...mostTrials).contains(trials),
        (columnCount...columnCount * trials).contains(valueCount)
      else { return nil }
    }

    private static let largest = 1 << 40

    /// The words of the whole record.
    func wordCount(columnCount: Int) -> Int {
      Self.count + BlockRecord.maskCount(columnCount) + valueCount + outcomeCount + 1
    }
  }

  /// The block's number.
  var block: Int { Int(words[0]) }

  /// The words that hold a bit for each column.
  static func maskCount(_ columnCount: Int) -> Int { (columnCount + 63) / 64 }

  /// Packs a block.
  ///
  /// - Parameters:
  ///   - values: Column after column, trial by trial.
  ///   - outcomes: By model.
  init(
    block: Int, trials: Int, values: UnsafeBufferPointer<Double>,
    outcomes: [ModelOutcomes], layout: BlockLayout
  ) {
    var outcomeWords: [UInt64] = []
    for (model, roleYears) in layout.roleYears.enumerated() {
      for roleYear in roleYears {
        (outcomes[model].roles[roleYear] ?? RoleOutcome()).pack(into: &outcomeWords)
      }
      for person in outcomes[model].people { person.pack(into: &outcomeWords) }
    }
    self.init(
      block: block, trials: trials, values: values, outcomeWords: outcomeWords, layout: layout)
  }

  /// Packs values with outcomes that are already packed.
  init(
    block: Int, trials: Int, values: UnsafeBufferPointer<Double>, outcomeWords: [UInt64],
    layout: BlockLayout
  ) {
    func own(_ column: Int) -> Slice<UnsafeBufferPointer<Double>> {
      values[column * trials..<(column + 1) * trials]
    }
    var mask = [UInt64](repeating: 0, count: Self.maskCount(layout.columnCount))
    var valueCount = 0
    for column in 0..<layout.columnCount {
      let own = own(column)
      let varies = own.contains { $0.bitPattern != own[own.startIndex].bitPattern }
      if varies { mask[column / 64] |= 1 << UInt64(column % 64) }
      valueCount += varies ? trials : 1
    }
    var words: [UInt64] = []
    words.reserveCapacity(Prefix.count + mask.count + valueCount + outcomeWords.count + 1)
    words += [block, trials, valueCount, outcomeWords.count].map { UInt64($0) }
    words += mask
    for column in 0..<layout.columnCount {
      let varies = mask[column / 64] & 1 << UInt64(column % 64) != 0
      for value in varies ? own(column) : own(column).prefix(1) { words.append(value.bitPattern) }
    }
    words += outcomeWords
    words.append(Checksum.of(words))
    self.words = words
  }

  /// Whether the values are as many as the bits of the columns say, and each a figure: what a
  /// checksum does not know.
  func isSound(_ prefix: Prefix, columnCount: Int) -> Bool {
    let mask = words[Prefix.count..<Prefix.count + Self.maskCount(columnCount)]
    let varying = mask.reduce(0) { $0 + $1.nonzeroBitCount }
    let (used, beyond) = (columnCount % 64, mask.last ?? 0)
    let values = words[mask.endIndex..<mask.endIndex + prefix.valueCount]
    return prefix.valueCount == columnCount + varying * (prefix.trials - 1)
      && (used == 0 || beyond >> UInt64(used) == 0)
      && values.allSatisfy { Double(bitPattern: $0).magnitude <= FigureTooLarge.limit }
  }

  /// Adopts words that were read; nil if they are damaged.
  init?(checking words: [UInt64]) {
    guard let sum = words.last, Checksum.of(words.dropLast()) == sum else { return nil }
    self.words = words
  }
}

extension RoleOutcome {
  /// Appends the outcome: the joint sums of both figures, and how many measures are told; then for
  /// pay, attainment and each of them the number of non-empty bins and each bin, above 48 bits of its
  /// count.
  func pack(into words: inout [UInt64]) {
    words += [together.payout, together.squaredPayout, together.product].map { UInt64($0) }
    words.append(UInt64(measures.count))
    for histogram in [payout, attainment] + measures {
      let filled = histogram.counts.indices.filter { histogram.counts[$0] > 0 }
      words.append(UInt64(filled.count))
      for bin in filled { words.append(UInt64(bin) << 48 | UInt64(histogram.counts[bin])) }
    }
  }

  /// Adds a packed outcome; false if it is invalid.
  mutating func add(unpacking words: inout ArraySlice<UInt64>) -> Bool {
    let sums = words.prefix(3).map { Int(truncatingIfNeeded: $0) }
    // What a block's people can sum to is far below; a damaged file may say anything.
    guard sums.count == 3, sums.allSatisfy({ (0...1 << 40).contains($0) }) else { return false }
    words = words.dropFirst(3)
    together.add(Together(payout: sums[0], squaredPayout: sums[1], product: sums[2]))
    guard let count = words.popFirst(), count <= Self.mostMeasures,
      payout.add(unpacking: &words), attainment.add(unpacking: &words)
    else { return false }
    for index in 0..<Int(count) {
      if index == measures.count { measures.append(PayHistogram()) }
      guard measures[index].add(unpacking: &words) else { return false }
    }
    return true
  }
}

extension RoleOutcome {
  /// A plan has a hundred at most.
  fileprivate static let mostMeasures: UInt64 = 100
}

extension PersonOutcome {
  /// Appends the outcome: the moments of pay, then those of attainment.
  func pack(into words: inout [UInt64]) {
    pay.pack(into: &words)
    attainment.pack(into: &words)
  }

  /// Adds a packed outcome; false if it is invalid.
  mutating func add(unpacking words: inout ArraySlice<UInt64>) -> Bool {
    pay.add(unpacking: &words, mostValues: TrialBlock.size)
      && attainment.add(unpacking: &words, mostValues: TrialBlock.size)
  }
}

extension PayHistogram {
  fileprivate mutating func add(unpacking words: inout ArraySlice<UInt64>) -> Bool {
    guard let filled = words.popFirst(), filled <= words.count else { return false }
    for _ in 0..<filled {
      guard let word = words.popFirst(), word & (1 << 48 - 1) <= 1 << 40,
        add(Int(word & (1 << 48 - 1)), toBin: Int(word >> 48))
      else { return false }
    }
    return true
  }
}

/// A 64-bit checksum of a run of words.
///
/// h = (h xor word) x prime, then h = h xor (h >> 32), word after word. Each step is invertible, so
/// damage within one word is always detected; other damage is missed once in 2^64.
///
/// - Reference: Fowler, Noll and Vo (FNV-1a; the offset and the prime).
enum Checksum {
  static func of(_ words: some Sequence<UInt64>) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in words {
      sum = (sum ^ word) &* 0x100_0000_01b3
      sum ^= sum >> 32
    }
    return sum
  }
}
