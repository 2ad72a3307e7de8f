/// One node of a document: a text, a list, or a map in the order written.
///
/// Every node knows its path and location; after a merge, also its origin and the source given for
/// it.
public struct Entry: Sendable {
  public indirect enum Content: Sendable {
    /// `isQuoted` distinguishes the text `"12"` from the number `12`, and `""` from an empty value.
    case text(String, isQuoted: Bool)
    case list([Entry])
    case map([Pair])
  }

  /// A key and its value; the key has a location of its own.
  public struct Pair: Sendable {
    public let key: String
    public let keyLocation: SourceLocation
    public var value: Entry

    public init(key: String, keyLocation: SourceLocation, value: Entry) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  /// Who wrote a value.
  public enum Origin: String, Hashable, Sendable {
    case yours, `default`
  }

  /// The key of the text that states where a value comes from.
  static let sourceKey = "source"
  /// The key of a value written beside its source.
  static let valueKey = "value"

  public var content: Content
  /// `outcomes.smb.renewal.chance`, `plans.csm.measures[1].weight`; empty at the root.
  public var path: String
  public var location: SourceLocation
  public var origin: Origin
  /// The nearest `source:` text, if any was given.
  public var source: String?

  public init(
    _ content: Content, path: String, location: SourceLocation, origin: Origin = .yours,
    source: String? = nil
  ) {
    self.content = content
    self.path = path
    self.location = location
    self.origin = origin
    self.source = source
  }

  /// The text of a leaf.
  public var text: String? {
    if case .text(let text, _) = content { return text }
    return nil
  }

  /// The pairs of a map.
  public var pairs: [Pair]? {
    if case .map(let pairs) = content { return pairs }
    return nil
  }

  /// The elements of a list.
  public var elements: [Entry]? {
    if case .list(let elements) = content { return elements }
    return nil
  }

  /// True for a key without a value, as in `tools:`.
  public var isNothing: Bool {
    if case .text(let text, isQuoted: false) = content {
      return text.isEmpty || text == "~" || text == "null"
    }
    return false
  }

  /// The value of a key of a map.
  public subscript(key: String) -> Entry? {
    pairs?.first { $0.key == key }?.value
  }

  /// A problem: something else was expected here.
  public func mismatch(expected: String) -> Diagnostic.Problem {
    switch content {
    case .text(let text, _):
      isNothing
        ? .foundKind("nothing", expected: expected) : .found(text, expected: expected)
    case .list(let elements):
      .foundKind(elements.isEmpty ? "an empty list" : "a list", expected: expected)
    case .map(let pairs):
      .foundKind(pairs.isEmpty ? "an empty map" : "a map", expected: expected)
    }
  }

  /// An error about this node.
  public func diagnostic(
    _ problem: Diagnostic.Problem, hint: String? = nil, severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(severity, at: location.withoutColumn, subject: path, problem, hint: hint)
  }

  /// An error about this node's text.
  public func diagnostic(_ error: LiteralError) -> Diagnostic {
    diagnostic(.found(error.found, expected: error.expected), hint: error.hint)
  }

  /// The path of a key below `path`.
  package static func path(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : path + "." + key
  }
}

extension Entry: Equatable {
  /// Equal content, wherever and by whomever it was written.
  public static func == (a: Entry, b: Entry) -> Bool {
    switch (a.content, b.content) {
    case (.text(let x, _), .text(let y, _)):
      a.isNothing == b.isNothing && (a.isNothing || x == y)
    case (.list(let x), .list(let y)): x == y
    case (.map(let x), .map(let y)):
      x.count == y.count && zip(x, y).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}

/// A node that does not match its form.
package struct EntryError: Error {
  package let diagnostic: Diagnostic

  init(_ entry: Entry, _ error: LiteralError) {
    diagnostic = entry.diagnostic(error)
  }

  init(_ entry: Entry, expected: String, hint: String? = nil) {
    diagnostic = entry.diagnostic(entry.mismatch(expected: expected), hint: hint)
  }
}
