import Testing

@testable import Simulation

/// The generator against the known answers of its authors.
///
/// - Reference: Random123, `kat_vectors`, philox4x32 10.
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

  @Test func uniformsNeverReachTheirEnds() {
    #expect(Uniform.single(UInt32.min) == 0x1p-24)
    #expect(Uniform.single(UInt32.max) == 1 - 0x1p-24)
    #expect(Uniform.double(.min) > 0)
    #expect(Uniform.double(.max) < 1)
  }
}
