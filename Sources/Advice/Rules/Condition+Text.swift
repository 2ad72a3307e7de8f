import Model
import Ownership

extension Condition {
  /// Reads a condition that may use the conditions with these names.
  ///
  /// - Precondition: The text follows the grammar and names what exists.
  init(_ text: String, using names: [NamedCondition] = NamedCondition.all) {
    var reader = ConditionText(text, names)
    self = reader.fallback()
    reader.expectEnd()
  }
}

/// Reads the grammar of ``Condition``, a level of precedence a function.
private struct ConditionText {
  private let text: String
  private let names: [NamedCondition]
  private var rest: ArraySlice<String>

  init(_ text: String, _ names: [NamedCondition]) {
    self.text = text
    self.names = names
    // Only brackets and commas stand without spaces.
    let spaced = text.map { "(){},".contains($0) ? " \($0) " : String($0) }.joined()
    rest = spaced.split(separator: " ").map(String.init)[...]
  }

  func expectEnd() {
    if let word = rest.first { fail("\(word) after its end") }
  }

  mutating func fallback() -> Condition {
    let first = or()
    return skip("else") ? .fallback(first, fallback()) : first
  }

  private mutating func or() -> Condition {
    var parts = [and()]
    while skip("or") { parts.append(and()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func and() -> Condition {
    var parts = [not()]
    while skip("and") { parts.append(not()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func not() -> Condition {
    if skip("not") { return .not(not()) }
    guard skip("(") else { return simple() }
    let inner = fallback()
    expect(")")
    return inner
  }

  private mutating func simple() -> Condition {
    let name = next()
    if name == "otherwise" { return .always }
    guard let fact = Fact.named(name) else {
      guard let named = names.first(where: { $0.name == name }) else { fail("no \(name)") }
      return .named(name, named.condition)
    }
    if fact.values.isNumber {
      guard let comparison = Condition.Comparison(rawValue: next()) else { fail("no comparison") }
      return .compares(fact, comparison, bound())
    }
    switch fact.values {
    case .word(let words):
      let named = wordsCompared()
      for word in named where !words.contains(where: { $0.name == word }) {
        fail("\(fact.name) is never \(word)")
      }
      return .isOne(fact, of: named)
    case .motions:
      expect("has")
      guard let motion = Motion(rawValue: next()) else { fail("no motion") }
      return .has(fact, motion)
    default: return .holds(fact)
    }
  }

  private mutating func wordsCompared() -> [String] {
    if skip("=") { return [next()] }
    expect("in")
    expect("{")
    var words = [next()]
    while skip(",") { words.append(next()) }
    expect("}")
    return words
  }

  private mutating func bound() -> Condition.Bound {
    let word = next()
    if let cut = Cut.named(word) { return .cut(cut) }
    if let number = Double(word) { return .number(number) }
    guard word.last == "%", let number = Double(word.dropLast()) else { fail("no cut \(word)") }
    return .number(number / 100)
  }

  private mutating func next() -> String {
    guard let word = rest.popFirst() else { fail("its end too early") }
    return word
  }

  private mutating func skip(_ word: String) -> Bool {
    guard rest.first == word else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func expect(_ word: String) {
    if !skip(word) { fail("no \(word)") }
  }

  private func fail(_ problem: String) -> Never {
    preconditionFailure("the condition `\(text)` has \(problem)")
  }
}
