/// A text after a lead. Wrapped lines are indented to where the text begins.
package struct HangingText {
  /// Printed before the text, including the gap.
  package let lead: String
  package let text: String
  /// Extra indentation of wrapped lines, in columns.
  package var hang: Int

  package init(lead: String, text: String, hang: Int = 0) {
    (self.lead, self.text, self.hang) = (lead, text, hang)
  }

  /// The lines, broken between words; a word longer than a line is kept whole.
  ///
  /// - Parameter width: Columns of a line; nil for a single line.
  package func lines(width: Int?) -> [String] {
    guard let width else { return [lead + text] }
    let indent = DisplayWidth.of(lead) + hang
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let isFirst = line.isEmpty
      let indent = lines.isEmpty ? indent - hang : indent
      if !isFirst, indent + DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
        lines.append(line)
        line = String(word)
      } else {
        line += (isFirst ? "" : " ") + word
      }
    }
    lines.append(line)
    return lines.enumerated().map {
      ($0 == 0 ? lead : String(repeating: " ", count: indent)) + $1
    }
  }
}
