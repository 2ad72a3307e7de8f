import Model
import Ownership
import Statistics
import TestSupport
import Testing

@testable import Simulation

/// Each effect moves the result in the direction that the domain expects.
@Suite struct DirectionTests {
  /// Accounts kept in the first year under the baseline and under another model, on the same luck.
  private func kept(_ change: (inout TestScenario) -> Void) async throws -> (Double, Double) {
    var test = TestScenario(accounts: 80)
    test.renewal = TestScenario.certain("renewal", 0.8)
    test.trials = 256
    test.models = [Preset.named("all-csm")!.model, Preset.named("account-manager")!.model]
    change(&test)
    let result = try await Simulator.run(test.scenario())
    let year = test.years - 1
    let shares = result.models.map { model in
      1 - model.column(.walk(.lostAccounts, year: year)).reduce(0, +)
        / model.column(.walk(.startAccounts, year: year)).reduce(0, +)
    }
    return (shares[0], shares[1])
  }

  @Test func withoutEffectsOwnersDoNotMatter() async throws {
    let (baseline, other) = try await kept { _ in }
    #expect(baseline == other)
  }

  @Test(arguments: [(1.4, true), (0.7, false)])
  func skillMovesRenewals(odds: Double, isBetter: Bool) async throws {
    let (baseline, other) = try await kept {
      $0.skill[.accountManager] = [.renewal: TestScenario.certain("skill", odds)]
    }
    #expect(isBetter ? other > baseline : other < baseline)
  }

  @Test func extraContactLowersRetention() async throws {
    let (baseline, other) = try await kept {
      $0.odds["extra-contact"] = TestScenario.certain("contact", 0.7)
    }
    #expect(other < baseline)
  }

  @Test func firstContactIsNotExtra() async throws {
    let (baseline, other) = try await kept {
      $0.odds["extra-contact"] = TestScenario.certain("contact", 0.7)
      func model(_ name: String, service: Role) -> OwnershipModel {
        let row: OwnerTable.Row = [
          .all: Assignment(owner: .digital), .motion(.service): Assignment(owner: service),
        ]
        return OwnershipModel(name: name, rules: OwnershipRules(owners: OwnerTable([.all: row])))
      }
      $0.models = [model("nobody", service: .digital), model("one", service: .csm)]
    }
    #expect(baseline == other)
  }

  @Test func sellingAdvisorLowersRetention() async throws {
    let (baseline, other) = try await kept {
      $0.odds["trusted-advisor"] = TestScenario.certain("trusted", 0.7)
      $0.expansion[.upsell] = TestScenario.expansion(
        "upsell", perYear: 0.5, size: TestScenario.constant(0.1))
    }
    #expect(other > baseline, "the CSM sells under the baseline and not under the other")
  }

  @Test func transferCostGrowsWithSalesCycle() async throws {
    func lost(days: Double) async throws -> Double {
      let (baseline, other) = try await kept {
        $0.models = [Preset.named("all-sales")!.model, Preset.named("all-csm")!.model]
        $0.odds["relationship-transfer"] = TestScenario.certain("transfer", 0.7)
        $0.salesCycle = $0.accounts.map { _ in days }
      }
      return baseline - other
    }
    let short = try await lost(days: 50)
    let long = try await lost(days: 300)
    #expect(short > 0)
    #expect(long > short)
  }

  @Test func overloadLowersRetention() async throws {
    let (baseline, other) = try await kept {
      $0.odds["overload"] = TestScenario.certain("overload", 0.5)
      $0.hours = 100
      $0.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(6))
      $0.profiles[.pooledCSM] = TestScenario.profile(.pooledCSM, heads: .fixed(3))
      let pooled = OwnerTable([
        .all: [
          .all: Assignment(owner: .pooledCSM), .motion(.service): Assignment(owner: .pooledCSM),
        ]
      ])
      $0.models[1] = OwnershipModel(name: "pooled", rules: OwnershipRules(owners: pooled))
    }
    #expect(other < baseline - 0.03)
  }

  @Test func handoverLowersRetention() async throws {
    let (baseline, other) = try await kept {
      $0.odds["handover.odds"] = TestScenario.certain("handover", 0.6)
      $0.accounts = $0.accounts.map { account in
        var account = account
        account.renewal = "2026-03-15"
        return account
      }
    }
    #expect(other < baseline)
    let (before, after) = try await kept {
      $0.odds["handover.odds"] = TestScenario.certain("handover", 0.6)
    }
    #expect(before == after, "the renewals of July come after a handover of six months")
  }

  @Test func manualRenewalLosesRenewalsAndWinsUpsells() async throws {
    var test = TestScenario(accounts: 80)
    test.renewal = TestScenario.certain("renewal", 0.8)
    test.trials = 256
    test.autoRenewal = test.accounts.map { _ in true }
    test.odds["auto-renewal.odds"] = TestScenario.certain("auto", 1.5)
    test.odds["friction.upsell"] = TestScenario.certain("friction", 2)
    test.expansion[.upsell] = TestScenario.expansion(
      "upsell", perYear: 1, won: 0.4, size: TestScenario.constant(0.01))
    test.models = [Preset.named("all-sales")!.model, Preset.named("complex-renewals")!.model]
    let result = try await Simulator.run(test.scenario())
    func total(_ model: Int, _ item: WalkItem) -> Double {
      result.models[model].column(.walk(item, year: 0)).reduce(0, +)
    }
    #expect(total(1, .churn) > total(0, .churn))
    #expect(total(1, .smallUpsell) > total(0, .smallUpsell))
  }

  @Test func priceSkillRaisesIncreases() async throws {
    var test = TestScenario(accounts: 40)
    test.increase = TestScenario.certain("increase", 0.6)
    test.price = [.accountManager: TestScenario.certain("price", 1.3)]
    test.models = [Preset.named("all-csm")!.model, Preset.named("account-manager")!.model]
    test.trials = 128
    let result = try await Simulator.run(test.scenario())
    let prices = result.models.map { $0.column(.walk(.priceIncrease, year: 0)).reduce(0, +) }
    #expect(abs(prices[1] / prices[0] - 1.3) < 1e-9)
  }

  @Test func sourcingRoleAddsSales() async throws {
    var test = TestScenario(accounts: 60)
    test.expansion[.crossSell] = TestScenario.expansion(
      "cross-sell", perYear: 1, found: 0.4, won: 0.5, size: TestScenario.constant(0.01))
    test.sourcing = TestScenario.certain("sourcing", 0.3)
    test.models = [Preset.named("upsell-renewal-split")!.model, Preset.named("csql")!.model]
    test.trials = 512
    let result = try await Simulator.run(test.scenario())
    let sales = result.models.map { $0.column(.walk(.crossSell, year: 0)).reduce(0, +) }
    // 1 - (1 - .4) (1 - .3) = .58 found instead of .4.
    #expect(abs(sales[1] / sales[0] - 0.58 / 0.4) < 0.08)
  }
}
