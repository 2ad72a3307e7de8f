import Model
import Ownership
import Plans
import Statistics
import TestSupport
import Testing

@testable import Simulation

/// The account loop for sixteen trials against the causal model in plain Swift.
@Suite struct ReferenceAgreementTests {
  @Test(arguments: [0, 3, 41])
  func everyFigureOfEveryTrialAgrees(world: Int) throws {
    try expectAgreement(TestScenario.rich(), world: world, lanes: 0..<laneCount)
  }

  /// The loop takes accounts in batches of 64 and sections of 256, and models in chunks of eight;
  /// accounts and models beyond these bounds behave the same.
  @Test func manyAccountsAndModelsAgree() throws {
    var test = try TestScenario.rich(accounts: 330)
    let known = test.models.map(\.name)
    test.models += Preset.all.map(\.model).filter { !known.contains($0.name) }.prefix(5)
    try #require(test.models.count > 8)
    try expectAgreement(test, world: 2, lanes: 5..<7)
  }

  /// Hundreds of opportunities per account and year fill several vectors, and some models route big
  /// upsells elsewhere.
  @Test func crowdedAccountsAgree() throws {
    var test = try TestScenario.rich(accounts: 8)
    for motion in test.expansion.keys {
      test.expansion[motion]!.perYear = TestScenario.certain("crowd.\(motion)", 9)
      test.expansion[motion]!.size = SizeLaw(distribution: try .uniform(low: 0.001, high: 0.02))
    }
    try expectAgreement(test, world: 1, lanes: 0..<laneCount)
  }

  /// If all people are alike and nobody leaves, the loop looks up no personal odds.
  @Test func accountsOfNeutralPeopleAgree() throws {
    var test = try TestScenario.rich()
    test.talentSD = TestScenario.certain("talent", 0)
    test.odds["overload"] = TestScenario.certain("overload", 1)
    for role in test.profiles.keys { test.profiles[role] = TestScenario.profile(role) }
    let compiled = try CompiledScenario(test.scenario())
    let engine = WorldEngine(
      compiled, tables: LoopTables(compiled), draws: Draws(seed: compiled.scenario.seed))
    engine.luck.draw(world: 6)
    try #require(engine.luck.seats.allSatisfy { $0.best == 1 })
    try expectAgreement(test, world: 6, lanes: 0..<laneCount)
  }

  /// Accounts that have given notice leave in both, whatever else moves their odds.
  @Test(arguments: [0.9, 1]) func leaversAgree(stated: Double) throws {
    var test = try TestScenario.rich()
    test.renewal = TestScenario.certain("renewal", stated)
    test.attributes["leaving"] = .text(test.accounts.indices.map { $0 % 3 == 0 ? "yes" : nil })
    test.drivers.append(
      Driver(
        target: .renewal, column: "leaving",
        effect: .values(["yes": TestScenario.certain("leaving", 0)])))
    try expectAgreement(test, world: 3, lanes: 0..<laneCount)
  }

  /// Yearly plans are counted at the year's end, monthly ones as events happen.
  @Test(arguments: [Period.year, .month])
  func ratiosOfEveryPeriodAgree(period: Period) throws {
    var test = try TestScenario.rich()
    let curve = PayShape.curve(
      try PayoutCurve([Knot(from: 0.8, pays: 0), Knot(from: 1, pays: 1)], uncapped: false))
    for name in test.plans.keys {
      test.plans[name] = try Plan(
        name: name, period: period,
        measures: [MeasureKind.nrr, .grr, .logoRetention].flatMap { kind in
          try [Metric.Scope.individual, .team, .company].map { scope in
            try Measure(
              Metric(kind, of: scope, quota: .rate(0.9)), shape: curve, weight: 1 / 9)
          }
        })
    }
    try expectAgreement(test, world: 4, lanes: 0..<laneCount)
    let compiled = try CompiledScenario(test.scenario())
    #expect(compiled.ledgers.allSatisfy { $0.binsPerYear == period.perYear })
  }

  /// An account that contracts to zero is lost, whenever losses are counted.
  @Test(arguments: [Period.year, .quarter])
  func contractionsToZeroAgree(period: Period) throws {
    var test = try TestScenario.rich()
    test.contractionSize = SizeLaw(distribution: try .uniform(low: 0.8, high: 1.3))
    let kept = PayShape.steps(try Steps([Knot(from: 0, pays: 1)]))
    for name in test.plans.keys {
      test.plans[name] = try Plan(
        name: name, period: period,
        measures: [Measure(Metric(.logoRetention, quota: .rate(0.9)), shape: kept, weight: 1)])
    }
    try expectAgreement(test, world: 3, lanes: 0..<laneCount)
  }

