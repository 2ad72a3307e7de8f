import Plans

/// What a shape pays as straight lines, each from its bound on, for sixteen trials at once.
///
/// Zero below the first bound. The lines are plain numbers in memory that another object owns.
struct PayLines: BitwiseCopyable {
  /// A line until the next one begins.
  struct Line: BitwiseCopyable {
    let from: Double
    /// At the bound.
    let pays: Double
    let slope: Double

    /// What reaches the bound: the bound itself, or short of it by one part in 10^9.
    var reached: Double { from - from.magnitude * 1e-9 }
  }

  let first: UnsafePointer<Line>
  let count: Int

  func callAsFunction(_ values: MoneyLanes) -> MoneyLanes {
    var pays = MoneyLanes()
    for index in 0..<count {
      let line = first[index]
      let above = most(values, MoneyLanes(repeating: line.from)) - line.from
      pays.replace(
        with: above * line.slope + line.pays, where: values .>= MoneyLanes(repeating: line.reached))
    }
    return pays
  }
}

extension PayoutCurve {
  /// Multiples of target incentive over attainment.
  var lines: [PayLines.Line] {
    knots.indices.map {
      PayLines.Line(from: knots[$0].from, pays: knots[$0].pays, slope: slope(after: $0))
    }
  }
}

extension Steps {
  /// Multiples of target incentive over attainment.
  var lines: [PayLines.Line] {
    knots.map { PayLines.Line(from: $0.from, pays: $0.pays, slope: 0) }
  }
}

extension TieredRate {
  /// Of marginal rates what a credit earns in all, of others the rate that it earns, over credit in
  /// the bounds' own unit.
  var lines: [PayLines.Line] {
    var earned = 0.0
    return knots.indices.map { index in
      let knot = knots[index]
      guard mode == .marginal else {
        return PayLines.Line(from: knot.from, pays: knot.pays, slope: 0)
      }
      if index > 0 { earned += (knot.from - knots[index - 1].from) * knots[index - 1].pays }
      return PayLines.Line(from: knot.from, pays: earned, slope: knot.pays)
    }
  }
}
