import Foundation
import Testing
import Units

@testable import Statistics

/// Laws whose dominance is known.
@Suite struct DominanceTests {
  private static let worldSize = 16

  /// Worlds that move all their trials, and luck of a model's own in each.
  private func column(_ worlds: Int, seed: UInt64, own: UInt64, _ law: (Double) -> Double)
    -> [Double]
  {
    (0..<worlds * Self.worldSize).map { trial in
      let world = SplitMix.normal(seed, trial / Self.worldSize)
      let luck = SplitMix.normal(own, trial)
      return law(0.6 * world + 0.8 * luck)
    }
  }

  private func dominance(_ a: [Double], _ b: [Double]) -> Dominance {
    Dominance(
      of: QuantileCurve(a, worldSize: Self.worldSize),
      over: QuantileCurve(b, worldSize: Self.worldSize))
  }

  /// Where a model is better by a third of a standard deviation, it dominates by either order.
  @Test func shiftDominates() {
    let a = column(200, seed: 1, own: 2) { $0 + 0.35 }
    let b = column(200, seed: 1, own: 3) { $0 }
    let found = dominance(a, b)
    #expect(found.first == .dominates && found.second == .dominates)
    let reversed = dominance(b, a)
    #expect(reversed.first == .dominated && reversed.second == .dominated)
  }

  /// The same mean at half the risk: nobody who likes more must prefer it, all who like no risk do.
  @Test func lessRiskDominatesBySecondOrder() {
    let a = column(200, seed: 1, own: 2) { 0.5 * $0 + 0.2 }
    let b = column(200, seed: 1, own: 3) { $0 }
    let found = dominance(a, b)
    #expect(found.first == .neither && found.second == .dominates)
  }

  @Test func itselfIsNeither() {
    let a = column(40, seed: 1, own: 2) { $0 }
    #expect(
      dominance(a, a) == Dominance(of: .init(a, worldSize: 16), over: .init(a, worldSize: 16)))
    #expect(dominance(a, a).first == .neither)
  }

  /// Of thirty pairs of the same law hardly any are told apart.
  @Test func sameLawIsUndecided() {
    let told = (0..<30).count { seed in
      let a = column(62, seed: UInt64(100 + seed), own: UInt64(1000 + seed)) { $0 }
      let b = column(62, seed: UInt64(100 + seed), own: UInt64(2000 + seed)) { $0 }
      let found = dominance(a, b)
      return found.first != .undecided || found.second != .undecided
    }
    #expect(told <= 3)
  }

  /// With equal weights the quantiles are the order statistics of rank ceil(pN).
  @Test func quantilesAreOrderStatistics() {
    let column = (0..<160).map { Double(($0 * 37) % 160) }
    let curve = QuantileCurve(column, worldSize: 16)
    for (index, p) in QuantileCurve.probabilities.enumerated() {
      #expect(
        curve.values[index]
          == QuantileEstimate(
            p, of: column,
            clusters: Clusters(
              size: 1, valueCount: 160)
          ).value)
    }
  }
}
