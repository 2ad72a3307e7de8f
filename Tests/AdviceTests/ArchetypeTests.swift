import Advice
import Model
import Ownership
import Testing

/// Seven kinds of company, whose owners and agreement were worked out by hand from the sources.
@Suite struct ArchetypeTests {
  /// Owners of renewal, price, organic growth, small and big upsell, cross-sell, stakeholder and
  /// division, by framework.
  struct Archetype: Sendable, CustomTestStringConvertible {
    let name: String
    let facts: [(Fact, FactValue)]
    let owners: [String]

    var testDescription: String { name }

    var company: Company {
      var company = Company()
      for (fact, value) in Archetype.later + facts {
        company.common[fact] = StatedFact(value, from: name)
      }
      return company
    }

    /// What most of them share.
    private static let later: [(Fact, FactValue)] = [
      (.stage, .word("growth")), (.csStage, .word("growth")), (.shareMonthly, .number(0)),
      (.accounts, .number(2000)), (.touch, .word("high")), (.negotiation, .word("little")),
      (.productsReconsidered, .boolean(false)), (.renewalHours, .number(2)),
      (.productFlagsLimits, .boolean(true)), (.salesCycle, .number(30)),
      (.newShare, .number(0.1)), (.expansionRate, .number(0.1)), (.bookARR, .number(2e7)),
      (.revenue, .number(2e7)), (.easySetUp, .boolean(true)), (.humanWork, .word("none")),
      (.services, .word("few")), (.adoptionDrivesUpsell, .boolean(false)),
      (.hasRenewalsTeam, .boolean(false)), (.hasAccountManagers, .boolean(false)),
      (.fullSalesCycle, .motions([])), (.enterprise, .boolean(false)),
      (.products, .number(2)), (.pricing, .word("list")), (.sellerRelationships, .boolean(false)),
      (.meanARR, .number(45_000)),
    ]
  }

  private static let all = [
    Archetype(
      name: "self-serve",
      facts: [
        (.meanARR, .number(2400)), (.shareMonthly, .number(1)), (.noSellers, .boolean(true)),
        (.touch, .word("low")), (.products, .number(1)),
      ], owners: ["DD-DDD--", "DDDDDDDD", "CC-CCCEE", "-C-CEECE", "P--PPP-E", "RR------"]),
    Archetype(
      name: "small, yearly", facts: [(.meanARR, .number(12_000)), (.touch, .word("low"))],
      owners: ["DD-DDD--", "CCCCCCCC", "CC-CCCEE", "-C-CEECE", "P--PPP-E", "RR------"]),
    Archetype(
      name: "light paper, easy product", facts: [],
      owners: ["CC-CCEEE", "CCCCCCCC", "CC-CCCEE", "-C-CEECE", "C--CCC-E", "MM-MMMMM"]),
    Archetype(
      name: "tactical, suite of five, much human work",
      facts: [
        (.meanARR, .number(60_000)), (.negotiation, .word("tactical")), (.products, .number(5)),
        (.easySetUp, .boolean(false)), (.humanWork, .word("substantial")),
        (.newShare, .number(0.5)), (.fullSalesCycle, .motions([.crossStakeholder])),
      ], owners: ["RR-RREEE", "CCCEEEEE", "RR-EEEEE", "-R-REEEE", "C--CCEEE", "MM-MMMMM"]),
    Archetype(
      name: "strategic, long, bespoke, enterprise",
      facts: [
        (.meanARR, .number(220_000)), (.negotiation, .word("strategic")),
        (.salesCycle, .number(200)), (.newShare, .number(0.6)), (.pricing, .word("bespoke")),
        (.enterprise, .boolean(true)), (.easySetUp, .boolean(false)),
        (.humanWork, .word("substantial")),
        (.fullSalesCycle, .motions([.bigUpsell, .crossSell, .crossStakeholder])),
      ], owners: ["EE-EEEEE", "EEEEEEEE", "RR-EEEEE", "-R-REEEE", "C--CEEEE", "MM-MMMMM"]),
    Archetype(
      name: "usage-priced platform",
      facts: [
        (.meanARR, .number(70_000)), (.products, .number(1)), (.pricing, .word("usage")),
        (.adoptionDrivesUpsell, .boolean(true)),
      ], owners: ["CC-CCEEE", "CCCCCCCC", "CC-CCCEE", "-C-CEECE", "C--CCC-E", "RR------"]),
    Archetype(
      name: "early and lean",
      facts: [(.stage, .word("early")), (.csStage, .word("early"))],
      owners: ["CC-CCEEE", "CCCCCCCC", "CC-CCCEE", "-C-CEECE", "CC-CCCCC", "CC-CCCCC"]),
  ]

  @Test(arguments: all) func owners(_ archetype: Archetype) {
    let advisor = Advisor(archetype.company)
    for (framework, owners) in zip(Framework.all, archetype.owners) {
      let found = Self.order.map { motion in
        Self.letter(advisor.recommendation(framework, motion: motion, segment: "all").owner)
      }
      #expect(found.joined() == owners, "\(framework.name)")
    }
  }

  @Test func agreement() {
    let cells = Self.all.flatMap { archetype -> [Recommendation] in
      var company = Company()
      company.segments = [.init(name: archetype.name, facts: archetype.company.common)]
      return Advisor(company).recommendations()
    }
    let found = Agreement.pairs(of: cells).map { "\($0.agreeing)/\($0.both)" }
    #expect(
      found == [
        "27/45", "30/45", "24/38", "23/37", "4/34", "32/49", "20/42", "27/39", "7/34", "30/42",
        "27/39", "9/34", "25/32", "15/27", "16/27",
      ])
  }

  private static let order: [Motion] = [
    .renewal, .priceIncrease, .organicGrowth, .smallUpsell, .bigUpsell, .crossSell,
    .crossStakeholder, .crossDivision,
  ]

  private static func letter(_ owner: Recommendation.Owner) -> String {
    switch owner {
    case .silent: "-"
    case .open: "?"
    case .role(.csm): "C"
    case .role(.pooledCSM): "P"
    case .role(.renewalManager): "R"
    case .role(.accountManager): "M"
    case .role(.accountExecutive): "E"
    case .role(.digital): "D"
    case .role(let role): role.rawValue
    }
  }
}
