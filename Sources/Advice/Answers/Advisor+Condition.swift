public import Model

extension Advisor {
  /// Whether a condition holds in a segment; nil, with the facts that would have to be known, if that
  /// is not decided.
  ///
  /// - Precondition: The text follows the grammar of the tables.
  public func holds(
    _ condition: String, in segment: String
  ) -> (holds: Bool?, missing: [Fact]) {
    switch Condition(condition).truth(facts(of: segment), cuts) {
    case .yes: (true, [])
    case .no: (false, [])
    case .unknown(let missing): (nil, missing)
    }
  }
}
