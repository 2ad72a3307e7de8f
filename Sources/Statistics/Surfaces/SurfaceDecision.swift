/// A choice among figures of the same worlds, the highest expectation being best: how likely each is,
/// and what it would be worth to know an assumption before choosing.
///
/// Whoever knows an assumption chooses the best for its value, whoever does not the best on average.
/// What knowing is worth is the difference of these, over the law of the assumption: never the best of
/// each trial or world, whose luck nobody can know.
///
/// ```swift
/// let decision = SurfaceDecision([WorldMeans(zeros, worldSize: 16), gain], scores)
/// decision?.valueOfAll  // what it would be worth to know all assumptions
/// decision?.value(of: [3])  // the fourth alone; nil where it is not told from nothing
/// ```
///
/// - Reference: Strong, Oakley, Brennan, "Estimating Multiparameter Partial Expected Value of Perfect
///   Information from a Probabilistic Sensitivity Analysis Sample", Medical Decision Making 34, 2014.
public struct SurfaceDecision: Sendable {
  /// By figure, the probability, over assumptions, that its expectation is the highest; ties are
  /// split.
  public let chancesHighest: [Double]
  /// The value of knowing all assumptions; at least 0.
  public let valueOfAll: Double
  /// By figure; nil where it is 0 throughout.
  private let surfaces: [Surface?]
  /// What is expected at each fixed point, by figure.
  private let expected: [[Double]]
  private let points: FixedPoints
  /// The assumptions that the points' coordinates stand for.
  private let coordinates: [Int]

  /// Which figure is expected to be the highest where an assumption lies in a part of its law.
  public struct Leader: Hashable, Sendable {
    /// Of the law: a twentieth of it.
    public let part: Int
    public let figure: Int
    /// How often it is the highest there, over the other assumptions.
    public let chance: Double
  }

  /// Parts of equal probability of an assumption's law.
  public static let parts = 20

  /// Nil where there are too few worlds.
  ///
  /// At each fixed point, the surfaces say what figures may expect; what they lack is added as
  /// residuals of a world, the same for all figures and shrunken to the variance in excess of luck.
  ///
  /// - Parameter figures: Signed so that more is better. The reference among them is 0 throughout.
  public init?(_ figures: [WorldMeans], _ scores: AssumptionScores) {
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
    let coordinates = Set(surfaces.compactMap(\.self).flatMap(\.chosen)).sorted()
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
    var best = 0.0
    for point in 0..<points.count {
      let highest = expected.reduce(-Double.infinity) { max($0, $1[point]) }
      best += highest
      let ties = expected.count { $0[point] == highest }
      for figure in shares.indices where expected[figure][point] == highest {
        shares[figure] += 1 / Double(ties)
      }
    }
    chancesHighest = shares.map { $0 / Double(points.count) }
    let onAverage = expected.reduce(-Double.infinity) { max($0, $1.reduce(0, +)) }
    valueOfAll = max(0, (best - onAverage) / Double(points.count))
    self.surfaces = surfaces
    self.expected = expected
    self.points = points
    self.coordinates = coordinates
  }

