/// Everything that is wrong with a plan or with the actuals, all at once.
public struct PlanProblems: Error, Hashable, Sendable {
  /// Never empty where thrown; in the order of the value's parts.
  public private(set) var problems: [PlanProblem]

  public init(_ problems: [PlanProblem] = []) {
    self.problems = problems
  }

  /// Adds one problem.
  public mutating func add(_ keyPath: String, found: String, expected: String) {
    problems.append(PlanProblem(keyPath, found: found, expected: expected))
  }

  /// Adds the problem unless the condition holds.
  public mutating func require(
    _ condition: Bool, _ keyPath: String, found: @autoclosure () -> String, expected: String
  ) {
    if !condition { add(keyPath, found: found(), expected: expected) }
  }

  /// Adds what is wrong with a part, under the part's key.
  public mutating func add(_ other: PlanProblems, under prefix: String) {
    problems += other.problems.map { $0.under(prefix) }
  }

  /// Throws itself where there is a problem.
  public func throwIfAny() throws(PlanProblems) {
    if !problems.isEmpty { throw self }
  }
}

extension PlanProblems: CustomStringConvertible {
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One thing that is wrong with a plan, a person or an actual.
///
/// Reads as `measures: found weights of 110%; expected 100%` and carries the value that was found.
public struct PlanProblem: Hashable, Sendable {
  /// Where the value stands, as keys and indices: `measures[1].curve`. Empty for the whole value.
  public let keyPath: String
  /// The offending value, as it would be written.
  public let found: String
  /// What would have been accepted.
  public let expected: String

  public init(_ keyPath: String, found: String, expected: String) {
    self.keyPath = keyPath
    self.found = found
    self.expected = expected
  }

  /// The same problem seen from further up: `curve` under `measures[1]` is `measures[1].curve`.
  public func under(_ prefix: String) -> PlanProblem {
    let joined =
      keyPath.isEmpty || prefix.isEmpty || keyPath.hasPrefix("[")
      ? prefix + keyPath : prefix + "." + keyPath
    return PlanProblem(joined, found: found, expected: expected)
  }
}

extension PlanProblem: CustomStringConvertible {
  public var description: String {
    "\(keyPath.isEmpty ? "" : keyPath + ": ")found \(found); expected \(expected)"
  }
}

/// A share as people write it: `0.855` is `85.5%`.
package func percent(_ share: Double) -> String {
  plain((share * 1e6).rounded() / 1e4) + "%"
}

/// A number without a needless fraction: `2`, `1.25`.
package func plain(_ number: Double) -> String {
  number.magnitude < 1e15 && number == number.rounded()
    ? String(Int(number)) : String(number)
}
