import Foundation
import Statistics

/// The points at which expected credit is evaluated, and how its mean is made of them.
///
/// Most of what moves expected credit multiplies it, so the mean is nearly the product of the means
/// along each score. What that product misses is averaged over the copies of a Sobol sequence, each
/// shifted by its own fixed numbers: their spread is the error. Where two scores move one chance
/// together, most of what is missed goes with the product of their moves, whose mean is 0: it is
/// regressed out. No point depends on a seed.
///
/// - Reference: Owen, "Monte Carlo variance of scrambled net quadrature", 1997, on shifted copies;
///   Rabitz and Alis, "General foundations of high-dimensional model representations", 1999, on
///   expansions around a point; Tukey, "One degree of freedom for non-additivity", 1949.
struct OuterRule: Sendable {
  static let copies = 8
  private static let rule = GaussHermite(points: 5)

  private let scores: Int
  /// By score: 1 if it moves renewals, 0 if only what is sold.
  private let groups: [Int]
  /// Points of each copy.
  private let pointsPerCopy: Int
  /// The centre; then by score its nodes but the middle one; then the copies.
  let points: [[Double]]
  /// At `(point of a copy * scores + score) * nodes + node`: Lagrange's weights.
  private let lagrange: [Double]

  private static var nodes: Int { rule.nodes.count }
  private static var outerNodes: [Int] { rule.nodes.indices.filter { $0 != nodes / 2 } }

  /// - Parameter renews: By score: whether it moves renewals.
  init(renews: [Bool], pointsPerCopy: Int) {
    let scores = renews.count
    self.scores = scores
    groups = renews.map { $0 ? 1 : 0 }
    self.pointsPerCopy = pointsPerCopy
    let centre = [Double](repeating: 0, count: scores)
    var points = [centre]
    for score in 0..<scores {
      for node in Self.outerNodes {
        var point = centre
        point[score] = Self.rule.nodes[node]
        points.append(point)
      }
    }
    let copies = scores > 0 ? Self.copies(scores: scores, points: pointsPerCopy) : []
    self.points = points + copies
    lagrange = copies.flatMap { $0.flatMap(Self.lagrange) }
  }

  private static func copies(scores: Int, points: Int) -> [[Double]] {
    let sobol = SobolSequence.points(
      points, dimensions: min(scores, SobolSequence.dimensions))
    return (0..<copies).flatMap { copy in
      sobol.enumerated().map { index, point in
        (0..<scores).map { score in
          let shift = uniform(sequence: 10, copy * 1024 + score)
          let even =
            score < point.count
            ? point[score] : uniform(sequence: 9, (copy * points + index) * 1024 + score)
          let shifted = even + shift
          return StandardNormal.quantile(shifted < 1 ? shifted : shifted - 1)
        }
      }
    }
  }

  /// A fixed number between 0 and 1 (SplitMix64).
  private static func uniform(sequence: UInt64, _ index: Int) -> Double {
    var z = sequence &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return (Double(z >> 11) + 0.5) * 0x1p-53
  }

  private static func lagrange(_ z: Double) -> [Double] {
    rule.nodes.indices.map { node in
      rule.nodes.indices.reduce(1) { product, other in
        other == node
          ? product
          : product * (z - rule.nodes[other]) / (rule.nodes[node] - rule.nodes[other])
      }
    }
  }

  /// A mean, and what it would be by each copy alone.
  struct Mean {
    var value: Double
    var byCopy: [Double]
  }

