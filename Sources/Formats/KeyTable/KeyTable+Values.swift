extension KeyTable {
  /// The values of a resolved document, in its order: what `{value:, source:}` could stand for.
  ///
  /// A scale, a named family or a list of values counts as one; maps and records are walked.
  public func values(in root: Entry) -> [Entry] { leaves(in: root).map(\.entry) }

  /// The values of a resolved document, each with the form that it has.
  package func leaves(in root: Entry) -> [(entry: Entry, form: Form)] {
    var found: [(entry: Entry, form: Form)] = []

    func visit(_ entry: Entry, _ form: Form) {
      let forms = alternatives(form).filter { $0.fits(entry) }
      guard let form = forms.max(by: { $0.overlap(entry) < $1.overlap(entry) }) else { return }
      switch form {
      case .record(let record):
        for pair in entry.pairs ?? [] {
          if let key = record[pair.key] { visit(pair.value, key.form) }
        }
      case .map(let map):
        for pair in entry.pairs ?? [] { visit(pair.value, map.entry) }
      case .list(let element, _) where (entry.elements ?? []).contains { $0.pairs != nil }:
        for child in entry.elements ?? [] { visit(child, element) }
      case .scalar, .assumption, .choice, .scale, .list, .oneOf, .reference:
        found.append((entry, form))
      }
    }
    visit(root, .record(self.root))
    return found
  }
}
