/// The share of target incentive earned at an attainment, in straight lines between knots.
///
/// Zero below the first knot; a first knot that pays is a cliff at the threshold. Flat after the
/// last, which is the cap, unless `uncapped` prolongs the last line.
public struct PayoutCurve: Hashable, Sendable {
  /// Attainments and multiples.
  public let scale: Scale
  /// Whether the last line goes on.
  public let uncapped: Bool

  /// Attainments and multiples, rising.
  public var knots: [Knot] { scale.knots }

  /// - Throws: What ``Scale/init(_:)`` refuses, a curve that falls, or `uncapped` on a single knot,
  ///   which has no line to prolong.
  public init(_ knots: [Knot], uncapped: Bool = false) throws(PlanProblems) {
    scale = try Scale(knots)
    self.uncapped = uncapped
    var problems = PlanProblems()
    for index in knots.indices.dropFirst() where knots[index].pays < knots[index - 1].pays {
      problems.add(
        "[\(index)]",
        found: "\(percent(knots[index].pays)) after \(percent(knots[index - 1].pays))",
        expected: "a curve that never falls")
    }
    problems.require(
      !uncapped || knots.count > 1, "", found: "one knot, uncapped",
      expected: "two knots: the last line goes on")
    try problems.throwIfAny()
  }

  /// Each line meets the next.
  var stretches: [Stretch] {
    knots.indices.map { Stretch(knot: knots[$0], slope: slope(after: $0)) }
  }

  /// The slope after a knot: points of target incentive for each point of attainment.
  public func slope(after index: Int) -> Double {
    if index == knots.count - 1 { return uncapped ? slope(after: index - 1) : 0 }
    return (knots[index + 1].pays - knots[index].pays) / (knots[index + 1].from - knots[index].from)
  }
}
