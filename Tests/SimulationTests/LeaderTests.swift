import Model
import Ownership
import Plans
import TestSupport
import Testing

@testable import Simulation

/// Who leads the people of a model, and what that costs.
@Suite struct LeaderTests {
  private func scenario(_ change: (inout TestScenario) -> Void = { _ in }) throws -> Scenario {
    var test = TestScenario(accounts: 12)
    test.trials = 16
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(12))
    test.profiles[.csLeader] = TestScenario.profile(.csLeader, span: 4, manages: [.csm])
    test.profiles[.cco] = TestScenario.profile(.cco, span: 2, manages: [.csLeader])
    change(&test)
    return try test.scenario()
  }

  /// Twelve people, four to a leader, two leaders to a chief: three and two.
  @Test func leadersHaveLeaders() throws {
    let heads = try CompiledScenario(scenario()).heads(ofModel: 0)
    #expect(heads[RoleYear(role: .csLeader, year: 0)] == 3)
    #expect(heads[RoleYear(role: .cco, year: 0)] == 2)
  }

  /// A leader who owns the renewal too is one role, and paid once.
  @Test func leaderWhoOwnsAMotionIsPaidOnce() async throws {
    let scenario = try scenario {
      $0.profiles[.csLeader]?.heads = .fixed(2)
      let row: OwnerTable.Row = [
        .all: Assignment(owner: .csm), .motion(.renewal): Assignment(owner: .csLeader),
      ]
      $0.models = [
        OwnershipModel(name: "led", rules: OwnershipRules(owners: OwnerTable([.all: row])))
      ]
    }
    let model = try await Simulator.run(scenario).models[0]
    #expect(model.heads[RoleYear(role: .csLeader, year: 0)] == 2)
    #expect(model.column(.cost(.base, role: .csLeader, year: 0))[0] == 2 * 80_000)
  }

  /// A leader is credited with the team's figure, including the leader's own: 1% of all renewals
  /// for each of three.
  @Test(arguments: Metric.Scope.allCases)
  func leaderIsPaidOnTheTeam(scope: Metric.Scope) async throws {
    let scenario = try scenario {
      $0.plans["cs-leader"] = try! Plan(
        name: "cs-leader", period: .year,
        measures: [Measure(Metric(.renewedARR, of: scope), shape: .rate(.perUnit(0.01)))])
    }
    let model = try await Simulator.run(scenario).models[0]
    let churn = model.column(.walk(.churn, year: 0))
    for (paid, lost) in zip(model.column(.cost(.pay, role: .csLeader, year: 0)), churn) {
      #expect(abs(paid - 3 * 0.01 * (1_200_000 - lost)) < 1e-6)
    }
  }
}
