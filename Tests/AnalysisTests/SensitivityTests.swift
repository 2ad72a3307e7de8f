import Model
import Ownership
import Simulation
import Statistics
import TestSupport
import Testing

@testable import Analysis

/// Sensitivities against what is known by hand, and against the same run's surface.
@Suite struct SensitivityTests {
  /// An account manager, who wins more, instead of a CSM. Costs are known to the cent: pay at
  /// target and tools, a year each, undiscounted.
  ///
  /// - Parameter tools: The law of what the manager's tools cost.
  private static func scenario(tools: Distribution) throws -> Scenario {
    var test = TestScenario(accounts: 40)
    (test.trials, test.years) = (1600, 2)
    test.renewal = Assumption(
      key: "renewal", distribution: try .logitNormal(p10: 0.8, p90: 0.92))
    test.models = ["all-csm", "account-manager"].map { Preset.named($0)!.model }
    test.skill = [
      .accountManager: [
        .renewal: Assumption(
          key: "skill.account-manager.renewal", distribution: try .logNormal(p10: 0.7, p90: 2))
      ],
      .renewalManager: [
        .renewal: Assumption(
          key: "skill.renewal-manager.renewal", distribution: try .logNormal(p10: 0.7, p90: 2))
      ],
    ]
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    var manager = TestScenario.profile(
      .accountManager, ote: 40_000, burden: 0.2, heads: .fixed(1))
    manager.tools = Assumption(key: "roles.account-manager.tools", distribution: tools)
    test.profiles[.accountManager] = manager
    return try test.scenario()
  }

  /// Tools whose cost is uncertain about what the manager is worth without them.
  private static let tools = Task {
    let free = try await Simulator.run(scenario(tools: .constant(0)), tasks: 2)
    let worth = zip(free.models[1].column(.value), free.models[0].column(.value)).map(-)
    return try Distribution.normal(
      mean: worth.reduce(0, +) / Double(worth.count) / 2 - 5_000, standardDeviation: 20_000)
  }

  private static let plan = Task {
    try await PreparedScenario(CompiledScenario(scenario(tools: await tools.value)), tasks: 2)
  }

  private static let sensitivity = Task {
    try await Sensitivity(await plan.value, model: 1, against: 0, tasks: 2)
  }

  private func moved(_ key: String) async throws -> Sensitivity.Moved {
    try #require(try await Self.sensitivity.value.exact.first { $0.input.key == key })
  }

  /// Tools cost what they cost: the swing, the level and the break-even follow by hand.
  @Test func knownEffect() async throws {
    let tools = try await moved("roles.account-manager.tools")
    let heads = 1.0 * 2
    let width = tools.input.high - tools.input.low
    #expect(abs(tools.swing.value + heads * width) < 1e-6 * width)
    #expect(tools.swing.standardError < 1e-6 * width)
    #expect(tools.input.kind == .range && tools.isTold)
    // Linear: 0 lies where the level at an end says.
    let zero = tools.input.low + tools.low.value / heads
    guard case .at(let roots)? = tools.breakEven, let root = roots.first else {
      Issue.record("no break-even: \(String(describing: tools.breakEven))")
      return
    }
    #expect(roots.count == 1 && !root.isRising)
    #expect(abs(root.value - zero) < 1e-6 * width, "\(root) \(zero)")
    #expect(root.within.contains(zero))
    #expect(abs(root.standardError - tools.low.standardError / heads) < 0.01 * root.standardError)
  }

  /// Put at its break-even, an input makes the two models tie.
  @Test func breakEvensTie() async throws {
    let sensitivity = try await Self.sensitivity.value
    var count = 0
    for moved in sensitivity.exact {
      guard case .at(let roots)? = moved.breakEven else { continue }
      for root in roots where moved.input.searched.contains(root.value) {
        count += 1
        let scenario = try Self.scenario(tools: await Self.tools.value).turning([
          Outturn(moved.input.key, root.value)
        ])
        let tie = try #require(
          await Comparison(try await Simulator.run(scenario)).difference(.value, of: 1)
        ).paired
        #expect(abs(tie.mean) < 3 * tie.standardError + 1e-6, "\(moved.input.key) \(tie.mean)")
      }
    }
    #expect(count >= 2)
  }

  /// The skill of a role that nobody has changes no bit, and is never named.
  @Test func nullInputsAreOut() async throws {
    let sensitivity = try await Self.sensitivity.value
    #expect(sensitivity.inert.contains { $0.key == "skill.renewal-manager.renewal" })
    let named = (sensitivity.exact + sensitivity.screened).map(\.input.key)
    #expect(!named.contains { $0.contains("renewal-manager") })
    #expect(Set(named).count == named.count)
    #expect(named.contains("roles.account-manager.ote"), "points rank beside ranges")
    #expect(named.contains("heads.account-manager.account-manager"))
  }

  /// What the run's own surface says of a range, and what playing it again says, agree.
  @Test func agreesWithTheSurface() async throws {
    let scenario = try Self.scenario(tools: await Self.tools.value)
    let comparison = await Comparison(try await Simulator.run(scenario, trials: 6400))
    let drivers = try #require(comparison.drivers)
    let sign = drivers.model == 1 ? 1.0 : -1
    for driver in drivers.told {
      let moved = try await self.moved(driver.assumption.key)
      let error =
        (driver.swing.standardError * driver.swing.standardError
        + moved.swing.standardError * moved.swing.standardError).squareRoot()
      #expect(
        abs(sign * driver.swing.value - moved.swing.value) < 4 * error,
        "\(driver.assumption.key) \(driver.swing.value) \(moved.swing.value)")
    }
    #expect(drivers.told.count >= 2)
  }

  /// Pay and its burden multiply: a person's interaction is known.
  @Test func pairThatMultiplies() async throws {
    let plan = try await Self.plan.value
    let inputs = SensitivityInput.all(of: plan, models: [1, 0])
    let (pay, burden) = (
      try #require(inputs.first { $0.key == "roles.account-manager.ote" }),
      try #require(inputs.first { $0.key == "roles.account-manager.burden" })
    )
    let search = SensitivitySearch(
      replay: DifferenceReplay(plan: plan, model: 1, reference: 0, figure: .value),
      trials: 256, tasks: 2, progress: nil)
    let interaction = try await search.interactions(of: [(pay, burden)])[0]
    let expected = -2 * (pay.high - pay.low) * (burden.high - burden.low)
    #expect(abs(interaction.value - expected) < 1e-6 * abs(expected), "\(interaction)")
  }

  /// A year more, a figure that is less when better, and one head more of known cost.
  @Test func otherFiguresAndHeads() async throws {
    let plan = try await Self.plan.value
    let cost = try await Sensitivity(
      plan, model: 1, against: 0, figure: .cost, trials: 160, tasks: 2)
    #expect(cost.horizons.map(\.years) == [1, 3])
    let heads = try #require(
      cost.exact.first { $0.input.key == "heads.account-manager.account-manager" })
    #expect(heads.input.kind == .heads && heads.input.low == 1 && heads.input.high == 2)
    // Nobody less than one, which is what there is; one more costs pay with its burden, and tools as
    // each world has them, about their mean.
    #expect(abs(heads.low.value - cost.difference.value) < 1)
    let tools = try #require(cost.exact.first { $0.input.key.contains("tools") })
    let costs = 2 * (40_000 * 1.2 + tools.input.stated)
    #expect(abs(heads.swing.value - costs) < 2 * 15_000, "\(heads.swing) \(costs)")
    #expect(tools.swing.value > 0)
  }
}
