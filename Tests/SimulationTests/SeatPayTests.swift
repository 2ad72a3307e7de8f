import Model
import Ownership
import Plans
import Statements
import TestSupport
import Testing
import Units

@testable import Simulation

/// A plan's own rules through the whole engine, each against what it pays by hand.
@Suite struct SeatPayTests {
  private func renewals(_ measure: Measure) async throws -> [(renewed: Int, multiple: Double)] {
    var test = TestScenario(accounts: 10)
    test.trials = 256
    test.plans["csm"] = try Plan(name: "csm", period: .year, measures: [measure])
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    let model = try await Simulator.run(test.scenario()).models[0]
    return zip(
      model.column(.walk(.lostAccounts, year: 0)), model.column(.cost(.pay, role: .csm, year: 0))
    ).map { (10 - Int($0), $1 / 20_000) }
  }

  /// Two deals' worth of streams on one account that stays and one that leaves in December.
  private func deals(
    _ measures: [Measure], clawback: Clawback?, heads: Int = 1
  ) async throws -> ModelResult {
    var test = TestScenario(accounts: 2)
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(heads))
    test.renewal = TestScenario.certain("renewal", 0)
    test.accounts[0].term = 120
    test.accounts[0].renewal = "2035-12-31"
    test.accounts[1].renewal = "2026-12-15"
    for (stream, name) in [(ExpansionStream.upsell, "upsell"), (.crossSell, "cross-sell")] {
      test.expansion[stream] = TestScenario.expansion(
        name, perYear: 3, size: TestScenario.constant(0.05))
    }
    test.trials = 64
    test.plans["csm"] = try Plan(
      name: "csm", period: .year, counting: .yearToDate, measures: measures, clawback: clawback)
    return try await Simulator.run(test.scenario()).models[0]
  }

  /// A clawback of credit that is not for deals takes nothing in a simulation, which is said.
  @Test func clawbackOfRenewalsIsToldToTakeNothing() throws {
    let renewals = try Plan(
      name: "csm", period: .year,
      measures: [Measure(Metric(.renewedARR), shape: .rate(.perUnit(0.01)))],
      clawback: Clawback(on: "churn", within: 12, recover: .full))
    #expect(
      renewals.simplificationsInSimulation
        == ["clawback: churn takes back deals alone, no other credit of the account"])
  }

  private func pay(_ model: ModelResult, year: Int = 0) -> [Double] {
    model.column(.cost(.pay, role: .csm, year: year))
  }

  private func curve() throws -> PayShape {
    .curve(try PayoutCurve([Knot(from: 0.75, pays: 0.5), Knot(from: 1.5, pays: 2)]))
  }

  /// What is counted by quarter is paid at its end, whether the plan pays by month or by quarter,
  /// and a cap is one of the quarter's target.
  @Test(arguments: [Plan.Counting.eachPeriod, .yearToDate])
  func aMeasureOfALongerPeriodIsPaidWhereItEnds(counting: Plan.Counting) async throws {
    func pays(_ period: Period) async throws -> [Double] {
      var test = TestScenario(accounts: 10)
      test.trials = 256
      test.profiles[.csm] = TestScenario.profile(.csm, attrition: 0.3, vacancy: 2, heads: .fixed(2))
      test.expansion[.crossSell] = TestScenario.expansion(
        "cross-sell", perYear: 1, size: TestScenario.constant(0.1))
      test.plans["csm"] = try Plan(
        name: "csm", period: period, counting: counting,
        measures: [
          Measure(
            Metric(.expansionBookings, quota: .money(Money(100_000))),
            shape: .curve(
              PayoutCurve([Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)], uncapped: true)),
            weight: 1, period: .quarter)
        ], cap: .share(1.5))
      return pay(try await Simulator.run(test.scenario()).models[0])
    }
    let (monthly, quarterly) = (try await pays(.month), try await pays(.quarter))
    #expect(Set(quarterly).count > 100)
    for (month, quarter) in zip(monthly, quarterly) { #expect(abs(month - quarter) < 1e-6) }
  }

  @Test func aClosedAcceleratorStopsAtTarget() async throws {
    let measure = try Measure(
      Metric(.renewedARR, quota: .money(Money(500_000))), shape: curve(), weight: 1,
      acceleratorGates: [Gate(.logoRetention, atLeast: .rate(1))])
    for (renewed, multiple) in try await renewals(measure) where renewed >= 8 {
      #expect(abs(multiple - (renewed == 10 ? 2 : 1)) < 1e-9, "\(renewed)")
    }
  }

  @Test func aGateOnAttainmentAsksForTheMeasuresOwnQuota() async throws {
    let measure = try Measure(
      Metric(.renewedARR, quota: .money(Money(500_000))), shape: curve(), weight: 1,
      gates: [Gate(.renewedARR, atLeast: .rate(1.6))])
    for (renewed, multiple) in try await renewals(measure) where renewed >= 7 {
      #expect(abs(multiple - (renewed >= 8 ? 2 : 0)) < 1e-9, "\(renewed)")
    }
  }

  /// Money at a gate is yearly: half of it is asked for when half of the year's quota is due.
  @Test func aGateInMoneyIsSpreadAsAQuotaIs() async throws {
    var test = TestScenario(accounts: 10)
    test.renewal = TestScenario.certain("renewal", 1)
    for index in 0..<5 { test.accounts[index].renewal = "2026-11-01" }
    test.trials = 16
    test.plans["csm"] = try Plan(
      name: "csm", period: .quarter,
      measures: [
        Measure(
          Metric(.renewedARR), shape: .rate(.perUnit(0.01)),
          gates: [Gate(.renewedARR, atLeast: .money(Money(900_000)))])
      ])
    let model = try await Simulator.run(test.scenario()).models[0]
    #expect(pay(model).allSatisfy { abs($0 - 10_000) < 1e-6 })
  }

  @Test func aPoolIsPaidOnce() async throws {
    var test = TestScenario(accounts: 8)
    test.trials = 16
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(4))
    test.plans["csm"] = try Plan(
      name: "csm", period: .year,
      measures: [
        Measure(Metric(.renewedARR, of: .team), shape: .rate(.perUnit(0.01)), sharing: .equal)
      ])
    let model = try await Simulator.run(test.scenario()).models[0]
    let churn = model.column(.walk(.churn, year: 0))
    for (paid, lost) in zip(pay(model), churn) {
      #expect(abs(paid - 0.01 * (800_000 - lost)) < 1e-6)
    }
  }

  @Test func aSPIFPaysOnItsDatesAlone() async throws {
    var test = TestScenario(accounts: 1, arr: 1_000_000_000)
    test.contractFarAway()
    test.years = 2
    test.trials = 2048
    test.expansion[.crossSell] = TestScenario.expansion(
      "cross-sell", perYear: 4, size: TestScenario.constant(1e-6))
    test.plans["csm"] = try Plan(
      name: "csm", period: .year,
      measures: [
        Measure(
          Metric(.expansionBookings), shape: .rate(.perUnit(0.1)), from: Day("2026-04-01"),
          until: Day("2026-06-30"))
      ])
    let model = try await Simulator.run(test.scenario()).models[0]
    // A deal in three months of twelve, at 10% of 1,000.
    #expect(Estimate(pay(model)).agrees(with: 100), "\(Estimate(pay(model)))")
    #expect(pay(model, year: 1).allSatisfy { $0 == 0 })
  }

  /// Nothing is due in the year, but the escalators of March bring NRR to 103%: exactly the quota.
  @Test func escalatorsCountWhereNothingIsDue() async throws {
    var test = TestScenario(accounts: 4)
    test.accounts = test.accounts.map { ($0.id, $0.arr, $0.segment, 36, "2028-03-01") }
    test.escalator = TestScenario.certain("escalator", 0.03)
    test.trials = 16
    test.plans["csm"] = try Plan(
      name: "csm", period: .year,
      measures: [
        Measure(Metric(.nrr, quota: .rate(1.03)), shape: curve(), weight: 1)
      ])
    let model = try await Simulator.run(test.scenario()).models[0]
    #expect(pay(model).allSatisfy { abs($0 - 20_000) < 1e-6 })
  }

  /// Deals of 1,000 count for 400 each, so the commission is four tenths of an uncapped one.
  @Test func aDealCapLimitsTheCreditOfADeal() async throws {
    var test = TestScenario(accounts: 1, arr: 1_000_000_000)
    test.contractFarAway()
    test.trials = 64
    test.expansion[.crossSell] = TestScenario.expansion(
      "cross-sell", perYear: 4, size: TestScenario.constant(1e-6))
    test.plans["csm"] = try Plan(
      name: "csm", period: .year,
      measures: [
        Measure(
          Metric(.expansionBookings), shape: .rate(.perUnit(0.1)), dealCap: Money(400))
      ])
    let model = try await Simulator.run(test.scenario()).models[0]
    let deals = model.column(.walk(.crossSell, year: 0)).map { ($0 / 1000).rounded() }
    #expect(deals.reduce(0, +) > 0)
    for (paid, count) in zip(pay(model), deals) { #expect(abs(paid - 40 * count) < 1e-6) }
  }

  /// What is paid is 10% of the deals of the account that stays, whichever measure counts them.
  @Test(arguments: [Clawback.Recovery.full, .credit])
  func everyLostDealIsTakenBackOnce(recovery: Clawback.Recovery) async throws {
    func rate(_ motions: Set<Motion>) throws -> Measure {
      try Measure(
        Metric(.expansionBookings, motions: motions), shape: .rate(.perUnit(0.1)))
    }
    let model = try await deals(
      [rate([.smallUpsell, .bigUpsell]), rate([.crossSell])],
      clawback: Clawback(on: "churn", within: 12, recover: recovery))
    let kept = [.smallUpsell, .bigUpsell, .crossSell].reduce(
      [Double](repeating: 100_000, count: 64)
    ) { sum, item in zip(sum, model.column(.walk(item, year: 0))).map(+) }
    let churn = model.column(.walk(.churn, year: 0))
    for (trial, paid) in pay(model).enumerated() {
      let stays = kept[trial] - (churn[trial] - 100_000) - 100_000
      #expect(abs(paid - 0.1 * stays) < 1e-6, "\(trial)")
    }
  }

  /// By trial: the credit for all deals, and for those of the account that leaves.
  private func dealsAndLost(_ model: ModelResult) -> [(all: Double, lost: Double)] {
    let all = [.smallUpsell, .bigUpsell, .crossSell].reduce([Double](repeating: 0, count: 64)) {
      sum, item in zip(sum, model.column(.walk(item, year: 0))).map(+)
    }
    return zip(all, model.column(.walk(.churn, year: 0))).map { ($0, $1 - 100_000) }
  }

  @Test func aLostDealTakesBackWhatACappedMeasurePaid() async throws {
    let measure = try Measure(
      Metric(.expansionBookings), shape: .rate(.perUnit(0.1)), cap: .money(Money(2000)))
    let model = try await deals(
      [measure], clawback: Clawback(on: "churn", within: 12, recover: .full))
    var capped = 0
    for (paid, deals) in zip(pay(model), dealsAndLost(model)) where deals.all > 0 {
      if 0.1 * deals.all > 2000, deals.lost > 0 { capped += 1 }
      let kept = min(0.1 * deals.all, 2000) * (1 - deals.lost / deals.all)
      #expect(abs(paid - kept) < 1e-6)
    }
    #expect(capped > 10)
  }

  @Test(arguments: [Clawback.Recovery.full, .credit])
  func aLostDealIsLostToTheWholeTeam(recovery: Clawback.Recovery) async throws {
    let measure = try Measure(
      Metric(.expansionBookings, of: .team), shape: .rate(.perUnit(0.1)))
    let model = try await deals(
      [measure], clawback: Clawback(on: "churn", within: 12, recover: recovery), heads: 2)
    for (paid, deals) in zip(pay(model), dealsAndLost(model)) {
      #expect(abs(paid - 2 * 0.1 * (deals.all - deals.lost)) < 1e-6)
    }
  }

  @Test func churnTakesNothingBackOfLeads() async throws {
    let measure = try Measure(Metric(.csqlsAccepted), shape: .rate(.perUnit(100)))
    // Bookings are read, so that their credit may be lost, but pay nothing.
    let bookings = try Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0)))
    let with = try await deals(
      [measure, bookings], clawback: Clawback(on: "churn", within: 12, recover: .full))
    let without = try await deals([measure, bookings], clawback: nil)
    #expect(pay(with) == pay(without))
    #expect(pay(with).reduce(0, +) > 0)
  }
}
