/// A number of 128 bits by which two inputs are told apart.
///
/// Equal inputs have equal fingerprints; that two different ones share theirs by chance is out of
/// the question, but no defence against somebody who wants them to: it is no cryptographic hash.
///
/// - Reference: Fowler, Noll and Vo (FNV-1a, 128 bits).
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  private var state: UInt128

  /// The fingerprint of no bytes.
  public init() {
    state = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  }

  /// Goes on with further bytes.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt128(byte)) &* 0x0100_0000_0000_0000_0000_013b }
  }

  /// Goes on with the bytes of a file, and how many they are: two files are not one long one.
  public mutating func add(file bytes: [UInt8]) {
    add(UInt64(bytes.count))
    add(bytes)
  }

  /// Goes on with the eight bytes of a word, the lowest first.
  public mutating func add(_ word: UInt64) {
    for place in 0..<8 { add(CollectionOfOne(UInt8(truncatingIfNeeded: word >> (8 * place)))) }
  }

  /// Goes on with a fingerprint.
  mutating func add(_ other: Fingerprint) {
    add(UInt64(truncatingIfNeeded: other.state))
    add(UInt64(truncatingIfNeeded: other.state >> 64))
  }

  /// 32 hexadecimal digits.
  public var description: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  static func < (a: Fingerprint, b: Fingerprint) -> Bool { a.state < b.state }
}
