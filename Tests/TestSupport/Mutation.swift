import Foundation
import Units

/// Damage to a file, seeded: what a slip, a broken program or an attacker makes of it.
package struct Mutation {
  private var random: SplitMix

  package init(seed: UInt64) {
    random = SplitMix(state: seed)
  }

  /// Texts that have broken readers of numbers, dates, YAML and CSV.
  private static let tokens = [
    "0", "-1", "1e308", "1e-308", "5e-324", "9223372036854775808", "nan", "inf", "1e999", "-0", "%",
    "..", "1..", "0..1e15", "{", "}", "[", "]", ":", ",", "\"", "'", "*a", "&a", "<<", "!!int", "|",
    ">",
    "\t", "\n", "\r", "\r\n", "\n\n", "- ", "#", "\\", "~", "null", "all", "2026-02-30",
    "0000-00-00",
    "9999-12-31", "1200 years", "100/0", "\u{FEFF}", "\u{202E}", "\u{0}", "é", "😀",
    "{pert: [1, 1, 1]}",
    "{lognormal: {mean: 1..2, cv: 100}}", "{beta: {mean: 0.5, sd: 9}}", "p10", "value", "source",
  ]

  /// How many inputs to try: `QUOTIENT_MUTATIONS`, or a short slice.
  package static func count(_ short: Int) -> Int {
    ProcessInfo.processInfo.environment["QUOTIENT_MUTATIONS"].flatMap { Int($0) } ?? short
  }

  /// The bytes with one to six mutations: a token, a byte, a removed, repeated or moved piece.
  package mutating func of(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      let length = min(bytes.count - at, Int.random(in: 0...24, using: &random))
      switch Int.random(in: 0..<7, using: &random) {
      case 0, 1:
        let token = Array(Self.tokens.randomElement(using: &random)!.utf8)
        bytes.replaceSubrange(at..<at + length / 3, with: token)
      case 2 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 3: bytes.removeSubrange(at..<at + length)
      case 4:
        let piece = bytes[at..<at + length]
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
      case 5: word(of: &bytes, at: at)
      default: line(of: &bytes, at: at)
      }
    }
    return bytes
  }

  /// A token instead of the word around a byte.
  private mutating func word(of bytes: inout [UInt8], at: Int) {
    func isPart(_ byte: UInt8) -> Bool { byte > 32 && ![44, 58, 91, 93, 123, 125].contains(byte) }
    var (first, end) = (at, at)
    while first > 0, isPart(bytes[first - 1]) { first -= 1 }
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    bytes.replaceSubrange(
      first..<end, with: Array(Self.tokens.randomElement(using: &random)!.utf8))
  }

  /// Another line instead of the one around a byte.
  private mutating func line(of bytes: inout [UInt8], at: Int) {
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    guard let other = lines.randomElement(using: &random) else { return }
    let first = bytes[..<at].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let end = bytes[at...].firstIndex(of: 10) ?? bytes.count
    bytes.replaceSubrange(first..<end, with: Array(other))
  }

  /// The words with one to four of them changed.
  package mutating func of(words: [UInt64]) -> [UInt64] {
    var words = words
    let values: [UInt64] = [0, 1, 2, 127, 128, 1 << 31, 1 << 40, 1 << 48, 1 << 62, 1 << 63, .max]
    for _ in 0..<Int.random(in: 1...4, using: &random) where !words.isEmpty {
      let at = Int.random(in: 0..<words.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: words[at] = values.randomElement(using: &random)!
      case 1: words[at] ^= 1 << UInt64.random(in: 0..<64, using: &random)
      case 2: words[at] &+= 1
      default: words.removeSubrange(at..<min(words.count, at + 3))
      }
    }
    return words
  }
}
