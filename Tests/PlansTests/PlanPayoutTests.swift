import Plans
import Testing
import Units

@Suite struct PlanPayoutTests {
  static func plan(cap: Amount? = nil, measureCap: Amount? = nil) throws -> Plan {
    let curve = try PayoutCurve([
      Knot(from: 0.5, pays: 0), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
    ])
    let steps = try Steps([Knot(from: 0.9, pays: 1)])
    return try Plan(
      name: "p",
      measures: [
        Measure(Metric(.renewedARR), shape: .curve(curve), weight: 0.75, cap: measureCap),
        Measure(Metric(.grr), shape: .steps(steps), weight: 0.25),
        Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.05))),
      ], cap: cap)
  }

  @Test(arguments: [(0.4, 0), (0.75, 0.375), (0.9, 0.85), (1, 1), (1.25, 1.75), (9, 2.5)])
  func measuresCountByTheirWeights(attainment: Double, multiple: Double) throws {
    let found = try #require(
      try Self.plan().multiple(whereAllStandAt: Attainment(attainment)))
    #expect(abs(found - multiple) < 1e-12)
  }

  @Test func capsHold() throws {
    let ofMeasure = try Self.plan(measureCap: .share(2))
    #expect(ofMeasure.multiple(whereAllStandAt: Attainment(2)) == 1.75)
    let ofPlan = try Self.plan(cap: .share(1.2))
    #expect(ofPlan.multiple(whereAllStandAt: Attainment(2)) == 1.2)
  }

  @Test func whatPaysMoneyOnlyHasNoMultiple() throws {
    let plan = try Plan(
      name: "p", measures: [Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.05)))])
    #expect(plan.multiple(whereAllStandAt: Attainment(1)) == nil)
  }
}
