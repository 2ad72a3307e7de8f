extension Surface {
  /// The probability, over assumptions, that each of several figures of the same worlds has the
  /// highest expectation; ties are split. Nil where there are too few worlds.
  ///
  /// At each fixed point, the surfaces say what figures may expect; what they lack is added as
  /// residuals of a world, the same for all figures and shrunken to the variance in excess of luck.
  ///
  /// - Parameter figures: The reference among them is 0 throughout.
  public static func chancesHighest(
    _ figures: [WorldMeans], _ scores: AssumptionScores
  ) -> [Double]? {
    var surfaces: [Surface?] = []
    for figure in figures {
      guard figure.means.contains(where: { $0 != 0 }) else {
        surfaces.append(nil)
        continue
      }
      guard let surface = Surface(figure, scores) else { return nil }
      surfaces.append(surface)
    }
    // A coordinate for each assumption that any surface has.
    var coordinates: [Int] = []
    for assumption in surfaces.compactMap(\.self).flatMap(\.chosen)
    where !coordinates.contains(assumption) { coordinates.append(assumption) }
    guard coordinates.count <= FixedPoints.dimensionLimit else { return nil }
    let points = FixedPoints(FixedPoints.many, dimensions: coordinates.count)
    let expected = zip(figures, surfaces).map { figure, surface in
      guard let surface else { return [Double](repeating: 0, count: points.count) }
      let luck = figure.luck.reduce(0, +) / Double(figure.count)
      let lacking = max(0, surface.residualVariance - luck)
      let factor =
        surface.residualVariance > 0
        ? (lacking / surface.residualVariance * Double(surface.worlds)
          / Double(surface.degreesOfFreedom)).squareRoot() : 0
      var values = surface.values(
        at: points.coordinates(surface.chosen.map { coordinates.firstIndex(of: $0)! }))
      for point in values.indices {
        values[point] += factor * surface.residuals[point % surface.worlds]
      }
      return values
    }
    var shares = [Double](repeating: 0, count: figures.count)
    for point in 0..<points.count {
      let highest = expected.reduce(-Double.infinity) { max($0, $1[point]) }
      let ties = expected.count { $0[point] == highest }
      for figure in shares.indices where expected[figure][point] == highest {
        shares[figure] += 1 / Double(ties)
      }
    }
    return shares.map { $0 / Double(points.count) }
  }
}
