import Analysis
import Model
import Ownership
import Simulation
import Statistics
import TestSupport
import Testing

/// What a gain turns on, against runs in which a range is put at a value, on the same luck.
@Suite struct DriversTests {
  /// An account manager who wins more and costs more: which of the two counts for more is open.
  private static func scenario() throws -> Scenario {
    var test = TestScenario(accounts: 40)
    test.trials = 6400
    test.years = 2
    test.renewal = Assumption(
      key: "renewal", distribution: try .logitNormal(p10: 0.8, p90: 0.92))
    test.increase = TestScenario.certain("increase", 0.5)
    test.models = ["all-csm", "account-manager"].map { Preset.named($0)!.model }
    test.skill = [
      .accountManager: [
        .renewal: Assumption(
          key: "skill.account-manager.renewal", distribution: try .logNormal(p10: 0.7, p90: 2)),
        .priceIncrease: Assumption(
          key: "skill.account-manager.price-increase",
          distribution: try .logNormal(p10: 0.8, p90: 1.6)),
      ],
      .renewalManager: [
        .renewal: Assumption(
          key: "skill.renewal-manager.renewal", distribution: try .logNormal(p10: 0.7, p90: 2))
      ],
    ]
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    test.profiles[.accountManager] = TestScenario.profile(
      .accountManager, ote: 40_000, heads: .fixed(1))
    return try test.scenario()
  }

  private static func comparison(
    _ scenario: Scenario, skill: Double? = nil
  ) async throws -> Comparison {
    var scenario = scenario
    if let skill {
      scenario.effects.skill[.accountManager]![.renewal] = TestScenario.certain(
        "skill.account-manager.renewal", skill)
    }
    return await Comparison(try await Simulator.run(scenario))
  }

  @Test func agreesWithRunningAgain() async throws {
    let scenario = try Self.scenario()
    let comparison = try await Self.comparison(scenario)
    let drivers = try #require(comparison.drivers)
    // The skill of a role that no model has is not among what may move one.
    #expect(!drivers.all.contains { $0.assumption.key.contains("renewal-manager") })
    let driver = try #require(drivers.told.first)
    #expect(driver.assumption.key == "skill.account-manager.renewal")
    #expect(drivers.all.map { $0.share ?? -1 } == drivers.all.map { $0.share ?? -1 }.sorted(by: >))
    let sign = drivers.model == 1 ? 1.0 : -1
    func gain(_ skill: Double) async throws -> PairedDifference {
      let again = try await Self.comparison(scenario, skill: skill)
      return try #require(again.difference(.value, of: 1)).paired
    }
    let distribution = driver.assumption.distribution
    let low = try await gain(distribution.quantile(0.1))
    let high = try await gain(distribution.quantile(0.9))
    let swing = sign * (high.mean - low.mean)
    let error =
      (pow2(driver.swing.standardError) + pow2(low.standardError) + pow2(high.standardError))
      .squareRoot()
    #expect(abs(driver.swing.value - swing) < 3.29 * error, "\(driver.swing) \(swing)")
    #expect(driver.swing.value.magnitude > 10 * driver.swing.standardError)
    // Put at its break-even, the two models tie.
    guard case .at(let value, let within, let isRising)? = driver.breakEven else {
      Issue.record("no break-even: \(String(describing: driver.breakEven))")
      return
    }
    #expect(within.contains(value) && isRising == (sign > 0))
    let tie = try await gain(value)
    #expect(abs(tie.mean) < 3.29 * tie.standardError, "\(tie.mean) \(tie.standardError)")
    let (below, above) = (try await gain(within.lowerBound), try await gain(within.upperBound))
    #expect(below.mean < 0 && above.mean > 0)
  }

  @Test func knowingIsWorthNoMoreThanAll() async throws {
    let drivers = try #require(try await Self.comparison(Self.scenario()).drivers)
    let all = try #require(drivers.worthOfAll)
    #expect(all > 0)
    for driver in drivers.all {
      if let worth = driver.worth { #expect(worth >= 0 && worth <= 1.02 * all) }
    }
    let group = try #require(drivers.groups.first)
    #expect(group.role == .accountManager && group.assumptions.count == 2)
    #expect(group.worth <= 1.02 * all)
    let best = drivers.all.filter { group.assumptions.map(\.key).contains($0.assumption.key) }
      .compactMap(\.worth).max()
    #expect(try #require(best) <= 1.02 * group.worth)
  }

  @Test func nothingUncertainNoDrivers() async throws {
    var test = TestScenario(accounts: 10)
    test.models = ["all-csm", "account-manager"].map { Preset.named($0)!.model }
    #expect(await Comparison(try await Simulator.run(test.scenario())).drivers == nil)
  }

  private func pow2(_ x: Double) -> Double { x * x }
}
