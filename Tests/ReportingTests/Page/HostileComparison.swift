import Analysis
import Formats
import Model
import Ownership
import Simulation
import TestSupport

/// Comparisons that a page must survive: names that are markup, and almost nothing to show.
enum HostileComparison {
  static let long = String(repeating: "長い名前 ", count: 60)

  /// Models, segments and a role whose names are markup, formulas, long, or run the other way.
  static func comparison() async throws -> Comparison { try await hostile.value }

  private static let hostile = Task {
    let role = Role("<script>alert(3)</script>")
    var test = TestScenario(accounts: 8)
    test.trials = 32
    test.years = 2
    test.segments = [.init("=1+1|\"'&lt;", tier: .low), .init("😀 \u{202E}gpj.exe", tier: .high)]
    for account in test.accounts.indices where account % 2 == 0 {
      test.accounts[account].segment = 1
    }
    test.expansion[.upsell] = TestScenario.expansion(
      "upsell", perYear: 0.5, won: 0.5, size: TestScenario.constant(0.1))
    let rules = OwnershipRules(owners: OwnerTable([.all: [.all: Assignment(owner: role)]]))
    test.models = [
      OwnershipModel(name: "<img src=x onerror=alert(1)>", rules: rules),
      OwnershipModel(name: "שלום \u{202E}", rules: Preset.named("all-csm")!.model.stages[0].rules),
      OwnershipModel(
        name: long, rules: Preset.named("account-manager")!.model.stages[0].rules),
    ]
    test.profiles[role] = TestScenario.profile(role, burden: 0.2, heads: .fixed(2))
    var scenario = try test.scenario()
    scenario.name = "a </title><script>alert(2)</script> b"
    return await Comparison(try await Simulator.run(scenario))
  }

  /// One model, one year and one trial, without a budget, targets or plans.
  static func smallest() async throws -> Comparison {
    var test = TestScenario(accounts: 1)
    test.trials = 1
    return await Comparison(try await Simulator.run(try test.scenario()))
  }
}
