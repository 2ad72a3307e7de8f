import Plans
import Statements
import TestSupport
import Units

/// Plans drawn at random, the same for the same seed.
struct RandomPlan: RandomNumberGenerator {
  private var generator: SplitMix

  init(seed: UInt64) {
    generator = SplitMix(state: seed)
  }

  mutating func next() -> UInt64 { generator.next() }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }

  mutating func flip() -> Bool { Bool.random(using: &self) }

  /// Rising bounds from `start`, with what they pay; rising too where asked.
  mutating func knots(from start: Double, step: Double, top: Double, rises: Bool) -> [Knot] {
    var bound = start
    var paid = 0.0
    return (0..<Int.random(in: 1...4, using: &self)).map { _ in
      let knot = Knot(from: bound, pays: rises ? paid : number(0...top))
      bound += number(0.1...1) * step
      paid += number(0...top)
      return knot
    }
  }

  mutating func multipleShape(rises: Bool) throws -> PayShape {
    let knots = knots(from: number(0...0.8), step: 0.5, top: 1, rises: rises)
    return rises && flip()
      ? .curve(try PayoutCurve(knots, uncapped: knots.count > 1 && flip()))
      : .steps(try Steps(knots))
  }

  /// - Parameter currency: How many units of the currency one unit of the other is.
  mutating func moneyShape(currency: Double, modes: [TieredRate.Mode]) throws -> PayShape {
    if flip() { return .rate(.perUnit(number(0...0.2))) }
    let bounds = TieredRate.Bounds.credit
    let knots = knots(from: 0, step: 50_000, top: 0.2, rises: false)
      .map { Knot(from: $0.from * currency, pays: $0.pays) }
    return .tiers(
      try TieredRate(modes.randomElement(using: &self) ?? .marginal, knots, bounds: bounds))
  }

  /// A plan of one or two weighted measures and one that pays money.
  mutating func plan(
    period: Period = .year, counting: Plan.Counting = .eachPeriod, currency: Double = 1,
    modes: [TieredRate.Mode] = [.marginal], rises: Bool = true, ledger: Bool = false,
    rounding: Money.Rounding? = nil
  ) throws -> Plan {
    let quota = Quota.money(Money(number(100_000...500_000) * currency))
    let weight = number(0.1...0.9)
    var measures = [
      try Measure(
        Metric(.bookings, quota: quota), shape: multipleShape(rises: rises), weight: weight,
        cap: flip() ? .share(number(0.5...2)) : nil,
        dealCap: flip() ? Money(200_000 * currency) : nil),
      try Measure(
        Metric(.renewedARR, quota: quota), shape: multipleShape(rises: rises),
        weight: 1 - weight),
    ]
    measures.append(
      try Measure(
        Metric(.bookings), shape: moneyShape(currency: currency, modes: modes),
        cap: flip() ? .money(Money(10_000 * currency)) : nil))
    return try Plan(
      name: "random", targetIncentive: .money(Money(number(10_000...50_000) * currency)),
      period: period, counting: counting, measures: measures,
      cap: flip() ? .share(number(1...3)) : nil,
      draw: ledger && flip() ? Draw(Money(1_000 * currency), recoverable: flip()) : nil,
      guarantee: ledger && flip() ? Guarantee(.share(0.2)) : nil,
      clawback: ledger && flip() ? Clawback(on: "churn", within: 6, recover: .sliding) : nil,
      payOut: ledger && flip()
        ? PayOut([.init(months: 0, share: 0.7), .init(months: 3, share: 0.3)]) : .atCredit,
      rounding: rounding)
  }

  /// Credits on days of 2026, each of a deal of its own.
  mutating func credits(_ count: Int = 12, currency: Double = 1) throws -> [Credit] {
    try (0..<count).map { index in
      let day = PayFixture.yearStarts.adding(days: Int.random(in: 0..<365, using: &self))
      return try Credit(
        .day(day), person: "p", measure: flip() ? .bookings : .renewedARR,
        amount: number(1_000...100_000) * currency, deal: "D-\(index)", account: "A-\(index)")
    }
  }
}
