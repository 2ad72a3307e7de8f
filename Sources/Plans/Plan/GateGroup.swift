/// Gates of which some must hold: any of several, or so many of them.
///
/// Each alternative is one gate, or several that must all hold.
public struct GateGroup: Hashable, Sendable {
  /// How many alternatives must hold, from 1 to all.
  public let atLeast: Int
  /// Of each alternative, the places of its gates among those of its measure or plan; side by side,
  /// in rising order.
  public let alternatives: [Range<Int>]

  /// - Throws: No alternative, or more that must hold than there are.
  public init(atLeast: Int, of alternatives: [Range<Int>]) throws(PlanProblems) {
    self.atLeast = atLeast
    self.alternatives = alternatives
    var problems = PlanProblems()
    problems.require(
      atLeast >= 1 && atLeast <= alternatives.count, "at-least", found: "\(atLeast)",
      expected: "1..\(alternatives.count), the number of alternatives")
    try problems.throwIfAny()
  }
}
