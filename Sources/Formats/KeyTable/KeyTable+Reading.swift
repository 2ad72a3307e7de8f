extension KeyTable {
  /// Reads, checks and completes the user's document.
  ///
  /// - Parameter defaults: A document of the same language, already resolved by
  ///   ``defaults(_:_:)``; nil if the language has none.
  /// - Returns: A cursor at the root, or nil if an error was reported.
  public func document(
    _ source: SourceText, over defaults: Entry? = nil, limits: DocumentLimits = .standard,
    _ diagnostics: Diagnostics
  ) -> Cursor? {
    let before = diagnostics.errorCount
    guard let root = DocumentReader.read(source, limits: limits, diagnostics),
      let yours = checked(root, diagnostics)
    else { return nil }
    let whole = merged(yours, over: defaults)
    reportMissing(whole, diagnostics)
    guard diagnostics.errorCount == before else { return nil }
    return Cursor(root: whole, table: self, diagnostics)
  }

  /// A resolved document of defaults; each of its values has the origin `default`.
  public func defaults(_ source: SourceText, _ diagnostics: Diagnostics) -> Entry? {
    guard let root = DocumentReader.read(source, diagnostics) else { return nil }
    return checked(root, diagnostics, origin: .default)
  }

  /// Reports the required keys that neither the user nor the defaults have.
  package func reportMissing(_ root: Entry, _ diagnostics: Diagnostics) {
    reportMissing([root], .record(self.root), diagnostics)
  }

  /// - Parameter layers: An entry and those that complete it, as in ``Cursor``.
  private func reportMissing(_ layers: [Entry], _ form: Form, _ diagnostics: Diagnostics) {
    guard let entry = layers.first else { return }
    guard let form = alternatives(form).best(for: entry) else { return }
    let maps = layers.prefix { $0.pairs != nil }
    switch form {
    case .record(let record):
      let others = (entry.pairs ?? []).map(\.key).filter(record.isOther).compactMap { record[$0] }
      for key in record.keys + others {
        let found = maps.compactMap { $0[key.name] }
        if key.isRequired, found.isEmpty {
          diagnostics.report(
            entry.diagnostic(
              .statement("`\(key.name)` is missing"), hint: "add \(key.form.expectation)"))
        }
        reportMissing(found, key.form, diagnostics)
      }
      for group in record.exactlyOne
      where !group.contains(where: { key in maps.contains { $0[key] != nil } }) {
        diagnostics.report(
          entry.diagnostic(
            .statement("one of \(group.joined(separator: ", ")) is missing")))
      }
    case .map(let map):
      for pair in entry.pairs ?? [] where !(map.allowsAll && pair.key == NamedMap.wildcard) {
        let found = maps.flatMap { layer in
          [layer[pair.key], map.allowsAll ? layer[NamedMap.wildcard] : nil].compactMap { $0 }
        }
        reportMissing(found, map.entry, diagnostics)
      }
    case .scale(_, let to):
      for pair in entry.pairs ?? [] { reportMissing([pair.value], to, diagnostics) }
    case .list(let element, _):
      for child in entry.elements ?? [] { reportMissing([child], element, diagnostics) }
    default: break
    }
  }
}
