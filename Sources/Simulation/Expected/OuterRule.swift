import Foundation
import Statistics

/// The points at which expected credit is evaluated, and how its mean is made of them.
///
/// Most of what moves expected credit multiplies it, so the mean is nearly the product of the means
/// along each score. What that product misses is averaged over the copies of a Sobol sequence, each
/// shifted by its own fixed numbers: their spread is the error. No point depends on a seed.
///
/// - Reference: Owen, "Monte Carlo variance of scrambled net quadrature", 1997, on shifted copies;
///   Rabitz and Alis, "General foundations of high-dimensional model representations", 1999, on
///   expansions around a point.
struct OuterRule: Sendable {
  static let copies = 8
  private static let rule = GaussHermite(points: 5)

  private let scores: Int
  /// Points of each copy.
  private let pointsPerCopy: Int
  /// The centre; then by score its nodes but the middle one; then the copies.
  let points: [[Double]]
  /// At `(point of a copy * scores + score) * nodes + node`: Lagrange's weights.
  private let lagrange: [Double]

  private static var nodes: Int { rule.nodes.count }
  private static var outerNodes: [Int] { rule.nodes.indices.filter { $0 != nodes / 2 } }

  init(scores: Int, pointsPerCopy: Int) {
    self.scores = scores
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
    let byCopy = (0..<Self.copies).map { copy in
      var missed = 0.0
      for point in copy * pointsPerCopy..<(copy + 1) * pointsPerCopy {
        var expected = centre
        for moved in moving {
          let weights = (point * scores + moved.score) * Self.nodes
          var term = 0.0
          for node in 0..<Self.nodes { term += lagrange[weights + node] * moved.curve[node] }
          expected = multiplies ? expected * term : expected + term
        }
        missed += value(first + point) - expected
      }
      return main + missed / Double(pointsPerCopy)
    }
    return Mean(value: byCopy.reduce(0, +) / Double(Self.copies), byCopy: byCopy)
  }
}
