import Model
import Ownership
import Simulation
import TestSupport
import Testing

@Suite struct CostTests {
  /// The published loaded cost of a base of 120,000 with payroll taxes of 7.65%, benefits of 25% and
  /// overhead of 5,000: 164,180, or 1.368 times the base.
  ///
  /// - Reference: aibizhub, loaded cost of an employee.
  @Test func loadedCostByHand() async throws {
    var test = TestScenario(accounts: 4)
    test.trials = 16
    test.profiles[.csm] = TestScenario.profile(
      .csm, ote: 120_000, baseShare: 1, burden: 0.0765 + 0.25, tools: 5_000, heads: .fixed(1))
    let model = try await Simulator.run(test.scenario()).models[0]
    let cost = model.sum(CostItem.allCases.map { .cost($0, role: .csm, year: 0) })
    #expect(cost.allSatisfy { abs($0 - 164_180) < 1e-6 })
    #expect(abs(cost[0] / 120_000 - 1.368) < 1e-3)
  }
}
