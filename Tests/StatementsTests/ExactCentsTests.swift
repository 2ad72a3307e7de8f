import Plans
import Statements
import TestSupport
import Testing
import Units

/// Cents against exact fractions, at amounts from 1 to 10^13.
@Suite struct ExactCentsTests {
  /// Whether cents are the nearest ones to an amount, halves away from zero.
  private static func areNearest(_ pay: Double, to exact: Fraction) -> Bool {
    let cents = Int((pay * 100).rounded())
    return Fraction(2 * cents - 1) <= exact * Fraction(200)
      && exact * Fraction(200) < Fraction(2 * cents + 1)
  }

  private static func paid(_ measure: Measure, _ cents: Int, target: Int = 0) throws -> Double {
    let plan = try Plan(
      name: "plan", targetIncentive: .money(Money(Double(target) / 100)), measures: [measure])
    let credit = try Credit(
      .year(2026), person: "p", measure: .bookings, amount: Double(cents) / 100)
    return try PayFixture.pays(plan, [credit])[0]
  }

  @Test func ratesTiersAndCurvesAreRightToTheCentAtAnyAmount() throws {
    var random = RandomPlan(seed: 14)
    func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    for round in 0..<3000 {
      let top = (0..<(2 + round % 14)).reduce(1) { power, _ in power * 10 }
      let (cents, quota) = (whole(1...top), whole(1...top))
      let credited = Fraction(cents, over: 100)
      let rates = (0..<3).map { _ in whole(1...9_999) }
      func rate(_ index: Int) -> Fraction { Fraction(rates[index], over: 100_000) }
      let plain = try Self.paid(
        Measure(Metric(.bookings), shape: .rate(.perUnit(Double(rates[0]) / 100_000))), cents)
      #expect(Self.areNearest(plain, to: credited * rate(0)), "\(cents) at \(rates[0])")

      let bounds = [0, top / 3 + 1, top / 2 + 2]
      let tiers = try PayShape.tiers(
        TieredRate(
          .marginal,
          zip(bounds, rates).map {
            Knot(from: Double($0) / 100, pays: Double($1) / 100_000)
          }))
      var slices = Fraction.zero
      for (index, bound) in bounds.enumerated() where cents > bound {
        let end = index + 1 < bounds.count ? min(cents, bounds[index + 1]) : cents
        slices += Fraction(end - bound, over: 100) * rate(index)
      }
      let tiered = try Self.paid(Measure(Metric(.bookings), shape: tiers), cents)
      #expect(Self.areNearest(tiered, to: slices), "\(cents) of \(bounds) at \(rates)")

      // From 70% in a straight line to 100% at quota, and on.
      let target = whole(1...top)
      let curve = try PayFixture.curve([0.7: 0, 1: 1], uncapped: true)
      let curved = try Self.paid(
        Measure(
          Metric(.bookings, quota: .money(Money(Double(quota) / 100))), shape: curve, weight: 1),
        cents, target: target)
      let attainment = credited / Fraction(quota, over: 100)
      let past = attainment - Fraction(7, over: 10)
      let exact =
        past < .zero ? .zero : past / Fraction(3, over: 10) * Fraction(target, over: 100)
      if exact < Fraction(10_000_000_000_000) {
        #expect(Self.areNearest(curved, to: exact), "\(cents) of \(quota), target \(target)")
      }
    }
  }

  /// 7.5% of 3,400,000.33 is 255,000.02475; a cent short of a quota of a trillion is short.
  @Test func nothingIsRoundedUpToABound() throws {
    #expect(
      try Self.paid(Measure(Metric(.bookings), shape: .rate(.perUnit(0.075))), 340_000_033)
        == 255_000.02)
    let steps = try PayFixture.steps([0.5: 0.5, 1: 1])
    let trillion = Quota.money(Money(1e12))
    func pay(_ cents: Int) throws -> Double {
      try Self.paid(
        Measure(Metric(.bookings, quota: trillion), shape: steps, weight: 1), cents, target: 200)
    }
    #expect(try pay(99_999_999_999_999) == 1)
    #expect(try pay(100_000_000_000_000) == 2)
  }

  @Test(arguments: [0.075, 3_400_000.33, 1e12 + 0.07, 0.1 + 0.2, 41_666.666666666664, -0.85])
  func aDecimalIsReadAsWritten(value: Double) {
    let exact = DoubleDouble(written: value)
    #expect((exact.high - value).magnitude <= 4 * value.ulp)
    let scaled = exact * DoubleDouble(1_000_000)
    let isShort = ![41_666.666666666664].contains(value)
    let miss = (scaled - scaled.rounded()).magnitude
    #expect((miss < DoubleDouble(1e-14)) == isShort, "\(value)")
  }
}
