import Statistics
import Testing

@Suite struct PairedDifferenceTests {
  @Test(arguments: [true, false], [true, false])
  func equalColumnsDoNotDiffer(hasRanges: Bool, lowerIsBetter: Bool) {
    let column = (0..<100).map { Double($0 % 7) }
    let difference = PairedDifference(
      column, minus: column, worldSize: 16, hasRanges: hasRanges, lowerIsBetter: lowerIsBetter)
    #expect(difference.mean == 0 && difference.standardError == 0)
    #expect(difference.low == 0 && difference.high == 0)
    #expect(difference.ties == 1 && difference.wins == 0 && difference.losses == 0)
    #expect(difference.probabilityBetter == 0.5)
  }

  @Test func roundingIsNotADifference() {
    let column = (1...64).map { Double($0) * 0.1 }
    let rounded = column.map { $0 * (1 + 1e-13) }
    let difference = PairedDifference(rounded, minus: column, worldSize: 16, hasRanges: true)
    #expect(difference.mean == 0 && difference.ties == 1 && difference.probabilityBetter == 0.5)
  }

  @Test func withoutRangesTheSignDecides() {
    let zero = [Double](repeating: 0, count: 10)
    let mostlyUp: [Double] = [5, 5, 5, -1, -1, -1, -1, 0, 0, 0]
    let up = PairedDifference(mostlyUp, minus: zero, worldSize: 16, hasRanges: false)
    #expect(up.probabilityBetter == 1 && abs(up.mean - 1.1) < 1e-15)
    #expect(up.wins == 0.3 && up.losses == 0.4 && up.ties == 0.3)
    let cost = PairedDifference(
      mostlyUp, minus: zero, worldSize: 16, hasRanges: false, lowerIsBetter: true)
    #expect(cost.probabilityBetter == 0 && cost.wins == 0.4 && cost.losses == 0.3)
    #expect(cost.mean == up.mean)
  }

  /// By hand: two worlds of two trials, differences 1, 3 and -1, 1. They tell an error, but nothing of
  /// how often a world is better.
  @Test func errorByHand() {
    let difference = PairedDifference(
      [1, 3, -1, 1], minus: [0, 0, 0, 0], worldSize: 2, hasRanges: true)
    #expect(difference.mean == 1 && difference.better == nil)
    // Cluster sums of deviations are +2 and -2: sqrt(2 / 1 x 8) / 4 = 1; t(1) at 97.5% is 12.7062.
    #expect(difference.standardError == 1 && difference.degreesOfFreedom == 1)
    #expect(abs(difference.high - 13.7062) < 1e-4 && abs(difference.low + 11.7062) < 1e-4)
  }

  /// Expectations are N(1, 1) over worlds, by an assumption's score, and luck has sd 4 within: the
  /// probability is Phi(1) = .841. The raw world means, of variance 2, would say Phi(.707) = .760.
  @Test(arguments: [16_000, 15_990], [false, true])
  func luckWithinWorldsIsNotIgnorance(trials: Int, lowerIsBetter: Bool) throws {
    let stream = RandomStream(seed: 5)
    func normal() -> Double { StandardNormal.quantile(stream.uniform()) }
    let worlds = (0..<1000).map { _ in (0..<3).map { _ in normal() } }
    let column = worlds.flatMap { scores in (0..<16).map { _ in 1 + scores[1] + 4 * normal() } }
      .prefix(trials)
    let zero = [Double](repeating: 0, count: trials)
    let scores = AssumptionScores(
      (0..<3).map { index in worlds.map { $0[index] } }, worlds: trials / 16)
    let difference = PairedDifference(
      Array(column), minus: zero, worldSize: 16, hasRanges: true, scores: scores,
      lowerIsBetter: lowerIsBetter)
    let better = try #require(difference.better)
    let truth = lowerIsBetter ? 1 - 0.8413 : 0.8413
    #expect((better.low...better.high).contains(truth) && better.high - better.low < 0.06)
    #expect(abs(better.value - truth) < 0.02)
    let rawShare =
      (0..<trials / 16).count { Moments(Array(column[$0 * 16..<($0 + 1) * 16])).mean > 0 }
    #expect(abs(Double(rawShare) / Double(trials / 16) - 0.8413) > 0.04)
    // sqrt((1 + 16 / 16) / 1000)
    #expect(abs(difference.standardError / 0.0447 - 1) < 0.1)
  }

  @Test func singleWorldTellsNothing() {
    let difference = PairedDifference([1, 2], minus: [0, 0], worldSize: 16, hasRanges: true)
    #expect(difference.better == nil && difference.standardError == .infinity)
    #expect(difference.low == -.infinity && difference.high == .infinity)
  }
}
