import Yams

/// A YAML text in which the parser finds neither aliases nor repeated keys.
///
/// The parser would expand aliases without limit and stop at the first repeated key. So every `*`
/// is replaced by a character of the private use area, which turns an alias into plain text, and
/// the first character of a repeated key by another; ``EntryTree`` undoes both and does the work
/// itself. Positions do not change.
struct MaskedYAML {
  let file: String
  /// Stands for `*`.
  let star: Unicode.Scalar
  private var scalars: [Unicode.Scalar]
  /// The index of the first scalar of each line.
  private let lineStarts: [Int]
  /// The character hidden at each position.
  private var hidden: [Position: Unicode.Scalar] = [:]
  private var nextMask: UInt32 = 0xE000

  private struct Position: Hashable {
    let line: Int
    let column: Int
  }

  /// Nil if the text leaves no character to mask with.
  init?(_ source: SourceText) {
    file = source.file
    let text = String(decoding: source.bytes, as: UTF8.self)
    guard let star = MaskedYAML.unused(in: text) else { return nil }
    self.star = star
    scalars = Array(text.unicodeScalars)
    var starts = [0]
    for index in scalars.indices {
      switch scalars[index] {
      case "*": scalars[index] = star
      // The line breaks that the parser counts.
      case "\r" where index + 1 < scalars.count && scalars[index + 1] == "\n": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": starts.append(index + 1)
      default: break
      }
    }
    lineStarts = starts
  }

  /// A private use character that does not occur in the text, preferably not even as an escape.
  private static func unused(in text: String) -> Unicode.Scalar? {
    let area: ClosedRange<UInt32> = 0xE100...0xF8FF
    let taken = Set(text.unicodeScalars.filter { area.contains($0.value) })
    let free = area.lazy.compactMap(Unicode.Scalar.init).filter { !taken.contains($0) }
    let lowercased = text.lowercased()
    return free.prefix(16).first { !lowercased.contains(String($0.value, radix: 16)) } ?? free.first
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The character at a position of the masked text.
  func scalar(at mark: Yams.Mark) -> Unicode.Scalar? {
    index(mark).map { scalars[$0] }
  }

  /// Each repeated key costs another pass over the text, so that long texts get fewer.
  private var mostHidden: Int { min(50, max(1, 1_000_000 / max(1, scalars.count))) }

  /// Makes the key at a position unique; false once too many keys are repeated.
  mutating func hide(at mark: Yams.Mark) -> Bool {
    guard hidden.count < mostHidden, var index = index(mark) else { return false }
    let isQuoted = scalars[index] == "\"" || scalars[index] == "'"
    if isQuoted { index += 1 }
    guard index < scalars.count, let mask = Unicode.Scalar(nextMask),
      scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index])
    else { return false }
    nextMask += 1
    let position = Position(line: mark.line, column: mark.column)
    guard hidden.updateValue(scalars[index], forKey: position) == nil else { return false }
    scalars[index] = mask
    return true
  }

  /// A key or text as the user wrote it.
  func unmasked(_ text: String, at mark: Yams.Mark?) -> String {
    var text = text
    if let mark, let first = hidden[Position(line: mark.line, column: mark.column)] {
      text.unicodeScalars.replaceSubrange(
        text.unicodeScalars
          .startIndex..<text.unicodeScalars.index(after: text.unicodeScalars.startIndex),
        with: [first])
    }
    guard text.unicodeScalars.contains(star) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == star ? "*" : $0 }))
  }

  private func index(_ mark: Yams.Mark) -> Int? {
    guard lineStarts.indices.contains(mark.line - 1), mark.column >= 1 else { return nil }
    let index = lineStarts[mark.line - 1] + mark.column - 1
    return index < scalars.count ? index : nil
  }
}
