import Advice
import Formats
import Foundation
import Language
import Model
import Ownership
import Testing

@Suite struct ScenarioFactsTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func scenario(_ path: String, setting settings: [Setting] = []) throws -> Scenario
  {
    let diagnostics = Diagnostics()
    let reading = try ScenarioReader.read(
      contentsOf: root.appending(path: path).path, setting: settings, diagnostics)
    return try #require(reading.scenario, "\(diagnostics.lines())")
  }

  /// Worked out from the file by hand, segment by segment.
  @Test(arguments: [
    ("smb", [560, 12_165, 29.6, 1.5, 0.099, 0.044]),
    ("mid-market", [490, 43_564, 75.1, 4, 0.118, 0.111]),
    ("enterprise", [150, 158_607, 152.7, 14, 0.139, 0.132]),
  ])
  func factsOfABook(_ segment: String, _ expected: [Double]) throws {
    let facts = try Self.scenario("scenarios/mid-market.yaml").facts.facts(of: segment)
    // To the last digit given.
    let rounded: [(fact: Fact, half: Double)] = [
      (.accounts, 0), (.meanARR, 0.5), (.salesCycle, 0.05), (.renewalHours, 0.05),
      (.expansionRate, 0.0005), (.newShare, 0.0005),
    ]
    for ((fact, half), value) in zip(rounded, expected) {
      let found = try #require(facts[fact]?.value.number)
      #expect(abs(found - value) <= half, "\(fact.name): \(found)")
    }
  }

  @Test func asksOnlyWhatTheBookLeaves() throws {
    let advisor = Advisor(try Self.scenario("scenarios/mid-market.yaml").facts)
    for name in ["effort-rules", "two-vectors"] {
      let framework = try #require(Framework.named(name))
      for motion in Motion.allCases {
        #expect(
          advisor.recommendation(framework, motion: motion, segment: "smb").asks == [],
          "\(name) \(motion.rawValue)")
      }
    }
    let asked = Set(
      advisor.recommendations([.named("effort-rules")!, .named("two-vectors")!]).flatMap(\.asks))
    #expect(
      asked == [.potentialCustomers, .negotiation, .productsReconsidered, .changeAtRenewal])
  }

  /// What a framework is silent on stays as it is today.
  @Test func silentCellsKeepTodaysOwner() throws {
    let scenario = try Self.scenario("scenarios/mid-market.yaml")
    let today = OwnerGrid(
      scenario.models[scenario.baseline].stages[0].rules.owners,
      segments: scenario.book.segments)
    for model in AdvisedModel.all(of: scenario) {
      let grid = OwnerGrid(model.rules.owners, segments: scenario.book.segments)
      for answer in Advisor(scenario.facts).recommendations([model.framework])
      where answer.owner == .silent {
        #expect(grid[answer.cell] == today[answer.cell])
      }
    }
  }

  /// The limit of four hours is one renewal's: contracts that renew by themselves do not lighten
  /// those that are worked on.
  @Test func renewalsByThemselvesDoNotLightenTheOthers() throws {
    let advisor = Advisor(
      try Self.scenario(
        "scenarios/mid-market.yaml",
        setting: [
          Setting("company.negotiation", to: "little"),
          Setting("company.products-reconsidered", to: "false"),
        ]
      ).facts)
    let facts = advisor.facts(of: "mid-market")
    #expect(try #require(facts[.autoRenewal]?.value.number) > 0.2)
    #expect(facts[.renewalHours]?.value == .number(4))
    let advice = advisor.recommendation(
      .named("effort-rules")!, motion: .renewal, segment: "mid-market")
    #expect(advice.role == .renewalManager)
  }

  /// A book without a sales cycle may have it stated, of all segments or of one.
  @Test func salesCycleIsStatedWhereTheBookLacksIt() throws {
    let facts = try Self.scenario(
      "scenarios/account-manager-reorganisation.yaml",
      setting: [
        Setting("company.sales-cycle", to: "40"),
        Setting("company.segments.enterprise.sales-cycle", to: "200"),
      ]
    ).facts
    #expect(facts.facts(of: "growth")[.salesCycle]?.value == .number(40))
    #expect(facts.facts(of: "enterprise")[.salesCycle]?.value == .number(200))
  }

  @Test func statedFactsOfASegmentCountFirst() throws {
    let scenario = try Self.scenario("scenarios/early-stage.yaml")
    var facts = scenario.facts
    #expect(facts.facts(of: "large")[.products]?.value == .number(1))
    #expect(facts.facts(of: "large")[.products]?.origin == "company.products")
    #expect(facts.facts(of: "small")[.touch]?.value == .word("low"))
    facts.common[.products] = StatedFact(.number(9), from: "test")
    #expect(facts.facts(of: "large")[.products]?.value == .number(9))
  }
}
