import Model
import Ownership

/// What must hold for a rule, over facts that may not be known.
///
/// Read from a small grammar, so that a table can be held against its source:
/// ```
/// condition = fact | name | otherwise | comparison | condition `else` condition
///           | condition `or` condition | condition `and` condition | `not` condition
/// comparison = fact (< | <= | > | >=) (cut | number | percentage) | fact = word
///            | fact `in` {word, word} | fact `has` motion
/// ```
/// `not` binds before `and`, then `or`, then `else`; parentheses group.
indirect enum Condition: Sendable {
  /// `otherwise`.
  case always
  case compares(Fact, Comparison, Bound)
  case isOne(Fact, of: [String])
  /// A fact that is true or false.
  case holds(Fact)
  /// Whether a list of motions has one.
  case has(Fact, Motion)
  /// A condition of ``NamedCondition``.
  case named(String, Condition)
  case not(Condition)
  case and([Condition])
  case or([Condition])
  /// The first where its facts are known, else the second.
  case fallback(Condition, Condition)

  enum Comparison: String, Sendable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
  }

  /// What a number is compared with.
  enum Bound: Hashable, Sendable {
    case cut(Cut)
    case number(Double)
  }
}

/// Whether a condition holds, with the facts that settle it or that would have to be known.
enum Truth {
  case yes([Fact])
  case no([Fact])
  case unknown(missing: [Fact])
}

extension Condition {
  /// Evaluates the condition: `and` with a false part is false, `or` with a true part is true, whatever
  /// else is unknown. A choice that is not stated makes its comparison false.
  func truth(_ facts: FactSheet, _ cuts: CutValues) -> Truth {
    switch self {
    case .always: return .yes([])
    case .compares(let fact, let comparison, let bound):
      return Self.leaf(fact, facts) { value in
        value.number.map { comparison.holds($0, cuts[bound]) }
      }
    case .isOne(let fact, let words):
      return Self.leaf(fact, facts) { value in value.word.map(words.contains) }
    case .holds(let fact): return Self.leaf(fact, facts) { $0.boolean }
    case .has(let fact, let motion):
      return Self.leaf(fact, facts) { $0.motions?.contains(motion) }
    case .named(_, let condition): return condition.truth(facts, cuts)
    case .not(let condition):
      return switch condition.truth(facts, cuts) {
      case .yes(let ground): .no(ground)
      case .no(let ground): .yes(ground)
      case .unknown(let missing): .unknown(missing: missing)
      }
    case .and(let parts): return Self.all(parts.map { $0.truth(facts, cuts) })
    case .or(let parts):
      // Either holds unless neither does.
      return switch Self.all(parts.map { Condition.not($0).truth(facts, cuts) }) {
      case .yes(let ground): .no(ground)
      case .no(let ground): .yes(ground)
      case .unknown(let missing): .unknown(missing: missing)
      }
    case .fallback(let first, let second):
      let truth = first.truth(facts, cuts)
      guard case .unknown = truth else { return truth }
      if case .unknown = second.truth(facts, cuts) { return truth }
      return second.truth(facts, cuts)
    }
  }

  private static func leaf(
    _ fact: Fact, _ facts: FactSheet, _ holds: (FactValue) -> Bool?
  ) -> Truth {
    guard let value = facts[fact]?.value else {
      return fact.kind == .choice ? .no([]) : .unknown(missing: [fact])
    }
    guard let holds = holds(value) else {
      preconditionFailure("\(fact.name) has a value of another kind")
    }
    return holds ? .yes([fact]) : .no([fact])
  }

  private static func all(_ parts: [Truth]) -> Truth {
    var (ground, missing): ([Fact], [Fact]) = ([], [])
    for part in parts {
      switch part {
      case .no: return part
      case .yes(let facts): ground.add(facts)
      case .unknown(let facts): missing.add(facts)
      }
    }
    return missing.isEmpty ? .yes(ground) : .unknown(missing: missing)
  }
}

extension Condition {
  /// Every comparison in it, named conditions unfolded.
  var leaves: [Condition] {
    switch self {
    case .always: []
    case .compares, .isOne, .holds, .has: [self]
    case .named(_, let condition), .not(let condition): condition.leaves
    case .and(let parts), .or(let parts): parts.flatMap(\.leaves)
    case .fallback(let first, let second): first.leaves + second.leaves
    }
  }

  /// The fact that a comparison reads; nil for anything else.
  var fact: Fact? {
    switch self {
    case .compares(let fact, _, _), .isOne(let fact, _), .holds(let fact), .has(let fact, _): fact
    default: nil
    }
  }
}

extension Condition.Comparison {
  func holds(_ number: Double, _ bound: Double) -> Bool {
    switch self {
    case .less: number < bound
    case .atMost: number <= bound
    case .more: number > bound
    case .atLeast: number >= bound
    }
  }
}

extension CutValues {
  subscript(bound: Condition.Bound) -> Double {
    switch bound {
    case .cut(let cut): self[cut]
    case .number(let number): number
    }
  }
}

extension Array where Element: Equatable {
  /// Appends what is not there yet.
  mutating func add(_ others: some Sequence<Element>) {
    for other in others where !contains(other) { append(other) }
  }
}
