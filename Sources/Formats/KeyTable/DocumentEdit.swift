/// Sets values of a document by key, as its author would: missing keys are added, and a short form
/// is expanded when a part of it is set.
///
/// Does not check the value: the edited document is read like any other.
package struct DocumentEdit {
  let table: KeyTable
  /// The author's document, as written.
  package private(set) var root: Entry
  /// The same with every default filled in.
  let whole: Entry
  /// The location reported for the value.
  let location: SourceLocation
  /// The source given for the value; nil: the enclosing one.
  let source: String?

  package init(
    table: KeyTable, root: Entry, whole: Entry, location: SourceLocation, source: String?
  ) {
    self.table = table
    self.root = root
    self.whole = whole
    self.location = location
    self.source = source
  }

  /// Sets a value.
  ///
  /// - Returns: The one spelling of the key: each member of a list is called by its index.
  /// - Throws: A diagnostic where the key leads nowhere.
  package mutating func set(_ key: SettingKey, to value: Entry) throws(Diagnostic) -> SettingKey {
    var resolved = key.steps
    root = try edited(
      Level(yours: root, inherited: whole, form: .record(table.root), path: ""), key.steps[...],
      key, value, &resolved)
    return SettingKey(resolved)
  }

  /// A step of the walk along a key.
  private struct Level {
    /// What the author wrote here.
    let yours: Entry?
    /// The value in force here.
    let inherited: Entry?
    let form: Form
    let path: String

    /// The author's value, else the one in force, for values replaced as a whole.
    var shown: Entry? { yours ?? inherited }
  }

  /// - Parameter resolved: The steps of the key, in which names of list members become indices.
  private func edited(
    _ level: Level, _ steps: ArraySlice<String>, _ key: SettingKey, _ value: Entry,
    _ resolved: inout [String]
  ) throws(Diagnostic) -> Entry {
    let forms = table.alternatives(level.form)
    guard let step = steps.first else {
      return sourced(value.moved(from: value.path, to: level.path), forms)
    }
    let rest = steps.dropFirst()
    if step == Entry.sourceKey, rest.isEmpty, let holder = sourceHolder(level, forms) {
      let text = value.moved(from: value.path, to: Entry.path(level.path, step))
      return holder.with(step, text, location: location)
    }
    if let yours = level.yours, yours.isWrapped(as: forms),
      let inner = yours[Entry.valueKey]
    {
      let level = Level(
        yours: inner, inherited: level.inherited, form: level.form, path: level.path)
      return yours.with(
        Entry.valueKey, try edited(level, steps, key, value, &resolved), location: location)
    }
    switch form(forms, at: level, step) {
    case .record(let record):
      guard let found = record[step] else {
        throw unknown(step, "key", among: record.keys.map(\.name), at: steps, key)
      }
      let map = writtenOut(level, as: record)
      let child = Level(
        yours: map[step], inherited: level.inherited?[step], form: found.form,
        path: Entry.path(level.path, step))
      return map.with(step, try edited(child, rest, key, value, &resolved), location: location)
    case .map(let named):
      try check(step, of: named, level, steps, key)
      let map = base(level, isMerged: named.isMerged)
      let child = Level(
        yours: map[step], inherited: level.inherited?[step], form: named.entry,
        path: Entry.path(level.path, step))
      return map.with(step, try edited(child, rest, key, value, &resolved), location: location)
    case .scale(let from, let to):
      let map = base(level, isMerged: false)
      let child = Level(
        yours: map[step], inherited: nil, form: to, path: Entry.path(level.path, step))
      return map.with(
        step, try edited(child, rest, key, value, &resolved), location: location,
        before: from.firstKey(above: step, among: map.pairs ?? []))
    case .list(let element, _):
      var list = base(level, isMerged: false)
      var elements = list.elements ?? []
      let index = try self.index(of: step, in: elements, of: element, steps, key)
      resolved[steps.startIndex] = String(index)
      let child = Level(
        yours: elements[index], inherited: nil, form: element, path: "\(level.path)[\(index)]")
      elements[index] = try edited(child, rest, key, value, &resolved)
      list.content = .list(elements)
      return list
    case .scalar, .assumption, .choice, .oneOf, .reference:
      let parent = SettingKey(Array(key.steps[..<steps.startIndex]))
      throw problem(key, "there is nothing below \(parent)", "set \(parent) as a whole")
    }
  }

  /// The author's map that takes `source` beside its keys; a text of the author is wrapped into one.
  ///
  /// Nil where the form has a key of its own with that name, and where the author has written nothing
  /// that the source could be of.
  private func sourceHolder(_ level: Level, _ forms: [Form]) -> Entry? {
    guard !Form.haveOwnSource(forms) else { return nil }
    let yours = level.yours.flatMap { $0.isNothing ? nil : $0 }
    if let yours, yours.text != nil, Form.canWrap(forms) {
      return Entry(.map([]), path: level.path, location: yours.location)
        .with(Entry.valueKey, yours, location: yours.location)
    }
    if let yours, yours.isWrapped(as: forms) { return yours }
    if let shown = yours ?? level.inherited, shown.pairs == nil { return nil }
    switch form(forms, at: level, Entry.sourceKey) {
    case .record(let record): return base(level, isMerged: record.isMerged)
    case .map(let named): return base(level, isMerged: named.isMerged)
    case .scale: return base(level, isMerged: false)
    case .assumption: return yours
    case .list, .scalar, .choice, .oneOf, .reference: return nil
    }
  }

  /// The value with its source beside it, unless it has one.
  private func sourced(_ value: Entry, _ forms: [Form]) -> Entry {
    guard let source, !value.isWrapped(as: forms) else { return value }
    func text(_ text: String, _ key: String) -> Entry {
      Entry(
        .text(text, isQuoted: true), path: Entry.path(value.path, key), location: location)
    }
    let sourceText = text(source, Entry.sourceKey)
    if Form.canWrap(forms) {
      return Entry(.map([]), path: value.path, location: location)
        .with(Entry.valueKey, value, location: location)
        .with(Entry.sourceKey, sourceText, location: location)
    }
    guard !Form.haveOwnSource(forms), value.pairs != nil, value[Entry.sourceKey] == nil else {
      return value
    }
    return value.with(Entry.sourceKey, sourceText, location: location)
  }

  /// The form, of those allowed here, that has the next key.
  private func form(_ forms: [Form], at level: Level, _ step: String) -> Form {
    let taking = forms.filter { $0.hasParts }
    for case .record(let record) in taking
    where record[step] != nil && (taking.count == 1 || level.shown?.pairs == nil) {
      return .record(record)
    }
    if let shown = level.shown, let best = taking.best(for: shown) { return best }
    return taking.first ?? forms[0]
  }

  /// The author's map, else a new one, or the one in force if the language replaces it as a whole.
  private func base(_ level: Level, isMerged: Bool) -> Entry {
    let copied = isMerged ? nil : level.inherited
    let shown = level.yours.flatMap { $0.isNothing ? nil : $0 } ?? copied
    if let shown, shown.text == nil { return shown }
    return Entry(.map([]), path: level.path, location: location)
  }

  /// The author's record; a shorthand text or list is expanded.
  private func writtenOut(_ level: Level, as record: Record) -> Entry {
    let isShort = { (entry: Entry) in entry.pairs == nil && !entry.isNothing }
    guard !record.shorthand.isEmpty, let short = level.shown, isShort(short) else {
      return base(level, isMerged: record.isMerged)
    }
    var map = Entry(.map([]), path: level.path, location: short.location)
    for name in record.shorthand {
      let moved = short.moved(from: short.path, to: Entry.path(level.path, name))
      map = map.with(name, moved, location: short.location)
    }
    return map
  }

  private func check(
    _ name: String, of map: NamedMap, _ level: Level, _ steps: ArraySlice<String>,
    _ key: SettingKey
  ) throws(Diagnostic) {
    if name == NamedMap.wildcard, map.allowsAll { return }
    let pairs = (level.yours?.pairs ?? []) + (level.inherited?.pairs ?? [])
    let existing = pairs.map(\.key).filter { $0 != NamedMap.wildcard }
    if let names = map.names?.map(\.name) {
      let known = names + (map.allowsAll ? [NamedMap.wildcard] : [])
      if !known.contains(name) { throw unknown(name, map.noun, among: known, at: steps, key) }
    } else if Suggestion.slip(of: name, among: existing) != nil {
      throw unknown(name, map.noun, among: existing, at: steps, key)
    }
  }

  private func index(
    of step: String, in elements: [Entry], of form: Form, _ steps: ArraySlice<String>,
    _ key: SettingKey
  ) throws(Diagnostic) -> Int {
    let names = elements.map { table.name(of: $0, form) }
    let named = names.indices.filter { names[$0] == step }
    if named.count == 1 { return named[0] }
    let parent = SettingKey(Array(key.steps[..<steps.startIndex]))
    if named.count > 1 {
      throw problem(
        key, "\(Excerpt.of(step)) is the name of \(named.count) members of \(parent)",
        "say which by its index, \(parent).\(named[0])")
    }
    if let index = Int(step) {
      if elements.indices.contains(index) { return index }
      throw problem(
        key,
        elements.isEmpty
          ? "\(parent) is empty" : "\(parent) has the members 0 to \(elements.count - 1)",
        "set \(parent) as a whole")
    }
    throw unknown(step, "member", among: names.compactMap(\.self), at: steps, key)
  }

  /// - Parameter steps: The rest of the key, from the unknown step.
  private func unknown(
    _ step: String, _ noun: String, among known: [String], at steps: ArraySlice<String>,
    _ key: SettingKey
  ) -> Diagnostic {
    let parent = Array(key.steps[..<steps.startIndex])
    let whole = table.leaves(in: whole).map { SettingKey($0.steps) }
    let candidates: [SettingKey?] = [
      // The last part of a key alone, or another case.
      whole.first { found in
        found.steps.count >= steps.count
          && SettingKey(found.steps.suffix(steps.count)).isLike(SettingKey(Array(steps)))
      },
      Suggestion.nearest(to: step, among: known).map {
        SettingKey(parent + [$0] + steps.dropFirst())
      },
      Suggestion.nearest(to: key.description, among: whole.map(\.description)).flatMap {
        try? SettingKey($0)
      },
    ]
    let near = candidates.compactMap(\.self).first
    return problem(
      key,
      "there is no \(noun) \(Excerpt.of(step))\(parent.isEmpty ? "" : " in \(SettingKey(parent))")",
      near.map { Suggestion.hint(meaning: $0.description) } ?? Suggestion.hint(listing: known))
  }

  private func problem(_ key: SettingKey, _ statement: String, _ hint: String?) -> Diagnostic {
    Diagnostic(at: location, subject: key.description, .statement(statement), hint: hint)
  }
}

