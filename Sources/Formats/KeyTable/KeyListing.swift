/// A line of the language's reference: a key, what may be written there, and what it means.
public struct KeyListing: Hashable, Sendable {
  /// `outcomes.<segment>.<motion>.chance`, `models[].name`.
  public let path: String
  public let expectation: String
  public let summary: String
  public let isRequired: Bool
}

extension KeyTable {
  /// Every key once, in the order of the table; definitions are listed where they first occur.
  public var listing: [KeyListing] {
    var lines: [KeyListing] = []
    var listed: Set<String> = []

    func visit(_ form: Form, _ path: String) {
      switch form {
      case .record(let record):
        for key in record.keys {
          let keyPath = Entry.path(path, key.name)
          lines.append(
            KeyListing(
              path: keyPath, expectation: key.form.expectation, summary: key.summary,
              isRequired: key.isRequired))
          visit(key.form, keyPath)
        }
        if let others = record.others { visit(.map(others), path) }
      case .map(let map): visit(map.entry, Entry.path(path, "<\(map.noun)>"))
      case .scale(_, let to): visit(to, Entry.path(path, "<step>"))
      case .list(let element, _): visit(element, path + "[]")
      case .oneOf(let forms): for form in forms { visit(form, path) }
      case .reference(let name):
        if listed.insert(name).inserted, let form = definitions[name] { visit(form, path) }
      case .scalar, .assumption, .choice: break
      }
    }
    visit(.record(root), "")
    return lines
  }
}
