import Formats

/// A line below a report's table in a terminal, with its topic; an empty topic continues the
/// previous one.
struct Note: Hashable, Sendable {
  let topic: String
  let text: String

  /// Lines of one topic.
  static func lines(_ topic: String, _ texts: [String]) -> [Note] {
    texts.enumerated().map { Note(topic: $0 == 0 ? topic : "", text: $1) }
  }

  /// The note's lines, wrapped to the style's width.
  func lines(style: Style) -> [String] {
    let gap = String(repeating: " ", count: Swift.max(1, 10 - topic.count))
    let lines = HangingText(lead: topic + gap, text: Terminal.text(text)).lines(width: style.width)
    // Colour must not change the width of the topic.
    let emphasis: Emphasis = text.hasPrefix("!") ? .warning : .normal
    let first = style.text(String(lines[0].dropFirst(topic.count + gap.count)), emphasis)
    return [style.text(topic, .strong) + gap + first]
      + lines.dropFirst().map { style.text($0, emphasis) }
  }
}

/// The title of a report in a terminal: a name and facts, on one line if they fit.
struct Title: Sendable {
  let name: String
  let facts: [String]

  func lines(style: Style) -> [String] {
    let name = PlainText.of(name)
    let facts = PlainText.of(facts.joined(separator: ", "))
    let isWide =
      style.width.map { DisplayWidth.of(name) + 3 + DisplayWidth.of(facts) > $0 } ?? false
    let title = HangingText(lead: "", text: name).lines(width: style.width).map {
      style.text($0, .strong)
    }
    return isWide
      ? title + HangingText(lead: "", text: facts).lines(width: style.width)
      : [title[0] + "   " + facts]
  }
}

/// Text for a terminal: sanitised, and with the minus sign that all of it has.
enum Terminal {
  static func text(_ text: String) -> String {
    PlainText.of(text).replacing("\u{2212}", with: "-")
  }
}
