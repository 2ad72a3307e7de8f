/// What is known about a company and its segments, for the advice of the frameworks.
///
/// A value of a segment counts before the one for all.
///
/// ```swift
/// var company = Company()
/// company.common[.stage] = StatedFact(.word("growth"), from: "company.stage")
/// let sheet = company.facts(of: "smb")
/// ```
public struct Company: Hashable, Sendable {
  /// Facts that hold for every segment without its own.
  public var common = FactSheet()
  /// By name of the segment, in the order stated.
  public var segments: [Segment] = []
  /// Units of the scenario's currency in a US dollar, in which the sources state amounts; nil if not
  /// stated.
  public var perUSD: Double?

  public struct Segment: Hashable, Sendable {
    public var name: String
    public var facts: FactSheet

    public init(name: String, facts: FactSheet) {
      self.name = name
      self.facts = facts
    }
  }

  public init() {}

  public var isEmpty: Bool { common.isEmpty && segments.isEmpty && perUSD == nil }

  /// What is stated of a segment, completed by what holds for all.
  public func facts(of segment: String) -> FactSheet {
    let own = segments.first { $0.name == segment }?.facts ?? FactSheet()
    return own.completed(by: common)
  }
}

/// Values of facts, each with its origin. A fact without a value is not known.
public struct FactSheet: Hashable, Sendable {
  private var values: [Fact: StatedFact] = [:]

  public init() {}

  public subscript(fact: Fact) -> StatedFact? {
    get { values[fact] }
    set { values[fact] = newValue }
  }

  public var isEmpty: Bool { values.isEmpty }

  /// The facts with a value, in the order of the catalogue.
  public var known: [Fact] { Fact.all.filter { values[$0] != nil } }

  /// These values, and those of `other` where there are none.
  public func completed(by other: FactSheet) -> FactSheet {
    var sheet = self
    sheet.values.merge(other.values) { own, _ in own }
    return sheet
  }
}

/// The value of a fact and where it comes from.
public struct StatedFact: Hashable, Sendable {
  public var value: FactValue
  /// `book`, or the key that states it.
  public var origin: String

  public init(_ value: FactValue, from origin: String) {
    self.value = value
    self.origin = origin
  }
}
