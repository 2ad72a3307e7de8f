import Yams

/// How large a document may be; one that exceeds a limit is refused with the limit in the message.
public struct DocumentLimits: Sendable {
  /// Bytes of the file.
  public var bytes = 8 << 20
  /// Texts, lists and maps; every use of an alias counts in full.
  public var nodes = 200_000
  /// Levels of nested lists and maps.
  public var depth = 64

  public init() {}

  public static let standard = DocumentLimits()
}

/// Turns the parser's nodes into entries: expands aliases, counts nodes, and refuses YAML that the
/// language does not use.
struct EntryTree {
  let masked: MaskedYAML
  let limits: DocumentLimits
  let diagnostics: Diagnostics
  private var anchors: [String: Node] = [:]
  private var count = 0

  init(masked: MaskedYAML, limits: DocumentLimits, diagnostics: Diagnostics) {
    self.masked = masked
    self.limits = limits
    self.diagnostics = diagnostics
  }

  /// Keys whose value is always a text.
  private static let textKeys: Set<String> = [Entry.sourceKey, "name"]

  /// Thrown when a limit is reached and reported.
  private struct Abandoned: Error {}

  mutating func root(_ node: Node) -> Entry? {
    try? entry(node, path: "", depth: 0)
  }

  private mutating func entry(_ node: Node, path: String, depth: Int) throws(Abandoned) -> Entry {
    let location = location(node.mark)
    count += 1
    if count > limits.nodes {
      throw abandoned(
        location, path, "more than \(limits.nodes) values",
        "use fewer aliases, or CSV files for data")
    }
    if depth > limits.depth {
      throw abandoned(location, path, "nested more than \(limits.depth) deep", nil)
    }
    refuseTag(node, location, path)
    let entry: Entry
    switch node {
    case .scalar(let scalar):
      if let target = try alias(scalar, location, path) {
        return try self.entry(target, path: path, depth: depth + 1)
      }
      let isQuoted = scalar.style != .plain && scalar.style != .any
      let text = masked.unmasked(scalar.string, at: node.mark)
      refuseWild(text, location, path)
      entry = Entry(.text(text, isQuoted: isQuoted), path: path, location: location)
    case .sequence(let sequence):
      var elements: [Entry] = []
      for (index, element) in sequence.enumerated() {
        elements.append(try self.entry(element, path: "\(path)[\(index)]", depth: depth + 1))
      }
      entry = Entry(.list(elements), path: path, location: location)
    case .mapping(let mapping):
      entry = Entry(.map(try pairs(mapping, path, depth)), path: path, location: location)
    case .alias:
      // The masked text has no aliases.
      throw abandoned(location, path, "an alias that cannot be read", nil)
    }
    if let anchor = node.anchor { anchors[anchor.rawValue] = node }
    return entry
  }

  private mutating func pairs(
    _ mapping: Node.Mapping, _ path: String, _ depth: Int
  ) throws(Abandoned) -> [Entry.Pair] {
    var pairs: [Entry.Pair] = []
    for (key, value) in mapping {
      let keyLocation = location(key.mark)
      guard case .scalar(let scalar) = key, !isAlias(scalar) else {
        diagnostics.report(
          Diagnostic(
            at: keyLocation.withoutColumn, subject: path,
            .statement("a key that is not a plain text"),
            hint: "write the key out"))
        continue
      }
      refuseTag(key, keyLocation, path)
      let name = masked.unmasked(scalar.string, at: key.mark)
      let keyPath = Entry.path(path, name)
      refuseWild(name, keyLocation, path)
      if name == "<<" {
        diagnostics.report(
          Diagnostic(
            at: keyLocation.withoutColumn, subject: path, .statement("merge keys are not read"),
            hint: "use `all`, `like`, or write the keys out"))
        continue
      }
      let entry = try self.entry(value, path: keyPath, depth: depth + 1)
      pairs.append(Entry.Pair(key: name, keyLocation: keyLocation, value: entry))
    }
    return withoutRepeats(withoutSeparators(pairs))
  }

