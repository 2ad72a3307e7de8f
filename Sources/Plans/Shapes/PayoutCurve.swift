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
    let last = knots.count - 1
    return knots.indices.map { index in
      if index < last { return Stretch(knots[index], to: knots[index + 1]) }
      return uncapped
        ? Stretch(knots[last], along: (knots[last - 1], knots[last])) : Stretch(flat: knots[last])
    }
  }

  /// The slope after a knot: points of target incentive for each point of attainment.
  public func slope(after index: Int) -> Double { stretches[index].slope }
}

extension PayoutCurve {
  /// Points of target incentive for each point of attainment just above target; nil where the curve
  /// pays nothing at target, or no more above it.
  public var accelerator: Double? {
    let target = multiple(at: Attainment(1))
    guard target > 0 else { return nil }
    let next = knots.first { $0.from > 1 }
    let slope =
      next.map { ($0.pays - target) / ($0.from - 1) } ?? slope(after: knots.count - 1)
    return slope > 0 || knots.contains { $0.pays > target } ? slope : nil
  }

  /// The curve with what it pays above target multiplied.
  ///
  /// Up to target nothing changes.
  ///
  /// - Parameter factor: At least 0; 0 pays no more than target.
  /// - Returns: Nil where ``accelerator`` is.
  public func scalingAccelerator(by factor: Double) -> PayoutCurve? {
    precondition(factor >= 0, "an accelerator never takes away")
    guard accelerator != nil else { return nil }
    if factor == 1 { return self }
    let target = multiple(at: Attainment(1))
    func scaled(_ pays: Double) -> Double { target + factor * (pays - target) }
    var scaledKnots = knots.filter { $0.from < 1 } + [Knot(from: 1, pays: target)]
    scaledKnots += knots.filter { $0.from > 1 }.map { Knot(from: $0.from, pays: scaled($0.pays)) }
    if uncapped, scaledKnots[scaledKnots.count - 1].from == 1 {
      scaledKnots.append(Knot(from: 2, pays: scaled(multiple(at: Attainment(2)))))
    }
    return try? PayoutCurve(scaledKnots, uncapped: uncapped)
  }
}
