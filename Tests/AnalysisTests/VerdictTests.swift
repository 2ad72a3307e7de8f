import Statistics
import Testing

@testable import Analysis

@Suite struct VerdictTests {
  /// A difference, and what an independent implementation of the rule makes of it.
  struct Case: Sendable {
    var mean: Double
    var error: Double
    var freedom: Double
    var better: (value: Double, low: Double, high: Double)
    var rivals = 1
    let finding: Verdict.Finding
    /// Worlds of so many that would decide.
    var worlds = 0.0
    var needed: Double?
  }

  static let cases = [
    Case(
      mean: 1.54, error: 0.21, freedom: 124, better: (0.69, 0.63, 0.76),
      finding: .tooCloseToCall),
    Case(mean: 1.54, error: 0.21, freedom: 124, better: (0.97, 0.92, 0.99), finding: .winner),
    Case(
      mean: 1.54, error: 0.6, freedom: 124, better: (0.97, 0.92, 0.99), finding: .runMore,
      worlds: 125, needed: 178),
    Case(
      mean: -1.54, error: 0.21, freedom: 124, better: (0.03, 0.01, 0.06), rivals: 3,
      finding: .beaten),
    Case(mean: 0.02, error: 0.21, freedom: 124, better: (0.5, 0.4, 0.6), finding: .tooCloseToCall),
    Case(
      mean: 1.54, error: 0.21, freedom: 124, better: (0.93, 0.86, 0.97), finding: .runMore,
      worlds: 125, needed: 681),
    Case(
      mean: 1.54, error: 0.01, freedom: 1, better: (1, 0.95, 1), finding: .runMore, worlds: 2,
      needed: 5),
    Case(
      mean: 1.54, error: 0.21, freedom: 1000, better: (0.9005, 0.899, 0.902), finding: .runMore,
      worlds: 1000, needed: 9001),
    // On the line: no number of trials tells 90.001% from 90%.
    Case(
      mean: 1.54, error: 0.01, freedom: 1000, better: (0.90001, 0.88, 0.92),
      finding: .tooCloseToCall),
  ]

  @Test(arguments: cases.indices) func rule(_ index: Int) {
    let known = Self.cases[index]
    let (finding, times) = Verdict.find(
      MeanEstimate(
        value: known.mean, standardError: known.error, degreesOfFreedom: known.freedom),
      ChanceBetter(value: known.better.value, low: known.better.low, high: known.better.high),
      rivals: known.rivals, trials: 1000)
    #expect(finding == known.finding)
    #expect(times.map { ($0 * known.worlds).rounded(.up) } == known.needed)
  }

  private func verdict(_ differences: [Double]) -> Verdict {
    Verdict(
      model: 0, against: 1,
      difference: PairedDifference(
        differences, minus: differences.map { _ in 0 }, worldSize: 1, hasRanges: false),
      rivals: 1)
  }

  @Test func allTiesIsNoDifference() {
    #expect(verdict([0, 0, 0, 0]).finding == .noDifference)
  }

  /// Where nothing is uncertain, a mean beyond its error decides, from 100 trials on.
  @Test func certainDifferences() {
    func alternating(_ mean: Double, trials: Int) -> [Double] {
      (0..<trials).map { mean + ($0.isMultiple(of: 2) ? 1 : -1) }
    }
    #expect(verdict(alternating(0.5, trials: 100)).finding == .winner)
    #expect(verdict(alternating(-0.5, trials: 100)).finding == .beaten)
    #expect(verdict(alternating(0.5, trials: 98)).finding == .runMore)
    #expect(verdict([Double](repeating: 5, count: 20)).finding == .winner)
    #expect(verdict([Double](repeating: 5, count: 19)).finding == .runMore)
    #expect(verdict([5]).finding == .runMore, "one trial tells nothing")
    // The error is 1 / sqrt(99), and 3.1 of it are needed where .1 is there.
    let unclear = verdict(alternating(0.1, trials: 100))
    #expect(unclear.finding == .runMore)
    #expect(abs(unclear.timesTrials! - 9.5) < 0.3)
    #expect(unclear.reversed.timesTrials == unclear.timesTrials)
  }

  /// No probability, no winner: two worlds that agree say nothing of the others.
  @Test func tooFewWorldsDecideNothing() {
    let (finding, times) = Verdict.find(
      MeanEstimate(value: 5, standardError: 0.001, degreesOfFreedom: 1), nil, rivals: 1, trials: 32)
    #expect(finding == .runMore && times == nil)
  }

  @Test func reversedIsTheOtherSide() {
    let difference = PairedDifference(
      (0..<200).map { $0.isMultiple(of: 3) ? 2 : 1 }, minus: [Double](repeating: 0, count: 200),
      worldSize: 1, hasRanges: false)
    let verdict = Verdict(model: 3, against: 1, difference: difference, rivals: 1)
    let other = verdict.reversed
    #expect(verdict.finding == .winner && other.finding == .beaten)
    #expect(other.model == 1 && other.against == 3)
    #expect(other.difference.mean == -difference.mean && other.difference.low == -difference.high)
    #expect(other.difference.better?.value == 0 && other.difference.wins == difference.losses)
  }
}