  /// The pairs with each key once; repeated keys are reported.
  private func withoutRepeats(_ pairs: [Entry.Pair]) -> [Entry.Pair] {
    var firsts: [String: Int] = [:]
    return pairs.filter { pair in
      guard let first = firsts[pair.key] else {
        firsts[pair.key] = pair.keyLocation.line
        return true
      }
      diagnostics.report(
        Diagnostic(
          at: pair.keyLocation.withoutColumn, subject: pair.value.path,
          .statement("appears twice (first at line \(first))"), hint: "keep one of them"))
      return false
    }
  }

  /// The pairs with numbers that were split at commas rejoined and reported.
  ///
  /// In `{arr: 12,000,000}` YAML takes what follows each comma for a key without a value. After a
  /// key that only holds text it is left to the check of keys, which asks for quotes.
  private func withoutSeparators(_ pairs: [Entry.Pair]) -> [Entry.Pair] {
    var whole: [Entry.Pair] = []
    var rest = pairs[...]
    while var pair = rest.popFirst() {
      let groups = rest.prefix { $0.value.isNothing && $0.key.first?.isNumber == true }
      if let text = pair.value.text, !pair.value.isNothing, !groups.isEmpty,
        !EntryTree.textKeys.contains(pair.key)
      {
        let written = ([text] + groups.map(\.key)).joined(separator: ",")
        do throws(LiteralError) {
          _ = try Literal.number(written)
        } catch  where error.hint != nil {
          diagnostics.report(pair.value.diagnostic(error))
          pair.value.content = .text(written, isQuoted: false)
          rest.removeFirst(groups.count)
        } catch {}
      }
      whole.append(pair)
    }
    return whole
  }

  private func isAlias(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && scalar.string.unicodeScalars.first == masked.star
  }

  /// The node that `*name` refers to; nil for any other text.
  private func alias(
    _ scalar: Node.Scalar, _ location: SourceLocation, _ path: String
  ) throws(Abandoned) -> Node? {
    guard isAlias(scalar) else { return nil }
    let name = String(scalar.string.unicodeScalars.dropFirst())
    guard let target = anchors[name] else {
      throw abandoned(
        location, path, "alias \(Excerpt.of("*" + name)) without an anchor before it",
        "put a text that begins with * in quotes")
    }
    return target
  }

  /// Refuses what an escape such as `\e` brings past the check of the file's bytes.
  private func refuseWild(_ text: String, _ location: SourceLocation, _ path: String) {
    guard let wild = text.firstWild else { return }
    diagnostics.report(
      Diagnostic(
        at: location.withoutColumn, subject: path, .statement(wild.wildness), hint: "remove it"))
  }

  private func refuseTag(_ node: Node, _ location: SourceLocation, _ path: String) {
    let raw: String =
      switch node {
      case .scalar(let scalar): scalar.tag.rawValue
      case .sequence(let sequence): sequence.tag.rawValue
      case .mapping(let mapping): mapping.tag.rawValue
      case .alias: Tag.implicit.rawValue
      }
    let name = Tag.Name(rawValue: raw)
    // Every leaf is text, so the parser's tag for strings changes nothing.
    if name == .implicit || name == .str { return }
    diagnostics.report(
      Diagnostic(
        at: location.withoutColumn, subject: path,
        .statement("tags such as \(name.rawValue) are not read"),
        hint: "remove the tag"))
  }

  private func abandoned(
    _ location: SourceLocation, _ path: String, _ problem: String, _ hint: String?
  ) -> Abandoned {
    diagnostics.report(
      Diagnostic(at: location.withoutColumn, subject: path, .statement(problem), hint: hint))
    return Abandoned()
  }

  private func location(_ mark: Yams.Mark?) -> SourceLocation {
    SourceLocation(file: masked.file, line: mark?.line, column: mark?.column)
  }
}
