import Units

extension KeyTable {
  /// Checks a document against the table and returns its plain form.
  ///
  /// In the plain form, `{value: X, source: text}` is X, no `source:` appears beside other keys,
  /// and every node carries the nearest source above it.
  ///
  /// - Returns: nil if an error was reported.
  public func checked(
    _ root: Entry, _ diagnostics: Diagnostics, origin: Entry.Origin = .yours
  ) -> Entry? {
    let before = diagnostics.errorCount
    let entry = plainForm(of: root, diagnostics, origin: origin)
    return diagnostics.errorCount == before ? entry : nil
  }

  /// The plain form of a document; errors are reported and left as they are.
  package func plainForm(
    of root: Entry, _ diagnostics: Diagnostics, origin: Entry.Origin = .yours
  ) -> Entry {
    DocumentCheck(table: self, diagnostics: diagnostics, origin: origin)
      .entry(root, .record(self.root), source: nil)
  }
}

/// One walk over a document.
private struct DocumentCheck {
  let table: KeyTable
  let diagnostics: Diagnostics
  let origin: Entry.Origin

  /// The entry in its plain form; errors are reported and left as they are.
  func entry(_ entry: Entry, _ form: Form, source: String?) -> Entry {
    let forms = table.alternatives(form)
    var (entry, source) = unwrapped(entry, forms, source)
    entry.origin = origin
    entry.source = source
    guard let form = chosen(entry, forms) else { return entry }
    switch (form, entry.content) {
    case (.record(let record), .map(let pairs)):
      entry.content = .map(fields(pairs, of: record, in: entry, &source))
    case (.map(let map), .map(let pairs)):
      entry.content = .map(named(pairs, of: map, in: entry, &source))
    case (.scale(let from, let to), .map(let pairs)):
      entry.content = .map(steps(pairs, from, to, in: entry, &source))
    case (.assumption(let quantity), .map(let pairs)):
      entry.content = .map(withoutSource(pairs, in: entry, &source))
      reportErrors(entry) { entry throws(EntryError) in
        _ = try WrittenAssumption(entry, of: quantity)
      }
    case (.list(let element, let count), .list(let elements)):
      if !count.contains(elements.count) {
        diagnostics.report(
          entry.diagnostic(
            .statement("\(Counted(elements.count, "element")), expected \(countText(count))")))
      }
      entry.content = .list(elements.map { self.entry($0, element, source: source) })
    default: break
    }
    entry.source = source
    return entry
  }