extension Form {
  /// Whether `source` is a key of one of the forms, not where their value comes from.
  fileprivate static func haveOwnSource(_ forms: [Form]) -> Bool {
    forms.contains {
      if case .record(let record) = $0 { record[Entry.sourceKey] != nil } else { false }
    }
  }

  /// Whether keys may stand below it, each with a value of its own.
  fileprivate var hasParts: Bool {
    switch self {
    case .record, .map, .scale, .list: true
    case .scalar, .assumption, .choice, .oneOf, .reference: false
    }
  }
}

extension Scalar {
  /// The first key of a scale that a new one belongs before; nil where it belongs to the end.
  fileprivate func firstKey(above step: String, among pairs: [Entry.Pair]) -> String? {
    guard case .quantity(let quantity) = self, let value = try? quantity.value(step) else {
      return nil
    }
    return pairs.first { ((try? quantity.value($0.key)) ?? -.infinity) > value }?.key
  }
}

extension Entry {
  /// The map with a value for a key. A key that it has keeps its position; a new one goes before
  /// `next`, or to the end.
  fileprivate func with(
    _ key: String, _ value: Entry, location: SourceLocation, before next: String? = nil
  ) -> Entry {
    var pairs = self.pairs ?? []
    if let index = pairs.firstIndex(where: { $0.key == key }) {
      pairs[index].value = value
    } else {
      let index = pairs.firstIndex { $0.key == next } ?? pairs.endIndex
      pairs.insert(Pair(key: key, keyLocation: location, value: value), at: index)
    }
    var map = self
    map.content = .map(pairs)
    return map
  }

  /// The entry with a prefix of its paths replaced.
  package func moved(from old: String, to new: String) -> Entry {
    var moved = self
    moved.path = new + path.dropFirst(old.count)
    switch content {
    case .text: break
    case .list(let elements):
      moved.content = .list(elements.map { $0.moved(from: old, to: new) })
    case .map(let pairs):
      moved.content = .map(pairs.map { $0.with($0.value.moved(from: old, to: new)) })
    }
    return moved
  }
}
