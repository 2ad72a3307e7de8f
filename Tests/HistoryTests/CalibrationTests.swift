import Foundation
import History
import Language
import Statistics
import Testing
import Units

@Suite struct SurvivorFitTests {
  /// Fader and Hardie (2007), table 1: survivors in percent after years 0 to 12.
  private static let highEnd = [
    100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4,
  ]
  private static let regular = [
    100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3,
  ]

  /// Published: alpha .668 and .704, beta 3.806 and 1.182, on years 1 to 7; lifetimes at 10%.
  @Test(arguments: [
    (
      Self.highEnd, alpha: 0.668, beta: 3.806, likelihood: -1.6112, eighth: 0.460440,
      lifetime: 7.344721
    ), (Self.regular, 0.704, 1.182, -1.6803, 0.220085, 6.575655),
  ])
  func publishedCohorts(
    _ percent: [Double], _ alpha: Double, _ beta: Double, _ likelihood: Double,
    _ eighth: Double, _ lifetime: Double
  ) throws {
    let curve = try #require(SurvivorCurve(SurvivorTable(shares: percent.map { $0 / 100 })))
    #expect(curve.fit.years == 7)
    #expect(abs(curve.fit.alpha - alpha) < 0.0005)
    #expect(abs(curve.fit.beta - beta) < 0.0005)
    #expect(abs(curve.fit.logLikelihoodPerCustomer - likelihood) < 0.00005)
    #expect(abs(curve.forecasts[0].predicted - eighth) < 1e-5)
    #expect(abs(curve.fit.residualLifetime(renewal: 7, discount: 0.1) - lifetime) < 1e-4)
    #expect(curve.fit.logErrors == nil)
    for forecast in curve.forecasts {
      #expect(
        abs(forecast.predicted - forecast.actual)
          < abs(forecast.constantRate - forecast.actual))
    }
  }

  /// Of a law without spread every year keeps the same share; errors shrink with customers.
  @Test func errorsComeFromTheSizeOfTheCohort() throws {
    func errors(_ customers: Double) throws -> [Double] {
      let table = SurvivorTable(
        shares: Self.regular.map { $0 / 100 }, customers: customers)
      return try #require(SurvivorFit(table, years: 7)?.logErrors)
    }
    let (few, many) = (try errors(100), try errors(10_000))
    for (few, many) in zip(few, many) { #expect(abs(few / many - 10) < 0.01) }
    #expect(SurvivorFit(SurvivorTable(shares: [1, 1, 1]), years: 2) == nil)
  }
}

@Suite struct ChangeFitTests {
  private func law<Fit>(_ part: ChangeFits.Part<Fit>) -> Distribution? {
    (part.fit as? ChanceFit)?.law ?? (part.fit as? RateFit)?.law
  }

  @Test func renewalsTellHowOftenTheyShrinkAndGrow() throws {
    let renewals = (0..<100).map { index in
      Renewal(
        account: "a\(index)", segment: "smb", before: 1000,
        outcome: index < 80 ? .renewed : .lost,
        after: index < 8 ? 750 : index < 32 ? 1050 : index < 80 ? 1000 : 0)
    }
    let fits = ChangeFits(RenewalHistory(renewals))
    #expect(fits.chances.map(\.change) == ["contraction", "price-increase"])
    #expect(fits.chances.map(\.fit.events) == [8, 24])
    #expect(fits.chances.map(\.fit.of) == [80, 80])
    // Jeffreys: (8 + 1/2) / 81.
    #expect(abs((law(fits.chances[0])?.mean ?? 0) - 8.5 / 81) < 1e-12)
    let sizes = Dictionary(uniqueKeysWithValues: fits.sizes.map { ($0.change, $0.fit) })
    #expect(abs((sizes["contraction"]?.meanShare ?? 0) - 0.25) < 1e-9)
    #expect(abs((sizes["price-increase"]?.meanShare ?? 0) - 0.05) < 1e-9)
  }

