extension PayShape {
  /// The knots of a shape with one scale; none for a rate or a matrix.
  package var knots: [Knot] {
    if case .tiers(let tiers) = self { return tiers.knots }
    return (stretches ?? []).map(\.knot)
  }

  /// Dead zones, cliffs and falling pay.
  func findings(under path: String) -> [PlanFinding] {
    let kinds: [PlanFinding.Kind]
    var unit = PlanFinding.Unit.attainment
    switch self {
    case .tiers(let tiers):
      unit = tiers.bounds == .attainment ? .attainment : .credit
      kinds =
        tiers.mode == .marginal
        ? flats(tiers.knots) { tiers.knots[$0].pays == 0 } : jumps(of: tiers.knots)
    case .matrix(let matrix):
      kinds = matrix.interpolates ? [] : cliffs(of: matrix)
    default:
      let stretches = stretches ?? []
      kinds = cliffs(stretches) + flats(knots) { stretches[$0].slope == 0 }
    }
    return kinds.map { PlanFinding(keyPath: path, kind: $0, unit: unit) }
  }

  /// Jumps of what is paid at each knot, from 0 before the first; a line that rises meets the next.
  private func cliffs(_ stretches: [Stretch]) -> [PlanFinding.Kind] {
    var before = 0.0
    var kinds: [PlanFinding.Kind] = []
    for (index, stretch) in stretches.enumerated() {
      let knot = stretch.knot
      if index > 0, stretches[index - 1].slope != 0 { before = knot.pays }
      if knot.pays < before {
        kinds.append(.fallingPay(at: knot.from, until: nil))
      } else if knot.pays > before, knot.from > 0 {
        kinds.append(.cliff(at: knot.from, jump: knot.pays - before))
      }
      before = knot.pays
    }
    return kinds
  }

  /// Stretches without marginal pay after pay has begun and before it ends.
  private func flats(_ knots: [Knot], isFlat: (Int) -> Bool) -> [PlanFinding.Kind] {
    guard let begin = knots.firstIndex(where: { $0.pays > 0 }) else { return [] }
    return knots.indices.dropLast().filter {
      $0 >= begin && isFlat($0) && knots[$0].from < knots[$0 + 1].from
    }.map {
      .deadZone(from: knots[$0].from, to: knots[$0 + 1].from)
    }
  }

  /// Where the top rate pays everything, each bound moves the pay of all that was credited before.
  private func jumps(of knots: [Knot]) -> [PlanFinding.Kind] {
    var before = 0.0
    var kinds: [PlanFinding.Kind] = []
    for knot in knots {
      let jump = (knot.pays - before) * knot.from
      if jump < 0 {
        let until = knot.pays > 0 ? knot.from * before / knot.pays : nil
        kinds.append(.fallingPay(at: knot.from, until: until))
      } else if jump > 0 {
        kinds.append(.cliff(at: knot.from, jump: jump))
      }
      before = knot.pays
    }
    return kinds
  }

  /// The largest jump at each bound of rows and columns.
  private func cliffs(of matrix: PayoutMatrix) -> [PlanFinding.Kind] {
    let columns = matrix.columns.indices.map { column in matrix.pays.map { $0[column] } }
    return cliffs(along: matrix.rows, matrix.pays) + cliffs(along: matrix.columns, columns)
  }

  private func cliffs(along bounds: [Double], _ lines: [[Double]]) -> [PlanFinding.Kind] {
    bounds.indices.dropFirst().flatMap { index -> [PlanFinding.Kind] in
      let jumps = zip(lines[index], lines[index - 1]).map { $0 - $1 }
      var kinds: [PlanFinding.Kind] = []
      if let jump = jumps.max(), jump > 0 { kinds.append(.cliff(at: bounds[index], jump: jump)) }
      if let fall = jumps.min(), fall < 0 {
        kinds.append(.fallingPay(at: bounds[index], until: nil))
      }
      return kinds
    }
  }
}
