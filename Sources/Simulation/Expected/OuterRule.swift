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
  private static let rule = GaussHermite(points: 3)

  private let scores: Int
  /// By score: 1 if it moves renewals, 0 if only what is sold.
  private let groups: [Int]
  /// The centre, then by score its nodes but the middle one.
  let curvePoints: [[Double]]
  /// Points of each copy in turn: point *i* is of copy *i* modulo ``copies``.
  private(set) var copyPoints: [[Double]] = []
  /// At `(score * nodes + node) * copyPoints.count + point`: Lagrange's weights.
  private var lagrange: [Double] = []
  /// The scores by coordinate: the most even coordinates are the first.
  private var ranking: [Int] = []

  private static var nodes: Int { rule.nodes.count }
  private static var outerNodes: [Int] { rule.nodes.indices.filter { $0 != nodes / 2 } }
  /// Relative moves below this are none.
  private static let least = 1e-9

  /// - Parameter renews: By score: whether it moves renewals.
  init(renews: [Bool]) {
    scores = renews.count
    groups = renews.map { $0 ? 1 : 0 }
    let centre = [Double](repeating: 0, count: scores)
    var points = [centre]
    for score in renews.indices {
      for node in Self.outerNodes {
        var point = centre
        point[score] = Self.rule.nodes[node]
        points.append(point)
      }
    }
    curvePoints = points
  }

  /// The indices in ``curvePoints`` at which a score is moved.
  func curve(of score: Int) -> Range<Int> {
    let count = Self.outerNodes.count
    return 1 + score * count..<1 + (score + 1) * count
  }

  /// Says which scores matter most: they get the most even coordinates.
  mutating func rank(_ ranking: [Int]) { self.ranking = ranking }

  /// Makes the copies as long as this; points that are there stay.
  mutating func extend(toPointsPerCopy count: Int) {
    guard scores > 0 else { return }
    let sobol = SobolSequence.points(count, dimensions: min(scores, SobolSequence.dimensions))
    for index in copyPoints.count / Self.copies..<count {
      for copy in 0..<Self.copies {
        var point = [Double](repeating: 0, count: scores)
        for (place, score) in ranking.enumerated() {
          let even =
            place < SobolSequence.dimensions
            ? sobol[index][place]
            : Self.uniform(sequence: 9, (index * Self.copies + copy) * 1024 + place)
          let shifted = even + Self.uniform(sequence: 10, copy * 1024 + place)
          point[score] = StandardNormal.quantile(shifted < 1 ? shifted : shifted - 1)
        }
        copyPoints.append(point)
      }
    }
    lagrange = (0..<scores).flatMap { score in
      Self.rule.nodes.indices.flatMap { node in
        copyPoints.map { Self.lagrange(node, at: $0[score]) }
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

  private static func lagrange(_ node: Int, at z: Double) -> Double {
    rule.nodes.indices.reduce(1) { product, other in
      other == node
        ? product
        : product * (z - rule.nodes[other]) / (rule.nodes[node] - rule.nodes[other])
    }
  }

  // MARK: - Means

  /// A mean by the curves alone, and as each copy corrects it.
  struct Mean {
    var byCurves: Double
    var byCopy: [Double]
  }

  /// A quantity along one score, over its value at the centre or beyond it.
  private struct Curve {
    let score: Int
    let low: Double
    let high: Double
    /// At the centre.
    let unit: Double

    var mean: Double { rule.weights[0] * (low + high) + rule.weights[1] * unit }
    var slope: Double { (high - low) / (rule.nodes[2] - rule.nodes[0]) }
  }

  /// The curves of a quantity, and whether they multiply.
  private func curves(isProduct: Bool, _ value: (Int) -> Double) -> ([Curve], Bool) {
    let centre = value(0)
    let multiplies = isProduct && (0..<curvePoints.count).allSatisfy { value($0) > 0 }
    let curves = (0..<scores).compactMap { score -> Curve? in
      let (low, high) = (value(curve(of: score).lowerBound), value(curve(of: score).lowerBound + 1))
      let least = Self.least * abs(centre)
      guard abs(low - centre) > least || abs(high - centre) > least else { return nil }
      return multiplies
        ? Curve(score: score, low: low / centre, high: high / centre, unit: 1)
        : Curve(score: score, low: low - centre, high: high - centre, unit: 0)
    }
    return (curves, multiplies)
  }

  /// The mean of a quantity over all scores by its curves alone.
  ///
  /// - Parameters:
  ///   - isProduct: Whether scores multiply the quantity rather than add to it.
  ///   - value: By index in ``curvePoints``.
  func meanByCurves(isProduct: Bool, _ value: (Int) -> Double) -> Double {
    let (curves, multiplies) = curves(isProduct: isProduct, value)
    return curves.reduce(value(0)) { multiplies ? $0 * $1.mean : $0 + $1.mean }
  }

  /// The mean of a quantity over all scores.
  ///
  /// - Parameter value: By index in ``curvePoints``, and on in ``copyPoints``.
  func mean(isProduct: Bool, _ value: (Int) -> Double) -> Mean {
    let centre = value(0)
    let (curves, multiplies) = curves(isProduct: isProduct, value)
    let main = curves.reduce(centre) { multiplies ? $0 * $1.mean : $0 + $1.mean }
    guard !curves.isEmpty else {
      return Mean(byCurves: main, byCopy: [Double](repeating: main, count: Self.copies))
    }
    let (expected, controls) = expected(curves, centre: centre, multiplies: multiplies)
    let missed = copyPoints.indices.map { value(curvePoints.count + $0) - expected[$0] }
    let factors = Self.regression(of: missed, on: controls)
    var byCopy = [Double](repeating: 0, count: Self.copies)
    for point in copyPoints.indices {
      byCopy[point % Self.copies] += missed[point] - (controls[point] * factors).sum()
    }
    for copy in byCopy.indices {
      byCopy[copy] = main + byCopy[copy] * Double(Self.copies) / Double(copyPoints.count)
    }
    return Mean(byCurves: main, byCopy: byCopy)
  }

  /// By point of the copies: what the curves say, and sums of products of two scores' moves, whose
  /// mean is 0: of those that do not move renewals, of those that do, and of one of each.
  private func expected(
    _ curves: [Curve], centre: Double, multiplies: Bool
  ) -> (values: [Double], controls: [SIMD4<Double>]) {
    let count = copyPoints.count
    var values = [Double](repeating: centre, count: count)
    var linear = [SIMD2<Double>](repeating: .zero, count: count)
    var squares = linear
    lagrange.withUnsafeBufferPointer { lagrange in
      for curve in curves {
        let weights = lagrange.baseAddress! + curve.score * Self.nodes * count
        for point in 0..<count {
          let outer = curve.low * weights[point] + curve.high * weights[2 * count + point]
          let term = outer + curve.unit * weights[count + point]
          values[point] = multiplies ? values[point] * term : values[point] + term
        }
        let group = groups[curve.score]
        for point in 0..<count {
          let move = curve.slope * copyPoints[point][curve.score]
          linear[point][group] += move
          squares[point][group] += move * move
        }
      }
    }
    let controls = zip(linear, squares).map { linear, squares in
      let pairs = linear * linear - squares
      return SIMD4(pairs[0], pairs[1], linear[0] * linear[1], 0)
    }
    return (values, controls)
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
}
