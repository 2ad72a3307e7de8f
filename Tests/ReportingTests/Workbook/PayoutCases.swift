import Model
import Ownership
import Plans
import Statements
import TestSupport
import Testing
import Units

@testable import Reporting

/// Plans of every shape, and what a statement pays for typed attainments.
enum PayoutCases {
  static let attainments = [
    0, 0.3, 0.5, 0.7999999999, 0.8, 0.85, 0.9, 0.95, 1, 1.04, 1.1, 1.3, 1.5, 3,
  ]

  private static func knots(_ pairs: KeyValuePairs<Double, Double>) -> [Knot] {
    pairs.map { Knot(from: $0.key, pays: $0.value) }
  }

  private static func curve(
    _ pairs: KeyValuePairs<Double, Double>, uncapped: Bool = false
  ) throws -> PayShape {
    .curve(try PayoutCurve(knots(pairs), uncapped: uncapped))
  }

  private static func quota(_ kind: MeasureKind, _ quota: Quota) throws -> Metric {
    try Metric(kind, quota: quota)
  }

  private static func renewed() throws -> Metric {
    try quota(.renewedARR, .money(Money(2_000_000)))
  }
  private static func bookings() throws -> Metric {
    try quota(.expansionBookings, .money(Money(400_000)))
  }
  private static func grr() throws -> Metric { try quota(.grr, .rate(0.9)) }

  /// The cases, by what is special about them.
  static func plans() throws -> [Plan] {
    let even = try curve([0.8: 0, 1: 1, 1.1: 2])
    let matrix = (
      rows: [0.8, 1, 1.2], columns: [0.9, 1], pays: [[0.2, 0.5], [0.8, 1], [1.5, 2.2]]
    )
    return [
      try Plan(
        name: "gate and cap", period: .quarter, counting: .yearToDate,
        measures: [
          Measure(renewed(), shape: even, weight: 0.6),
          Measure(
            bookings(), shape: curve([0.5: 0.5, 1: 1, 1.5: 2.5]), weight: 0.4, cap: .share(2),
            gates: [Gate(.grr, atLeast: .rate(0.85))]),
        ]),
      try Plan(
        name: "uncapped",
        measures: [
          Measure(bookings(), shape: curve([0: 0, 1: 1, 1.5: 2], uncapped: true), weight: 1)
        ]),
      try Plan(
        name: "steps and modifier",
        measures: [
          Measure(
            renewed(), shape: .steps(Steps(knots([0.5: 0.333, 0.85: 0.777, 1.1: 1.4]))), weight: 1)
        ],
        modifiers: [
          Modifier(
            Metric(.logoRetention), shape: .steps(Steps(knots([0: 0.9, 0.82: 1, 0.88: 1.1])))),
          Modifier(grr(), shape: curve([0.9: 0.95, 1.1: 1.15])),
        ], cap: .share(1.25), rounding: .halfToEven),
      try Plan(
        name: "stepped matrix",
        measures: [
          Measure(
            [renewed(), grr()],
            shape: .matrix(
              PayoutMatrix(rows: matrix.rows, columns: matrix.columns, pays: matrix.pays)),
            weight: 1)
        ]),
      try Plan(
        name: "smooth matrix", period: .quarter, periodWeights: [0.1, 0.2, 0.3, 0.4],
        measures: [
          Measure(
            [renewed(), grr()],
            shape: .matrix(
              PayoutMatrix(
                rows: matrix.rows, columns: matrix.columns, pays: matrix.pays, interpolates: true)),
            weight: 1)
        ]),
      try Plan(
        name: "money", period: .quarter,
        measures: [
          Measure(
            renewed(),
            shape: .tiers(TieredRate(.marginal, knots([100_000: 0.01, 400_000: 0.02]))),
            cap: .money(Money(9000))),
          Measure(
            bookings(),
            shape: .tiers(
              TieredRate(.retroactive, knots([0.5: 0.05, 1: 0.08]), bounds: .attainment))),
          Measure(
            quota(.csqlsAccepted, .count(40)),
            shape: .tiers(TieredRate(.marginal, knots([0: 100, 0.8: 150]), bounds: .attainment))),
          Measure(quota(.csqlsSourced, .count(80)), shape: .rate(.perUnit(12.5))),
          Measure(quota(.csqlsWon, .count(8)), shape: .rate(.shareOfBase(0.001))),
        ], cap: .money(Money(50_000))),
      try Plan(
        name: "closed accelerator", period: .month, counting: .yearToDate,
        measures: [
          Measure(
            renewed(), shape: even, weight: 0.5, cap: .share(1.5),
            acceleratorGates: [Gate(.logoRetention, atLeast: .rate(0.9))]),
          Measure(grr(), shape: even, weight: 0.5),
        ], rounding: nil),
      try Plan(
        name: "plan gates",
        measures: [Measure(renewed(), shape: even, weight: 1)],
        gates: [
          Gate(.renewedARR, atLeast: .rate(0.9)),
          Gate(.expansionBookings, atLeast: .money(Money(50))),
        ]),
    ]
  }

