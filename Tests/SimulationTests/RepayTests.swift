import Model
import Ownership
import Plans
import Simulation
import Statistics
import TestSupport
import Testing
import Units

/// Kept credits, paid again.
@Suite struct RepayTests {
  static let curve = [
    Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
  ]

  /// People who leave and ramp, a draw, a gate on the leading measure, two years and uncertain
  /// rates: all that pay may depend on.
  static func scenario(quota: Double = 600_000) throws -> Scenario {
    var test = TestScenario(accounts: 24)
    test.years = 2
    test.trials = 100
    test.renewal = Assumption(
      key: "renewal", distribution: try .logitNormal(p10: 0.8, p90: 0.95))
    test.expansion[.upsell] = TestScenario.expansion(
      "upsell", perYear: 0.6, won: 0.5, size: TestScenario.constant(0.1))
    test.talentSD = TestScenario.certain("talent", 0.3)
    test.profiles[.csm] = TestScenario.profile(
      .csm, attrition: 0.3, ramp: 3, vacancy: 2, burden: 0.2, tools: 1000, hiring: 5000,
      heads: .fixed(3))
    test.plans["csm"] = try Plan(
      name: "csm", period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(quota))), shape: .curve(PayoutCurve(curve)),
          weight: 0.7),
        Measure(
          Metric(.expansionBookings), shape: .curve(PayoutCurve(curve)), weight: 0.3,
          gates: [Gate(.renewedARR, atLeast: .rate(0.8))]),
        Measure(Metric(.nrr, of: .team), shape: .rate(.perUnit(1000))),
      ],
      draw: Draw(Money(3000), recoverable: true))
    test.discountRate = 0.1
    return try test.scenario()
  }

  static func samples(trials: Int = 100, tasks: Int = 2) async throws -> SeatCreditSamples {
    try await Simulator.run(
      PreparedScenario(try CompiledScenario(scenario())),
      keeping: CreditSelection(model: 0, role: .csm), trials: trials, tasks: tasks)
  }

  @Test func withoutChangeEveryFigureIsThatOfTheRun() async throws {
    let samples = try await Self.samples()
    let paid = try await samples.repaid()
    let model = samples.model
    for year in 0..<2 {
      #expect(paid.pay[year] == model.column(.cost(.pay, role: .csm, year: year)))
      #expect(
        paid.targetIncentive[year] == model.column(.targetIncentive(role: .csm, year: year)))
      let cost = model.sum(CostItem.allCases.map { .cost($0, role: .csm, year: year) })
      #expect(paid.cost[year] == cost)
    }
    #expect(paid.value == model.column(.value))
    #expect(Set(paid.pay[0]).count > 50, "pay that never varies proves nothing")
    let health = model.roleOutcomes.values.reduce(0) { $0 + $1.payout.total }
    #expect(paid.people.payMultiples.count == health)
  }

  /// A run that keeps credits is the run that does not.
  @Test func keepingChangesNothing() async throws {
    let plain = try await Simulator.run(Self.scenario(), trials: 40)
    let kept = try await Self.samples(trials: 40, tasks: 1)
    for column in plain.models[0].layout.columns {
      #expect(plain.models[0].column(column) == kept.model.column(column))
    }
  }

  /// The same terms written into the scenario and simulated come to the same pay, cost and value.
  @Test func termsAreWhatTheScenarioWouldSay() async throws {
    let samples = try await Self.samples()
    let paid = try await samples.repaid(on: PayTerms(baseShare: 0.6, accelerator: 0.5))
    var other = try Self.scenario()
    other.roles[.csm]!.baseShare = 0.6
    other.plans["csm"] =
      other.plans["csm"]!.scalingAccelerator(by: 0.5, ofMeasure: 0)
    let model = try await Simulator.run(other).models[0]
    func agree(_ a: [Double], _ b: [Double]) -> Bool {
      zip(a, b).allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($0), 1) }
    }
    for year in 0..<2 {
      #expect(agree(paid.pay[year], model.column(.cost(.pay, role: .csm, year: year))))
      let cost = model.sum(CostItem.allCases.map { .cost($0, role: .csm, year: year) })
      #expect(agree(paid.cost[year], cost))
      #expect(!agree(paid.cost[year], try await samples.repaid().cost[year]))
    }
    #expect(agree(paid.value, model.column(.value)))
  }

  /// Twice the quota is half the attainment, for the gate that reads it too.
  @Test func theQuotaOfTheLeadingMeasure() async throws {
    let samples = try await Self.samples()
    let once = try await samples.repaid().people.attainments
    let twice = try await samples.repaid(on: PayTerms(quotaFactor: 2))
    #expect(zip(once, twice.people.attainments).allSatisfy { abs($0 / 2 - $1) < 1e-12 })
    let stated = try await Simulator.run(Self.scenario(quota: 1_200_000)).models[0]
    for year in 0..<2 {
      #expect(twice.pay[year] == stated.column(.cost(.pay, role: .csm, year: year)))
    }
  }

  @Test func otherLuckHasTheSameQuotas() async throws {
    let prepared = try await PreparedScenario(CompiledScenario(Self.scenario()))
    let selection = CreditSelection(model: 0, role: .csm)
    let first = try await Simulator.run(prepared, keeping: selection)
    let other = try await Simulator.run(prepared.drawing(seed: 7), keeping: selection)
    #expect(first.meanQuota == other.meanQuota)
    #expect(other.result.seed == 7)
    #expect(first.model.column(.value) != other.model.column(.value))
  }

  @Test func peopleAreCountedByWorldWhereAssumptionsVary() async throws {
    let people = try await Self.samples().repaid().people
    #expect(people.payClusters.count == 7)
  }

  /// Other heads are other seats; the baseline keeps its own.
  @Test func headsOfOneModel() throws {
    var scenario = try Self.scenario()
    scenario.models.append(scenario.models[0])
    let heads = Dictionary(
      uniqueKeysWithValues: (0..<scenario.years).map { (RoleYear(role: .csm, year: $0), 2) })
    let compiled = try CompiledScenario(scenario, staffed: (model: 1, heads: heads))
    #expect(compiled.heads(ofModel: 0)[RoleYear(role: .csm, year: 0)] == 3)
    #expect(compiled.heads(ofModel: 1)[RoleYear(role: .csm, year: 1)] == 2)
  }
}
