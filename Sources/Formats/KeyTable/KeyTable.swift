/// A language: the keys of its documents, declared once.
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
  ///   are taken.
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

  /// The forms between which a place chooses: never a reference, never `oneOf`.
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
