/// Text of the user's that may stand in a terminal.
public enum PlainText {
  /// The text with a space for whatever could move the cursor, end the line or turn the writing.
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
