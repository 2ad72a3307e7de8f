public import Model
import Ownership
import Plans
import Statistics
import Units

extension TestScenario {
  /// A small scenario in which everything happens: three segments, all terms, drivers, persons,
  /// people who come and go, ranges, a schedule, double credit, clawback.
  public static func rich(accounts count: Int = 24) throws -> TestScenario {
    var test = TestScenario(accounts: count)
    test.segments = [
      Segment.Declaration("small", tier: .low), Segment.Declaration("middle", tier: .mid),
      Segment.Declaration("large", tier: .high),
    ]
    let terms = [12, 1, 24, 12, 3, 36, 12, 6]
    let scales: [Double] = [6_000, 45_000, 240_000]
    test.accounts = []
    for index in 0..<count {
      let arr: Double = scales[index % 3] * (1 + Double(index % 7) / 10)
      let (month, day) = (index % 9 + 1, 10 + index % 18)
      test.accounts.append(
        (
          id: "R" + String(index), arr: arr, segment: index % 3,
          term: terms[index % terms.count], renewal: "2026-0" + String(month) + "-" + String(day)
        ))
    }
    test.autoRenewal = (0..<count).map { $0.isMultiple(of: 2) }
    func column<Value>(_ period: Int, _ value: (Int) -> Value) -> [Value?] {
      (0..<count).map { $0 % period == period - 1 ? nil : value($0) }
    }
    test.salesCycle = column(5) { Double(20 + 17 * ($0 % 9)) }
    test.persons = [.csm: column(4) { "csm-" + String($0 % 3) }]
    let healths = ["red", "amber", "green"]
    test.attributes = [
      "health": .text(column(4) { healths[$0 % 4] }),
      "seats": .number(column(6) { Double($0 % 6) }),
    ]
    test.drivers = [
      Driver(
        target: .renewal, column: "health",
        effect: .values(["red": odds("d.red", 0.3, 0.6), "green": certain("d.green", 1.4)])),
      Driver(
        target: .renewal, column: "seats", effect: .perUnit(odds("d.seats", 0.95, 1.2))),
      Driver(
        target: .stream(.upsell), column: "health",
        effect: .values(["green": certain("d.upsell", 1.5)])),
      Driver(
        target: .priceIncrease, column: "health",
        effect: .values(["red": certain("d.increase", 0.5)])),
    ]
    test.years = 3
    test.renewal = chance("renewal", 0.82, 0.93)
    test.contraction = certain("contraction", 0.1)
    test.contractionSize = SizeLaw(distribution: try .logitNormal(p10: 0.1, p90: 0.35))
    test.increase = chance("increase", 0.4, 0.7)
    test.increaseSize = SizeLaw(distribution: try .logNormal(p10: 0.02, p90: 0.07))
    test.escalator = certain("escalator", 0.03)
    let size = try Distribution.logNormal(mean: 1, cv: 0.8)
    func expansion(_ name: String, _ rate: Double, _ mean: Double) -> Expansion {
      Expansion(
        perYear: certain(name, rate), found: certain(name + ".found", 0.5),
        accepted: certain(name + ".accepted", 0.8), won: chance(name + ".won", 0.3, 0.6),
        size: SizeLaw(distribution: size, scale: odds(name + ".size", mean, mean * 1.5)))
    }
    test.expansion = [
      .organicGrowth: expansion("organic", 0.6, 0.05), .upsell: expansion("upsell", 1.2, 0.2),
      .crossSell: expansion("cross-sell", 0.5, 0.3),
      .crossStakeholder: expansion("stakeholder", 0.2, 0.4),
      .crossDivision: expansion("division", 0.3, 0.5),
    ]
    test.marketSD = certain("market", 0.3)
    test.persistence = 0.5
    test.segmentSD = certain("segment", 0.15)
    test.talentSD = certain("talent", 0.3)
    test.hours = 90
    test.sourcing = chance("sourcing", 0.1, 0.3)
    test.productFlag = certain("product-flag", 0.2)
    test.skill = [
      .accountManager: [
        .renewal: odds("skill.am.renewal", 0.95, 1.3), .stream(.upsell): odds("skill.am", 1, 1.6),
      ],
      .accountExecutive: [
        .renewal: odds("skill.ae.renewal", 0.7, 1.1),
        .priceIncrease: certain("skill.ae.price", 1.2),
      ],
    ]
    test.price = [.accountManager: odds("price.am", 1, 1.4)]
    test.odds = [
      "trusted-advisor": odds("trusted", 0.88, 1.08), "extra-contact": odds("contact", 0.9, 0.99),
      "relationship-transfer": odds("transfer", 0.9, 0.99), "overload": odds("overload", 0.5, 0.8),
      "auto-renewal.odds": odds("auto", 1.1, 1.8), "friction.upsell": certain("friction", 1.3),
      "handover.odds": odds("handover", 0.85, 0.99), "new-logo-hour": certain("new-logo", 180),
    ]
    // An effect at 1 hides that one of the engines does not know it.
    for input in EffectInputs.all where [.positive, .factor].contains(input.values) {
      let name = input.path.joined(separator: ".")
      if test.odds[name] == nil { test.odds[name] = certain(name, 0.8) }
    }
    for role in [Role.csm, .renewalManager, .accountManager, .accountExecutive, .pooledCSM] {
      test.profiles[role] = profile(
        role, utilisation: 0.9, attrition: 0.25, ramp: 4, vacancy: 2, burden: 0.24, tools: 6000,
        hiring: 25_000, severance: 0.25, sellsNewLogos: role == .accountExecutive)
    }
    test.profiles[.csLeader] = profile(
      .csLeader, attrition: 0.1, span: 8, manages: [.csm, .accountManager])
    test.models = try richModels()
    test.plans = try richPlans()
    test.discountRate = 0.1
    return test
  }

