/// Makes a user's text safe for a cell.
///
/// A cell of text is never read as a formula, whatever it begins with. Characters that XML cannot
/// hold become the replacement character, and a text longer than a cell is cut.
enum CellText {
  /// The longest text of a cell, in units of UTF-16.
  static let limit = 32_767

  static func of(_ text: String) -> String {
    // Nearly all texts: without an underscore nothing looks like an escape.
    if text.utf8.count <= limit, text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != 0x5F }) {
      return text
    }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { safe.append(isLegal(scalar) ? scalar : "\u{FFFD}") }
    return shortened(escaped(String(safe)), to: limit)
  }

  /// The same for a title, a footer or a description, which have neither escapes nor line breaks.
  static func line(_ text: String, atMost limit: Int) -> String {
    shortened(PlainText.of(text).replacingIllegal(), to: limit)
  }

  /// Whether XML 1.0 can hold a character and a spreadsheet shows it.
  fileprivate static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// A text such as `_x0041_`, which the file format takes for an escaped character, stays as it is.
  private static func escaped(_ text: String) -> String {
    text.contains("_x") ? text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_") : text
  }

  private static func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf16.count > limit else { return text }
    var short = ""
    var length = 1
    for character in text {
      length += character.utf16.count
      if length > limit { break }
      short.append(character)
    }
    return short + "…"
  }
}

extension String {
  fileprivate func replacingIllegal() -> String {
    var safe = String.UnicodeScalarView()
    for scalar in unicodeScalars { safe.append(CellText.isLegal(scalar) ? scalar : " ") }
    return String(safe)
  }
}
