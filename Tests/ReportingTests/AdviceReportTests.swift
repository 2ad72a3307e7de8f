import Advice
import Analysis
import Formats
import Foundation
import Language
import Model
import Ownership
import Simulation
import Testing

@testable import Reporting

@Suite struct AdviceReportTests {
  private static let scenarios = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios").path

  private static func read(_ text: String) throws -> Scenario {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "scenario.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: scenarios, diagnostics)
    return try #require(reading.scenario, "\(diagnostics.lines())")
  }

  private static func report(_ scenario: Scenario) -> AdviceReport {
    AdviceReport(Advisor(scenario.facts), name: scenario.name, scenario: scenario)
  }

  /// Whatever is asked is a key that is read, and an answer closes the question.
  @Test(arguments: [
    "account-manager-reorganisation", "early-stage", "enterprise", "mid-market",
    "smb-product-led",
  ])
  func questionsArePastedAndClosed(_ name: String) throws {
    var text = try String(contentsOfFile: "\(Self.scenarios)/\(name).yaml", encoding: .utf8)
    var report = Self.report(try Self.read(text))
    var asked: Set<Fact> = []
    var rounds = 0
    while !report.asks.isEmpty {
      #expect(asked.isDisjoint(with: report.asks), "\(report.asks.map(\.name))")
      asked.formUnion(report.asks)
      text = Self.answering(report.questionLines, in: text)
      report = Self.report(try Self.read(text))
      rounds += 1
      try #require(rounds < 4)
    }
    #expect(!asked.isEmpty)
  }

  /// The text with all that is asked filled in, added to `company` where there is one.
  private static func answering(_ questions: [String], in text: String) -> String {
    var text = text
    /// Where a heading of `company` ends; nil if there is none.
    func end(of heading: String) -> String.Index? {
      guard let company = text.range(of: "\ncompany:\n") else { return nil }
      return text.range(of: "\n\(heading)\n", range: company.lowerBound..<text.endIndex)?
        .upperBound
    }
    /// Puts a line behind a heading, which is made if it is not there.
    func add(_ line: String, under heading: String, _ makeHeading: () -> Void) {
      if end(of: heading) == nil { makeHeading() }
      text.insert(contentsOf: line + "\n", at: end(of: heading)!)
    }
    func addToCompany(_ line: String) {
      add(line, under: "company:") { text += "\ncompany:\n" }
    }
    var segment = ""
    for line in questions where !["company:", "  segments:"].contains(line) {
      let indent = line.prefix { $0 == " " }.count
      let key = line.prefix { $0 != ":" }
      if indent == 4 {
        segment = key + ":"
        continue
      }
      let fact = Fact.named(key.trimmingCharacters(in: .whitespaces))!
      let answer = "\(key): \(example(of: fact))"
      guard indent > 4 else {
        addToCompany(answer)
        continue
      }
      add(answer, under: segment) {
        add(segment, under: "  segments:") { addToCompany("  segments:") }
      }
    }
    return text
  }

  private static func example(of fact: Fact) -> String {
    switch fact.values {
    case .count: fact == .products ? "2" : "9000"
    case .money: "50m"
    case .share: "30%"
    case .days, .hours: "42"
    case .boolean: "true"
    case .word(let words): words[1].name
    case .motions: "[cross-sell]"
    }
  }

  // MARK: - Words

  /// A flip is told by where the owner turns.
  @Test(arguments: [
    ("cure", Motion.renewal, 20_000.0, 2.0, "mean-arr under 20,000: renewal-manager"),
    ("cure", .renewal, 12_000, 3, "products 2 (1 away): renewal-manager"),
  ])
  func flipsAreToldByWhereTheyTurn(
    _ framework: String, _ motion: Motion, _ meanARR: Double, _ products: Double, _ words: String
  ) {
    let flips = Self.advice(
      framework, motion,
      [
        (.stage, .word("growth")), (.enterprise, .boolean(false)), (.pricing, .word("list")),
        (.meanARR, .number(meanARR)), (.products, .number(products)),
      ]
    ).flips.map(RecommendationText.flip)
    #expect(flips.contains(words), "\(flips)")
  }

