import Plans
import Statements
import Testing
import Units

/// Short ways to write plans and actuals in tests.
enum PayFixture {
  static let yearStarts = Day(number: 20_454)  // 2026-01-01

  static func knots(_ pairs: KeyValuePairs<Double, Double>) -> [Knot] {
    pairs.map { Knot(from: $0.key, pays: $0.value) }
  }

  static func curve(
    _ pairs: KeyValuePairs<Double, Double>, uncapped: Bool = false
  ) throws -> PayShape {
    .curve(try PayoutCurve(knots(pairs), uncapped: uncapped))
  }

  static func steps(_ pairs: KeyValuePairs<Double, Double>) throws -> PayShape {
    .steps(try Steps(knots(pairs)))
  }

  static func tiers(
    _ mode: TieredRate.Mode, _ pairs: KeyValuePairs<Double, Double>,
    bounds: TieredRate.Bounds = .credit
  ) throws -> PayShape {
    .tiers(try TieredRate(mode, knots(pairs), bounds: bounds))
  }

  static func credit(
    _ date: String, _ person: String, _ measure: MeasureKind, _ amount: Double, share: Double = 1,
    deal: String? = nil
  ) throws -> Credit {
    try Credit(
      #require(ActualDate(date)), person: person, measure: measure, amount: amount, share: share,
      deal: deal)
  }

  /// The pay of one person, `p`, period by period.
  static func pays(
    _ plan: Plan, _ credits: [Credit], events: [DealEvent] = [], base: Money? = nil,
    from: Day? = nil
  ) throws -> [Double] {
    try run(plan, credits, events: events, base: base, from: from).statements.map(\.pay.amount)
  }

  static func run(
    _ plan: Plan, _ credits: [Credit], events: [DealEvent] = [], base: Money? = nil,
    from: Day? = nil, until: Day? = nil, leaves: [DaySpan] = [], through: Day? = nil
  ) throws -> PayRun {
    let person = try Person(
      name: "p", plan: plan.name, base: base, from: from, until: until, leaves: leaves)
    return try PayCalculator(
      plans: [plan], people: [person], credits: credits, events: events, yearStarts: yearStarts
    ).run(through: through)
  }
}

/// The balances of one person, settled by hand.
struct SettledByHand {
  private(set) var balances = PayBalances<Double>()
  private(set) var instalments: PayInstalments<Double>? = PayInstalments()
  let rounding: Money.Rounding?

  init(rounding: Money.Rounding?) { self.rounding = rounding }

  mutating func settle(
    _ earned: Double, into shares: [Int: Double] = [0: 1], guarantee: Double = 0,
    draw: Double = 0, isRecoverable: Bool = false
  ) -> PaySettlement<Double> {
    instalments?.shares = shares
    return balances.settle(
      earned, instalments: &instalments,
      floor: .init(guarantee: guarantee, draw: draw, isRecoverable: isRecoverable), taken: 0,
      rounding)
  }
}
