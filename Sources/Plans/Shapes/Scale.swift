package import Units

/// A list of knots in rising order: what every shape but a plain rate is made of.
public struct Scale: Hashable, Sendable {
  /// Rising in `from`, strictly but for one that begins above the bound of the one before; never
  /// empty.
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
      if index > 0, !knot.follows(knots[index - 1]) {
        problems.add(
          "[\(index)]", found: "from \(plain(knot.from)) after \(plain(knots[index - 1].from))",
          expected: "rising bounds, each once")
      }
    }
    try problems.throwIfAny()
  }
}

/// A point of a scale: from here on, this is paid.
public struct Knot: Hashable, Sendable {
  /// The lower bound, which belongs to the knot: an attainment, or an amount of credit.
  public let from: Double
  /// A multiple of target incentive, or a rate; the shape says which.
  public let pays: Double
  /// Whether the bound itself does not belong to it: it pays above the bound.
  public let isAbove: Bool

  public init(from: Double, pays: Double, isAbove: Bool = false) {
    self.from = from
    self.pays = pays
    self.isAbove = isAbove
  }

  /// Whether it begins after another one.
  func follows(_ other: Knot) -> Bool {
    from > other.from || (from == other.from && isAbove && !other.isAbove)
  }
}

/// A straight line from a knot to the next one, or without end.
package struct Stretch: Hashable, Sendable {
  package let knot: Knot
  /// What is paid more for each unit above the knot's bound; 0 where the line is flat.
  package let slope: Double
  /// What the slope is a rounding of.
  package let exactSlope: DoubleDouble

  /// Without an end.
  init(flat knot: Knot) {
    self.knot = knot
    (slope, exactSlope) = (0, .zero)
  }

  /// From one knot to another.
  init(_ knot: Knot, to next: Knot) { self.init(knot, along: (knot, next)) }

  /// From a knot on, as steep as between two.
  init(_ knot: Knot, along line: (from: Knot, to: Knot)) {
    self.knot = knot
    // Two knots at the same bound: a jump.
    guard line.to.from > line.from.from else {
      (slope, exactSlope) = (0, .zero)
      return
    }
    slope = (line.to.pays - line.from.pays) / (line.to.from - line.from.from)
    exactSlope =
      (DoubleDouble(written: line.to.pays) - DoubleDouble(written: line.from.pays))
      / (DoubleDouble(written: line.to.from) - DoubleDouble(written: line.from.from))
  }
}
