/// The 48-bit number that identifies an account or a person in random draws.
///
/// It depends only on the bytes of the id, so an entity keeps its luck when others are added,
/// removed or reordered. In a book of a million ids, two collide with probability 0.2%; whoever
/// collects entities checks for that.
///
/// - Reference: Fowler, Noll and Vo (FNV-1a, 64 bits); Steele, Lea and Flood, "Fast Splittable
///   Pseudorandom Number Generators", 2014 (the finaliser of SplitMix64).
public enum EntityHash {
  /// The width in bits.
  public static let bitWidth = 48

  /// The hash of an id, below 2^48.
  public static func of(_ id: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return (hash ^ (hash >> 31)) >> (64 - UInt64(bitWidth))
  }

  /// A hash as a fraction of its range, in [0, 1).
  public static func fraction(_ hash: UInt64) -> Double {
    Double(hash) / Double(UInt64(1) << UInt64(bitWidth))
  }
}
