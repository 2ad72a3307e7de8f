/// Writes JSON: the same document always gives the same bytes.
///
/// Members keep the document's order. Numbers have the fewest digits that read back to the same
/// `Double`, whole ones no fraction; NaN and infinities are `null`.
///
/// - Reference: RFC 8259.
public struct JSONWriter: Sendable {
  /// Whether members and elements are on separate lines, indented by two spaces per level.
  public let isIndented: Bool

  /// Indented for people, or on one line for programs.
  public init(isIndented: Bool = true) {
    self.isIndented = isIndented
  }

  /// The document without a trailing newline.
  ///
  /// - Precondition: No object has a key twice.
  public func text(_ value: JSONValue) -> String {
    var text = ""
    write(value, depth: 0, into: &text)
    return text
  }

  /// The fewest digits that read back to the number; nil for NaN and infinities.
  package static func digits(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    return value == value.rounded() && value.magnitude < 0x1p53 ? String(Int(value)) : "\(value)"
  }

  private func write(_ value: JSONValue, depth: Int, into text: inout String) {
    switch value {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let value): text += JSONWriter.digits(value) ?? "null"
    case .string(let string): write(string, into: &text)
    case .array(let elements):
      let isFlat = elements.allSatisfy(\.isLeaf)
      list(elements, "[", "]", depth, isFlat: isFlat, into: &text) { element, text in
        write(element, depth: depth + 1, into: &text)
      }
    case .object(let members):
      precondition(Self.areDistinct(members.map(\.key)), "a key twice in an object")
      list(members, "{", "}", depth, isFlat: false, into: &text) { member, text in
        write(member.key, into: &text)
        text += isIndented ? ": " : ":"
        write(member.value, depth: depth + 1, into: &text)
      }
    }
  }

  /// Comparing a few pair by pair is faster than building a set.
  private static func areDistinct(_ keys: [String]) -> Bool {
    guard keys.count <= 16 else { return Set(keys).count == keys.count }
    return keys.indices.allSatisfy { !keys[..<$0].contains(keys[$0]) }
  }

  /// An array of leaves is written on one line.
  private func list<Item>(
    _ items: [Item], _ opening: String, _ closing: String, _ depth: Int, isFlat: Bool,
    into text: inout String, _ write: (Item, inout String) -> Void
  ) {
    let isBroken = isIndented && !isFlat && !items.isEmpty
    let lineBreak = isBroken ? "\n" + String(repeating: "  ", count: depth) : ""
    text += opening
    for (index, item) in items.enumerated() {
      if index > 0 { text += isIndented && !isBroken ? ", " : "," }
      if isBroken {
        text += lineBreak
        text += "  "
      }
      write(item, &text)
    }
    text += lineBreak
    text += closing
  }

  private func write(_ string: String, into text: inout String) {
    text += "\""
    defer { text += "\"" }
    // The fast path for nearly all strings.
    if string.utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != 0x22 && $0 != 0x5C }) {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // The line separators are valid JSON but end a line in older JavaScript.
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension JSONValue {
  fileprivate var isLeaf: Bool {
    switch self {
    case .array, .object: false
    case .null, .boolean, .number, .string: true
    }
  }
}
