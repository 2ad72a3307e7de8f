import Model
import Ownership
import Plans
import Statistics
import TestSupport
import Testing
import Units

@testable import Simulation

@Suite struct PeopleTests {
  private func result(
    _ test: TestScenario, trials: Int, _ change: (inout Scenario) -> Void = { _ in }
  ) async throws -> SimulationResult {
    var scenario = try test.scenario()
    change(&scenario)
    let prepared = try await PreparedScenario(CompiledScenario(scenario), tasks: 2)
    return try await Simulator.run(prepared.keepingPeople(), trials: trials, tasks: 2)
  }

  /// Mean, deviation and clustered error match those of every trial's pay, up to rounding to the
  /// unit.
  @Test(arguments: [(false, 300), (true, 300), (false, 16), (true, 40)])
  func momentsMatchTrialPay(_ strata: Bool, _ trials: Int) async throws {
    let result = try await result(.rich(accounts: 6), trials: trials) {
      $0.sampling.strata = strata
    }
    #expect(result.clusters.size == (strata ? 64 : 16))
    var varying = 0
    for model in result.models {
      for (place, outcome) in model.personOutcomes.enumerated() {
        let pay = try #require(model.pay(ofPerson: place))
        let summary = Summary(pay, design: SampleDesign(result.clusters))
        #expect(outcome.pay.count == trials)
        #expect(abs(outcome.pay.mean - summary.mean) < 1e-4)
        #expect(abs(outcome.pay.standardDeviation - summary.standardDeviation) < 2e-4)
        let (error, expected) = (outcome.pay.standardError, summary.standardError)
        #expect(error == expected || abs(error - expected) < 2e-4, "\(error) \(expected)")
        if outcome.pay.standardDeviation > 0 { varying += 1 }
      }
    }
    #expect(varying > 20)
  }

