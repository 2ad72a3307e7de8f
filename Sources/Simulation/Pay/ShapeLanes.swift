import Compensation

extension PayoutCurve {
  /// ``multiple(at:)`` of sixteen attainments at once, in the same arithmetic.
  func multiples(at attainments: MoneyLanes) -> MoneyLanes {
    var multiples = MoneyLanes()
    let knots = knots
    for (index, knot) in knots.enumerated() {
      let isLast = index == knots.count - 1
      var value = MoneyLanes(repeating: knot.pays)
      if !isLast || uncapped {
        let (low, high) =
          isLast ? (knots[index - 1], knot) : (knot, knots[index + 1])
        let at = most(attainments, MoneyLanes(repeating: knot.from))
        value = low.pays + (high.pays - low.pays) * ((at - low.from) / (high.from - low.from))
      }
      multiples.replace(with: value, where: attainments .>= reached(knot))
    }
    return multiples
  }
}

extension Steps {
  /// ``multiple(at:)`` of sixteen attainments at once.
  func multiples(at attainments: MoneyLanes) -> MoneyLanes {
    var multiples = MoneyLanes()
    for knot in knots {
      multiples.replace(
        with: MoneyLanes(repeating: knot.pays), where: attainments .>= reached(knot))
    }
    return multiples
  }
}

/// What reaches a knot: its bound, or short of it by one part in 10^9.
private func reached(_ knot: Knot) -> MoneyLanes {
  MoneyLanes(repeating: knot.from - knot.from.magnitude * 1e-9)
}
