import Model
import Ownership
import Statistics
import TestSupport
import Testing

@testable import Simulation

/// Inputs that turn out otherwise than planned.
@Suite struct OutturnTests {
  private static func prepared(_ scenario: Scenario) async throws -> PreparedScenario {
    try await PreparedScenario(CompiledScenario(scenario), tasks: 2)
  }

  private func expectSame(
    _ a: SimulationResult, _ b: SimulationResult, trials: Range<Int>
  ) {
    for (one, other) in zip(a.models, b.models) {
      for column in one.layout.columns
      where one.column(column)[trials] != other.column(column)[trials] {
        Issue.record("\(column) of \(one.name) differs")
      }
    }
  }

  /// Put at what a world draws, a range leaves that world as it is, to the bit: all else is held. The
  /// other worlds change.
  @Test(arguments: ["renewal", "d.red"])
  func worldThatDrawsItStays(key: String) async throws {
    let prepared = try await Self.prepared(TestScenario.rich(accounts: 9).scenario())
    let base = try await Simulator.run(prepared, trials: 64, tasks: 2)
    let values = try #require(
      prepared.uncertainValues(trials: 64).first { $0.assumption.key == key }
    ).values
    let turned = try await Simulator.run(
      prepared.turning([Outturn(key, values[1])]), trials: 64, tasks: 2)
    expectSame(base, turned, trials: 16..<32)
    #expect(
      base.models[0].column(.value)[32..<64] != turned.models[0].column(.value)[32..<64])
  }

  /// Everything put where it is stated leaves everything as it is.
  @Test func statedNumberStays() async throws {
    let scenario = try TestScenario.rich(accounts: 9).scenario()
    let certain = scenario.inputs.filter(\.assumption.isCertain).map {
      Outturn($0.assumption.key, $0.assumption.mean)
    }
    #expect(certain.count > 20)
    let prepared = try await Self.prepared(scenario)
    expectSame(
      try await Simulator.run(prepared, trials: 48, tasks: 2),
      try await Simulator.run(prepared.turning(certain), trials: 48, tasks: 2), trials: 0..<48)
  }

  /// Twice the hours for the same people, and quotas as planned; set instead, people are hired.
  @Test func workTurnsOutOtherwise() async throws {
    var test = TestScenario(accounts: 40)
    (test.hours, test.years, test.trials) = (100, 2, 32)
    test.odds["overload"] = TestScenario.certain("effects.overload", 0.5)
    test.talentSD = TestScenario.certain("talent", 0.2)
    test.models = ["all-csm", "account-manager"].map { Preset.named($0)!.model }
    let scenario = try test.scenario()
    let prepared = try await Self.prepared(scenario)
    let plan = prepared.compiled
    let turned = try prepared.turning([Outturn("hours.service", 200)])
    for model in plan.models.indices {
      #expect(turned.compiled.heads(ofModel: model) == plan.heads(ofModel: model))
      for (key, demand) in plan.demandInHeads(ofModel: model) where demand > 0 {
        let now = try #require(turned.compiled.demandInHeads(ofModel: model)[key])
        #expect(abs(now / demand - 2) < 1e-9)
      }
      #expect(turned.personQuotas(ofModel: model) == prepared.personQuotas(ofModel: model))
    }
    #expect(turned.compiled.intercepts.renewal == plan.intercepts.renewal)
    let set = try CompiledScenario(
      scenario.setting("hours.service", to: TestScenario.constant(200)))
    #expect(set.heads(ofModel: 0).values.reduce(0, +) > plan.heads(ofModel: 0).values.reduce(0, +))
    let base = try await Simulator.run(prepared, trials: 32, tasks: 2)
    let more = try await Simulator.run(turned, trials: 32, tasks: 2)
    let arr = TrialColumn.walk(.churn, year: 1)
    #expect(
      more.models[0].column(arr).reduce(0, +) > base.models[0].column(arr).reduce(0, +),
      "overload loses customers")
  }

  /// How long a change of owners is felt is in the loop's tables.
  @Test func handoverIsFeltLonger() async throws {
    var test = TestScenario(accounts: 40)
    test.trials = 32
    test.odds["handover.odds"] = TestScenario.certain("effects.handover.odds", 0.2)
    test.handoverMonths = 3
    test.models = ["all-csm", "account-manager"].map { Preset.named($0)!.model }
    let prepared = try await Self.prepared(test.scenario())
    let base = try await Simulator.run(prepared, trials: 32, tasks: 2)
    let turned = try await Simulator.run(
      prepared.turning([Outturn("effects.handover.for", 9)]), trials: 32, tasks: 2)
    let churn = TrialColumn.walk(.churn, year: 0)
    #expect(base.models[0].column(churn) == turned.models[0].column(churn))
    #expect(
      turned.models[1].column(churn).reduce(0, +) > base.models[1].column(churn).reduce(0, +))
  }

  /// A scenario that says what turns out, and a plan to which it is said, are the same run; reports
  /// name it, and it is another run than one that was planned so.
  @Test func belongsToTheScenario() async throws {
    let scenario = try TestScenario.rich(accounts: 9).scenario()
    let outturn = Outturn("renewal", 0.9)
    let said = try await Self.prepared(scenario.turning([outturn]))
    let turned = try await Self.prepared(scenario).turning([outturn])
    expectSame(
      try await Simulator.run(said, trials: 32, tasks: 2),
      try await Simulator.run(turned, trials: 32, tasks: 2), trials: 0..<32)
    #expect(said.compiled.scenario.settings == ["if renewal = 0.9"])
    let set = try scenario.setting("renewal", to: TestScenario.constant(0.9))
    #expect(said.compiled.scenario.fingerprint != set.fingerprint)
    #expect(said.compiled.scenario.fingerprint != scenario.fingerprint)
    #expect(throws: UnknownAssumption.self) {
      try scenario.turning([Outturn("renewals", 0.9)])
    }
  }

  /// What turned out before still does when more turns out.
  @Test func turnsOutTogether() async throws {
    let prepared = try await Self.prepared(TestScenario.rich(accounts: 9).scenario())
    let (first, second) = (Outturn("renewal", 0.9), Outturn("hours.service", 20))
    expectSame(
      try await Simulator.run(prepared.turning([first]).turning([second]), trials: 32, tasks: 2),
      try await Simulator.run(prepared.turning([first, second]), trials: 32, tasks: 2),
      trials: 0..<32)
  }
}
