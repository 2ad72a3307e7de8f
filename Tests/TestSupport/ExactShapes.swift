import Plans

private func reached(_ bounds: [Double], _ value: Fraction) -> Int? {
  bounds.lastIndex { Fraction(decimal: $0) <= value }
}

extension PayoutCurve {
  /// Straight between knots; after the last flat, or on along the last line.
  func exact(at attainment: Fraction) -> Fraction {
    guard let index = reached(knots.map(\.from), attainment) else { return .zero }
    let isLast = index == knots.count - 1
    if isLast, !uncapped { return Fraction(decimal: knots[index].pays) }
    let low = knots[isLast ? index - 1 : index]
    let high = knots[isLast ? index : index + 1]
    let way =
      (attainment - Fraction(decimal: low.from))
      / (Fraction(decimal: high.from) - Fraction(decimal: low.from))
    return Fraction(decimal: low.pays)
      + (Fraction(decimal: high.pays) - Fraction(decimal: low.pays)) * way
  }
}

extension PayoutMatrix {
  /// The mean of the four corners around, by how near they are; stepped, the lower corner.
  func exact(at row: Fraction, _ column: Fraction) -> Fraction {
    guard let i = reached(rows, row), let j = reached(columns, column) else { return .zero }
    guard interpolates else { return Fraction(decimal: pays[i][j]) }
    func way(_ bounds: [Double], _ index: Int, _ value: Fraction) -> Fraction {
      guard index + 1 < bounds.count else { return .zero }
      return (value - Fraction(decimal: bounds[index]))
        / (Fraction(decimal: bounds[index + 1]) - Fraction(decimal: bounds[index]))
    }
    let (s, t) = (way(rows, i, row), way(columns, j, column))
    func corner(_ i: Int, _ j: Int) -> Fraction {
      Fraction(decimal: pays[min(i, rows.count - 1)][min(j, columns.count - 1)])
    }
    return corner(i, j) * (.one - s) * (.one - t) + corner(i + 1, j) * s * (.one - t)
      + corner(i, j + 1) * (.one - s) * t + corner(i + 1, j + 1) * s * t
  }
}

extension Steps {
  func exact(at attainment: Fraction) -> Fraction {
    reached(knots.map(\.from), attainment).map { Fraction(decimal: knots[$0].pays) } ?? .zero
  }
}
