import Foundation
import Units

/// The quantiles of a figure, with what they would be in other runs: its worlds weighed anew.
///
/// Each replicate gives every world an exponential weight, the same for all figures of a run, so that
/// curves of one run can be compared replicate by replicate.
///
/// - Reference: Rubin, "The Bayesian Bootstrap", Annals of Statistics 9, 1981.
public struct QuantileCurve: Sendable {
  /// By ``probabilities``.
  let values: [Double]
  /// By replicate, then probability.
  let replicates: [[Double]]
  fileprivate let column: [Double]

  static let probabilities = (1...99).map { Double($0) / 100 }
  static let replicateCount = 200
  /// Larger runs are judged by their first worlds, which tell far finer than any decision asks.
  static let mostWorlds = 1024

  /// - Parameters:
  ///   - column: One value a trial, more being better.
  ///   - worldSize: How many consecutive trials share a world.
  public init(_ column: [Double], worldSize: Int) {
    let count = min(column.count, Self.mostWorlds * worldSize)
    self.column = Array(column[..<count])
    let order = (0..<count).sorted { column[$0] < column[$1] }
    let sorted = order.map { column[$0] }
    let worlds = order.map { $0 / worldSize }
    let worldCount = (count + worldSize - 1) / worldSize
    values = Self.quantiles(sorted) { _ in 1 }
    replicates = (0..<Self.replicateCount).map { replicate in
      let weights = (0..<worldCount).map {
        -log(SplitMix.uniform(74, replicate * worldCount + $0))
      }
      return Self.quantiles(sorted) { weights[worlds[$0]] }
    }
  }

  /// The smallest value up to which the weights reach each probability.
  private static func quantiles(_ sorted: [Double], weight: (Int) -> Double) -> [Double] {
    let whole = sorted.indices.reduce(0) { $0 + weight($1) }
    var (reached, position) = (weight(0), 0)
    return probabilities.map { probability in
      // Rounding must not pass a rank that the probability reaches.
      let needed = probability * whole * (1 - 1e-12)
      while reached < needed, position + 1 < sorted.count {
        position += 1
        reached += weight(position)
      }
      return sorted[position]
    }
  }
}

/// Whether one law of outcomes is better than another for everybody who likes more (first order), or
/// for everybody who likes more and no risk (second order).
///
/// Differences of quantiles, and of their integrals from 0, with a band that holds the whole curve in
/// 95 of 100 runs.
///
/// - Reference: Whang, "Econometric Analysis of Stochastic Dominance", 2019; Montiel Olea and
///   Plagborg-Møller, "Simultaneous Confidence Bands", Journal of Applied Econometrics 34, 2019.
public struct Dominance: Hashable, Sendable {
  public enum Finding: String, CaseIterable, Sendable {
    /// At least as good everywhere, and beyond doubt better somewhere.
    case dominates
    case dominated
    /// Each is beyond doubt better somewhere.
    case neither
    case undecided
  }

  public let first: Finding
  public let second: Finding

  public init(of a: QuantileCurve, over b: QuantileCurve) {
    guard a.column != b.column else {
      (first, second) = (.neither, .neither)
      return
    }
    let difference = Self.less(a.values, b.values)
    let replicates = zip(a.replicates, b.replicates).map(Self.less)
    let first = Self.find(difference, replicates)
    let second = Self.find(Self.integral(difference), replicates.map(Self.integral))
    self.first = first
    // What is better everywhere is better in sum.
    self.second = first == .dominates || first == .dominated ? first : second
  }

  private static func less(_ a: [Double], _ b: [Double]) -> [Double] {
    zip(a, b).map { $0 - $1 }
  }

  private static func integral(_ curve: [Double]) -> [Double] {
    var sum = 0.0
    return curve.map {
      sum += $0
      return sum
    }
  }

  private static func find(_ curve: [Double], _ replicates: [[Double]]) -> Finding {
    let errors = curve.indices.map { index in
      (replicates.reduce(0) {
        let deviation = $1[index] - curve[index]
        return $0 + deviation * deviation
      } / Double(replicates.count)).squareRoot()
    }
    let known = curve.indices.filter { errors[$0] > 0 }
    let farthest = replicates.map { replicate in
      known.reduce(0) { max($0, abs(replicate[$1] - curve[$1]) / errors[$1]) }
    }.sorted()
    let reach = farthest[farthest.count * 95 / 100 - 1]
    let isAbove = curve.indices.contains { curve[$0] > reach * errors[$0] }
    let isBelow = curve.indices.contains { curve[$0] < -reach * errors[$0] }
    return switch (isAbove, isBelow) {
    case (true, true): .neither
    case (true, false): curve.allSatisfy { $0 >= 0 } ? .dominates : .undecided
    case (false, true): curve.allSatisfy { $0 <= 0 } ? .dominated : .undecided
    case (false, false): .undecided
    }
  }
}
