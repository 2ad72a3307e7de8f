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