  static func blocks() throws -> [PayoutBlock.Content] {
    try plans().flatMap { plan in
      attainments.enumerated().map { place, attainment in
        var typed = TypedPerformance(plan)
        typed.attainments = plan.measures.map { _ in attainment }
        typed.period = 1 + place % plan.period.perYear
        if plan.name == "closed accelerator" {
          typed.gates = [place.isMultiple(of: 2) ? 0.8 : 0.95]
        }
        if plan.name == "steps and modifier" { typed.modifiers = [0.8 + Double(place) / 100, nil] }
        let paid = PaidRole(
          role: .csm, plan: plan,
          PayOffer(
            base: 90_000, otherwise: 31_234.56, targetIncentive: plan.targetIncentive))
        return PayoutBlock.Content(paid: paid, typed: typed)
      }
    }
  }

  /// What a statement pays, to date or for the period, where all of it was credited at its end.
  static func pay(_ paid: PaidRole, _ typed: TypedPerformance) throws -> Double {
    let plan = paid.plan
    let person = try Person(
      name: "p", plan: plan.name, base: paid.base, targetIncentive: .money(paid.targetIncentive))
    let months = plan.period.months
    let isToDate = plan.counting == .yearToDate
    let weights = plan.periodWeights
    let share =
      isToDate ? weights[..<typed.period].reduce(0, +) : weights[typed.period - 1]
    var credits: [Credit] = []
    for period in 1...typed.period {
      // 2026-01-01 is day 20,454.
      let end = ActualDate.day(Day(number: 20_454).adding(months: period * months).adding(days: -1))
      var amounts: [MeasureKind: Double] = [:]
      for (measure, attainment) in zip(plan.measures, typed.attainments) {
        for metric in measure.metrics {
          let quota = metric.quota!
          let kind = metric.terms[0].kind
          if quota.isRate {
            amounts[kind] = attainment * quota.number
          } else {
            amounts[kind] = period == typed.period ? attainment * quota.number * share : 0
          }
        }
      }
      let gates = plan.measures.flatMap { $0.gates + $0.acceleratorGates } + plan.gates
      for (place, gate) in gates.enumerated() where plan.measure(for: gate) == nil {
        let least = gate.atLeast.number * (gate.atLeast.isRate ? 1 : share)
        let actual = typed.gates.indices.contains(place) ? typed.gates[place] : nil
        amounts[gate.metric.terms[0].kind] = actual ?? least
      }
      for (place, modifier) in plan.modifiers.enumerated() {
        let figure = typed.modifiers.indices.contains(place) ? typed.modifiers[place] : nil
        amounts[modifier.metric.terms[0].kind] =
          (figure ?? 1) * (modifier.metric.quota?.number ?? 1)
      }
      credits += try amounts.map {
        try Credit(end, person: "p", measure: $0.key, amount: $0.value)
      }
    }
    let run = try PayCalculator(
      plans: [plan], people: [person], credits: credits, yearStarts: Day(number: 20_454)
    ).run()
    let pays = run.statements.map(\.pay.amount)
    // A block does not carry anything over.
    let carried = run.statements.last?.carried.amount ?? 0
    return isToDate ? pays.reduce(carried, +) : pays[typed.period - 1]
  }

  /// Plans drawn from the whole language, each with what somebody reached, and what that earns in
  /// exact fractions.
  static func random(_ count: Int) throws -> [(block: PayoutBlock.Content, earned: Fraction)] {
    var cases: [(block: PayoutBlock.Content, earned: Fraction)] = []
    var seed: UInt64 = 0
    while cases.count < count {
      seed += 1
      var random = RandomPlan(seed: seed)
      let rounding: [Money.Rounding?] = [nil, .halfAwayFromZero, .halfToEven]
      let plan = try random.whole(isForSheet: true, rounding: rounding[Int(seed % 3)])
      // One kind has a single figure, which the cells of a block do not hold.
      let kinds = plan.measures.flatMap(\.metrics).map(\.terms[0].kind)
      guard Set(kinds).count == kinds.count else { continue }
      var typed = TypedPerformance(plan)
      typed.attainments = plan.measures.map { _ in random.decimal(0...1.6) }
      typed.period = Int.random(in: 1...plan.period.perYear, using: &random)
      var exact = ExactPay(plan)
      let periods = plan.counting == .yearToDate ? typed.period : 1
      var retention = Fraction(decimal: random.decimal(0.7...1))
      for (measure, attainment) in zip(plan.measures, typed.attainments) {
        for metric in measure.metrics {
          let reached = Fraction(decimal: attainment) * Fraction(decimal: metric.quota!.number)
          if metric.isRatio {
            retention = reached
          } else {
            var months = [Fraction](repeating: .zero, count: 12)
            months[typed.period * plan.period.months - 1] =
              reached * Fraction(periods, over: plan.period.perYear)
            exact.credits[metric.terms[0].kind] = months
          }
        }
      }
      exact.retention = Array(repeating: retention, count: 12)
      let gates = plan.measures.flatMap { $0.gates + $0.acceleratorGates } + plan.gates
      guard gates.allSatisfy({ $0.atLeast.isRate }) else { continue }
      typed.gates = gates.map { $0.metric.isRatio ? retention.double : nil }
      typed.modifiers = plan.modifiers.map { retention.double / $0.metric.quota!.number }
      let paid = PaidRole(
        role: .csm, plan: plan,
        PayOffer(
          base: RandomPlan.base, otherwise: RandomPlan.targetIncentive,
          targetIncentive: plan.targetIncentive))
      cases.append(
        (PayoutBlock.Content(paid: paid, typed: typed), exact.earned(in: typed.period - 1)))
    }
    return cases
  }
}
