/// The parts of a run, which together have all its blocks.
public struct PartSet: Sendable {
  /// The header of the first part; the others agree with it.
  public let header: PartHeader
  let blocks: TrialBlocks
  let parts: [PartFile]

  /// Puts parts together, in any order.
  ///
  /// - Throws: ``PartProblem`` if they belong to different runs, or a block is duplicated or
  ///   missing.
  public init(_ parts: [PartFile]) throws(PartProblem) {
    precondition(!parts.isEmpty, "a run has parts")
    let first = parts[0]
    for part in parts.dropFirst() {
      if let difference = part.header.identity.difference(from: first.header.identity) {
        throw PartProblem(part.path, difference + ", by \(first.path)")
      }
      guard part.header.trials == first.header.trials else {
        throw PartProblem(
          part.path,
          "of a run of \(part.header.trials) trials; \(first.path) is of \(first.header.trials)")
      }
    }
    let ordered = parts.sorted { ($0.blocks.first?.block ?? 0) < ($1.blocks.first?.block ?? 0) }
    var found: [Int: (part: Int, block: StoredBlock)] = [:]
    for (index, part) in ordered.enumerated() {
      let twice = part.blocks.compactMap { found[$0.block] }
      if let other = twice.first?.part {
        let shared = BlockNumbers(twice.filter { $0.part == other }.map(\.block.block))
        throw PartProblem(part.path, "\(shared.text) in \(ordered[other].path) too")
      }
      for block in part.blocks { found[block.block] = (index, block) }
    }
    let numbers = 0..<TrialBlock.count(ofTrials: first.header.trials)
    let missing = numbers.filter { found[$0] == nil }
    guard missing.isEmpty else { throw Self.gap(missing, of: numbers, parts) }
    header = first.header
    blocks = TrialBlocks(numbers.map { found[$0]!.block })
    self.parts = ordered
  }

  /// A journal can be completed by resuming; parts need the missing parts.
  private static func gap(
    _ missing: [Int], of numbers: Range<Int>, _ parts: [PartFile]
  ) -> PartProblem {
    let gap = BlockNumbers(missing)
    let journal = parts.first { $0.header.isJournal }
    let hint =
      journal.map { "go on with the run, with --resume \($0.path)" }
      ?? "simulate with \(BlockNumbers.joined(gap.options.map { "--blocks \($0)" }))"
    return PartProblem(
      (journal ?? parts[0]).path,
      "\(gap.text) missing of the run's 0-\(numbers.upperBound - 1): \(hint)")
  }
}

/// Block numbers as messages name them.
struct BlockNumbers {
  /// Ranges of consecutive numbers, ascending.
  let ranges: [Range<Int>]

  /// - Parameter numbers: Ascending, each once.
  init(_ numbers: [Int]) {
    var ranges: [Range<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number {
        ranges[ranges.count - 1] = last.lowerBound..<number + 1
      } else {
        ranges.append(number..<number + 1)
      }
    }
    self.ranges = ranges
  }

  /// As `--blocks` takes them: `4`, `6-9`.
  var options: [String] {
    ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound - 1)"
    }
  }

  /// `block 4 is`, `blocks 4, 6-9 and 12 are`.
  var text: String {
    let isOne = ranges.count == 1 && ranges[0].count == 1
    return "\(isOne ? "block" : "blocks") \(Self.joined(options)) \(isOne ? "is" : "are")"
  }

  /// `a`, `a and b`, `a, b and c`; a long list is abbreviated.
  static func joined(_ parts: [String]) -> String {
    let most = 8
    guard parts.count <= most + 1 else {
      return parts[..<most].joined(separator: ", ") + " and \(parts.count - most) more"
    }
    guard parts.count > 1 else { return parts[0] }
    return parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
  }
}