  /// A customer of a half year counts half.
  @Test func ratesAreOverTheTimeOfCustomers() throws {
    let reading = try HistoryFile.reading(
      """
      date,account,segment,type,arr,motion
      2022-12-31,a,smb,Opening,100,
      2022-12-31,b,smb,Opening,100,
      2023-03-01,a,smb,Expansion,10,upsell
      2023-07-02,b,smb,Churn,-100,
      2023-12-30,a,smb,Expansion,22,upsell
      """)
    guard case .movements(let history) = reading.past else { return }
    let fits = ChangeFits(history)
    #expect(fits.rates.map(\.change) == ["upsell"])
    #expect(fits.rates[0].fit.events == 2)
    #expect(abs(fits.rates[0].fit.exposure - (365 + 182) / 365.25) < 1e-12)
    #expect(abs((fits.sizes.first?.fit.meanShare ?? 0) - 0.1 * (1 + 0.0) - 0.05) < 0.02)
  }

  @Test func errorsOfSizesAreThoseOfRepetition() throws {
    let (mean, sd, count) = (-2.0, 0.6, 60)
    let stream = RandomStream(seed: 11)
    var (shares, errors) = ([Double](), [Double]())
    for _ in 0..<400 {
      let fit = try #require(
        SizeFit(.lognormal, (0..<count).map { _ in exp(mean + sd * stream.normal()) }))
      shares.append(fit.meanShare)
      errors.append(fit.meanShareError)
    }
    let spread = Moments(shares).standardDeviation
    // The standard deviation of 400 is known to 3.5%; so is the mean of their errors.
    #expect(abs(Moments(errors).mean / spread - 1) < 0.13)
  }
}

