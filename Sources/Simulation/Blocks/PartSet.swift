/// The parts of a run, together all of its blocks.
public struct PartSet: Sendable {
  /// What the parts agree on; of the first.
  public let header: PartHeader
  let blocks: TrialBlocks
  private let parts: [PartFile]

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
    let ordered = parts.sorted { ($0.blocks.first?.block ?? 0) < ($1.blocks.first?.block ?? 0) }
    var found: [Int: (part: Int, block: StoredBlock)] = [:]
    for (place, part) in ordered.enumerated() {
      let twice = part.blocks.compactMap { found[$0.block] }
      if let other = twice.first?.part {
        let shared = BlockNumbers(twice.filter { $0.part == other }.map(\.block.block))
        throw PartProblem(part.path, "\(shared.text) in \(ordered[other].path) too")
      }
      for block in part.blocks { found[block.block] = (place, block) }
    }
    let numbers = 0..<Simulator.blockCount(first.header.trials)
    let missing = numbers.filter { found[$0] == nil }
    guard missing.isEmpty else { throw Self.gap(missing, of: numbers, parts) }
    header = first.header
    blocks = TrialBlocks(numbers.map { found[$0]!.block })
    self.parts = ordered
  }

  /// The result of the whole run.
  ///
  /// - Throws: ``PartProblem`` where the parts are of another run than `prepared`, or lack what it
  ///   is to keep.
  public func result(_ prepared: PreparedScenario) throws(PartProblem) -> SimulationResult {
    if let difference = header.identity.difference(from: RunIdentity(prepared)) {
      throw PartProblem(parts[0].path, difference)
    }
    for part in parts {
      if prepared.keepsPeople, !part.header.keepsPeople {
        throw PartProblem(
          part.path,
          "the pay of every person is not there: simulate it with --keep people, or merge without")
      }
      let columns = prepared.blockLayout.columnCount(whereKeepingPeople: part.header.keepsPeople)
      guard part.header.columnCount == columns else { throw Self.misfit(part) }
    }
    guard let outcomes = blocks.outcomes(prepared.blockLayout) else { throw Self.misfit(parts[0]) }
    return SimulationResult(prepared, blocks: blocks, outcomes: outcomes)
  }

  private static func misfit(_ part: PartFile) -> PartProblem {
    PartProblem(part.path, "its blocks do not fit the scenario")
  }

  /// A journal knows how to be completed; of parts, others are needed.
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
