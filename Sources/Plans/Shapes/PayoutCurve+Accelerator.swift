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
