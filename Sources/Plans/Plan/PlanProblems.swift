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
