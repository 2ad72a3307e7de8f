/// A number of 64 bits that betrays damage to a run of words.
///
/// h = (h xor word) x prime, then h = h xor (h >> 32), word after word. Each step can be undone, so
/// damage within one word always shows; other damage is missed once in 2^64.
///
/// - Reference: Fowler, Noll and Vo (FNV-1a; the offset and the prime).
enum Checksum {
  static func of(_ words: some Sequence<UInt64>) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in words {
      sum = (sum ^ word) &* 0x100_0000_01b3
      sum ^= sum >> 32
    }
    return sum
  }
}
