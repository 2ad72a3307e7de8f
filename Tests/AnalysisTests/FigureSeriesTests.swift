import Analysis
import Model
import Ownership
import Simulation
import Testing

/// Retention and cost calculated by hand from made-up columns.
@Suite struct FigureSeriesTests {
  /// Four accounts of 100 that end at 120, 80, 0 and 100; then 330 grows to 360 in the second year
  /// while one of three accounts loses 10 and nobody leaves.
  static let columns: [TrialColumn: Double] = [
    .walk(.start, year: 0): 400, .walk(.startAccounts, year: 0): 4,
    .walk(.lostAccounts, year: 0): 1, .walk(.grossLoss, year: 0): 120,
    .walk(.churn, year: 0): 100, .walk(.contraction, year: 0): 20,
    .walk(.smallUpsell, year: 0): 15, .walk(.priceIncrease, year: 0): 5,
    .walk(.start, year: 1): 300, .walk(.startAccounts, year: 1): 3,
    .walk(.grossLoss, year: 1): 10, .walk(.cumulativeLoss, year: 1): 125,
    .walk(.contraction, year: 1): 10,
    .walk(.smallUpsell, year: 1): 30, .walk(.escalator, year: 1): 10,
    .segmentWalk(.start, segment: 0, year: 0): 100,
    .segmentWalk(.startAccounts, segment: 0, year: 0): 1,
    .segmentWalk(.bigUpsell, segment: 0, year: 0): 20,
    .cost(.base, role: .csm, year: 0): 80, .cost(.pay, role: .csm, year: 0): 20,
    .cost(.burden, role: .csm, year: 0): 25, .cost(.tools, role: .csm, year: 0): 5,
    .cost(.hiring, role: .csm, year: 0): 7, .cost(.severance, role: .csm, year: 1): 11,
    .targetIncentive(role: .csm, year: 0): 40,
    .cost(.base, role: .accountManager, year: 1): 50,
    .cost(.pay, role: .accountManager, year: 1): 60,
    .targetIncentive(role: .accountManager, year: 1): 40,
    .distraction(year: 0): 3, .distraction(year: 1): 4, .margin(year: 1): 100,
    .quarterValue(0): 1, .quarterValue(3): 2, .quarterValue(4): 5, .value: 9,
  ]

  static let series = FigureSeries(
    years: 2, trials: 1, costLines: [.csm: .retention, .accountManager: .expansion],
    heads: [
      RoleYear(role: .csm, year: 0): 2, RoleYear(role: .csm, year: 1): 1,
      RoleYear(role: .accountManager, year: 1): 2,
    ],
    segments: 2,
    credited: { segment, _ in segment == 0 ? [.bigUpsell] : [] },
    column: { [columns[$0] ?? 0] })

  static func value(_ figure: Figure, year: Int? = nil, segment: Int? = nil) -> Double? {
    series.values(figure, FigureScope(year: year, segment: segment))?[0]
  }

  @Test func retainsFourAccounts() {
    #expect(Self.value(.nrr, year: 0) == 0.75)
    #expect(Self.value(.grr, year: 0) == 0.7)
    #expect(Self.value(.logoRetention, year: 0) == 0.75)
    #expect(Self.value(.endingARR, year: 0) == 300)
  }

  @Test func rebasesLastYearAndCumulatesFirstCohort() {
    #expect(Self.value(.nrr) == 1.1)
    #expect(abs(Self.value(.grr)! - 290.0 / 300) < 1e-15)
    #expect(Self.value(.logoRetention) == 1)
    #expect(Self.value(.endingARR) == 330)
    #expect(Self.value(.cumulativeNRR) == 0.825)
    #expect(Self.value(.cumulativeGRR) == 0.6875)
    #expect(Self.value(.cumulativeLogoRetention) == 0.75)
    #expect(Self.value(.cumulativeNRR, year: 0) == 0.75)
  }

  @Test func splitsExpansionByMotionAndSegment() {
    #expect(Self.value(.expansion(.smallUpsell)) == 45)
    #expect(Self.value(.expansion(.smallUpsell), year: 1) == 30)
    #expect(Self.value(.expansion(.priceIncrease)) == 5)
    #expect(Self.value(.nrr, year: 0, segment: 0) == 1.2)
    #expect(Self.value(.cost, segment: 0) == nil)
  }

  @Test func addsUpCostOfPeople() {
    #expect(Self.value(.cost) == 258)
    #expect(Self.value(.cost, year: 0) == 137)
    #expect(Self.value(.costLine(.retention)) == 148)
    #expect(Self.value(.costLine(.expansion)) == 110)
    #expect(Self.value(.costLine(.cogs)) == 0)
    #expect(Self.value(.payout) == 80)
    #expect(Self.value(.payoutPerTI) == 1)
    #expect(Self.value(.payoutPerTI, year: 0) == 0.5)
    #expect(Self.value(.payAboveTarget) == 0)
    #expect(Self.value(.payAboveTarget, year: 0) == -20)
    #expect(Self.value(.payAboveTarget, year: 1) == 20)
    // Pay of 20 becomes its target of 40; burden is a quarter of base and pay.
    #expect(Self.value(.costAtTarget, year: 0) == 162)
    #expect(Self.value(.heads) == 2.5)
    #expect(Self.value(.heads, year: 0) == 2)
  }

  /// 80 of pay on 15 + 30 of small upsells and 5 of price increase; the escalator is no booking. Of
  /// the 20 that credit a person, it is four times as much.
  @Test func dividesPayByAddedARR() {
    #expect(Self.value(.ccos) == 80.0 / 50)
    #expect(Self.value(.ccos, year: 0) == 1)
    #expect(Self.value(.creditedCCOS, year: 0) == 1)
    #expect(Self.value(.creditedCCOS) == 4)
    #expect(Self.value(.creditedCCOS, year: 1) == 0)
    #expect(Self.value(.ccos, segment: 0) == nil)
  }

  @Test func readsValueAndDistraction() {
    #expect(Self.value(.distraction) == 7)
    #expect(Self.value(.margin) == 100)
    #expect(Self.value(.value) == 9)
    #expect(Self.value(.value, year: 0) == 3)
    #expect(Self.value(.value, year: 1) == 5)
  }

  /// A lost book has nothing to retain, which is not a retention of 0; no other figure is NaN.
  @Test func emptyCohortHasNoRetention() {
    let empty = FigureSeries(years: 1, trials: 2, costLines: [:], heads: [:]) { _ in [0, 0] }
    let retention: [Figure] = [
      .nrr, .grr, .logoRetention, .cumulativeNRR, .cumulativeGRR, .cumulativeLogoRetention,
    ]
    for figure in Figure.all {
      let values = empty.values(figure)!
      if retention.contains(figure) {
        #expect(values.allSatisfy { $0.isNaN })
      } else {
        #expect(values == [0, 0])
      }
    }
  }

  @Test func namesAreDistinctKebabCase() {
    let names = Figure.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0 == "-" || ($0.isLowercase && $0.isASCII) }, "\(name)")
    }
  }
}
