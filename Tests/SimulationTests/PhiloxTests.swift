import CAccountLoop
import Testing

@testable import Simulation

/// The generator against the known answers of its authors, and against a second implementation.
///
/// - Reference: Random123, `tests/kat_vectors`, philox4x32 10: all three of them.
@Suite struct PhiloxTests {
  @Test func randomOneTwoThreeVectors() {
    let zero = Philox(seed: 0).words(at: SIMD4(0, 0, 0, 0))
    #expect(zero == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox(seed: .max).words(at: SIMD4(repeating: .max))
    #expect(ones == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox(seed: 0x299f_31d0_a409_3822)
    let digits = pi.words(at: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
    #expect(digits == Self.piDigits)
  }

  /// Counter 243f6a88 85a308d3 13198a2e 03707344, key a4093822 299f31d0.
  private static let piDigits = SIMD4<UInt32>(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)

  /// A million draws across the counter, word by word, and a checksum of all that matches the
  /// authors' own C code.
  @Test func millionDrawsMatchSecondImplementation() {
    let philox = Philox(seed: 0x0123_4567_89ab_cdef)
    var (checksum, mismatches) = (Checksum(), 0)
    for index in 0..<UInt32(1_000_000) {
      let counter = SIMD4(
        index, index &* 2_654_435_761, 0x1234_5000 ^ (index >> 4), index.isMultiple(of: 2) ? 7 : 0)
      let words = philox.words(at: counter)
      let paper = PaperPhilox.words(at: counter, key: 0x0123_4567_89ab_cdef)
      if words != paper { mismatches += 1 }
      for word in 0..<4 { checksum.add(words[word]) }
    }
    #expect(mismatches == 0)
    #expect(checksum.value == 0xc861_b76b_21de_8909)
  }

  /// The same for the draws of the account loop, sixteen trials at once: the trial in word 0, the
  /// key in words 1 and 2, 23 bits of every word.
  @Test(arguments: 0..<WorldEngine.variants)
  func millionDrawsMatchAccountLoop(variant: Int) {
    let loop = account_loop_variant(Int32(variant))
    var uniforms = [Float](repeating: 0, count: 4 * laneCount)
    var checksum = Checksum()
    for group in 0..<15_625 {
      let key = DrawKey(
        entity: (UInt64(group) &* 0x9e37_79b9_7f4a_7c15) >> 16, purpose: .renewal,
        year: group % 16, ordinal: group % 64)
      loop.draw(
        0x0123_4567_89ab_cdef, UInt32(group * laneCount), key.word1, key.word2, &uniforms)
      for lane in 0..<laneCount {
        for word in 0..<4 {
          checksum.add(UInt32(uniforms[word * laneCount + lane] * 0x1p23 - 0.5))
        }
      }
    }
    #expect(checksum.value == 0x82e5_635f_ecc8_4d15)
  }

  @Test(arguments: 0..<WorldEngine.variants)
  func sixteenTrialsDrawTheSame(variant: Int) {
    let draws = Draws(seed: 0x0123_4567_89ab_cdef)
    var uniforms = [Float](repeating: 0, count: 4 * laneCount)
    for (entity, purpose, year, first) in [
      (UInt64(0), Purpose.renewal, 0, 0), (0xffff_ffff_ffff, .crossDivision, 15, 1 << 20),
      (0x1234_5678_9abc, .arrivals, 3, 4096),
    ] {
      let key = DrawKey(entity: entity, purpose: purpose, year: year)
      account_loop_variant(Int32(variant)).draw(
        0x0123_4567_89ab_cdef, UInt32(first), key.word1, key.word2, &uniforms)
      for lane in 0..<laneCount {
        let alone = draws.uniforms(key, trial: first + lane)
        for word in 0..<4 { #expect(uniforms[word * laneCount + lane] == alone[word]) }
      }
    }
  }

  @Test func keysDoNotShareCounters() {
    var seen: Set<DrawKey> = []
    var count = 0
    for raw in 0..<12 {
      for year in [0, 1, 15] {
        for ordinal in [0, 1, 63] {
          for entity in [UInt64(0), 1, 0xffff_ffff_ffff] {
            let purpose = Purpose(rawValue: UInt16(raw))!
            seen.insert(DrawKey(entity: entity, purpose: purpose, year: year, ordinal: ordinal))
            count += 1
          }
        }
      }
    }
    #expect(seen.count == count)
    let key = DrawKey(entity: 77, purpose: .upsell, year: 2)
    #expect(key.at(ordinal: 5) == DrawKey(entity: 77, purpose: .upsell, year: 2, ordinal: 5))
  }

  @Test func uniformsExcludeZeroAndOne() {
    #expect(Uniform.single(UInt32.min) == 0x1p-24)
    #expect(Uniform.single(UInt32.max) == 1 - 0x1p-24)
    #expect(Uniform.double(.min) > 0)
    #expect(Uniform.double(.max) < 1)
  }
}

/// Philox 4x32 written from its definition: ten keys first, then rounds on two 64-bit halves.
///
/// - Reference: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11,
///   section 3.3.
private enum PaperPhilox {
  static func words(at counter: SIMD4<UInt32>, key: UInt64) -> SIMD4<UInt32> {
    var (left0, right0) = (counter[0], counter[1])
    var (left1, right1) = (counter[2], counter[3])
    for round in 0..<UInt64(10) {
      let key0 = UInt32((key + round * 0x9E37_79B9) & 0xFFFF_FFFF)
      let key1 = UInt32(((key >> 32) + round * 0xBB67_AE85) & 0xFFFF_FFFF)
      let product0 = left0.multipliedFullWidth(by: 0xD251_1F53)
      let product1 = left1.multipliedFullWidth(by: 0xCD9E_8D57)
      (left0, right0) = (product1.high ^ right0 ^ key0, product1.low)
      (left1, right1) = (product0.high ^ right1 ^ key1, product0.low)
    }
    return SIMD4(left0, right0, left1, right1)
  }
}

/// FNV-1a over words.
///
/// - Reference: Fowler, Noll, Vo; RFC 9923.
private struct Checksum {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt32) { value = (value ^ UInt64(word)) &* 0x100_0000_01b3 }
}
