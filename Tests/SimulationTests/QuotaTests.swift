import Foundation
import Model
import Ownership
import Plans
import Statistics
import TestSupport
import Testing

@testable import Simulation

/// Quotas are set before the luck: functions of the scenario, right, and in nobody's error.
@Suite struct QuotaTests {
  private static let curve = PayShape.curve(
    try! PayoutCurve([Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)]))

  /// One CSM, paid by some measures without stated quotas.
  private static func book(accounts: Int = 1, _ measures: [MeasureKind]) throws -> TestScenario {
    var test = TestScenario(accounts: accounts)
    test.years = 3
    test.plans["csm"] = try Plan(
      name: "csm", period: .quarter,
      measures: measures.map {
        try Measure(Metric($0), shape: curve, weight: 1 / Double(measures.count))
      })
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    return test
  }

  /// The quotas of the first seat: by year, then measure.
  private static func quotas(_ scenario: Scenario) async throws -> [[SeatQuotas.Quota]] {
    let prepared = try await PreparedScenario(try CompiledScenario(scenario))
    return prepared.quotas[0][0].map { $0!.metrics }
  }

  /// An account of 100,000 with a yearly term from July; 90% renew, 0.8 offers a year of a tenth of
  /// its ARR, half of them won: it grows by exp(0.02) in half a year.
  @Test func quotasOfABookWithoutShocksAreTheClosedForm() async throws {
    var test = try Self.book([.renewedARR, .expansionBookings, .nrr, .grr, .logoRetention])
    test.expansion[.crossSell] = TestScenario.expansion(
      "cross-sell", perYear: 0.8, won: 0.5, size: TestScenario.constant(0.1))
    let quotas = try await Self.quotas(test.scenario())
    let half = exp(0.02)
    for (year, quota) in quotas.enumerated() {
      let opening = 100_000 * pow(0.9 * half * half, Double(year))
      let sold = opening * (half - 1) * (1 + 0.9 * half)
      let exact = [opening * half * 0.9, sold, 0.9 * half * half, 0.9, 0.9]
      for (found, exact) in zip(quota, exact) {
        #expect(abs(found.year / exact - 1) < 1e-5, "year \(year): \(found.year), not \(exact)")
        #expect(found.standardError < 1e-9 * exact)
      }
    }
  }

  /// Leads are counted while the account is there; the 10% that leave in July leave half a year.
  @Test func leadsFollowSurvival() async throws {
    var test = try Self.book([.csqlsSourced, .csqlsAccepted, .csqlsWon])
    test.expansion[.crossSell] = TestScenario.expansion(
      "cross-sell", perYear: 2, found: 0.5, accepted: 0.8, won: 0.25,
      size: TestScenario.constant(0.1))
    let quotas = try await Self.quotas(test.scenario())
    for (year, quota) in quotas.enumerated() {
      let found = pow(0.9, Double(year)) * 0.95
      for (quota, exact) in zip(quota, [found, found * 0.8, found * 0.2]) {
        #expect(abs(quota.year / exact - 1) < 1e-5)
      }
    }
  }

  /// Shocks and talent: the first year is the stated rate, since it is calibrated; two years are
  /// E[p q] over the market's path and a talent that lasts, here by a product rule of 40 points each.
  @Test func shocksOfTwoYearsAreIntegrated() async throws {
    var test = try Self.book([.renewedARR])
    test.years = 2
    test.marketSD = TestScenario.certain("market", 0.4)
    test.persistence = 0.5
    test.talentSD = TestScenario.certain("talent", 0.3)
    let scenario = try test.scenario()
    let quotas = try await Self.quotas(scenario)
    func expect(_ quota: SeatQuotas.Quota, _ exact: Double) {
      #expect(abs(quota.year - exact) < 4 * quota.standardError, "\(quota), not \(exact)")
      #expect(quota.standardError < 5e-4 * exact)
    }
    expect(quotas[0][0], 90_000)
    let intercepts = try CompiledScenario(scenario).intercepts
    let rule = GaussHermite(points: 40)
    let both = rule.expectation { talent in
      rule.expectation { first in
        LogOdds.probability(
          LogOdds.of(0.9) + intercepts.renewal[0][0] + 0.3 * talent + 0.4 * first)
          * rule.expectation { second in
            let market = 0.5 * 0.4 * first + 0.75.squareRoot() * 0.4 * second
            return LogOdds.probability(
              LogOdds.of(0.9) + intercepts.renewal[1][0] + 0.3 * talent + market)
          }
      }
    }
    expect(quotas[1][0], 100_000 * both)
  }

  /// No seed moves a bit of what is set before the luck.
  @Test func seedsMoveNothingThatIsSetBefore() async throws {
    var scenario = try TestScenario.rich(accounts: 12).scenario()
    var known: [String] = []
    for seed in 1...10 {
      scenario.seed = UInt64(seed)
      let compiled = try CompiledScenario(scenario)
      let prepared = try await PreparedScenario(compiled, tasks: seed % 3 + 1)
      let quotas = prepared.quotas.joined().joined().map { $0.map { $0.metrics.map(\.year) } ?? [] }
      known.append(
        "\(quotas) \(compiled.intercepts) \(compiled.models.map { $0.seats.map(\.demandHours) })"
          + "\(compiled.models.map { $0.stages.map { $0.heads.sorted { $0.key < $1.key } } })")
    }
    #expect(Set(known).count == 1)
  }

  // MARK: - Honest errors

  /// A figure of a run with its stated standard error.
  private struct Stated {
    var mean: Double
    var error: Double
  }

  private static func figures(_ result: SimulationResult) -> [String: Stated] {
    var figures: [String: Stated] = [:]
    func add(_ name: String, _ values: [Double]) {
      let summary = Summary(values, design: result.design)
      figures[name] = Stated(mean: summary.mean, error: summary.standardError)
    }
    func sum(_ model: ModelResult, _ items: [CostItem]) -> [Double] {
      model.sum(
        items.flatMap { item in
          model.roles.flatMap { role in
            (0..<result.scenario.years).map { TrialColumn.cost(item, role: role, year: $0) }
          }
        })
    }
    for model in result.models {
      add("\(model.name) payout", sum(model, [.pay]))
      add("\(model.name) cost", sum(model, CostItem.allCases))
      add(
        "\(model.name) value gained",
        zip(model.column(.value), result.models[0].column(.value)).map { $0 - $1 })
    }
    var reaching = ClusteredShares(kinds: 1)
    result.forEachBlock { models in
      let people = models[0].values.map(\.attainment)
      let all = people.reduce(0) { $0 + $1.total }
      reaching.addCluster([people.reduce(0) { $0 + $1.counts[100...].reduce(0, +) }], of: all)
    }
    figures["at quota"] = Stated(mean: reaching[0].value, error: reaching[0].standardError)
    return figures
  }

  /// Mean stated error over the spread between seeds, by figure.
  private static func honesty(
    seeds: Int, trials: Int, _ prepared: (Int) async throws -> PreparedScenario
  ) async throws -> [String: Double] {
    var runs: [String: [Stated]] = [:]
    for seed in 1...seeds {
      let result = try await Simulator.run(prepared(seed), trials: trials)
      for (name, stated) in figures(result) { runs[name, default: []].append(stated) }
    }
    return runs.compactMapValues { runs in
      let spread = Estimate(runs.map(\.mean)).standardDeviation
      return spread > 0 ? Estimate(runs.map(\.error)).mean / spread : nil
    }
  }

  /// A scenario with ranges and quotas by the rule: stated errors are those between seeds. The same
  /// with quotas that move by 1.6% from seed to seed, as those of a pilot did, are too small.
  @Test func statedErrorsHoldBetweenSeeds() async throws {
    let scenario = try TestScenario.rich(accounts: 24).scenario()
    let fixed = try await PreparedScenario(try CompiledScenario(scenario))
    let honest = try await Self.honesty(seeds: 40, trials: 640) {
      fixed.drawing(seed: UInt64($0))
    }
    // 40 seeds tell a spread to 11%, so one of some fifteen figures may be a quarter off.
    let off = honest.filter { !(0.8...1.25).contains($0.value) }
    let mean = honest.values.reduce(0, +) / Double(honest.count)
    #expect((0.9...1.12).contains(mean), "\(honest)")
    #expect(off.count <= 2, "\(off)")
    var random = SplitMix(state: 5)
    let biased = try await Self.honesty(seeds: 40, trials: 640) { seed in
      var moved = scenario
      moved.quotas.stretch *=
        1 + 0.016 * StandardNormal.quantile(Double.random(in: 0..<1, using: &random))
      return try await PreparedScenario(try CompiledScenario(moved)).drawing(seed: UInt64(seed))
    }
    let pay = biased.filter { $0.key.hasSuffix("payout") }
    #expect(pay.values.reduce(0, +) / Double(pay.count) < 0.75, "\(pay)")
  }
}