  /// The least-squares factors of the first three controls; 0 for controls that do not vary.
  private static func regression(
    of values: [Double], on controls: [SIMD4<Double>]
  ) -> SIMD4<Double> {
    let count = Double(values.count)
    let centre = controls.reduce(.zero, +) / count
    let mean = values.reduce(0, +) / count
    var products = [SIMD4<Double>](repeating: .zero, count: 3)
    var right = SIMD4<Double>.zero
    for (value, control) in zip(values, controls) {
      let away = control - centre
      for row in 0..<3 { products[row] += away * away[row] }
      right += away * (value - mean)
    }
    // Gauss-Jordan, leaving out what hardly differs from those before it.
    var factors = SIMD4<Double>.zero
    let scales = (0..<3).map { products[$0][$0] }
    var used: [Int] = []
    for pivot in 0..<3
    where scales[pivot] > 0 && products[pivot][pivot] > 1e-9 * scales[pivot] {
      used.append(pivot)
      for row in 0..<3 where row != pivot {
        let factor = products[row][pivot] / products[pivot][pivot]
        products[row] -= products[pivot] * factor
        right[row] -= right[pivot] * factor
      }
    }
    for row in used { factors[row] = right[row] / products[row][row] }
    return factors
  }

  /// The mean of a quantity over all scores.
  ///
  /// - Parameters:
  ///   - value: By index in ``points``.
  ///   - isProduct: Whether scores multiply the quantity rather than add to it.
  func mean(isProduct: Bool, _ value: (Int) -> Double) -> Mean {
    let centre = value(0)
    let outer = Self.outerNodes
    // By score that matters: the quantity at each node over its value at the centre, or beyond it.
    var moving: [(score: Int, curve: [Double])] = []
    var multiplies = isProduct && centre > 0
    for score in 0..<scores {
      var isMoved = false
      for (place, _) in outer.enumerated() {
        let here = value(1 + score * outer.count + place)
        if abs(here - centre) > 1e-13 * abs(centre) { isMoved = true }
        if here <= 0 { multiplies = false }
      }
      if isMoved { moving.append((score, [])) }
    }
    let unit = multiplies ? 1.0 : 0.0
    for index in moving.indices {
      var curve = [Double](repeating: unit, count: Self.nodes)
      for (place, node) in outer.enumerated() {
        let here = value(1 + moving[index].score * outer.count + place)
        curve[node] = multiplies ? here / centre : here - centre
      }
      moving[index].curve = curve
    }
    func combine(_ terms: [Double]) -> Double {
      multiplies ? terms.reduce(centre, *) : terms.reduce(centre, +)
    }
    let main = combine(
      moving.map { moved in
        moved.curve.indices.reduce(0) { $0 + Self.rule.weights[$1] * moved.curve[$1] }
      })
    guard moving.count > 1 else {
      return Mean(value: main, byCopy: [Double](repeating: main, count: Self.copies))
    }
    let first = 1 + scores * outer.count
    let slopes = moving.map { moved in
      (moved.curve[Self.nodes - 2] - moved.curve[1])
        / (Self.rule.nodes[Self.nodes - 2] - Self.rule.nodes[1])
    }
    var missed = [Double](repeating: 0, count: Self.copies * pointsPerCopy)
    var controls = [SIMD4<Double>](repeating: .zero, count: missed.count)
    for point in missed.indices {
      var expected = centre
      var (linear, squares) = (SIMD2<Double>(), SIMD2<Double>())
      for (moved, slope) in zip(moving, slopes) {
        let weights = (point * scores + moved.score) * Self.nodes
        var term = 0.0
        for node in 0..<Self.nodes { term += lagrange[weights + node] * moved.curve[node] }
        expected = multiplies ? expected * term : expected + term
        let move = slope * points[first + point][moved.score]
        let group = groups[moved.score]
        linear[group] += move
        squares[group] += move * move
      }
      missed[point] = value(first + point) - expected
      // Sums of products of two different scores, which have mean 0.
      let pairs = linear * linear - squares
      controls[point] = SIMD4(pairs[0], pairs[1], linear[0] * linear[1], 0)
    }
    let factors = Self.regression(of: missed, on: controls)
    let byCopy = (0..<Self.copies).map { copy in
      var sum = 0.0
      for point in copy * pointsPerCopy..<(copy + 1) * pointsPerCopy {
        sum += missed[point] - (controls[point] * factors).sum()
      }
      return main + sum / Double(pointsPerCopy)
    }
    return Mean(value: byCopy.reduce(0, +) / Double(Self.copies), byCopy: byCopy)
  }
}
