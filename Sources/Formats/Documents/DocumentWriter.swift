/// Writes a tree as YAML that reads back to the same tree.
///
/// Maps are in block style; anything short with a single origin is on one line. A comment after a
/// value gives its origin and source: `# default: CRM FY23-FY25`. The same tree always gives the
/// same bytes.
public struct DocumentWriter {
  /// Whether values carry their origin and source as comments.
  public let isAnnotated: Bool
  private static let width = 96

  public init(isAnnotated: Bool = true) {
    self.isAnnotated = isAnnotated
  }

  /// The whole document, ending with a newline.
  public func text(_ root: Entry) -> String {
    var lines: [String] = []
    switch root.content {
    case .map(let pairs) where !pairs.isEmpty: append(pairs, indent: 0, to: &lines)
    case .list(let elements) where !elements.isEmpty: append(elements, indent: 0, to: &lines)
    default: lines.append(DocumentWriter.flow(root) + comment(root))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func append(_ pairs: [Entry.Pair], indent: Int, to lines: inout [String]) {
    for pair in pairs {
      let key = String(repeating: " ", count: indent) + DocumentWriter.scalar(pair.key, false) + ":"
      append(pair.value, after: key, indent: indent + 2, to: &lines)
    }
  }

  private func append(_ elements: [Entry], indent: Int, to lines: inout [String]) {
    let dash = String(repeating: " ", count: indent) + "-"
    for element in elements { append(element, after: dash, indent: indent + 2, to: &lines) }
  }

  private func append(
    _ entry: Entry, after lead: String, indent: Int, to lines: inout [String]
  ) {
    if let flow = oneLine(entry, room: DocumentWriter.width - lead.count) {
      lines.append(lead + " " + flow + comment(entry.firstLeaf))
      return
    }
    lines.append(lead)
    switch entry.content {
    case .map(let pairs): append(pairs, indent: indent, to: &lines)
    case .list(let elements): append(elements, indent: indent, to: &lines)
    case .text: break
    }
  }

  /// The flow style of a leaf, or of anything short with one annotation throughout.
  private func oneLine(_ entry: Entry, room: Int) -> String? {
    if case .text = entry.content { return DocumentWriter.flow(entry) }
    let isEmpty = entry.pairs?.isEmpty ?? entry.elements?.isEmpty ?? false
    let first = entry.firstLeaf
    guard isEmpty || entry.isFlat, !isAnnotated || entry.leavesAgree(with: first) else {
      return nil
    }
    let flow = DocumentWriter.flow(entry)
    return isEmpty || flow.count <= room ? flow : nil
  }

  private func comment(_ entry: Entry) -> String {
    guard isAnnotated else { return "" }
    let source = entry.source.map { ": " + DocumentWriter.oneLine($0) } ?? ""
    return "  # " + entry.origin.rawValue + source
  }

  /// A key and its text, quoted where it must be: `name: "1.5"`.
  package static func line(_ key: String, _ text: String) -> String {
    let location = SourceLocation(file: "")
    let value = Entry(.text(text, isQuoted: false), path: key, location: location)
    let pair = Entry.Pair(key: key, keyLocation: location, value: value)
    let document = Entry(.map([pair]), path: "", location: location)
    return String(DocumentWriter(isAnnotated: false).text(document).dropLast())
  }

  private static func oneLine(_ text: String) -> String {
    var tame = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { tame.append(isPrintable(scalar) ? scalar : " ") }
    return String(tame)
  }

  package static func flow(_ entry: Entry) -> String {
    switch entry.content {
    case .text(let text, let isQuoted): entry.isNothing ? "~" : scalar(text, isQuoted)
    case .list(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .map(let pairs):
      "{" + pairs.map { scalar($0.key, false) + ": " + flow($0.value) }.joined(separator: ", ")
        + "}"
    }
  }

  /// A plain scalar if every YAML reader takes it for this text, otherwise quoted.
  /// A key as a document writes it, quoted where it must be.
  package static func key(_ name: String) -> String { scalar(name, false) }

  private static func scalar(_ text: String, _ isQuoted: Bool) -> String {
    isQuoted || !isPlain(text) ? quoted(text) : text
  }

  private static func isPlain(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, last != " ", text != "null" else {
      return false
    }
    let signs: Set<Unicode.Scalar> = ["-", "+", "."]
    guard isWord(first) || signs.contains(first) && scalars.dropFirst().first.map(isDigit) == true
    else { return false }
    let marks: Set<Unicode.Scalar> = [" ", "_", ".", "/", "%", "+", "-", "(", ")", "'", ";", "="]
    return scalars.allSatisfy { isWord($0) || marks.contains($0) }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || scalar.properties.isAlphabetic && isPrintable(scalar)
  }

  /// Printable in YAML, and not a line break for any reader.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0x10000...0x10FFFF: true
    case 0xF900...0xFEFE, 0xFF00...0xFFFD: true
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFFFF ? 8 : 4
        result += scalar.value > 0xFFFF ? "\\U" : "\\u"
        result += String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return result + "\""
  }
}

extension Entry {
  /// The first text below, or the node itself if it has none.
  fileprivate var firstLeaf: Entry {
    switch content {
    case .text: self
    case .list(let elements): elements.first?.firstLeaf ?? self
    case .map(let pairs): pairs.first?.value.firstLeaf ?? self
    }
  }

  /// Whether it is readable on one line of flow style: no map beside anything else.
  fileprivate var isFlat: Bool {
    switch content {
    case .text: true
    case .list(let elements): elements.allSatisfy { $0.text != nil }
    case .map(let pairs):
      pairs.allSatisfy { $0.value.isFlat && (pairs.count == 1 || $0.value.pairs == nil) }
    }
  }

  /// Whether all texts below have one origin and one source.
  fileprivate func leavesAgree(with other: Entry) -> Bool {
    switch content {
    case .text: origin == other.origin && source == other.source
    case .list(let elements): elements.allSatisfy { $0.leavesAgree(with: other) }
    case .map(let pairs): pairs.allSatisfy { $0.value.leavesAgree(with: other) }
    }
  }
}
