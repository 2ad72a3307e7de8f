/// A list of knots in rising order: what every shape but a plain rate is made of.
public struct Scale: Hashable, Sendable {
  /// Rising strictly in `from`; never empty.
  public let knots: [Knot]

  /// - Throws: No knot, a `from` that does not rise, or a number that is negative or not finite.
  public init(_ knots: [Knot]) throws(PlanProblems) {
    self.knots = knots
    var problems = PlanProblems()
    problems.require(!knots.isEmpty, "", found: "no entry", expected: "at least one `from: pays`")
    for (index, knot) in knots.enumerated() {
      problems.require(
        knot.from >= 0 && knot.from.isFinite, "[\(index)]", found: "from \(plain(knot.from))",
        expected: "a bound of at least 0")
      problems.require(
        knot.pays >= 0 && knot.pays.isFinite, "[\(index)]", found: "pays \(plain(knot.pays))",
        expected: "at least 0")
      if index > 0, !(knot.from > knots[index - 1].from) {
        problems.add(
          "[\(index)]", found: "from \(plain(knot.from)) after \(plain(knots[index - 1].from))",
          expected: "rising bounds, each once")
      }
    }
    try problems.throwIfAny()
  }
}