@Suite struct BacktestTests {
  /// A book of several years, forecast from those before.
  @Test func rightForecastsAreCoveredAndWrongOnesAreTold() async throws {
    var (covered, all) = (0, 0)
    for seed in 0..<6 {
      let made = SyntheticRenewals(seed: 90 + UInt64(seed), renewals: 500, years: 4)
      let backtest = try #require(
        await Backtest(made.history, prior: SyntheticRenewals.prior, seed: UInt64(seed)))
      #expect(backtest.design == .rollingOrigin([2021, 2022, 2023]))
      for measure in Backtest.Measure.allCases {
        let coverage = try #require(backtest.coverage(0.9, measure))
        covered += coverage.covered
        all += coverage.of
      }
    }
    // Cells of a year share its market: count each year's as three.
    let interval = Binomial.interval(covered * 36 / all, of: 36)
    #expect(interval.contains(0.9), "\(covered) of \(all)")
  }

  @Test func oneYearIsSplitAtRandom() async throws {
    let made = SyntheticRenewals(seed: 4, renewals: 300, years: 1)
    let backtest = try #require(await Backtest(made.history, splits: 12))
    #expect(backtest.design == .randomSplits(12, fitted: 0.7))
    #expect(backtest.cells.filter { $0.group == .whole }.count == 12)
    #expect(backtest.cells.first?.events == 90)
    let again = try #require(await Backtest(made.history, splits: 12))
    #expect(again.cells == backtest.cells)
  }

  /// The market that falls in the last year, beyond what was ever seen.
  @Test func aYearLikeNoneBeforeIsMissed() async throws {
    let renewals = (0..<3000).map { index in
      let year = 2021 + index % 3
      let isLost = year < 2023 ? index % 20 == 0 : index % 2 == 0
      return Renewal(
        account: "a\(index)", date: Day(year: year, month: 3, day: 1), before: 100,
        outcome: isLost ? .lost : .renewed)
    }
    let backtest = try #require(await Backtest(RenewalHistory(renewals)))
    let last = try #require(backtest.cells.last)
    #expect(!last.logos.isCovered(0.9))
    #expect(!last.money.isCovered(0.9))
    #expect(last.logos.actual < last.logos.low)
  }

  /// The verdict is what the intervals of the table say, whatever the number of splits.
  @Test(arguments: [2, 5, 100])
  func verdictIsThatOfTheTable(_ splits: Int) async throws {
    let made = SyntheticRenewals(seed: 4, renewals: 300, years: 1)
    let backtest = try #require(await Backtest(made.history, splits: splits))
    let rows = Backtest.Measure.allCases.flatMap { measure in
      ([nil] + backtest.groups.map(Optional.some)).flatMap { group in
        Backtest.levels.compactMap { backtest.coverage($0, measure, of: group) }
      }
    }
    let whole = try #require(backtest.coverage(0.9, .money, of: .whole))
    #expect(whole.of == splits)
    // Nadeau and Bengio, 2003: 1 / (1/J + 0.3 / 0.7) independent forecasts.
    #expect(abs(whole.effective - 1 / (1 / Double(splits) + 0.3 / 0.7)) < 1e-9)
    #expect(rows.allSatisfy { $0.effective <= whole.effective + 1e-9 })
    #expect(rows.allSatisfy { $0.holds == $0.interval.contains($0.level) })
    let isWrong = rows.contains { !$0.holds }
    #expect(backtest.verdict.contains { $0.contains("bands too") } == isWrong)
    #expect(
      backtest.verdict.contains { $0.hasPrefix("bands hold, as far as") } == backtest.isSound)
  }

  /// A control that must fail: bands of a book whose every year is like none before it.
  @Test func bandsThatMissEveryYearAreTold() async throws {
    let renewals = (0..<6000).map { index in
      let year = 2015 + index % 10
      let isLost = index / 10 % 20 < (year % 2 == 0 ? 2 : 12)
      return Renewal(
        account: "a\(index)", date: Day(year: year, month: 3, day: 1), before: 100,
        outcome: isLost ? .lost : .renewed)
    }
    let wild = try #require(await Backtest(RenewalHistory(renewals)))
    let coverage = try #require(wild.coverage(0.9, .logos, of: .whole))
    #expect(coverage.effective == 9)
    #expect(!coverage.holds == wild.verdict.contains { $0.contains("narrow for logos") })
  }

  @Test func intervalsOfWholeTrialsAreTheSame() {
    #expect(Binomial.interval(share: 0.9, of: 10) == Binomial.interval(9, of: 10))
    #expect(Binomial.interval(share: 0.5, of: 2.3).lowerBound < 0.1)
  }

  /// CRPS of a sample by its definition, and of a point by its distance.
  @Test func scoresAreTheirDefinitions() async throws {
    let made = SyntheticRenewals(seed: 8, renewals: 200, years: 2)
    let backtest = try #require(await Backtest(made.history))
    for cell in backtest.cells {
      #expect(cell.logos.crps >= 0)
      #expect(cell.logos.crps <= abs(cell.logos.actual - cell.logos.mean) + cell.logos.high)
      #expect((0...1).contains(cell.logos.pit))
    }
    #expect(Binomial.interval(0, of: 10).lowerBound == 0)
    // Clopper and Pearson: 9 of 10 lies within .555 and .9975.
    #expect(abs(Binomial.interval(9, of: 10).lowerBound - 0.5550) < 1e-4)
    #expect(abs(Binomial.interval(9, of: 10).upperBound - 0.9975) < 1e-4)
  }

  /// The bands of a real book of policies, where `QUOTIENT_POLICY_DATA` names it.
  @Test func bandsOfPoliciesHold() async throws {
    guard let path = ProcessInfo.processInfo.environment["QUOTIENT_POLICY_DATA"] else { return }
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let reading = try HistoryFile.reading(text)
    let history = try #require(reading.past.renewals)
    let backtest = try #require(await Backtest(history, splits: 200))
    let logos = try #require(backtest.coverage(0.9, .logos, of: .whole))
    let money = try #require(backtest.coverage(0.9, .money, of: .whole))
    // Three standard errors of 200 splits.
    #expect(abs(logos.share - 0.9) < 0.065, "\(logos.share)")
    #expect(abs(money.share - 0.9) < 0.065, "\(money.share)")
  }
}