  private func expectAgreement(
    _ test: TestScenario, world: Int, lanes: Range<Int>
  ) throws {
    let compiled = try CompiledScenario(test.scenario())
    for ledgers in [compiled.ledgers, compiled.pilotLedgers] {
      expectAgreement(
        compiled, LoopTables(compiled, ledgers: ledgers), world: world, lanes: lanes)
    }
  }

  private func expectAgreement(
    _ compiled: CompiledScenario, _ tables: LoopTables, world: Int, lanes: Range<Int>
  ) {
    let engine = WorldEngine(compiled, tables: tables, draws: Draws(seed: compiled.scenario.seed))
    engine.luck.draw(world: world)
    engine.run(world: world)
    let reference = ReferenceEngine(compiled: compiled, luck: engine.luck)
    for model in compiled.models.indices {
      for lane in lanes {
        var ledger = ReferenceLedger(
          compiled: compiled, luck: engine.luck, model: model, layout: tables.ledgers[model],
          trial: world * laneCount + lane)
        ledger.play(reference)
        func expectSame(_ kernel: LaneBuffer<MoneyLanes>, _ plain: [Double], _ what: String) {
          for (index, expected) in plain.enumerated() {
            let found = kernel.scalars[index * laneCount + lane]
            if abs(found - expected) > 1e-9 * max(1, abs(expected)) + 1e-6 {
              Issue.record(
                "\(what)[\(index)] of \(compiled.models[model].name), lane \(lane): \(found) is not \(expected)"
              )
              return
            }
          }
        }
        expectSame(engine.ledger.walk[model], ledger.walk, "walk")
        expectSame(engine.ledger.change[model], ledger.change, "change")
        expectSame(engine.ledger.changeInMonth[model], ledger.changeInMonth, "change in month")
        expectSame(engine.ledger.flows[model], ledger.flows, "flows")
      }
    }
  }

  /// Every instruction class does the same arithmetic in the same order.
  @Test func everyVariantAgreesToTheBit() throws {
    let compiled = try CompiledScenario(TestScenario.rich().scenario())
    let tables = LoopTables(compiled)
    let ledgers = (0..<WorldEngine.variants).map { variant in
      let engine = WorldEngine(
        compiled, tables: tables, draws: Draws(seed: compiled.scenario.seed), variant: variant)
      engine.luck.draw(world: 5)
      engine.run(world: 5)
      return [
        engine.ledger.flows, engine.ledger.walk, engine.ledger.change, engine.ledger.changeInMonth,
      ].joined().flatMap { buffer in (0..<buffer.count).map { buffer[$0] } }
    }
    for ledger in ledgers { #expect(ledger == ledgers[0]) }
  }

  /// Guards the tests above: a scenario with few events would agree too easily.
  @Test func richScenarioExercisesEverything() throws {
    let compiled = try CompiledScenario(TestScenario.rich().scenario())
    let tables = LoopTables(compiled)
    let engine = WorldEngine(compiled, tables: tables, draws: Draws(seed: compiled.scenario.seed))
    var seen = [Double](repeating: 0, count: WalkItem.allCases.count)
    var clawedBack = 0.0
    for world in 0..<4 {
      engine.luck.draw(world: world)
      engine.run(world: world)
      for model in compiled.models.indices {
        for index in 0..<engine.ledger.walk[model].count {
          seen[index % seen.count] += engine.ledger.walk[model][index].sum()
        }
        let ledger = compiled.ledgers[model]
        for (seat, compiledSeat) in compiled.models[model].seats.enumerated() {
          for flow in [Flow.clawedBack, .clawedBackLater] {
            let offset = ledger.offset(flow, role: compiledSeat.role)
            guard offset >= 0 else { continue }
            for bin in 0..<ledger.bins {
              clawedBack += engine.ledger.flows[model][ledger.rowStart[seat + 1] + offset + bin]
                .sum()
            }
          }
        }
      }
    }
    for item in WalkItem.allCases { #expect(seen[item.rawValue] > 0, "\(item)") }
    #expect(clawedBack > 0)
    let responsibilities = compiled.models.flatMap { $0.stages.flatMap(\.responsibilities) }
    let contrasts: [(String, KeyPath<Responsibility, Contrast>)] = [
      ("transfer", \.transfer), ("automatic", \.automatic), ("advisor", \.advisor),
      ("friction", \.friction),
    ]
    for (name, contrast) in contrasts {
      #expect(responsibilities.contains { $0[keyPath: contrast] != .unchanged }, "\(name)")
    }
    #expect(responsibilities.contains { $0.extraContacts != 0 })
    #expect(responsibilities.contains { $0.handover.endMonth > 0 })
  }
}
