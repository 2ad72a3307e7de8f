import Formats
import Language
import Ownership
import Plans
import Statements
import Testing
import Units

@Suite struct PlanReaderTests {
  /// Reads `text` as the entry `p` of a map of plans, and gives what was reported.
  static func read(_ text: String, _ vocabulary: MeasureVocabulary = .open) throws -> (
    plan: Plan?, lines: [String]
  ) {
    let table = KeyTable(
      title: "test",
      root: Record([
        .init("plans", "Plans.", .map(NamedMap(of: "plan", PlanLanguage.planForm)))
      ]))
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "p.yaml", bytes: Array("plans:\n  p:\n\(text)".utf8))
    let cursor = table.document(source, diagnostics)
    let plan = cursor.flatMap {
      PlanReader(vocabulary).plan(named: "p", cursor: $0["plans"].named("p"))
    }
    return (plan, diagnostics.lines())
  }

  /// A plan of one measure.
  static func measure(_ text: String) throws -> (plan: Plan?, lines: [String]) {
    try read("    measures:\n      - {\(text)}\n")
  }

  @Test func readsEveryKeyOfAPlan() throws {
    let (plan, lines) = try Self.read(
      """
          role: csm
          base: 90k
          target-incentive: 24k
          period: quarter
          period-weights: [20%, 20%, 20%, 40%]
          counting: year-to-date
          ramp: {quota: [50%, 75%], guarantee: [100%, 50%]}
          measures:
            - {measure: renewed-arr, weight: 60%, quota: 1.2m, curve: {80%: 0%, 100%: 100%}, deal-cap: 300k}
            - {measure: {arr: 100%, tcv: 50%}, of: company, motions: [cross-sell], weight: 40%, quota: 1m,
               steps: {90%: 50%, 100%: 100%}, cap: 250%, gate: {grr: 85%}, accelerator-gate: {nrr: {of: team, at-least: 101%}}}
            - {measure: demos, rate: 500, cap: 2000, from: 2026-07-01, until: 2026-09-30}
            - {measure: goal, rate: 8% of base, period: year}
            - {measure: bookings, of: team, share: weight, quota: 2m, marginal: {0%: 1%, 100%: 2%}}
            - {measure: csqls-won, per-deal: {0: 10, 5: 20}}
          modifiers:
            - {measure: nrr, of: team, quota: 103%, curve: {90%: 50%, 100%: 100%}, uncapped: true}
          gate: {logo-retention: 80%, csqls-accepted: 12}
          cap: 60k
          guarantee: {amount: 25%, for: 1 year}
          draw: {amount: 3k, recoverable: true, for: 6 months}
          clawback: {on: churn, within: 2 years, recover: 50%}
          pay-out: {at-credit: 60%, 6 months: 40%}
          rounding: half-to-even
      """)
    #expect(lines == [])
    let curve = try PayoutCurve([Knot(from: 0.8, pays: 0), Knot(from: 1, pays: 1)])
    let expected = try Plan(
      name: "p", role: .csm, targetIncentive: .money(Money(24_000)), base: Money(90_000),
      period: .quarter, periodWeights: [0.2, 0.2, 0.2, 0.4], counting: .yearToDate,
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(1.2e6))), shape: .curve(curve), weight: 0.6,
          dealCap: Money(300_000)),
        Measure(
          Metric(
            [.init(MeasureKind("arr")), .init(MeasureKind("tcv"), share: 0.5)], of: .company,
            motions: [.crossSell], quota: .count(1e6)),
          shape: .steps(Steps([Knot(from: 0.9, pays: 0.5), Knot(from: 1, pays: 1)])), weight: 0.4,
          cap: .share(2.5), gates: [Gate(.grr, atLeast: .rate(0.85))],
          acceleratorGates: [Gate(Metric(.nrr, of: .team), atLeast: .rate(1.01))]),
        Measure(
          Metric(MeasureKind("demos")), shape: .rate(.perUnit(500)), cap: .money(Money(2_000)),
          from: Day("2026-07-01"), until: Day("2026-09-30")),
        Measure(Metric(MeasureKind("goal")), shape: .rate(.shareOfBase(0.08)), period: .year),
        Measure(
          Metric(.bookings, of: .team, quota: .money(Money(2e6))),
          shape: .tiers(
            TieredRate(
              .marginal, [Knot(from: 0, pays: 0.01), Knot(from: 1, pays: 0.02)],
              bounds: .attainment)), sharing: .weight),
        Measure(
          Metric(.csqlsWon),
          shape: .tiers(TieredRate(.perDeal, [Knot(from: 0, pays: 10), Knot(from: 5, pays: 20)]))),
      ],
      modifiers: [
        Modifier(
          Metric(.nrr, of: .team, quota: .rate(1.03)),
          shape: .curve(
            PayoutCurve([Knot(from: 0.9, pays: 0.5), Knot(from: 1, pays: 1)], uncapped: true)))
      ],
      gates: [
        Gate(.logoRetention, atLeast: .rate(0.8)), Gate(.csqlsAccepted, atLeast: .count(12)),
      ],
      cap: .money(Money(60_000)), draw: Draw(Money(3_000), recoverable: true, months: 6),
      guarantee: Guarantee(.share(0.25), months: 12),
      ramp: Ramp(quota: [0.5, 0.75], guarantee: [1, 0.5]),
      clawback: Clawback(on: "churn", within: 24, recover: .share(0.5)),
      payOut: PayOut([.init(months: 0, share: 0.6), .init(months: 6, share: 0.4)]),
      rounding: .halfToEven)
    #expect(plan == expected)
  }

  @Test func readsBothAxesOfAMatrix() throws {
    let (plan, lines) = try Self.measure(
      """
      weight: 100%, matrix: {rows: {measure: profit, quota: 5m}, columns: {measure: nrr, quota: 104%},
            pays: {0%: {0%: 75%, 100%: 95%}, 100%: {0%: 140%, 100%: 175%}}, interpolate: true}
      """)
    #expect(lines == [])
    let expected = try Measure(
      [Metric(MeasureKind("profit"), quota: .count(5e6)), Metric(.nrr, quota: .rate(1.04))],
      shape: .matrix(
        PayoutMatrix(
          rows: [0, 1], columns: [0, 1], pays: [[0.75, 0.95], [1.4, 1.75]], interpolates: true)),
      weight: 1)
    #expect(plan?.measures == [expected])
  }

  @Test(arguments: [
    ("credit", Clawback.Recovery.credit), ("full", .full), ("paid", .paid), ("sliding", .sliding),
    ("50%", .share(0.5)),
  ])
  func readsClawbacks(text: String, recovery: Clawback.Recovery) throws {
    let (plan, lines) = try Self.read(
      """
          counting: year-to-date
          measures: [{measure: bookings, rate: 10%}]
          clawback: {on: churn, within: 12 months, recover: \(text)}
      """)
    #expect(lines == [])
    #expect(plan?.clawback?.recovery == recovery)
  }

  @Test(arguments: [
    (
      "measure: renewed-ar, weight: 100%, curve: {0%: 0%}",
      [
        "p.yaml:4: plans.p.measures[0].measure: found renewed-ar, expected the name of a measure; did you mean `renewed-arr`?"
      ]
    ),
    (
      "measure: NRR, weight: 100%, quota: 100%, curve: {0%: 0%}",
      [
        "p.yaml:4: plans.p.measures[0].measure: found NRR, expected the name of a measure; did you mean `nrr`?"
      ]
    ),
    (
      "measure: bookings, weight: 60%, quota: 1m, curve: {0%: 0%, 100%: 100%}",
      ["p.yaml:4: plans.p.measures: found weights of 60%, expected weights that total 100%"]
    ),
    (
      "measure: bookings, quota: 1m, curve: {0%: 0%, 100%: 100%}",
      [
        "p.yaml:4: plans.p.measures[0].weight: found none, expected a share of target incentive, above 0% and up to 100%"
      ]
    ),
    (
      "measure: bookings, weight: 100%, quota: 1m, curve: {0%: 100%, 100%: 50%}",
      [
        "p.yaml:4: plans.p.measures[0].curve.100%: found 50% after 100%, expected a curve that never falls"
      ]
    ),
    (
      "measure: bookings, weight: 100%, quota: 1m, curve: {100%: 100%, 80%: 50%}",
      [
        "p.yaml:4: plans.p.measures[0].curve: found 80%, expected more than the 100% before it; let the keys rise"
      ]
    ),
    (
      "measure: bookings, weight: 100%, quota: 1m, curve: {}",
      ["p.yaml:4: plans.p.measures[0].curve: found an empty map, expected at least one key"]
    ),
    (
      "measure: bookings, weight: 100%, curve: {0%: 0%}, steps: {0%: 0%}",
      ["p.yaml:4: plans.p.measures[0]: curve and steps exclude each other; keep one of them"]
    ),
    (
      "measure: bookings, weight: 100%",
      [
        "p.yaml:4: plans.p.measures[0]: one of rate, marginal, retroactive, per-deal, curve, steps, matrix is missing"
      ]
    ),
    (
      "rate: 10%",
      ["p.yaml:4: plans.p.measures[0]: one of measure, matrix is missing"]
    ),
    (
      "measure: bookings, weight: 100%, rate: 10%",
      ["p.yaml:4: plans.p.measures[0].weight: found 100%, expected none: a rate pays money"]
    ),
    (
      "measure: bookings, marginal: {0: 5%, 100%: 10%}",
      [
        "p.yaml:4: plans.p.measures[0].marginal: 0 is an amount and 100% an attainment; write all keys with % or none"
      ]
    ),
    (
      "measure: grr, weight: 100%, quota: 0.9, curve: {0%: 0%}",
      ["p.yaml:4: plans.p.measures[0].quota: found 0.9, expected a share such as 90%; write 90%"]
    ),
    (
      "measure: grr, weight: 100%, quota: 90, curve: {0%: 0%}",
      ["p.yaml:4: plans.p.measures[0].quota: found 90, expected a share such as 90%; write 90%"]
    ),
    (
      "measure: bookings, rate: 10%, uncapped: true",
      ["p.yaml:4: plans.p.measures[0].uncapped: only a curve goes on after its last key; remove it"]
    ),
    (
      "measure: bookings, weight: 100%, curve: {100%: 100%}, uncapped: true",
      [
        "p.yaml:4: plans.p.measures[0].curve: found one knot, uncapped, expected two knots: the last line goes on"
      ]
    ),
    (
      "measure: bookings, rate: 10%, gate: {grr: 85}",
      ["p.yaml:4: plans.p.measures[0].gate.grr: found 85, expected a share such as 85%; write 85%"]
    ),
    (
      "measure: bookings, rate: 10%, gate: {nrr: 1.01}",
      [
        "p.yaml:4: plans.p.measures[0].gate.nrr: found 1.01, expected a share such as 85%; write 101%"
      ]
    ),
    (
      "measure: bookings, rate: 10%, cap: 250%",
      [
        "p.yaml:4: plans.p.measures[0].cap: found 250%, expected an amount above 0: a rate pays money"
      ]
    ),
    (
      "measure: bookings, rate: 10%, from: 2026-09-01, until: 2026-07-01",
      [
        "p.yaml:4: plans.p.measures[0].until: found 2026-07-01, expected a day not before 2026-09-01"
      ]
    ),
    (
      "measure: bookings, rate: 10%, motions: [upsell]",
      [
        "p.yaml:4: plans.p.measures[0].motions[0]: found upsell, expected one of renewal, price-increase, organic-growth, small-upsell, big-upsell, cross-sell, cross-stakeholder, cross-division, service"
      ]
    ),
    (
      "measure: bookings, rate: 10%, share: equal",
      [
        "p.yaml:4: plans.p.measures[0].share: found equal, expected a rate or tiers `of: team`: only they make a pool"
      ]
    ),
    (
      "weight: 100%, quota: 3, matrix: {rows: {measure: a}, columns: {measure: b}, pays: {0%: {0%: 1}, 100%: {50%: 2}}}",
      [
        "p.yaml:4: plans.p.measures[0].quota: a matrix has it on both sides; write it under rows and columns",
        "p.yaml:4: plans.p.measures[0].matrix.pays.100%: found columns 50%, expected those of the first row, 0%",
      ]
    ),
    (
      "measure: {grr: 50%, nrr: 50%}, rate: 1",
      [
        "p.yaml:4: plans.p.measures[0].measure: found grr in a sum, expected a ratio alone: ratios do not add up"
      ]
    ),
    (
      "measure: {}, rate: 1",
      ["p.yaml:4: plans.p.measures[0].measure: found an empty map, expected the name of a measure"]
    ),
  ])
  func refusesAMeasure(text: String, messages: [String]) throws {
    let lines = try Self.measure(text).lines
    #expect(lines == messages)
  }

  @Test(arguments: [
    (
      "measure: grr, weight: 100%, quota: 90%, cap: 1.4, curve: {90%: 0%, 100%: 100%}",
      "cap: found 1.4, expected a multiple of its share of target incentive, such as 250%; write 140%"
    ),
    (
      "measure: grr, weight: 100%, quota: 90%, cap: 250, curve: {90%: 0%, 100%: 100%}",
      "cap: found 250, expected a multiple of its share of target incentive, such as 250%; write 250%"
    ),
    (
      "measure: grr, weight: 100%, quota: 90%, cap: 25k, curve: {90%: 0%, 100%: 100%}",
      "cap: found 25000, expected a multiple of its share of target incentive, such as 250%"
    ),
    (
      "measure: grr, weight: 100%, quota: 90%, cap: 0, curve: {90%: 0%, 100%: 100%}",
      "cap: found 0, expected a multiple of its share of target incentive, such as 250%"
    ),
    (
      "measure: bookings, rate: 10%, weight: 1",
      "weight: found 100%, expected none: a rate pays money"
    ),
    (
      "measure: bookings, rate: 10%, cap: 140%",
      "cap: found 140%, expected an amount above 0: a rate pays money"
    ),
  ])
  func suggestsAPercentageForABareNumber(text: String, message: String) throws {
    let lines = try Self.measure(text).lines
    #expect(lines == ["p.yaml:4: plans.p.measures[0].\(message)"])
  }

  @Test(arguments: [
    (
      "period-weights: [50%, 50%]",
      ["p.yaml:4: plans.p.period-weights: found 2 shares, expected 1, one for each year"]
    ),
    (
      "period: quarter\n    period-weights: [50%, 50%]",
      ["p.yaml:5: plans.p.period-weights: found 2 shares, expected 4, one for each quarter"]
    ),
    (
      "period: quarter\n    period-weights: [50%, 30%, 10%, 20%]",
      [
        "p.yaml:5: plans.p.period-weights: found a total of 110%, expected shares of at least 0% that total 100%"
      ]
    ),
    (
      "clawback: {on: churn, within: 12, recover: half}",
      [
        "p.yaml:4: plans.p.clawback.within: found 12, expected a duration such as 3 months or 2 years; write 12 months",
        "p.yaml:4: plans.p.clawback.recover: found half, expected one of credit, full, paid, sliding or a share such as 88%, 0..1",
      ]
    ),
    (
      "clawback: {on: churn, within: 12 months, recover: credit}",
      [
        "p.yaml:4: plans.p.clawback.recover: found credit with counting each-period, expected counting year-to-date: only a true-up can act on a removed credit"
      ]
    ),
    (
      "pay-out: {at-credit: 50%, 6 months: 40%}",
      ["p.yaml:4: plans.p.pay-out: found a total of 90%, expected 100%"]
    ),
    (
      "pay-out: {at-once: 50%, 6 months: 40%}",
      [
        "p.yaml:4: plans.p.pay-out: found at-once, expected at-credit or a duration such as 3 months or 2 years"
      ]
    ),
    (
      "draw: {amount: 0, recoverable: true}",
      ["p.yaml:4: plans.p.draw.amount: found 0, expected an amount above 0"]
    ),
    (
      "draw: {amount: 3k}",
      ["p.yaml:4: plans.p.draw: `recoverable` is missing; add true or false"]
    ),
    (
      "gate: {bookings: 3, renewed-arr: 90%}",
      [
        "p.yaml:4: plans.p.gate.renewed-arr: found 90%, expected an amount, or a measure renewed-arr whose attainment it is"
      ]
    ),
    (
      "modifiers: [{measure: bookings, steps: {0%: 100%}}]",
      [
        "p.yaml:4: plans.p.modifiers[0].quota: found none, expected a quota: bookings is not a ratio"
      ]
    ),
    (
      "modifiers: [{measure: nrr, rate: 3}]",
      [
        "p.yaml:4: plans.p.modifiers[0].rate: unknown key; known here: measure, of, motions, quota, curve, uncapped, steps, on"
      ]
    ),
    (
      "target-incentive: 5%",
      [
        "p.yaml:4: plans.p.target-incentive: found 5%, expected an amount such as 25k, at least 0 or a share of base such as 8% of base"
      ]
    ),
    (
      "ramp: {quota: [0%]}",
      ["p.yaml:4: plans.p.ramp.quota[0]: found 0%, expected a share above 0%"]
    ),
    (
      "cap: 0%",
      [
        "p.yaml:4: plans.p.cap: found 0%, expected a multiple of target incentive or an amount, above 0"
      ]
    ),
  ])
  func refusesAPlan(text: String, messages: [String]) throws {
    let lines = try Self.read("    measures: [{measure: bookings, rate: 10%}]\n    \(text)\n").lines
    #expect(lines == messages)
  }
}
