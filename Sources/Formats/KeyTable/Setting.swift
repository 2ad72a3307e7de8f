/// A value for one key of a document, as its file would state it.
///
/// ```swift
/// Setting("outcomes.all.renewal.chance", to: "88%..91%")
/// Setting("models.hybrid.owners.enterprise.renewal", to: "account-manager")
/// try Setting(#"plans."my.plan".cap = 200%"#)
/// ```
public struct Setting: Hashable, Sendable, CustomStringConvertible {
  /// Names with points between, as `check --resolved` and messages show them. A list member is
  /// addressed by its name if it has one, else by its index from 0.
  public let key: String
  /// As the language writes it; a map or a list on one line, in braces or brackets.
  public let value: String

  /// Where the value comes from, for reports; nil: the enclosing source.
  public let source: String?
  /// How messages name the place where it is set; empty if its key is enough.
  public let place: String

  public init(_ key: String, to value: String, source: String? = nil, place: String = "") {
    self.key = key
    self.value = value
    self.source = source
    self.place = place
  }

  /// Reads `key=value`.
  ///
  /// - Throws: ``LiteralError`` if the key, the value, or the equals sign is missing.
  public init(_ text: String, source: String? = nil, place: String = "") throws(LiteralError) {
    var reader = SettingKeyReader(text)
    let steps = try? reader.steps()
    let value = reader.rest.dropFirst().trimmingSpaces
    guard let steps, reader.rest.first == "=", !value.isEmpty else {
      throw LiteralError(found: text, expected: "KEY=VALUE, such as effects.overload=0.7")
    }
    if let wild = text.firstWild {
      throw LiteralError(found: text, expected: "no \(wild.wildness)", hint: "remove it")
    }
    self.init(SettingKey(steps).description, to: value, source: source, place: place)
  }

  /// `effects.overload = 0.7`
  public var description: String { "\(key) = \(value)" }
}

extension Setting {
  /// The value as an entry: a map or a list if it begins like one, an unquoted text, or the text as
  /// it is.
  ///
  /// - Throws: A diagnostic for what begins like a map, a list or a quoted text and is none, or goes
  ///   on after it.
  package func entry() throws(Diagnostic) -> Entry {
    let location = SourceLocation(file: place)
    guard let first = value.first, "{[\"'".contains(first) else {
      return Entry(.text(value, isQuoted: false), path: "", location: location)
    }
    let diagnostics = Diagnostics()
    let source = try SourceText(file: self.place, bytes: Array("value: \(value)".utf8))
    guard let root = DocumentReader.read(source, diagnostics), let entry = root["value"] else {
      let found = diagnostics.sorted.first
      throw Diagnostic(
        at: location, subject: key, found?.problem ?? .statement("not valid YAML"),
        hint: found?.hint)
    }
    guard root.pairs?.count == 1 else {
      throw Diagnostic(
        at: location, subject: key, .statement("more follows after the value"),
        hint: "set each key by itself")
    }
    return entry.moved(to: location)
  }
}

extension Entry {
  /// The entry, relocated.
  fileprivate func moved(to location: SourceLocation) -> Entry {
    var moved = self
    moved.location = location
    switch content {
    case .text: break
    case .list(let elements): moved.content = .list(elements.map { $0.moved(to: location) })
    case .map(let pairs):
      moved.content = .map(
        pairs.map { Pair(key: $0.key, keyLocation: location, value: $0.value.moved(to: location)) })
    }
    return moved
  }
}

/// The names and indices that lead to a value of a document.
package struct SettingKey: Hashable, Sendable {
  package let steps: [String]

  package init(_ steps: [String]) {
    self.steps = steps
  }

  /// Reads `plans.csm.measures[0].weight`; names with a point, a bracket, an equals sign or a quote
  /// are quoted, and quotes within them doubled.
  package init(_ text: String) throws(LiteralError) {
    var reader = SettingKeyReader(text)
    steps = try reader.steps()
    guard reader.rest.isEmpty else { throw reader.refusal }
  }

  /// Whether another key differs only in case, or in `_` and spaces for `-`.
  func isLike(_ other: SettingKey) -> Bool {
    steps.count == other.steps.count
      && zip(steps, other.steps).allSatisfy { Suggestion.distance($0, $1) == 0 }
  }
}

extension SettingKey: CustomStringConvertible {
  package var description: String {
    steps.map { step in
      let isPlain = !step.contains(where: SettingKeyReader.marks.contains)
      return isPlain ? step : "\"" + step.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ".")
  }
}

/// Reads a key up to its end or the equals sign after it.
private struct SettingKeyReader {
  static let marks: Set<Character> = [".", "[", "]", "=", "\""]

  private let text: String
  private(set) var rest: Substring

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  var refusal: LiteralError {
    LiteralError(
      found: text, expected: "names with points between, such as effects.overload",
      hint: text.contains("\"") ? "close each quote, and put a point behind it" : nil)
  }

  mutating func steps() throws(LiteralError) -> [String] {
    var steps = [try name()]
    while let mark = rest.first, mark == "." || mark == "[" {
      rest.removeFirst()
      steps.append(mark == "." ? try name() : try index())
    }
    return steps
  }

  private mutating func index() throws(LiteralError) -> String {
    let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
    rest = rest[digits.endIndex...]
    guard rest.popFirst() == "]", let index = Int(digits) else { throw refusal }
    rest = rest.drop { $0 == " " }
    return String(index)
  }

  private mutating func name() throws(LiteralError) -> String {
    rest = rest.drop { $0 == " " }
    guard rest.first == "\"" else {
      let name = rest.prefix { !SettingKeyReader.marks.contains($0) }
      rest = rest[name.endIndex...]
      guard !name.trimmingSpaces.isEmpty else { throw refusal }
      return name.trimmingSpaces
    }
    var parts: [Substring] = []
    repeat {
      rest.removeFirst()
      let part = rest.prefix { $0 != "\"" }
      rest = rest[part.endIndex...]
      guard rest.popFirst() != nil else { throw refusal }
      parts.append(part)
      // A doubled quote is a quote within the name.
    } while rest.first == "\""
    rest = rest.drop { $0 == " " }
    return parts.joined(separator: "\"")
  }
}

extension Substring {
  /// Without spaces at its ends.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
