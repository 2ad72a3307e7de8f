import Foundation
import TestSupport
import Testing

@testable import Simulation

/// Damaged parts and journals, also with checksums made right again: each is merged or refused.
@Suite struct PartMutationTests {
  @Test func partsAreMergedOrRefused() async throws {
    let fixture = try await BlockFixture(trials: 300, accounts: 3)
    defer { fixture.remove() }
    try await fixture.write(0..<3, to: "whole")
    let original = try fixture.bytes("whole").withUnsafeBytes {
      Array($0.bindMemory(to: UInt64.self))
    }
    let headCount = Int(original[2])
    var mutation = Mutation(seed: 5)
    var refused = 0
    for turn in 0..<Mutation.count(100) {
      var words = mutation.of(words: original)
      if !turn.isMultiple(of: 3), words.count > headCount {
        // The head, and where it is sound each block behind it.
        words[headCount - 1] = Checksum.of(words[..<(headCount - 1)])
        Self.mend(&words, from: headCount, columns: fixture.header(0..<3).columnCount)
      }
      try words.withUnsafeBytes { try Data($0).write(to: URL(filePath: fixture.path("damaged"))) }
      do {
        _ = try fixture.merged(["damaged"])
      } catch is PartProblem {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  /// Makes the checksums of blocks right as far as their prefixes say where they end.
  private static func mend(_ words: inout [UInt64], from start: Int, columns: Int) {
    var first = start
    while first < words.count,
      let prefix = BlockRecord.Prefix(words[first...], columnCount: columns)
    {
      let end = first + prefix.wordCount(columnCount: columns)
      guard end <= words.count, end > first else { return }
      words[end - 1] = Checksum.of(words[first..<(end - 1)])
      first = end
    }
  }
}
