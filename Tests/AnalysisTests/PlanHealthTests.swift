import Analysis
import Model
import Ownership
import Plans
import Simulation
import Statistics
import TestSupport
import Testing
import Units

@Suite struct PlanHealthTests {
  /// One person whose ten accounts each renew with .9, on a quota of what is expected: attainment
  /// is renewals over nine, and the curve 75% -> 50%, 100% -> 100%, 150% -> 300% pays at 7, 8, 9 and
  /// 10 renewals .5556, .7778, 1 and 1.4444.
  @Test func matchesBinomialAttainment() async throws {
    var test = TestScenario(accounts: 10)
    test.trials = 2048
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    let knots = [
      Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
    ]
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(900_000))), shape: .curve(PayoutCurve(knots)),
          weight: 1)
      ])
    let comparison = await Comparison(try await Simulator.run(test.scenario()))
    let role = try #require(comparison.models[0].roles.first { $0.role == .csm })
    let health = try #require(role.health)
    // P(at least 9 of 10) = .7361, sd of a share of 2,048 trials .0097.
    let atQuota = try #require(health.shareAtQuota)
    #expect(abs(atQuota.value - 0.7361) < 3.29 * 0.0097)
    // One person and independent trials: the error of so many throws, known to some 18% from 16
    // blocks.
    let error = (0.7361 * 0.2639 / 2048).squareRoot()
    #expect(abs(atQuota.standardError - error) < 3.29 * 0.18 * error)
    // P(7 or more) = .9872: nobody below 75% is paid.
    #expect(abs(health.sharePaid.value - 0.9872) < 3.29 * 0.0025)
    #expect(health.payoutPerTI(0.1) == 0.77 && health.payoutPerTI(0.5) == 1)
    #expect(health.leverage == 1.44)
    // By enumeration over the renewals, both figures in whole percent: .97627.
    #expect(abs(health.correlation! - 0.97627) < 0.005)
    #expect(abs(role.payoutPerTI.mean - 1.073617) < 3.29 * role.payoutPerTI.standardError)
    #expect(abs(health.attainmentBins.reduce(0) { $0 + $1.share.value } - 1) < 1e-12)
  }

  /// Each measure alone against the binomial, beside the weighted attainment of both: of 10 accounts 9
  /// or more renew with .7361, all with .3487. Half of 9/9 and half of 9/10 is 95%, so the weighted one
  /// is reached with all ten alone.
  @Test func sharesByMeasure() async throws {
    var test = TestScenario(accounts: 10)
    test.trials = 2048
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    let knots = [Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1)]
    func measure(_ kind: MeasureKind, _ quota: Quota) throws -> Measure {
      try Measure(
        Metric(kind, quota: quota), shape: .curve(PayoutCurve(knots)), weight: 0.5)
    }
    for period in [Period.year, .quarter] {
      test.plans["csm"] = try Plan(
        name: "csm", period: period,
        measures: [
          measure(.renewedARR, .money(Money(900_000))), measure(.grr, .rate(1)),
        ])
      let comparison = await Comparison(try await Simulator.run(test.scenario()))
      let role = try #require(comparison.models[0].roles.first { $0.role == .csm })
      let health = try #require(role.health)
      #expect(health.measures == ["renewed-arr", "grr"])
      for (name, p) in [("renewed-arr", 0.7361), ("grr", 0.3487)] {
        let share = try #require(health.shareAtQuota(of: name))
        let error = (p * (1 - p) / 2048).squareRoot()
        #expect(abs(share.value - p) < 3.29 * error, "\(name) \(period)")
        #expect(abs(share.standardError - error) < 3.29 * 0.18 * error)
        let bins = health.attainmentBins(of: name)
        let above = bins.filter { $0.from >= 1 }.reduce(0) { $0 + $1.share.value }
        #expect(abs(above - share.value) < 1e-12)
        #expect(abs(bins.reduce(0) { $0 + $1.share.value } - 1) < 1e-12)
      }
      let weighted = try #require(health.shareAtQuota)
      #expect(abs(weighted.value - 0.3487) < 3.29 * 0.0106)
      #expect(health.shareAtQuota(of: "nrr") == nil)
    }
  }

  /// Two people on the quota of their team: both reach it, or neither. The error is that of so many
  /// trials; of so many people it would be smaller by the root of two.
  @Test func errorsAccountForSharedLuck() async throws {
    var test = TestScenario(accounts: 8)
    test.trials = 12_800
    test.renewal = TestScenario.certain("renewal", 0.9)
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(2))
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(
          Metric(.renewedARR, of: .team, quota: .money(Money(700_000))),
          shape: .curve(PayoutCurve([Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)])), weight: 1)
      ])
    let result = try await Simulator.run(test.scenario())
    let role = try #require(await Comparison(result).models[0].roles.first { $0.role == .csm })
    let share = try #require(role.health?.shareAtQuota)
    // P(at least 7 of 8) = .8131.
    #expect(abs(share.value - 0.8131) < 3.29 * share.standardError)
    let ofTrials = (0.8131 * 0.1869 / 12_800).squareRoot()
    // 100 blocks tell it to 7%.
    #expect(abs(share.standardError - ofTrials) < 3.29 * 0.07 * ofTrials)
  }

  @Test func oneBlockGivesNoError() async throws {
    var test = TestScenario(accounts: 4)
    test.trials = TrialBlock.size
    test.plans["csm"] = try TestScenario.rich().plans["csm"]
    let comparison = await Comparison(try await Simulator.run(test.scenario()))
    let health = try #require(comparison.models[0].roles.compactMap(\.health).first)
    #expect(health.shareAtQuota?.standardError == .infinity)
  }

  /// The first role of ten accounts under one person, paid by one measure.
  private func figures(
    _ measure: Measure, period: Period = .year
  ) async throws -> RoleFigures {
    var test = TestScenario(accounts: 10)
    test.trials = 2048
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    test.plans["csm"] = try Plan(name: "csm", period: period, measures: [measure])
    let comparison = await Comparison(try await Simulator.run(test.scenario()))
    return try #require(comparison.models[0].roles.first { $0.role == .csm })
  }

  /// All renewals are due in July: in the fourth quarter nothing is, but the year has its
  /// attainment. P(at least 9 of 10) = .7361. Without a weight the attainment is that of the measure
  /// whose rates read a quota.
  @Test(arguments: [true, false])
  func attainmentCoversWholeYear(isWeighted: Bool) async throws {
    let metric = try Metric(.renewedARR, quota: .money(Money(900_000)))
    let knots = [Knot(from: 0, pays: 0), Knot(from: 1, pays: 1)]
    let measure =
      isWeighted
      ? try Measure(metric, shape: .curve(PayoutCurve(knots)), weight: 1)
      : try Measure(metric, shape: .tiers(TieredRate(.marginal, knots, bounds: .attainment)))
    let health = try #require(try await figures(measure, period: .quarter).health)
    #expect(abs(try #require(health.shareAtQuota).value - 0.7361) < 3.29 * 0.0097)
  }

  /// The only account leaves in the second year, and the pay for all its deals is taken back: that
  /// year pays what the first did, below zero.
  @Test func clawbackMakesYearNegative() async throws {
    var test = TestScenario(accounts: 1)
    test.years = 2
    test.trials = 2048
    test.accounts[0].term = 24
    test.accounts[0].renewal = "2027-08-15"
    test.renewal = TestScenario.certain("renewal", 0)
    test.expansion[.crossSell] = TestScenario.expansion(
      "cross-sell", perYear: 2, size: TestScenario.constant(0.05))
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.5)))],
      clawback: Clawback(on: "churn", within: 24, recover: .full))
    let model = await Comparison(try await Simulator.run(test.scenario())).models[0]
    let role = try #require(model.roles.first { $0.role == .csm })
    let (first, second) = (role.years[0], role.years[1])
    #expect(first.payout.mean > 0 && second.payout.p10.value < 0)
    #expect(abs(first.payout.mean + second.payout.mean) < 1e-6)
    #expect(abs(first.personPay.mean + second.personPay.mean) < 1e-3)
    #expect(
      abs(first.personPay.standardDeviation - second.personPay.standardDeviation) < 1e-3)
    let (gained, lost) = (try #require(first.health), try #require(second.health))
    // Pay comes in steps of a deal, so that the quantiles mirror each other, a percent wide.
    for p in [0.1, 0.25, 0.75, 0.9] {
      #expect(abs(gained.payoutPerTI(p) + lost.payoutPerTI(1 - p)) < 0.0101, "\(p)")
    }
    #expect(lost.payoutPerTI(0.1) < -0.2 && lost.sharePaid.value == 0)
  }

  @Test func noQuotaMeansNoAttainment() async throws {
    let knots = [Knot(from: 0, pays: 0.01), Knot(from: 300_000, pays: 0.03)]
    let role = try await figures(
      Measure(Metric(.renewedARR), shape: .tiers(TieredRate(.marginal, knots))))
    let health = try #require(role.health)
    #expect(health.shareAtQuota == nil && health.shareNearQuota == nil)
    #expect(health.correlation == nil && health.attainmentBins.isEmpty)
    #expect(role.years[0].people.map(\.attainment) == [nil])
    // 3,000 and 3% of what is renewed above 300,000, over 20,000: mean (3,000 + 18,000) / 20,000.
    #expect(abs(role.payoutPerTI.mean - 1.05) < 3.29 * role.payoutPerTI.standardError)
  }

  /// How often a plan pays, and whether it counts to date, changes nobody's year: the three have one
  /// share at quota, and it is the one that a sizing of the plan finds.
  @Test func periodDoesNotChangeShareAtQuota() async throws {
    func scenario(_ period: Period, _ counting: Plan.Counting) throws -> Scenario {
      var test = TestScenario(accounts: 60)
      test.trials = 1024
      test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(3))
      test.expansion[.crossSell] = TestScenario.expansion(
        "cross-sell", perYear: 0.3, size: TestScenario.constant(0.2))
      let knots = [Knot(from: 0, pays: 0), Knot(from: 1, pays: 1), Knot(from: 2, pays: 2)]
      test.plans["csm"] = try Plan(
        name: "csm", period: period, counting: counting,
        measures: [
          Measure(
            Metric(.expansionBookings), shape: .curve(PayoutCurve(knots, uncapped: true)), weight: 1
          )
        ])
      return try test.scenario()
    }
    let variants: [(Period, Plan.Counting)] = [
      (.quarter, .eachPeriod), (.month, .eachPeriod), (.quarter, .yearToDate),
    ]
    var shares: Set<Double> = []
    var spreads: [Double] = []
    for (period, counting) in variants {
      let run = try await Simulator.run(scenario(period, counting))
      let role = try #require(await Comparison(run).models[0].roles.first { $0.role == .csm })
      shares.insert(try #require(role.health?.shareAtQuota).value)
      spreads.append(try #require(role.years[0].people[0].attainment).standardDeviation)
    }
    let share = try #require(shares.first)
    #expect(shares.count == 1)
    #expect(share > 0.2 && share < 0.8, "a share that cannot be missed proves nothing")
    #expect(spreads.allSatisfy { abs($0 - spreads[0]) < 1e-5 })
    let sizing = try await PlanSizing(
      scenario(.quarter, .eachPeriod), aim: PlanSizingTests.aim(0.5))
    let sized = sizing.proposals[0].score.atQuota
    #expect(abs(share - sized.value) < 3.29 * 1.42 * sized.standardError)
  }
}
