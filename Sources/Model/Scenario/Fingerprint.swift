/// A 128-bit hash that distinguishes inputs.
///
/// Equal inputs have equal fingerprints. An accidental collision is practically impossible, but the
/// hash is not cryptographic and does not protect against a deliberate one.
///
/// - Reference: Fowler, Noll and Vo (FNV-1a, 128 bits).
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  private var state: UInt128

  /// The fingerprint of no bytes.
  public init() {
    state = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  }

  /// Adds bytes.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt128(byte)) &* 0x0100_0000_0000_0000_0000_013b }
  }

  /// Adds the length and the bytes of a file, so that two files differ from their concatenation.
  public mutating func add(file bytes: [UInt8]) {
    add(UInt64(bytes.count))
    add(bytes)
  }

  /// Adds the eight bytes of a word, lowest first.
  public mutating func add(_ word: UInt64) {
    for byte in 0..<8 { add(CollectionOfOne(UInt8(truncatingIfNeeded: word >> (8 * byte)))) }
  }

  /// Adds another fingerprint.
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
