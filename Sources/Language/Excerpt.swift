/// A quotation of the user's text, short and tame enough for one line of a terminal.
enum Excerpt {
  /// Characters shown before the text is cut.
  private static let limit = 60
  private static let plainMarks: Set<Unicode.Scalar> = [".", "%", "-", "_", "/", "+"]

  /// Long text is cut; what is no plain word is put in quotes.
  static func of(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(limit)
    let cut = text.unicodeScalars.count > limit ? "..." : ""
    let isPlain =
      !kept.isEmpty
      && kept.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || plainMarks.contains($0)
      }
    return isPlain ? String(kept) + cut : "\"\(String(kept))\(cut)\""
  }

  /// The text with a space for whatever could move the cursor, end the line or turn the writing.
  static func tame(_ text: String) -> String {
    var tame = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWild =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
      tame.append(isWild ? " " : scalar)
    }
    return String(tame)
  }
}
