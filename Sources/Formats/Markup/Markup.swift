/// A piece of an HTML page or an SVG picture: an element with its content, or text.
///
/// Text and attribute values are escaped once, when the page is written. Only the program's
/// constants are written unescaped.
///
/// - Reference: HTML Living Standard, 13.3, "Serializing HTML fragments".
package indirect enum Markup: Sendable, ExpressibleByStringLiteral {
  /// A name and what it is set to.
  package struct Attribute: Sendable {
    package let name: String
    package let value: String
  }

  case element(String, [Attribute], [Markup])
  case text(String)
  /// A style sheet or a script, written unescaped.
  case constant(StaticString)
  /// A style sheet made by the program, whose texts are escaped as CSS asks; written as it is.
  case style(String)

  package init(stringLiteral text: String) {
    self = .text(text)
  }

  /// An element; an attribute that is nil is left out.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [Markup] = []
  ) -> Markup {
    .element(
      name, attributes.compactMap { name, value in value.map { Attribute(name: name, value: $0) } },
      children)
  }

  /// An element that holds one text.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String
  ) -> Markup {
    tag(name, attributes, [.text(text)])
  }

  /// The markup as text.
  package var html: String {
    var html = ""
    write(to: &html)
    return html
  }

  private func write(to html: inout String) {
    switch self {
    case .text(let text): html += Markup.escaped(text)
    case .constant(let text): html += text.description
    case .style(let text): html += text
    case .element(let name, let attributes, let children):
      html += "<"
      html += name
      for attribute in attributes {
        html += " "
        html += attribute.name
        html += "=\""
        html += Markup.escaped(attribute.value)
        html += "\""
      }
      html += ">"
      if Markup.voidElements.contains(name) { return }
      for child in children { child.write(to: &html) }
      html += "</"
      html += name
      html += ">"
    }
  }

  /// Elements without an end tag.
  private static let voidElements = ["meta", "br", "hr", "input", "link"]

  /// Text made safe between tags and between quotes; control characters, which HTML does not allow,
  /// are replaced.
  private static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped.unicodeScalars.append("\u{FFFD}")
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Whether an ASCII byte needs no escaping.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      false
    default: 0x20..<0x7F ~= byte
    }
  }
}

extension Markup {
  /// A user's name within other text: it cannot reverse the text around it, and the page truncates
  /// a long one, with a tooltip.
  package static func name(_ name: String) -> Markup {
    let isLong = DisplayWidth.of(name) > 34
    return .tag(
      "bdi", ["class": isLong ? "name long" : "name", "title": isLong ? name : nil], text: name)
  }

  /// A user's text in a paragraph of its own.
  package static func prose(_ text: String) -> Markup { .tag("bdi", text: text) }

  /// A rounded number with all its digits in an attribute.
  package static func figure(_ figure: ShownNumber) -> Markup {
    guard let digits = JSONWriter.digits(figure.value) else { return .text(figure.text) }
    return .tag("data", ["value": digits], text: figure.text)
  }
}

extension Sentence {
  /// The sentence on a page: names isolated, figures with all their digits.
  package var markup: [Markup] {
    parts.map { part in
      switch part {
      case .words(let text): .text(text)
      case .name(let name): .name(name)
      case .figure(let figure): .figure(figure)
      }
    }
  }
}