  /// An uncertain chance.
  public static func chance(_ key: String, _ p10: Double, _ p90: Double) -> Assumption {
    Assumption(key: key, distribution: try! .logitNormal(p10: p10, p90: p90))
  }

  /// An uncertain odds ratio.
  public static func odds(_ key: String, _ p10: Double, _ p90: Double) -> Assumption {
    Assumption(key: key, distribution: try! .logNormal(p10: p10, p90: p90))
  }

  private static func richModels() throws -> [OwnershipModel] {
    let hybrid = OwnerTable([
      .all: [.all: Assignment(owner: .accountManager)],
      .named("small"): [
        .motion(.service): Assignment(owner: .pooledCSM), .all: Assignment(owner: .renewalManager),
      ],
      .named("large"): [
        .motion(.bigUpsell): Assignment(
          owner: .accountManager, source: .csm, credit: [.csm: 0.2]),
        .motion(.crossDivision): Assignment(
          owner: .accountExecutive, source: .accountManager, credit: [.accountManager: 0.5]),
      ],
    ])
    func rules(_ preset: String) -> OwnershipRules { Preset.named(preset)!.rules }
    return [
      Preset.named("upsell-renewal-split")!.model, Preset.named("complex-renewals")!.model,
      OwnershipModel(name: "hybrid", rules: OwnershipRules(owners: hybrid, line: .share(0.15))),
      OwnershipModel(
        name: "staged",
        stages: [
          .init(fromYear: 1, rules: rules("all-csm")), .init(fromYear: 2, rules: rules("csql")),
          .init(fromYear: 3, rules: rules("account-manager")),
        ]),
      Preset.named("product-led")!.model,
    ]
  }

  private static func richPlans() throws -> [String: Plan] {
    func curve(_ knots: [(Double, Double)], uncapped: Bool = false) throws -> PayShape {
      .curve(try PayoutCurve(knots.map { Knot(from: $0.0, pays: $0.1) }, uncapped: uncapped))
    }
    let csm = try Plan(
      name: "csm", period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.grr, quota: .rate(0.9)), shape: curve([(0.9, 0), (1, 1), (1.06, 1.8)]),
          weight: 0.5),
        Measure(
          Metric(.nrr, of: .team, quota: .rate(1.03)), shape: curve([(0.92, 0), (1, 1), (1.1, 2)]),
          weight: 0.3),
        Measure(Metric(.csqlsAccepted), shape: curve([(0.5, 0), (1, 1), (1.5, 2)]), weight: 0.2),
      ])
    let accountManager = try Plan(
      name: "account-manager", period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.nrr, quota: .rate(1.06)), shape: curve([(0.92, 0), (1, 1), (1.12, 2.5)]),
          weight: 0.6),
        Measure(
          Metric(.expansionBookings), shape: curve([(0.5, 0.5), (1, 1), (1.5, 2.5)]), weight: 0.4),
      ],
      clawback: Clawback(on: "churn", within: 12, recover: .sliding))
    let renewalManager = try Plan(
      name: "renewal-manager", period: .quarter, counting: .eachPeriod,
      measures: [
        Measure(Metric(.renewedARR), shape: curve([(0.8, 0), (1, 1), (1.08, 2)]), weight: 0.8),
        Measure(Metric(.priceIncrease), shape: curve([(0.5, 0.5), (1, 1), (1.5, 2)]), weight: 0.2),
      ])
    let accountExecutive = try Plan(
      name: "account-executive", period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.expansionBookings), shape: curve([(0, 0), (1, 1), (1.5, 2)], uncapped: true),
          weight: 1)
      ],
      draw: Draw(Money(8000), recoverable: false, months: 6))
    let leader = try Plan(
      name: "cs-leader", period: .year,
      measures: [
        Measure(
          Metric(.grr, of: .company, quota: .rate(0.9)),
          shape: curve([(0.94, 0), (1, 1), (1.04, 2)]), weight: 0.8),
        Measure(
          Metric(.grossNewARR, of: .company), shape: curve([(0.5, 0), (1, 1), (1.5, 2)]),
          weight: 0.1),
        Measure(
          Metric(.renewedARR, of: .company), shape: curve([(0.5, 0), (1, 1), (1.5, 2)]),
          weight: 0.1),
      ],
      modifiers: [
        Modifier(
          Metric(.logoRetention, of: .company),
          shape: .steps(
            Steps([
              Knot(from: 0, pays: 0.9), Knot(from: 0.84, pays: 1), Knot(from: 0.88, pays: 1.1),
            ])))
      ])
    return [
      "csm": csm, "pooled-csm": csm, "account-manager": accountManager,
      "renewal-manager": renewalManager, "account-executive": accountExecutive,
      "cs-leader": leader,
    ]
  }
}