  /// Who leads along an assumption's law, part by part from its lowest values to its highest; nil
  /// where it is not told from nothing.
  public func leaders(along assumption: Int) -> [Leader]? {
    guard let coordinate = coordinates.firstIndex(of: assumption) else { return nil }
    let scores = points.coordinates([coordinate]).values(
      constant: 0, [SIMD4(0, 1, 0, 0)], products: [])
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: expected.count), count: Self.parts)
    var highest = sums
    for (point, score) in scores.enumerated() {
      let part = min(
        Self.parts - 1, Int(StandardNormal.cumulative(score) * Double(Self.parts)))
      var best = 0
      for figure in expected.indices {
        sums[part][figure] += expected[figure][point]
        if expected[figure][point] > expected[best][point] { best = figure }
      }
      highest[part][best] += 1
    }
    return (0..<Self.parts).map { part in
      let leader = sums[part].indices.max { sums[part][$0] < sums[part][$1] }!
      return Leader(
        part: part, figure: leader,
        chance: highest[part][leader] / max(1, highest[part].reduce(0, +)))
    }
  }

  /// The assumptions that a surface has: all others are not told from nothing.
  public var assumptions: Set<Int> { Set(surfaces.compactMap(\.self).flatMap(\.chosen)) }

  /// The value of knowing an assumption; nil where it is not told from nothing.
  public func value(of assumption: Int) -> Double? {
    guard assumptions.contains(assumption) else { return nil }
    let curves = surfaces.map { surface -> SIMD4<Double> in
      guard let surface else { return .zero }
      let coefficients = SurfaceCurve(surface, along: assumption).coefficients()
      return coefficients.indices.reduce(.zero) {
        $0 + coefficients[$1] * ($1 == 0 ? SIMD4(1, 0, 0, 0) : Hermite.factors($1))
      }
    }
    var (sum, whole) = (0.0, 0.0)
    var means = [Double](repeating: 0, count: curves.count)
    for step in 0...2400 {
      let z = Double(step) / 200 - 6
      let weight = StandardNormal.density(z)
      let monomials = SIMD4(1, z, z * z, z * z * z)
      var highest = -Double.infinity
      for (figure, curve) in curves.enumerated() {
        let value = (curve * monomials).sum()
        means[figure] += weight * value
        highest = max(highest, value)
      }
      sum += weight * highest
      whole += weight
    }
    return max(0, (sum - means.max()!) / whole)
  }

  /// The value of knowing some assumptions together; nil where none is told from nothing.
  public func value(ofAll group: [Int]) -> Double? {
    let known = group.filter(assumptions.contains)
    guard known.count > 1 else { return known.first.flatMap { value(of: $0) } }
    let count = 2048
    let points = FixedPoints(count, dimensions: known.count)
    let expected = surfaces.map { surface in
      surface?.values(ofKnown: known, at: points) ?? [Double](repeating: 0, count: count)
    }
    let best = (0..<count).reduce(0) { sum, point in
      sum + expected.reduce(-Double.infinity) { max($0, $1[point]) }
    }
    let onAverage = expected.reduce(-Double.infinity) { max($0, $1.reduce(0, +)) }
    return max(0, (best - onAverage) / Double(count))
  }
}

extension Surface {
  /// The surface on average over all assumptions but some.
  ///
  /// - Parameter points: Of the known ones, in their order.
  fileprivate func values(ofKnown known: [Int], at points: FixedPoints) -> [Double] {
    func isKnown(_ term: SurfaceTerm) -> Bool {
      switch term {
      case .constant: true
      case .hermite(let assumption, _): known.contains(assumption)
      case .product(let a, let b): known.contains(a) && known.contains(b)
      case .power: false
      }
    }
    let indices = linear.coefficients.indices
    let inner = indices.filter { isKnown(terms[$0]) }
    /// Of terms that are known.
    func sum(_ coefficients: [Double]) -> [Double] {
      Surface.sum(inner.map { terms[$0] }, inner.map { coefficients[$0] }, known, points)
    }
    var values = sum(coefficients)
    let powers = powers
    guard !powers.isEmpty else { return values }
    // The others at points of their own, and how the known ones tilt them.
    let others = chosen.filter { !known.contains($0) }
    let free = FixedPoints(64, dimensions: others.count)
    let outer = indices.filter { !isKnown(terms[$0]) }
    func isOfOthers(_ index: Int) -> Bool {
      switch terms[index] {
      case .hermite: true
      case .product(let a, let b): !known.contains(a) && !known.contains(b)
      default: false
      }
    }
    let apart = outer.filter(isOfOthers)
    let rests = Surface.sum(
      apart.map { terms[$0] }, apart.map { linear.coefficients[$0] }, others, free)
    let tilts = known.map { assumption in
      let own = outer.compactMap { index -> (SurfaceTerm, Double)? in
        guard case .product(let a, let b) = terms[index], a == assumption || b == assumption
        else { return nil }
        return (
          .hermite(assumption: a == assumption ? b : a, degree: 1), linear.coefficients[index]
        )
      }
      return Surface.sum(own.map(\.0), own.map(\.1), others, free)
    }
    let before = sum(linear.coefficients)
    let scores = known.indices.map { index in
      points.coordinates([index]).values(
        constant: 0, [SIMD4(0, 1, 0, 0)], products: [])
    }
    for point in values.indices {
      var sums = SIMD2<Double>.zero
      for inner in rests.indices {
        var fit = before[point] + rests[inner]
        for index in tilts.indices { fit += scores[index][point] * tilts[index][inner] }
        let scaled = linear.scaled(fit)
        sums += SIMD2(scaled * scaled, scaled * scaled * scaled)
      }
      for (exponent, coefficient) in powers {
        values[point] += coefficient * sums[exponent - 2] / Double(rests.count)
      }
    }
    return values
  }
}