  private func countText(_ count: ClosedRange<Int>) -> String {
    count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound)..\(count.upperBound)"
  }

  /// X and its source, of `{value: X, source: text}`.
  private func unwrapped(
    _ entry: Entry, _ forms: [Form], _ source: String?
  ) -> (Entry, String?) {
    guard entry.isWrapped(as: forms), let pairs = entry.pairs,
      let value = entry[Entry.valueKey]
    else { return (entry, source) }
    var source = source
    for pair in withoutSource(pairs, in: entry, &source) where pair.key != Entry.valueKey {
      reportUnknown(pair, among: [Entry.valueKey, Entry.sourceKey])
    }
    var inner = value
    inner.path = entry.path
    return (inner, source)
  }

  /// The form that an entry is meant to have; reports an error and returns nil if it has none of
  /// them.
  private func chosen(_ entry: Entry, _ forms: [Form]) -> Form? {
    let fitting = entry.isNothing ? [] : forms.filter { $0.fits(entry) }
    if let text = entry.text, !fitting.isEmpty {
      if fitting.count == 1 {
        reportErrors(entry) { entry throws(EntryError) in try fitting[0].check(text, entry) }
        return fitting[0]
      }
      for form in fitting where (try? form.check(text, entry)) != nil { return form }
    } else if let best = fitting.best(for: entry) {
      return best
    }
    let expected = (fitting.isEmpty ? forms : fitting).map(\.expectation)
    var hint: String?
    if case .list? = forms.first, let text = entry.text, !entry.isNothing {
      hint = "write [\(text)]"
    }
    diagnostics.report(
      entry.diagnostic(
        entry.mismatch(expected: expected.joined(separator: " or ")), hint: hint))
    return nil
  }

  private func fields(
    _ pairs: [Entry.Pair], of record: Record, in entry: Entry, _ source: inout String?
  ) -> [Entry.Pair] {
    let own = record[Entry.sourceKey] != nil
    var checked: [Entry.Pair] = []
    for pair in own ? pairs : withoutSource(pairs, in: entry, &source) {
      guard let key = record[pair.key] else {
        reportUnknown(pair, among: record.keys.map(\.name))
        continue
      }
      checked.append(pair.with(self.entry(pair.value, key.form, source: source)))
    }
    for group in record.exactlyOne {
      let written = pairs.map(\.key).filter(group.contains)
      if written.count > 1 {
        diagnostics.report(
          entry.diagnostic(
            .statement("\(written.joined(separator: " and ")) exclude each other"),
            hint: "keep one of them"))
      }
    }
    return checked
  }

  private func named(
    _ pairs: [Entry.Pair], of map: NamedMap, in entry: Entry, _ source: inout String?
  ) -> [Entry.Pair] {
    let known = map.names.map { names in
      names.map(\.name) + (map.allowsAll ? [NamedMap.wildcard] : [])
    }
    if pairs.count > NamedMap.largestCount {
      diagnostics.report(
        entry.diagnostic(
          .statement("\(pairs.count) entries; at most \(NamedMap.largestCount) are read"),
          hint: "use a CSV file"))
      return []
    }
    var checked: [Entry.Pair] = []
    for pair in withoutSource(pairs, in: entry, &source) {
      if let known, !known.contains(pair.key) {
        reportUnknown(pair, among: known, noun: map.noun)
        continue
      }
      if known == nil {
        let isRefused = pair.key == NamedMap.wildcard && !map.allowsAll
        if isRefused || (try? Scalar.name.check(pair.key)) == nil {
          diagnostics.report(
            Diagnostic(
              at: pair.keyLocation.withoutColumn, subject: entry.path,
              .found(pair.key, expected: "the name of a \(map.noun)")))
          continue
        }
      }
      checked.append(pair.with(self.entry(pair.value, map.entry, source: source)))
    }
    return checked
  }

  private func steps(
    _ pairs: [Entry.Pair], _ from: Scalar, _ to: Form, in entry: Entry, _ source: inout String?
  ) -> [Entry.Pair] {
    var checked: [Entry.Pair] = []
    var last: (text: String, value: Double)?
    for pair in withoutSource(pairs, in: entry, &source) {
      do throws(LiteralError) {
        try from.check(pair.key)
        if case .quantity(let quantity) = from {
          let value = try quantity.value(pair.key)
          if let last, !(value > last.value) {
            throw LiteralError(
              found: pair.key, expected: "more than the \(last.text) before it",
              hint: "let the keys rise")
          }
          last = (pair.key, value)
        }
      } catch {
        diagnostics.report(
          Diagnostic(
            at: pair.keyLocation.withoutColumn, subject: entry.path,
            .found(error.found, expected: error.expected), hint: error.hint))
      }
      checked.append(pair.with(self.entry(pair.value, to, source: source)))
    }
    if checked.isEmpty {
      diagnostics.report(entry.diagnostic(entry.mismatch(expected: "at least one key")))
    }
    return checked
  }

  /// Removes `source:` from a map's keys.
  ///
  /// In `{value: 1, source: seen in 2024, disputed since}` YAML takes what follows the comma for a
  /// key without a value. No key of the language has a space, so it belongs to the source.
  private func withoutSource(
    _ pairs: [Entry.Pair], in entry: Entry, _ source: inout String?
  ) -> [Entry.Pair] {
    guard let index = pairs.firstIndex(where: { $0.key == Entry.sourceKey }) else {
      return pairs
    }
    let value = pairs[index].value
    let rest = pairs[(index + 1)...].prefix { $0.value.isNothing && $0.key.contains(" ") }
    if let text = value.text, !value.isNothing {
      source = ([text] + rest.map(\.key)).joined(separator: ", ")
    } else {
      diagnostics.report(value.diagnostic(value.mismatch(expected: "a text")))
    }
    return Array(pairs[..<index] + pairs[(index + 1 + rest.count)...])
  }

  private func reportUnknown(_ pair: Entry.Pair, among known: [String], noun: String? = nil) {
    let mayBeText =
      pair.value.isNothing && (pair.key.contains(" ") || pair.key.first?.isNumber == true)
    let hint =
      Suggestion.hint(for: pair.key, among: known)
      ?? (mayBeText
        ? "if it continues the text before the comma, put that text in quotes"
        : Suggestion.hint(listing: known))
    diagnostics.report(
      Diagnostic(
        at: pair.keyLocation.withoutColumn, subject: pair.value.path,
        .statement("unknown \(noun ?? "key")"), hint: hint))
  }

  private func reportErrors(_ entry: Entry, _ read: (Entry) throws(EntryError) -> Void) {
    do throws(EntryError) {
      try read(entry)
    } catch {
      diagnostics.report(error.diagnostic)
    }
  }
}

extension Entry.Pair {
  package func with(_ value: Entry) -> Entry.Pair {
    Entry.Pair(key: key, keyLocation: keyLocation, value: value)
  }
}

extension Entry {
  /// Whether it is `{value: X, source: text}` in the place of X.
  func isWrapped(as forms: [Form]) -> Bool { self[Entry.valueKey] != nil && Form.canWrap(forms) }
}

extension Form {
  /// Whether `{value: X, source: text}` may replace X.
  static func canWrap(_ forms: [Form]) -> Bool {
    let isOwnKey = forms.contains {
      if case .record(let record) = $0 { record[Entry.valueKey] != nil } else { false }
    }
    return !isOwnKey
      && forms.contains {
        switch $0 {
        case .record, .map: false
        default: true
        }
      }
  }
}
