extension String {
  /// How many columns of a terminal the text takes: two for wide East Asian characters and emoji,
  /// none for marks that combine with what stands before them.
  ///
  /// - Reference: Unicode Standard Annex 11, "East Asian Width" (ranges of wide characters).
  var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }

  /// The text with spaces to a width in columns.
  func padded(to width: Int, alignRight: Bool) -> String {
    let spaces = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return alignRight ? spaces + self : self + spaces
  }

  /// The text without what would steer a terminal rather than show: control characters, line
  /// breaks and changes of direction become U+FFFD, the replacement character.
  var withoutControls: String {
    var tame = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: tame += "\u{FFFD}"
      case _ where scalar.properties.isBidiControl: tame += "\u{FFFD}"
      default: tame.unicodeScalars.append(scalar)
      }
    }
    return tame
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    unicodeScalars.map(\.displayWidth).max() ?? 0
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if properties.isEmojiPresentation { return 2 }
    return Self.wide.contains { $0.contains(value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
