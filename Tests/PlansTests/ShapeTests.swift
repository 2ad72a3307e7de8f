import Plans
import Testing

@Suite struct ShapeTests {
  static func curve(uncapped: Bool = true) throws -> PayoutCurve {
    try PayoutCurve(
      [Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3)],
      uncapped: uncapped)
  }

  @Test(arguments: [
    (0.74, 0), (0.75, 0.5), (0.9, 0.8), (1, 1), (1.1, 1.4), (1.375, 2.5), (1.5, 3), (2, 5),
  ])
  func curveIsLinearBetweenKnots(attainment: Double, multiple: Double) throws {
    let found = try Self.curve().multiple(at: Attainment(attainment))
    #expect((found - multiple).magnitude < 1e-12)
  }

  @Test func curveIsFlatAfterTheLastKnotUnlessUncapped() throws {
    #expect(try Self.curve(uncapped: false).multiple(at: Attainment(9)) == 3)
  }

  @Test func thresholdsIncludeTheirBoundWithinRoundingError() throws {
    let curve = try Self.curve()
    #expect(curve.multiple(at: Attainment(0.75 * (1 - 1e-12))) == 0.5)
    #expect(curve.multiple(at: Attainment(0.75 * (1 - 1e-8))) == 0)
    let steps = try Steps([Knot(from: 0.1 + 0.2, pays: 1)])
    #expect(steps.multiple(at: Attainment(0.3)) == 1)
  }

  @Test func marginalAndRetroactiveTiersDiffer() throws {
    let knots = [
      Knot(from: 0, pays: 0.03), Knot(from: 300_000, pays: 0.05), Knot(from: 500_000, pays: 0.07),
    ]
    let marginal = try TieredRate(.marginal, knots)
    let retroactive = try TieredRate(.retroactive, knots)
    #expect((marginal.pay(forCredit: 600_000, quota: 0) - 26_000).magnitude < 1e-6)
    #expect((retroactive.pay(forCredit: 600_000, quota: 0) - 42_000).magnitude < 1e-6)
    #expect((retroactive.pay(forCredit: 500_000, quota: 0) - 35_000).magnitude < 1e-6)
    #expect(marginal.pay(forCredit: -5, quota: 0) == 0)
  }

  @Test func tiersInAttainmentFollowTheQuota() throws {
    let tiers = try TieredRate(
      .marginal, [Knot(from: 0, pays: 0), Knot(from: 1, pays: 0.1)], bounds: .attainment)
    #expect((tiers.pay(forCredit: 12_000, quota: 11_000) - 100).magnitude < 1e-9)
    #expect(tiers.pay(forCredit: 15_000, quota: 15_000) == 0)
  }

  @Test func matrixStepsOrInterpolates() throws {
    let stepped = try PayoutMatrix(
      rows: [0, 1], columns: [0, 1], pays: [[0.75, 0.95], [1.4, 1.75]])
    #expect(stepped.multiple(row: Attainment(0.99), column: Attainment(1.5)) == 0.95)
    #expect(stepped.multiple(row: Attainment(1), column: Attainment(0)) == 1.4)
    let smooth = try PayoutMatrix(
      rows: [0.5, 1], columns: [0.5, 1], pays: [[0, 1], [1, 2]], interpolates: true)
    #expect(
      (smooth.multiple(row: Attainment(0.75), column: Attainment(0.75)) - 1).magnitude < 1e-12)
    #expect(smooth.multiple(row: Attainment(3), column: Attainment(3)) == 2)
    #expect(smooth.multiple(row: Attainment(0.4), column: Attainment(3)) == 0)
  }

  @Test func aScaleReportsEveryProblem() {
    let error = #expect(throws: PlanProblems.self) {
      try PayoutCurve([Knot(from: 1, pays: .nan), Knot(from: 1, pays: 0.5)])
    }
    #expect(error?.problems.map(\.keyPath) == ["[0]", "[1]"])
    #expect(throws: PlanProblems.self) { try Steps([]) }
    #expect(throws: PlanProblems.self) {
      try PayoutCurve([Knot(from: 0, pays: 1), Knot(from: 1, pays: 0.9)])
    }
    #expect(throws: PlanProblems.self) { try PayoutCurve([Knot(from: 0, pays: 1)], uncapped: true) }
  }
}
