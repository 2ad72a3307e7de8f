/// Sixteen trials at once: a value each of single precision.
typealias Lanes = SIMD16<Float>
/// Sixteen trials at once: an amount each.
typealias MoneyLanes = SIMD16<Double>

/// Trials in a lane group, which is a world.
let laneCount = 16

/// The four random words of sixteen neighbouring trials.
struct LaneWords {
  var word0: SIMD16<UInt32>
  var word1: SIMD16<UInt32>
  var word2: SIMD16<UInt32>
  var word3: SIMD16<UInt32>

  private static let laneIndex = SIMD16<UInt32>(
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)

  @inline(__always)
  init(philox: Philox, key: DrawKey, firstTrial: Int) {
    var k0 = philox.key0
    var k1 = philox.key1
    // Word 3 of the counter is 0 and word 0 alone holds the trial, so the first round's products
    // are one of the trial and one, broadcast, of the key.
    var c0 = Self.laneIndex &+ SIMD16(repeating: UInt32(truncatingIfNeeded: firstTrial))
    var c1 = SIMD16<UInt32>(repeating: key.word1)
    var c2 = SIMD16<UInt32>(repeating: key.word2)
    var c3 = SIMD16<UInt32>(repeating: 0)
    for _ in 0..<10 {
      for lane in 0..<laneCount {
        let product0 = UInt64(Philox.multiplier0) &* UInt64(c0[lane])
        let product1 = UInt64(Philox.multiplier1) &* UInt64(c2[lane])
        c0[lane] = UInt32(truncatingIfNeeded: product1 >> 32) ^ c1[lane] ^ k0
        c1[lane] = UInt32(truncatingIfNeeded: product1)
        c2[lane] = UInt32(truncatingIfNeeded: product0 >> 32) ^ c3[lane] ^ k1
        c3[lane] = UInt32(truncatingIfNeeded: product0)
      }
      k0 = k0 &+ Philox.weyl0
      k1 = k1 &+ Philox.weyl1
    }
    word0 = c0
    word1 = c1
    word2 = c2
    word3 = c3
  }
}
