/// The columns that a text takes in a terminal.
///
/// Letters take one; East Asian wide and fullwidth letters and emoji two; combining marks and joiners
/// none.
///
/// - Reference: Unicode Standard Annex #11, East Asian Width; Markus Kuhn, `wcwidth`.
public enum DisplayWidth {
  /// The width of a text of one line; at least 0.
  public static func of(_ text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
      ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  /// The beginning of a text that takes no more than `width` columns, with an ellipsis if it was
  /// cut.
  static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var room = width - 1
    let start = text.prefix { character in
      room -= of(character)
      return room >= 0
    }
    return start + "…"
  }

  /// One visible character: parts joined to an emoji take no room of their own.
  private static func of(_ character: Character) -> Int {
    var width = 0
    var isJoined = false
    var last: Unicode.Scalar?
    for scalar in character.unicodeScalars {
      defer { last = scalar }
      if scalar == emojiSelector {
        if width == 1, last?.properties.isEmoji == true { width = 2 }
        continue
      }
      if scalar == joiner {
        isJoined = true
        continue
      }
      let isPartOfEmoji =
        width > 0 && (scalar.properties.isEmojiModifier || (isJoined && scalar.properties.isEmoji))
      isJoined = false
      if !isPartOfEmoji { width += of(scalar) }
    }
    return width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .control, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
    case .format: return scalar == softHyphen ? 1 : 0
    default: break
    }
    if joinedJamo.contains(scalar.value) { return 0 }
    return scalar.properties.isEmojiPresentation && !regionalIndicators.contains(scalar.value)
      || isWide(scalar.value) ? 2 : 1
  }

  private static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
  private static let joiner: Unicode.Scalar = "\u{200D}"
  private static let softHyphen: Unicode.Scalar = "\u{AD}"
  /// Two of them make a flag, which is two columns wide.
  private static let regionalIndicators: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF
  /// Vowels and final consonants of Hangul, which combine with the syllable before them.
  private static let joinedJamo: ClosedRange<UInt32> = 0x1160...0x11FF

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value)
  }

  /// Wide and fullwidth; rising. Blocks are kept whole where they have no narrow letters.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FFF, 0x17000...0x18DFF,
    0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
