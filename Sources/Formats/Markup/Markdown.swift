/// Pieces of Markdown with a user's text.
package enum Markdown {
  /// Text shown as it is, on one line: nothing in it is markup, HTML or the end of a cell.
  package static func text(_ text: String) -> String {
    var escaped = ""
    for scalar in PlainText.of(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!": escaped += "\\\(scalar)"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The lines of a table; cells are Markdown already.
  package static func table(_ headings: [String], _ rows: [[String]]) -> [String] {
    ([headings, headings.map { _ in "---" }] + rows).map {
      "| " + $0.joined(separator: " | ") + " |"
    }
  }
}
