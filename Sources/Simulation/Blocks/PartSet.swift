/// The parts of a run, together all of its blocks.
public struct PartSet: Sendable {
  /// What the parts agree on; of the first.
  public let header: PartHeader
  let blocks: TrialBlocks
  private let paths: [String]

  /// Puts parts together, in any order.
  ///
  /// - Throws: ``PartProblem`` where they are of different runs, a block is there twice, or one is
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
    let ordered = parts.sorted { $0.header.blocks.lowerBound < $1.header.blocks.lowerBound }
    let count = Simulator.blockCount(first.header.trials)
    var next = 0
    var last: PartFile?
    for part in ordered {
      let blocks = part.header.blocks
      if blocks.lowerBound < next, let last {
        let shared = blocks.lowerBound..<min(next, blocks.upperBound)
        throw PartProblem(part.path, "\(Self.text(shared)) in \(last.path) too")
      }
      if blocks.lowerBound > next { throw Self.gap(next..<blocks.lowerBound, of: count, first) }
      next = blocks.upperBound
      last = part
    }
    if next < count { throw Self.gap(next..<count, of: count, first) }
    header = first.header
    blocks = TrialBlocks(ordered.flatMap(\.blocks))
    paths = ordered.map(\.path)
  }

  /// The result of the whole run.
  ///
  /// - Throws: ``PartProblem`` where the parts are of another run than `prepared`.
  public func result(_ prepared: PreparedScenario) throws(PartProblem) -> SimulationResult {
    if let difference = header.identity.difference(from: RunIdentity(prepared)) {
      throw PartProblem(paths[0], difference)
    }
    guard header.columnCount == prepared.blockLayout.columnCount,
      let outcomes = blocks.outcomes(prepared.blockLayout)
    else { throw PartProblem(paths[0], "its blocks do not fit the scenario") }
    return SimulationResult(prepared, blocks: blocks, outcomes: outcomes)
  }

  private static func gap(_ missing: Range<Int>, of count: Int, _ first: PartFile) -> PartProblem {
    PartProblem(
      first.path,
      "\(text(missing)) missing of the run's 0-\(count - 1): simulate with --blocks"
        + " \(missing.lowerBound)-\(missing.upperBound - 1)")
  }

  /// `block 4 is`, `blocks 4-7 are`.
  private static func text(_ blocks: Range<Int>) -> String {
    blocks.count == 1
      ? "block \(blocks.lowerBound) is" : "blocks \(blocks.lowerBound)-\(blocks.upperBound - 1) are"
  }
}