  @Test func aMarketFlipsWithOneBuyerMore() {
    let advice = Self.advice(
      "two-vectors", .renewal,
      [
        (.accounts, .number(300)), (.potentialCustomers, .number(500)), (.salesCycle, .number(40)),
        (.newShare, .number(0.2)), (.expansionRate, .number(0.1)),
      ])
    #expect(
      advice.flips.map(RecommendationText.flip).contains("potential-customers 501 (1 away): csm"))
  }

  private static func advice(
    _ framework: String, _ motion: Motion, _ facts: [(Fact, FactValue)]
  ) -> Recommendation {
    var company = Company()
    for (fact, value) in facts { company.common[fact] = StatedFact(value, from: "") }
    return Advisor(company).recommendation(.named(framework)!, motion: motion, segment: "all")
  }

  // MARK: - In the report

  private static let company = """

    company:
      stage: growth
      cs-stage: growth
      revenue: 52m
      products: 4
      pricing: list
      easy-set-up: false
      human-work: substantial
      services: few
      adoption-drives-upsell: false
      full-sales-cycle: [cross-stakeholder, cross-division]
      enterprise: false
      seller-relationships: false
      negotiation: little
      products-reconsidered: false
      product-flags-limits: false
      potential-customers: 8000
      segments:
        smb: {no-sellers: true}
        enterprise: {potential-customers: 300}

    """

  private static func comparison(_ more: String = "") async throws -> Comparison {
    let text = try String(contentsOfFile: "\(scenarios)/mid-market.yaml", encoding: .utf8)
    var scenario = try read(text + more)
    scenario.trials = 32
    return await Comparison(try await Simulator.run(scenario, trials: 32))
  }

  /// The headline is the grid's: the market and who sells come before the vectors.
  @Test func vectorsAreHeadlinedAsTheyAreAnswered() async throws {
    let known = VectorsQuestion.answer(try await Self.comparison(Self.company))
    #expect(
      known.sentence?.text
        == "smb has nobody who sells, mid-market is for all CSM and enterprise is for all sales, in"
        + " a market of few buyers.")
    let unedited = VectorsQuestion.answer(try await Self.comparison())
    #expect(
      unedited.sentence?.text
        == "smb is for all CSM, mid-market hangs on potential-customers and enterprise hangs on"
        + " potential-customers.")
  }

  /// Who has the owner is counted apart from who only allows it.
  @Test func sameOwnersAreCountedApart() async throws {
    let comparison = try await Self.comparison(Self.company)
    let rows = AdviceRow.rows(of: comparison)
    let same = rows.count { $0.advice.role != nil && $0.advice.role == $0.simulated }
    let allowed = rows.count { row in
      row.advice.role != row.simulated
        && row.simulated.map(row.advice.alternatives.contains) == true
    }
    let named = rows.count { $0.advice.role != nil }
    let answer = AdviceQuestion.answer(comparison)
    #expect(same > 0 && allowed > 0)
    #expect(
      answer.sentence?.text.hasPrefix(
        "Six frameworks name an owner for \(named) cells: in \(same) of them that of ") == true)
    #expect(answer.sentence?.text.contains("; \(allowed) more allow it as well") == true)
    #expect(answer.notes[0].text.hasPrefix("\(same) of \(named) answers"))
  }

  /// Roles are shortened in the cells, explained above them, and so is what is bold.
  @Test func theGridIsExplainedAboveIt() async throws {
    let page = ComparisonPage(try await Self.comparison(Self.company)).text
    let section = try #require(
      page.components(separatedBy: "<section id=").first { $0.hasPrefix("\"advice\"") })
    let table = try #require(section.range(of: "<table"))
    let above = section[..<table.lowerBound]
    #expect(above.contains("Bold: ") && above.contains("class=\"legend\""))
    #expect(!section[table.lowerBound...].contains("account-executive"))
  }

  /// Segments that stop at one question do not lie on each other, nor on it.
  @Test func stoppedSegmentsStandApart() async throws {
    let answer = CureQuestion.answer(try await Self.comparison())
    guard case .chart(let chart) = try #require(answer.exhibit).picture else {
      Issue.record("no chart")
      return
    }
    let dots = chart.panes[0].marks.compactMap { mark -> Mark.Dot? in
      guard case .dot(let dot) = mark.form else { return nil }
      return dot
    }
    #expect(dots.count == 7 + 3)
    #expect(Set(dots.map(\.at)).count == dots.count)
    let marks = chart.panes[0].marks.compactMap { mark -> Mark.Point? in
      guard case .label(let point, "?") = mark.form else { return nil }
      return point
    }
    let heights = marks.map(\.y).sorted()
    // Seven rows of 490 pixels: at least a line of text apart.
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 > 0.2 })
  }

  /// Silence is not nobody: the framework that leaves growth open is not warned for it.
  @Test func silentCellsAreNotOrphans() throws {
    let text = try String(contentsOfFile: "\(Self.scenarios)/mid-market.yaml", encoding: .utf8)
    let facts = Self.company.replacing("products: 4", with: "products: 1")
    let report = Self.report(try Self.read(text + facts))
    #expect(report.cautions.contains { $0.warning == .orphan })
    #expect(!report.cautions.contains { $0.warning == .orphan && $0.subject == "cure" })
    #expect(
      report.cautions.contains { $0.warning == .splitContracts && $0.subject == "status-quo" })
  }
}
