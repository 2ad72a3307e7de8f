/// The counter-based generator Philox 4x32-10: four random words from a counter and a key.
///
/// A draw is a pure function of its counter, so any trial, account or year can be drawn alone and
/// in any order. Tests check it against its authors' known answers.
///
/// - Reference: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
///   SC'11, doi:10.1145/2063384.2063405.
public struct Philox: Hashable, Sendable {
  static let multiplier0: UInt32 = 0xD251_1F53
  static let multiplier1: UInt32 = 0xCD9E_8D57
  static let weyl0: UInt32 = 0x9E37_79B9
  static let weyl1: UInt32 = 0xBB67_AE85

  let key0: UInt32
  let key1: UInt32

  /// The generator whose key is `seed`: the low word first.
  public init(seed: UInt64) {
    key0 = UInt32(truncatingIfNeeded: seed)
    key1 = UInt32(truncatingIfNeeded: seed >> 32)
  }

  /// The four words at a counter of four words.
  @inline(__always)
  public func words(at counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
    var (k0, k1) = (key0, key1)
    for _ in 0..<10 {
      let product0 = UInt64(Self.multiplier0) &* UInt64(c0)
      let product1 = UInt64(Self.multiplier1) &* UInt64(c2)
      c0 = UInt32(truncatingIfNeeded: product1 >> 32) ^ c1 ^ k0
      c1 = UInt32(truncatingIfNeeded: product1)
      c2 = UInt32(truncatingIfNeeded: product0 >> 32) ^ c3 ^ k1
      c3 = UInt32(truncatingIfNeeded: product0)
      k0 = k0 &+ Self.weyl0
      k1 = k1 &+ Self.weyl1
    }
    return SIMD4(c0, c1, c2, c3)
  }
}
