import Model
import Ownership
import TestSupport
import Testing

@testable import Simulation

/// The cost of moving from the status quo to another model, or from one stage to the next.
@Suite struct SwitchingCostTests {
  /// Three account executives with base 80k, whom the other model does not need: a quarter of base
  /// each, once.
  @Test func unusedRoleIsReleased() async throws {
    var test = TestScenario(accounts: 6)
    test.trials = 16
    test.years = 2
    test.profiles[.accountExecutive] = TestScenario.profile(
      .accountExecutive, severance: 0.25, heads: .fixed(3))
    test.models = [Preset.named("all-sales")!.model, Preset.named("all-csm")!.model]
    let result = try await Simulator.run(test.scenario())
    func severance(_ model: Int, _ year: Int) -> Double {
      result.models[model].column(.cost(.severance, role: .accountExecutive, year: year))[0]
    }
    #expect(severance(0, 0) == 0)
    #expect(severance(1, 0) == 3 * 0.25 * 80_000)
    #expect(severance(1, 1) == 0)
    #expect(result.models[1].heads[RoleYear(role: .accountExecutive, year: 0)] == 0)
    let compiled = try CompiledScenario(test.scenario())
    #expect(compiled.roles(ofModel: 1) == [.csm])
  }

  /// Sellers whom the other model does not need: sent to new customers, they cost no severance and
  /// their hours are gained; dismissed, they do and nothing is gained.
  @Test(arguments: RoleProfile.Release.allCases)
  func releasedSellersAreDismissedOrEarn(_ release: RoleProfile.Release) async throws {
    var test = TestScenario(accounts: 60)
    test.trials = 16
    test.years = 2
    test.hours = 50
    test.profiles[.accountExecutive] = TestScenario.profile(
      .accountExecutive, severance: 0.25, heads: .fixed(3), sellsNewLogos: true)
    test.profiles[.accountExecutive]?.released = release
    test.odds["new-logo-hour"] = TestScenario.certain("effects.new-logo-hour", 100)
    test.models = [Role.accountExecutive, .csm].map { role in
      OwnershipModel(
        name: role.rawValue,
        rules: OwnershipRules(
          owners: OwnerTable([
            .all: [.all: Assignment(owner: role), .motion(.service): Assignment(owner: role)]
          ])))
    }
    let result = try await Simulator.run(test.scenario())
    let severance = result.models[1].column(
      .cost(.severance, role: .accountExecutive, year: 0))[0]
    let distraction = result.models.map { $0.column(.distraction(year: 0))[0] }
    #expect(distraction[0] > 0)
    switch release {
    case .toNewLogos: #expect(severance == 0 && distraction[1] == 0)
    case .dismissed:
      #expect(severance == 3 * 0.25 * 80_000 && distraction[1] == distraction[0])
    }
  }

  /// Two account managers in years 1 and 3 and none in between: hired twice, released once.
  @Test func reopenedSeatIsHiredAgain() async throws {
    var test = TestScenario(accounts: 6)
    test.trials = 16
    test.years = 3
    test.profiles[.accountManager] = TestScenario.profile(
      .accountManager, ramp: 3, hiring: 10_000, severance: 0.25, heads: .fixed(2))
    let (csm, manager) = (Preset.named("all-csm")!, Preset.named("account-manager")!)
    test.models = [
      csm.model,
      OwnershipModel(
        name: "to and fro",
        stages: [
          .init(fromYear: 1, rules: manager.rules), .init(fromYear: 2, rules: csm.rules),
          .init(fromYear: 3, rules: manager.rules),
        ]),
    ]
    let model = try await Simulator.run(test.scenario()).models[1]
    func cost(_ item: CostItem) -> [Double] {
      (0..<3).map { model.column(.cost(item, role: .accountManager, year: $0))[0] }
    }
    #expect(cost(.hiring) == [20_000, 0, 20_000])
    #expect(cost(.severance) == [0, 40_000, 0])
    #expect(cost(.base) == [160_000, 0, 160_000])
  }
}
