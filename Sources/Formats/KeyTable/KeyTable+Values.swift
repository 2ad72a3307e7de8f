extension KeyTable {
  /// The values of a resolved document, in its order: what `{value:, source:}` could stand for.
  ///
  /// A scale, a named family or a list of values counts as one; maps and records are walked.
  public func values(in root: Entry) -> [Entry] { leaves(in: root).map(\.entry) }

  /// The values of a resolved document, each with the form that it has and the names and indices
  /// that lead to it.
  package func leaves(in root: Entry) -> [(steps: [String], entry: Entry, form: Form)] {
    var found: [(steps: [String], entry: Entry, form: Form)] = []

    func visit(_ entry: Entry, _ form: Form, _ steps: [String]) {
      let forms = alternatives(form).filter { $0.fits(entry) }
      guard let form = forms.max(by: { $0.overlap(entry) < $1.overlap(entry) }) else { return }
      switch form {
      case .record(let record):
        for pair in entry.pairs ?? [] {
          if let key = record[pair.key] { visit(pair.value, key.form, steps + [pair.key]) }
        }
      case .map(let map):
        for pair in entry.pairs ?? [] { visit(pair.value, map.entry, steps + [pair.key]) }
      case .list(let element, _) where (entry.elements ?? []).contains { $0.pairs != nil }:
        let children = entry.elements ?? []
        let names = children.map { name(of: $0, element) }
        for (index, child) in children.enumerated() {
          let isOnly = names.count { $0 == names[index] } == 1
          visit(child, element, steps + [isOnly ? names[index] ?? "\(index)" : "\(index)"])
        }
      case .scalar, .assumption, .choice, .scale, .list, .oneOf, .reference:
        found.append((steps, entry, form))
      }
    }
    visit(root, .record(self.root), [])
    return found
  }

  /// What a member of a list is called: by the key that names it, or by its own text.
  func name(of entry: Entry, _ form: Form) -> String? {
    let forms = alternatives(form)
    let inner = DocumentCheck.isWrapped(entry, forms) ? entry[Entry.valueKey] : nil
    let entry = inner ?? entry
    for form in forms {
      switch form {
      case .record(let record):
        let named = record.namedBy.flatMap { entry[$0] }
        if let name = named?.text ?? named?[Entry.valueKey]?.text { return name }
      case .scalar(.name), .choice:
        if let name = entry.text { return name }
      default: break
      }
    }
    return nil
  }
}
