/// What may be written at one position of a document.
///
/// The language is declared once, as a tree of forms; checking, merging, reading, the JSON Schema
/// and the listing all follow from it.
///
/// `{value: X, source: text}` may be written for any value X, and every map may hold `source: text`
/// beside its keys, unless it has a key of its own with that name.
public indirect enum Form: Sendable {
  case scalar(Scalar)
  /// A number, a range, or a named family: see ``WrittenAssumption``.
  case assumption(Quantity)
  /// One of a few names.
  case choice([Choice])
  case record(Record)
  case map(NamedMap)
  /// A map from rising values to forms, such as `{90%: 0%, 100%: 100%}`.
  case scale(from: Scalar, to: Form)
  case list(Form, count: ClosedRange<Int> = 0...10_000)
  /// Chosen by what is written: text, list or map; maps by their keys.
  case oneOf([Form])
  /// A definition of the table, for forms that recur or contain themselves.
  case reference(String)

  /// A name that may be written, and what it means.
  public struct Choice: Hashable, Sendable {
    public let name: String
    public let summary: String

    public init(_ name: String, _ summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  public static func quantity(_ quantity: Quantity) -> Form { .scalar(.quantity(quantity)) }
  /// One of the names of a type.
  public static func choice<Value: NamedChoice>(of type: Value.Type) -> Form {
    .choice(Value.allCases.map(\.choice))
  }
  public static let share = Form.quantity(.share)
  public static let money = Form.quantity(.money)
  public static let text = Form.scalar(.text)
  public static let name = Form.scalar(.name)
  public static let date = Form.scalar(.date)
  public static let duration = Form.scalar(.duration)
  public static let boolean = Form.scalar(.boolean)
}

/// A type whose values are written by their names.
///
/// ```swift
/// extension Tier: NamedChoice {
///   public var summary: String { self == .low ? "Small accounts." : "Others." }
/// }
/// let form = Form.choice(of: Tier.self)
/// let tier = cursor["tier"].choice(Tier.self)
/// ```
public protocol NamedChoice: RawRepresentable<String>, CaseIterable, Sendable {
  /// What the value means, in one sentence for the listing and for editors.
  var summary: String { get }
}

extension NamedChoice {
  public var choice: Form.Choice { Form.Choice(rawValue, summary) }
}

/// A map with fixed keys, and where it says so names that the user chooses beside them.
public struct Record: Sendable {
  /// A key of the language.
  public struct Key: Sendable {
    public let name: String
    /// One sentence for the listing and for editors.
    public let summary: String
    public let form: Form
    /// Whether the document, together with the defaults, must have it.
    public let isRequired: Bool

    public init(_ name: String, _ summary: String, _ form: Form, isRequired: Bool = false) {
      precondition(!name.isEmpty, "a key without a name")
      self.name = name
      self.summary = summary
      self.form = form
      self.isRequired = isRequired
    }
  }

  /// In the order in which the listing and the resolved document show them.
  public let keys: [Key]
  /// Exactly one key of each group must be written; the user's replaces the default's.
  public let exactlyOne: [[String]]
  /// False if the user's map replaces the default as a whole.
  public let isMerged: Bool
  /// The keys set by a text or a list written instead of the record: `owner` for a role, `name` and
  /// `like` for a preset.
  public let shorthand: [String]
  /// The key that names a member of a list; nil if members have no names.
  public let namedBy: String?
  /// The names that may stand beside the keys; nil for none. A name so near to a key that it must be a
  /// slip of it is refused.
  public let others: NamedMap?

  public init(
    _ keys: [Key], exactlyOne: [[String]] = [], isMerged: Bool = true, shorthand: [String] = [],
    namedBy: String? = nil, others: NamedMap? = nil
  ) {
    precondition(Set(keys.map(\.name)).count == keys.count, "a key declared twice")
    precondition(
      (exactlyOne.joined() + shorthand + [namedBy].compactMap(\.self)).allSatisfy { name in
        keys.contains { $0.name == name }
      }, "a record names a key that it does not have")
    self.keys = keys
    self.exactlyOne = exactlyOne
    self.isMerged = isMerged
    self.shorthand = shorthand
    self.namedBy = namedBy
    self.others = others
  }

  public subscript(name: String) -> Key? {
    if let key = keys.first(where: { $0.name == name }) { return key }
    let isReserved = [Entry.sourceKey, Entry.valueKey, NamedMap.wildcard].contains(name)
    guard let others, !isReserved, Suggestion.slip(of: name, among: keys.map(\.name)) == nil
    else { return nil }
    return Key(name, "", others.entry)
  }

  /// Whether a name stands beside the keys.
  func isOther(_ name: String) -> Bool {
    others != nil && !keys.contains { $0.name == name } && self[name] != nil
  }
}

/// A map whose keys are names: segments, roles, motions, plans.
public struct NamedMap: Sendable {
  /// The wildcard: applies to every name without its own entry.
  public static let wildcard = "all"

  /// The most entries that one map may have.
  public static let largestCount = 10_000

  /// In the singular, for messages: `segment`.
  public let noun: String
  /// The names that exist, or nil if the user chooses them.
  public let names: [Form.Choice]?
  public let entry: Form
  /// Whether ``wildcard`` may be written.
  public let allowsAll: Bool
  /// False if the user's map replaces the default as a whole.
  public let isMerged: Bool

  public init(
    of noun: String, _ entry: Form, names: [Form.Choice]? = nil, allowsAll: Bool = false,
    isMerged: Bool = true
  ) {
    self.noun = noun
    self.entry = entry
    self.names = names
    self.allowsAll = allowsAll
    self.isMerged = isMerged
  }
}
