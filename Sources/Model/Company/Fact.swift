public import Ownership

/// A thing about a company, or about one of its segments, that an advisor asks for.
///
/// ```swift
/// Fact.renewalHours.name                          // "renewal-hours"
/// Fact.named("negotiation")?.values               // little, tactical or strategic
/// ```
public struct Fact: Sendable {
  /// What a value of it is.
  public enum Values: Hashable, Sendable {
    /// A whole number, at least 0.
    case count
    /// An amount of the scenario's currency.
    case money
    /// 0 to 1.
    case share
    case days
    case hours
    case boolean
    case word([Word])
    /// A list of motions, which may be empty.
    case motions
  }

  /// A word that may be said, and what it means.
  public struct Word: Hashable, Sendable {
    public let name: String
    public let summary: String

    init(_ name: String, _ summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// Where a value comes from.
  public enum Kind: String, Hashable, Sendable {
    /// Computed of the book.
    case book
    /// Computed of the scenario's outcomes, hours and baseline.
    case scenario
    /// Stated by the company, and asked for if it can change an answer.
    case asked
    /// An event or a decision: one that is not stated is not so.
    case choice
  }

  /// Whether segments may differ in it.
  public enum Scope: Hashable, Sendable {
    case segment
    case company
  }

  /// Kebab-case: the key in scenarios, in files of facts and in rules.
  public let name: String
  public let values: Values
  public let kind: Kind
  public let scope: Scope
  /// What it is, in one sentence without a full stop.
  public let summary: String
  /// Where a company finds it, in a few words.
  public let place: String
  /// Whether a scenario's `company` may state it; other facts follow from the rest of the scenario.
  public let isStated: Bool

  init(
    _ name: String, _ values: Values, _ kind: Kind, _ scope: Scope, _ summary: String,
    place: String, isStated: Bool? = nil
  ) {
    self.name = name
    self.values = values
    self.kind = kind
    self.scope = scope
    self.summary = summary
    self.place = place
    self.isStated = isStated ?? (kind == .asked || kind == .choice)
  }

  /// The fact of a name; nil if there is none.
  public static func named(_ name: String) -> Fact? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension Fact: Hashable {
  public static func == (a: Fact, b: Fact) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Fact.Values {
  /// Whether its values are numbers, with cuts that they lie on either side of.
  public var isNumber: Bool {
    switch self {
    case .count, .money, .share, .days, .hours: true
    case .boolean, .word, .motions: false
    }
  }

  /// The unit or the words, as a question names them.
  public var unit: String {
    switch self {
    case .count: "count"
    case .money: "currency"
    case .share: "share"
    case .days: "days"
    case .hours: "hours"
    case .boolean: "true or false"
    case .word(let words): words.map(\.name).joined(separator: ", ")
    case .motions: "list of motions"
    }
  }
}

/// The value of a fact.
public enum FactValue: Hashable, Sendable {
  case number(Double)
  case word(String)
  case boolean(Bool)
  /// In the order of ``Motion``.
  case motions([Motion])

  public var number: Double? { if case .number(let number) = self { number } else { nil } }
  public var word: String? { if case .word(let word) = self { word } else { nil } }
  public var boolean: Bool? { if case .boolean(let boolean) = self { boolean } else { nil } }
  public var motions: [Motion]? { if case .motions(let motions) = self { motions } else { nil } }
}
