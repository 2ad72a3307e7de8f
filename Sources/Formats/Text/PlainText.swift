/// A user's text, made safe to print to a terminal.
public enum PlainText {
  /// Replaces with a space whatever could move the cursor, end the line or reverse the text.
  public static func of(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWild =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
      plain.append(isWild ? " " : scalar)
    }
    return String(plain)
  }
}

/// A short quotation of a user's text, for one line of a message.
package enum Excerpt {
  /// Characters shown before the text is cut.
  private static let limit = 60
  private static let plainMarks: Set<Unicode.Scalar> = [".", "%", "-", "_", "/", "+"]

  /// Cuts long text, and quotes anything but a plain word.
  package static func of(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(limit)
    let cut = text.unicodeScalars.count > limit ? "..." : ""
    let isPlain =
      !kept.isEmpty
      && kept.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || plainMarks.contains($0)
      }
    return isPlain ? String(kept) + cut : "\"\(String(kept))\(cut)\""
  }
}
