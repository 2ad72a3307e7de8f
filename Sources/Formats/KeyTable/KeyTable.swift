/// A YAML language: the keys of its documents, declared once.
///
/// ```swift
/// let table = KeyTable(
///   title: "scenario",
///   root: Record([
///     .init("horizon", "How long is simulated.", .duration),
///     .init("outcomes", "What happens.", .map(NamedMap(of: "segment", .reference("outcome"),
///       allowsAll: true))),
///   ]),
///   definitions: ["outcome": .record(Record([.init("chance", "Per renewal.",
///     .assumption(.share))]))])
/// if let document = table.document(source, over: defaults, diagnostics) {
///   let horizon = document["horizon"].months()
///   let chance = document["outcomes"].named("smb")["chance"].assumption()
/// }
/// ```
public struct KeyTable: Sendable {
  public let title: String
  public let root: Record
  public let definitions: [String: Form]

  /// - Precondition: Every reference has its definition; `number`, `range`, `family` and `source`
  ///   are reserved.
  public init(title: String, root: Record, definitions: [String: Form] = [:]) {
    self.title = title
    self.root = root
    self.definitions = definitions
    let isClosed = ([.record(root)] + definitions.values).allSatisfy(KeyTable.isClosed(definitions))
    precondition(isClosed, "a reference without a definition")
    precondition(
      KeyTable.sharedNames.allSatisfy { definitions[$0] == nil },
      "a definition named like one that every table has")
  }

  /// The form with references followed.
  func resolved(_ form: Form) -> Form {
    var form = form
    while case .reference(let name) = form, let next = definitions[name] { form = next }
    return form
  }

  /// The forms to choose from: never a reference, never `oneOf`.
  func alternatives(_ form: Form) -> [Form] {
    let form = resolved(form)
    if case .oneOf(let forms) = form { return forms.flatMap(alternatives) }
    return [form]
  }

  /// The definitions that the JSON Schema of every table has.
  private static let sharedNames = ["number", "range", "family", "source"]

  private static func isClosed(_ definitions: [String: Form]) -> (Form) -> Bool {
    func isClosed(_ form: Form) -> Bool {
      switch form {
      case .scalar, .assumption, .choice: true
      case .record(let record): record.keys.allSatisfy { isClosed($0.form) }
      case .map(let map): isClosed(map.entry)
      case .scale(_, let form), .list(let form, _): isClosed(form)
      case .oneOf(let forms): forms.allSatisfy(isClosed)
      case .reference(let name): definitions[name] != nil
      }
    }
    return isClosed
  }
}

extension KeyTable {
  /// The values of a resolved document, in order: anything that could be written as `{value:,
  /// source:}`.
  ///
  /// A scale, a named family or a list of values counts as one; maps and records are walked.
  public func values(in root: Entry) -> [Entry] { leaves(in: root).map(\.entry) }

  /// The values of a resolved document, each with the form that it has and the names and indices
  /// that lead to it.
  package func leaves(in root: Entry) -> [(steps: [String], entry: Entry, form: Form)] {
    var found: [(steps: [String], entry: Entry, form: Form)] = []

    func visit(_ entry: Entry, _ form: Form, _ steps: [String]) {
      guard let form = alternatives(form).best(for: entry) else { return }
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

  /// The name of a list member: the text of its naming key, or its own text.
  func name(of entry: Entry, _ form: Form) -> String? {
    let forms = alternatives(form)
    let inner = entry.isWrapped(as: forms) ? entry[Entry.valueKey] : nil
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
