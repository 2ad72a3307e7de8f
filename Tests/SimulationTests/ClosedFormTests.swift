import Model
import Ownership
import Plans
import Statistics
import TestSupport
import Testing
import Units

@testable import Simulation

/// Limit cases with exact answers, each through the whole engine.
@Suite struct ClosedFormTests {
  /// No shocks, equal accounts: NRR has mean p and standard deviation sqrt(p (1 - p) / n).
  @Test func retentionOfIndependentAccounts() async throws {
    var test = TestScenario(accounts: 100)
    test.trials = 4096
    let nrr = Self.retention(try await Simulator.run(test.scenario()).models[0])
    let exact = (0.9 * 0.1 / 100).squareRoot()
    #expect(Estimate(nrr).agrees(with: 0.9))
    #expect(Estimate.deviationAgrees(nrr, with: exact))
    // The biased control.
    #expect(!Estimate(nrr).agrees(with: 0.905))
    #expect(!Estimate.deviationAgrees(nrr, with: exact * 1.1))
  }

  /// Every account renews and contracts to zero: all are lost in the first year, whether plans
  /// count at its end or at each event, and whether or not another year follows.
  @Test(arguments: [Period.year, .quarter], [1, 2])
  func fullContractionLosesTheAccount(period: Period, years: Int) async throws {
    var test = TestScenario(accounts: 10)
    test.trials = 32
    test.years = years
    test.renewal = TestScenario.certain("renewal", 1)
    test.contraction = TestScenario.certain("contraction", 1)
    test.contractionSize = SizeLaw(distribution: TestScenario.constant(1))
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    let kept = try Measure(
      Metric(.logoRetention, quota: .rate(1)),
      shape: .curve(PayoutCurve([Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)])), weight: 1)
    test.plans["csm"] = try Plan(
      name: "csm", period: period, counting: .yearToDate, measures: [kept])
    let model = try await Simulator.run(test.scenario()).models[0]
    #expect(model.column(.walk(.lostAccounts, year: 0)).allSatisfy { $0 == 10 })
    #expect(model.column(.walk(.churn, year: 0)).allSatisfy { $0 == 0 })
    let attainment = try #require(model.personOutcomes.first).attainment
    #expect(attainment.mean == 0)
    for year in 1..<years {
      #expect(model.column(.walk(.lostAccounts, year: year)).allSatisfy { $0 == 0 })
    }
  }

  /// Ten accounts of 100k, renewal .9, quota 900k on the curve 75%: 50%, 100%: 100%, 150%: 300%:
  /// payout 1.073617 with standard deviation .311695, and each renewal count's own multiple.
  @Test func payoutOfBinomialRenewals() async throws {
    var test = TestScenario(accounts: 10)
    test.trials = 8192
    test.plans["csm"] = try Self.plan(quota: .money(Money(900_000)))
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    let model = try await Simulator.run(test.scenario()).models[0]
    let multiples = zip(
      model.column(.cost(.pay, role: .csm, year: 0)),
      model.column(.targetIncentive(role: .csm, year: 0))
    ).map { $0 / $1 }
    #expect(Estimate(multiples).agrees(with: 1.073617))
    #expect(Estimate.deviationAgrees(multiples, with: 0.311695))
    #expect(!Estimate(multiples).agrees(with: 1.073617 * 1.02))
    let renewals = model.column(.walk(.lostAccounts, year: 0)).map { 10 - Int($0) }
    let exact = [6: 0, 7: 0.555556, 8: 0.777778, 9: 1, 10: 1.444444]
    for (renewed, multiple) in zip(renewals, multiples) {
      if let expected = exact[renewed] { #expect(abs(multiple - expected) < 1e-6) }
    }
  }

  /// Rate 2.4 a year, found .5, accepted .8, won .25, lognormal amounts with mean 10k and cv 1, 10%
  /// commission: on every arrival mean 2,400 and sd 2,190.89; on wins mean 240 and sd 692.82. The
  /// same by month, quarter or year.
  @Test(arguments: [Period.month, .quarter, .year])
  func commissionOnCompoundPoissonSales(period: Period) async throws {
    func commissions(won: Bool) async throws -> [Double] {
      var test = TestScenario(accounts: 1, arr: 1_000_000_000)
      test.trials = 8192
      test.renewal = TestScenario.certain("renewal", 1)
      test.contractFarAway()
      let size = try Distribution.logNormal(mean: 1e-5, cv: 1)
      test.expansion[.crossSell] = TestScenario.expansion(
        "cross-sell", perYear: 2.4, found: won ? 0.5 : 1, accepted: won ? 0.8 : 1,
        won: won ? 0.25 : 1, size: size)
      test.plans["csm"] = try Plan(
        name: "csm", period: period,
        measures: [Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.1)))])
      let model = try await Simulator.run(test.scenario()).models[0]
      return model.column(.cost(.pay, role: .csm, year: 0))
    }
    let arrivals = try await commissions(won: false)
    #expect(Estimate(arrivals).agrees(with: 2400), "\(Estimate(arrivals))")
    #expect(Estimate.deviationAgrees(arrivals, with: 2190.89))
    let wins = try await commissions(won: true)
    #expect(Estimate(wins).agrees(with: 240), "\(Estimate(wins))")
    #expect(Estimate.deviationAgrees(wins, with: 692.82))
    #expect(!Estimate(wins).agrees(with: 290))
  }

  /// Odds ratio 1.3 on p = .85: p2 = .880478; on the same luck the difference of 20 accounts is
  /// better .46154, tied .53846, never worse, and its sd a third of independent draws'.
  @Test func comparisonOnTheSameLuck() async throws {
    var test = TestScenario(accounts: 20)
    test.trials = 8192
    test.renewal = TestScenario.certain("renewal", 0.85)
    test.skill[.accountManager] = [.renewal: TestScenario.certain("skill", 1.3)]
    test.models = [Preset.named("all-csm")!.model, Preset.named("account-manager")!.model]
    let result = try await Simulator.run(test.scenario())
    let difference = zip(Self.retention(result.models[1]), Self.retention(result.models[0])).map {
      $0 - $1
    }
    #expect(Estimate(difference).agrees(with: 0.030478))
    #expect(difference.allSatisfy { $0 > -1e-12 })
    let better = difference.map { $0 > 1e-12 ? 1.0 : 0.0 }
    #expect(Estimate(better).agrees(with: 0.46154))
    #expect(!Estimate(better).agrees(with: 0.5))
    // sd .005436 at n = 1,000 scales with the root of the number of accounts.
    #expect(Estimate.deviationAgrees(difference, with: 0.005436 * (1000.0 / 20).squareRoot()))
  }

  static func retention(_ model: ModelResult) -> [Double] {
    zip(model.column(.walk(.start, year: 0)), model.column(.walk(.churn, year: 0))).map {
      1 - $1 / $0
    }
  }

  static func plan(quota: Quota) throws -> Plan {
    let curve = try PayoutCurve([
      Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
    ])
    return try Plan(
      name: "csm", period: .year,
      measures: [
        Measure(Metric(.renewedARR, quota: quota), shape: .curve(curve), weight: 1)
      ])
  }
}

extension TestScenario {
  /// Every contract ends after the horizon, so only expansion happens.
  mutating func contractFarAway() {
    accounts = accounts.map { account in
      var account = account
      account.term = 120
      account.renewal = "2035-12-31"
      return account
    }
  }
}
