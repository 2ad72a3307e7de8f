/// A position in a resolved document, from which values are read by the forms of the key table.
///
/// Under a map with the wildcard a cursor holds several layers, most specific first, and a key is
/// taken from the first layer that has it. So `all` completes a named entry key by key. An outer
/// name is more specific than an inner one: `smb.all` comes before `all.renewal`.
///
/// Reading functions return nil if nothing is written. Asking for a key that the table does not
/// have, or for a value of another form, is a programmer error.
///
/// ```swift
/// let smb = document["outcomes"].named("smb")  // `smb`, completed by `all`
/// if let chance = smb["chance"].assumption() { print(chance.value, chance.path) }
/// ```
public struct Cursor {
  /// The layers' entries, most specific first; empty if nothing is written.
  package let layers: [Entry]
  /// The forms that the table allows here.
  package let forms: [Form]
  package let table: KeyTable
  package let diagnostics: Diagnostics
  /// The requested keys.
  public let path: String

  package init(root: Entry, table: KeyTable, _ diagnostics: Diagnostics) {
    self.init([root], [.record(table.root)], table, diagnostics, "")
  }

  private init(
    _ layers: [Entry], _ forms: [Form], _ table: KeyTable, _ diagnostics: Diagnostics,
    _ path: String
  ) {
    self.layers = layers
    self.forms = forms
    self.table = table
    self.diagnostics = diagnostics
    self.path = path
  }

  /// The same position, reporting errors elsewhere.
  package func reporting(to diagnostics: Diagnostics) -> Cursor {
    Cursor(layers, forms, table, diagnostics, path)
  }

  /// The entry of the most specific layer.
  public var entry: Entry? { layers.first }
  public var exists: Bool { !layers.isEmpty }
  public var isMap: Bool { entry?.pairs != nil }

  /// The layers down to the first that is not a map: a text hides the layers below it.
  private var maps: [Entry] { Array(layers.prefix { $0.pairs != nil }) }

  /// A key of a record.
  public subscript(key: String) -> Cursor {
    for case .record(let record) in forms {
      if let found = record[key] {
        return below(maps.compactMap { $0[key] }, found.form, key)
      }
    }
    preconditionFailure("\(path) has no key \(key) in the table of \(table.title)")
  }

  /// The entry of a name, completed by that of `all`.
  public func named(_ name: String) -> Cursor {
    let map = namedMap
    let entries = maps.flatMap { layer in
      [layer[name], map.allowsAll ? layer[NamedMap.wildcard] : nil].compactMap { $0 }
    }
    return below(entries, map.entry, name)
  }

  /// The entry of one name, or else of `all`; neither completes the other.
  package func alone(_ name: String) -> Cursor {
    below(maps.compactMap { $0[name] }, namedMap.entry, name)
  }

  /// The names written in a map, without `all`, each once; of a record those beside its keys.
  public var names: [String] {
    var known: Set<String> = []
    let written = maps.flatMap { $0.pairs ?? [] }.map(\.key).filter {
      $0 != NamedMap.wildcard && known.insert($0).inserted
    }
    for case .record(let record) in forms { return written.filter(record.isOther) }
    return written
  }

  /// The forms allowed at a key of a record or a name of a map; empty if the table has no such key.
  package func forms(of key: String) -> [Form] {
    for form in forms {
      switch form {
      case .record(let record):
        if let found = record[key] { return table.alternatives(found.form) }
      case .map(let map): return table.alternatives(map.entry)
      default: break
      }
    }
    return []
  }

  /// The elements of a list.
  public var elements: [Cursor] {
    for case .list(let form, _) in forms {
      return (entry?.elements ?? []).enumerated().map { index, element in
        Cursor([element], table.alternatives(form), table, diagnostics, "\(path)[\(index)]")
      }
    }
    preconditionFailure("\(path) is no list in the table of \(table.title)")
  }

  /// The steps of a scale: each key as text, and the cursor of its value.
  public var steps: [(key: String, value: Cursor)] {
    for case .scale(_, let form) in forms {
      return (entry?.pairs ?? []).map { pair in
        (
          pair.key,
          Cursor(
            [pair.value], table.alternatives(form), table, diagnostics,
            Entry.path(path, pair.key))
        )
      }
    }
    preconditionFailure("\(path) is no scale in the table of \(table.title)")
  }

  /// Reports an error of meaning, such as weights that do not add up.
  public func report(
    _ problem: Diagnostic.Problem, hint: String? = nil, severity: Diagnostic.Severity = .error
  ) {
    let anchor = entry ?? Entry(.map([]), path: path, location: SourceLocation(file: ""))
    diagnostics.report(anchor.diagnostic(problem, hint: hint, severity: severity))
  }

  /// Reports that the name written here does not exist, suggesting the nearest that does.
  public func reportUnknown(_ noun: String, among known: [String]) {
    guard let entry, let text = entry.text else { return }
    let article = "aeio".contains(noun.first ?? "x") ? "an" : "a"
    report(
      .found(text, expected: "\(article) \(noun)"),
      hint: Suggestion.hint(for: text, among: known, listsKnown: true))
  }

  /// Reports that the key that leads here names something that does not exist.
  package func reportUnknownKey(_ noun: String, _ name: String, among known: [String]) {
    report(
      .statement("unknown \(noun)"),
      hint: Suggestion.hint(for: name, among: known, listsKnown: true))
  }

  /// Of positions that do not fit together, the first that the user wrote.
  package static func blamed(_ positions: [Cursor]) -> Cursor {
    positions.first { $0.entry?.origin == .yours } ?? positions[0]
  }

  private var namedMap: NamedMap {
    for form in forms {
      if case .map(let map) = form { return map }
      if case .record(let record) = form, let others = record.others { return others }
    }
    preconditionFailure("\(path) has no names in the table of \(table.title)")
  }

  private func below(_ entries: [Entry], _ form: Form, _ key: String) -> Cursor {
    Cursor(entries, table.alternatives(form), table, diagnostics, Entry.path(path, key))
  }
}

/// A value of a document with its path, origin and source.
public struct Stated<Value: Sendable>: Sendable {
  public let value: Value
  /// Where it was written: a value under `all` has the same path for every name that inherits it.
  public let path: String
  public let location: SourceLocation
  public let origin: Entry.Origin
  public let source: String?

  public init(_ value: Value, at entry: Entry) {
    self.value = value
    path = entry.path
    location = entry.location
    origin = entry.origin
    source = entry.source
  }
}

extension Stated: Equatable where Value: Equatable {}
