import Analysis
import Statistics
import Testing

@Suite struct VerdictTests {
  static func finding(
    _ differences: [Double], worldSize: Int = 1, hasRanges: Bool = false
  ) -> Verdict.Finding {
    Verdict.Finding(
      PairedDifference(
        differences, minus: differences.map { _ in 0 }, worldSize: worldSize,
        hasRanges: hasRanges))
  }

  @Test func allTiesIsNoDifference() {
    #expect(Self.finding([0, 0, 0, 0]) == .noDifference)
  }

  @Test func runsMoreWithinThreeStandardErrors() {
    // Mean 1 with a standard error of sqrt(8 / 3 / 4) = .82.
    #expect(Self.finding([-1, 3, 1, 1]) == .runMore)
    #expect(Self.finding([5]) == .runMore, "one trial tells nothing")
  }

  @Test func distinguishesWinnerFromBeaten() {
    #expect(Self.finding([1, 1.1, 0.9, 1]) == .winner)
    #expect(Self.finding([-1, -1.1, -0.9, -1]) == .beaten)
  }

  /// Three worlds in four favour the model, without any luck within a world.
  @Test func tooCloseToCallWhenWorldsDisagree() {
    let worlds = (0..<400).flatMap { world in
      [Double](repeating: world % 4 == 0 ? -1 : 1, count: 2)
    }
    #expect(Self.finding(worlds, worldSize: 2, hasRanges: true) == .tooCloseToCall)
    let nearlyAll = (0..<400).flatMap { world in
      [Double](repeating: world % 20 == 0 ? -1 : 1, count: 2)
    }
    #expect(Self.finding(nearlyAll, worldSize: 2, hasRanges: true) == .winner)
  }
}
