import Testing
import Units

@Suite struct EntityHashTests {
  /// FNV-1a of "", "a" and "foobar" is published; the finaliser was applied by another program.
  @Test(arguments: [
    ("", 0xf52a_15e9_a9b5 as UInt64), ("a", 0x02c0_bdbf_4814), ("foobar", 0x404d_a9e3_b740),
    ("A000001", 0x7074_6f6e_7961), ("A000002", 0x4864_1686_4465), ("Zürich", 0xc65e_9341_af28),
  ])
  func knownHashes(id: String, hash: UInt64) {
    #expect(EntityHash.of(id) == hash)
  }

  @Test func hashesOfNeighbouringIdsAreSpreadEvenly() {
    let fractions = (0..<10_000).map { EntityHash.fraction(EntityHash.of("A\($0)")) }
    #expect(fractions.allSatisfy { $0 >= 0 && $0 < 1 })
    // Kolmogorov-Smirnov at alpha = .001: 1.949 / sqrt(n).
    let distance = fractions.sorted().enumerated().map { abs($1 - Double($0) / 10_000) }.max()
    #expect((distance ?? 1) < 0.0195)
  }
}
