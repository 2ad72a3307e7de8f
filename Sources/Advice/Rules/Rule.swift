public import Ownership

/// A row of a framework's table: who owns some motions, when, and why.
public struct Rule: Sendable {
  /// The motions that the row names.
  public let motions: [Motion]
  /// In the grammar of ``Condition``.
  public let when: String
  let condition: Condition
  /// Nil if the source gives no advice.
  public let owner: Role?
  /// The role that finds the opportunities; nil for none.
  public let source: Role?
  /// The condition under which there is no ``source`` after all, in the grammar of ``Condition``.
  public let unless: String?
  let unsourced: Condition?
  public let notes: [Note]
  /// Why, in the sense of the source: a sentence without a full stop.
  public let reason: String
  /// Where the source says so: a paragraph's keyword; empty where our reading alone says it.
  public let passage: String

  init(
    _ motions: [Motion], _ when: String, _ owner: Role, from source: Role? = nil,
    unless: String? = nil, also notes: [Note] = [], _ reason: String, at passage: String
  ) {
    self.init(
      motions, when, owner, source, unless: unless, notes: notes, reason, passage)
  }

  /// A row whose source is silent.
  static func silent(
    _ motions: [Motion], _ when: String, also notes: [Note] = [], _ reason: String,
    at passage: String = ""
  ) -> Rule {
    Rule(motions, when, nil, nil, unless: nil, notes: notes, reason, passage)
  }

  private init(
    _ motions: [Motion], _ when: String, _ owner: Role?, _ source: Role?, unless: String?,
    notes: [Note], _ reason: String, _ passage: String
  ) {
    self.motions = motions
    self.when = when
    condition = Condition(when)
    self.owner = owner
    self.source = source
    self.unless = unless
    unsourced = unless.map { Condition($0) }
    self.notes = notes
    self.reason = reason
    self.passage = passage
  }
}

/// A note that stands where its condition is true, whatever row answers.
public struct ConditionalNote: Sendable {
  public let note: Note
  public let motions: [Motion]
  /// In the grammar of ``Condition``.
  public let when: String
  /// The only owner of whom it is said; nil if it is said of any.
  public let owner: Role?
  let condition: Condition

  init(_ note: Note, _ motions: [Motion], of owner: Role? = nil, _ when: String) {
    self.note = note
    self.motions = motions
    self.owner = owner
    self.when = when
    condition = Condition(when)
  }
}

/// A decision framework of a source: its table, and what it warns of.
public struct Framework: Sendable {
  /// Kebab-case: `effort-rules`.
  public let name: String
  /// The source's label.
  public let source: String
  /// The question that it asks, in a few words.
  public let asks: String
  /// What is silent and where we chose, in a few sentences.
  public let reading: String
  /// In the order in which they are tried.
  public let rules: [Rule]
  public let notes: [ConditionalNote]

  /// The rows that name a motion, with their numbers from 1.
  func rules(of motion: Motion) -> [(number: Int, rule: Rule)] {
    rules.enumerated().filter { $1.motions.contains(motion) }.map { ($0 + 1, $1) }
  }
}

extension Framework: Hashable {
  public static func == (a: Framework, b: Framework) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Groups of motions that rows name together.
extension [Motion] {
  static let contract: [Motion] = [.renewal, .priceIncrease]
  static let upsell: [Motion] = [.smallUpsell, .bigUpsell]
  static let growth: [Motion] = upsell + [.crossSell, .crossStakeholder, .crossDivision]
  static let commerce: [Motion] = contract + growth
}