  /// Without ranges, every trial is a cluster.
  @Test func trialsWithoutRangesAreIndependent() async throws {
    var test = TestScenario(accounts: 8)
    test.plans["csm"] = try TestScenario.rich().plans["csm"]
    let result = try await result(test, trials: 200)
    #expect(result.clusters.size == 1)
    let pay = try #require(result.models[0].personOutcomes.first).pay
    #expect(pay.standardDeviation > 0)
    #expect(
      abs(pay.standardError - pay.standardDeviation / 200.0.squareRoot())
        < 1e-9 * pay.standardError)
  }

  /// Whatever the currency: the pay of people adds up to the pay in the cost of their role, and no
  /// amount is cut.
  @Test(arguments: [1e3, 1e6, 1e9, 1e12, 1e15])
  func peopleSumToCostInAnyCurrency(ote: Double) async throws {
    var test = TestScenario(accounts: 8)
    test.profiles[.csm] = TestScenario.profile(.csm, ote: ote, heads: .fixed(2))
    test.plans["csm"] = try TestScenario.rich().plans["csm"]
    for account in test.accounts.indices { test.accounts[account].arr *= ote / 1e5 }
    let result = try await result(test, trials: 128)
    let model = result.models[0]
    let cost = model.column(.cost(.pay, role: .csm, year: 0))
    let mean = cost.reduce(0, +) / Double(cost.count)
    let people = zip(model.people, model.personOutcomes)
      .filter { $0.0.role == .csm && $0.0.year == 0 }
    let sum = people.reduce(0) { $0 + $1.1.pay.mean }
    #expect(people.count == 2)
    #expect(mean > 0)
    #expect(abs(sum - mean) < 1e-6 * mean + 2e-4, "\(sum) \(mean)")
  }

  @Test func peopleSumToTheirRole() async throws {
    let result = try await result(.rich(accounts: 12), trials: 64)
    for model in result.models {
      for (key, heads) in model.heads where heads > 0 {
        let people = model.people.indices.filter {
          model.people[$0].role == key.role && model.people[$0].year == key.year
        }
        #expect(people.count == heads)
        var sum = [Double](repeating: 0, count: 64)
        for place in people {
          for (trial, pay) in try #require(model.pay(ofPerson: place)).enumerated() {
            sum[trial] += pay
          }
        }
        let role = model.column(.cost(.pay, role: key.role, year: key.year))
        for (sum, role) in zip(sum, role) { #expect(abs(sum - role) < 1e-9 * max(1, abs(role))) }
      }
    }
  }

  /// The same people and trials as in the histograms, whose bins are a percent wide.
  @Test func attainmentMatchesHistograms() async throws {
    let result = try await result(.rich(accounts: 12), trials: 200)
    var compared = 0
    for model in result.models {
      for (key, outcome) in model.roleOutcomes {
        let places = model.people.indices.filter {
          model.people[$0].role == key.role && model.people[$0].year == key.year
        }
        let moments = places.map { model.personOutcomes[$0].attainment }
        let count = moments.reduce(0) { $0 + $1.count }
        #expect(count == outcome.attainment.total)
        // The first and the last bin also hold everything beyond them.
        let ends = [PayHistogram.percents.lowerBound, PayHistogram.percents.upperBound]
        guard ends.allSatisfy({ outcome.attainment.count(inPercents: $0..<$0 + 1) == 0 }) else {
          continue
        }
        let mean = moments.reduce(0) { $0 + $1.mean * Double($1.count) } / Double(count)
        let binned =
          (Double(outcome.attainment.sumOfBins) / Double(count)
            + Double(PayHistogram.percents.lowerBound)) / 100
        #expect(mean > binned - 1e-6 && mean < binned + 0.01 + 1e-6, "\(key)")
        compared += 1
      }
    }
    #expect(compared > 10)
  }

  @Test func keepingPeopleLeavesFiguresUnchanged() async throws {
    let kept = try await BlockFixture(trials: 300, keepsPeople: true)
    defer { kept.remove() }
    let plain = try await BlockFixture(trials: 300)
    defer { plain.remove() }
    #expect(RunIdentity(kept.prepared) == RunIdentity(plain.prepared))
    let with = try await Simulator.run(kept.prepared, trials: 300, tasks: 2)
    let without = try await Simulator.run(plain.prepared, trials: 300, tasks: 2)
    for (with, without) in zip(with.models, without.models) {
      for column in without.layout.columns {
        #expect(with.column(column) == without.column(column))
      }
      #expect(with.roleOutcomes == without.roleOutcomes)
      #expect(with.people == without.people && with.personOutcomes == without.personOutcomes)
      #expect(with.pay(ofPerson: 0)?.count == 300 && without.pay(ofPerson: 0) == nil)
    }
  }

  @Test func partsWithoutPeopleAreRefused() async throws {
    let kept = try await BlockFixture(trials: 300, keepsPeople: true)
    defer { kept.remove() }
    let plain = try await BlockFixture(trials: 300)
    defer { plain.remove() }
    try await kept.write(0..<2, to: "kept")
    try await kept.write(2..<3, to: "last")
    try await plain.write(2..<3, to: "plain")
    try kept.write(plain.bytes("plain"), to: "plain")
    let whole = bits(try await Simulator.run(plain.prepared, trials: 300, tasks: 2))
    // People are not requested, so any mixture will do.
    #expect(bits(try kept.merged(["kept", "plain"], as: plain.prepared)) == whole)
    #expect(bits(try kept.merged(["kept", "last"], as: plain.prepared)) == whole)
    let people = bits(try await Simulator.run(kept.prepared, trials: 300, tasks: 2))
    #expect(bits(try kept.merged(["last", "kept"])) == people)
    #expect(
      try kept.problem { _ = try kept.merged(["kept", "plain"]) }
        == "plain: the pay of every person is not there: simulate it with --keep people,"
        + " or merge without")
  }

  /// Ten accounts of 100,000 that all renew, under two people: their quota is their expected
  /// credit, or what the plan states.
  @Test(arguments: [nil, Quota.money(Money(400_000))])
  func payIsMeasuredByReportedQuotas(stated: Quota?) async throws {
    var test = TestScenario(accounts: 10)
    test.years = 2
    test.renewal = TestScenario.certain("renewal", 1)
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(2))
    let asked = try Metric(.renewedARR, quota: stated)
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(
          asked, shape: .curve(PayoutCurve([Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)])),
          weight: 1),
        // A rate needs no quota.
        Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.1))),
      ])
    let model = try await result(test, trials: 16).models[0]
    #expect(model.quotas.count == model.people.count && model.people.count == 4)
    for (quotas, outcome) in zip(model.quotas, model.personOutcomes) {
      #expect(quotas.map(\.metric) == [asked])
      #expect(quotas[0].isStated == (stated != nil))
      #expect(abs(quotas[0].amount - (stated?.number ?? 500_000)) < 1e-6)
      #expect(abs(outcome.attainment.mean - 500_000 / quotas[0].amount) < 1e-6)
    }
  }
}
