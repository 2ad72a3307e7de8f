import Model
import Ownership
import TestSupport
import Testing

@testable import Simulation

/// Who does what, compared with the status quo.
@Suite struct ResponsibilityTests {
  /// The responsibilities of the only segment: by model, then stage.
  private func resolved(
    _ models: [OwnershipModel], change: (inout TestScenario) -> Void = { _ in }
  ) throws -> [[Responsibility]] {
    var test = TestScenario(accounts: 4)
    test.years = 3
    test.models = models
    change(&test)
    return try CompiledScenario(test.scenario()).models.map { model in
      model.stages.map { $0.responsibilities[0] }
    }
  }

  private func model(_ name: String) throws -> OwnershipModel {
    try #require(Preset.named(name)).model
  }

  @Test func statusQuoHasNoContrast() throws {
    for name in Preset.all.map(\.model.name) {
      let baseline = try resolved([try model(name)])[0][0]
      let contrasts = [
        baseline.transfer, baseline.automatic, baseline.advisor, baseline.friction,
      ]
      #expect(contrasts.allSatisfy { $0 == .unchanged }, "\(name)")
      #expect(baseline.extraContacts == 0)
      #expect(baseline.handover == .init(service: false, renewal: false, endMonth: 0))
      #expect(baseline.renewal.statusQuo == baseline.renewal.assignment)
    }
  }

  /// A feature that is new one way is gone the other way.
  @Test func transferIsNewOrGone() throws {
    let (seller, csm) = (try model("all-sales"), try model("all-csm"))
    let away = try resolved([seller, csm])[1][0]
    #expect(away.transfer == .new)
    #expect(away.renewal.statusQuo.owner == .accountExecutive)
    #expect(try resolved([csm, seller])[1][0].transfer == .gone)
  }

  @Test func automaticRenewalAndFrictionFollowTheRules() throws {
    let (usual, complex) = (try model("all-sales"), try model("complex-renewals"))
    let manual = try resolved([usual, complex])[1][0]
    #expect(!manual.renewsByItself)
    #expect(manual.automatic == .gone)
    let automatic = try resolved([complex, usual])[1][0]
    #expect(automatic.renewsByItself)
    #expect(automatic.automatic == .new)
  }

  /// Handovers compare a stage with the previous one; everything else compares it with the status
  /// quo.
  @Test func handoverComparesWithThePreviousStage() throws {
    let (csm, manager) = (try model("all-csm"), try model("account-manager"))
    let staged = OwnershipModel(
      name: "staged",
      stages: [
        .init(fromYear: 1, rules: manager.stages[0].rules),
        .init(fromYear: 2, rules: manager.stages[0].rules),
        .init(fromYear: 3, rules: csm.stages[0].rules),
      ])
    let stages = try resolved([csm, staged]) { $0.handoverMonths = 4 }[1]
    #expect(stages[0].handover.renewal)
    #expect(stages[0].handover.endMonth == 4)
    #expect(stages[0].renewal.statusQuo.owner == .csm)
    // The second year goes on with the same rules.
    #expect(stages.count == 2)
    #expect(stages[1].handover.renewal)
    #expect(stages[1].handover.endMonth == 28)
    #expect(stages[1].transfer == .unchanged)
  }

  /// Serving an account that someone else renews supports the renewal; doing both does not.
  @Test func supportServesWithoutOwningTheRenewal() throws {
    let both = try resolved([try model("all-csm")])[0][0]
    #expect(both.renewalSupport == Responsibility.nobody)
    let apart = try resolved([try model("account-manager")])[0][0]
    #expect(apart.renewalSupport == apart.service)
    #expect(apart.renewalSupport != apart.renewal.owner)
  }
}
