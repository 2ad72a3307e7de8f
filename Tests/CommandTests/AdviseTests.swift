import Advice
import Foundation
import Model
import Testing

@Suite struct AdviseTests {
  @Test func answersFactsAlone() throws {
    let facts = """
      mean-arr: 60k
      share-monthly: 0%
      renewal-hours: 3.9
      negotiation: tactical
      products-reconsidered: false

      """
    let command = try Command(files: ["facts.yaml": facts])
    defer { command.remove() }
    let advised = try command("advise", "--facts", "facts.yaml", "--framework", "effort-rules")
    #expect(advised.status == 0, "\(advised.errors)")
    #expect(advised.output.contains("renewal-manager; paper is heavy"))
    #expect(advised.output.contains("nearest flip: "))
    #expect(advised.output.contains("product-flags-limits:  # true or false"))
    let json = try command(
      "advise", "--facts", "facts.yaml", "--framework", "effort-rules", "--json")
    let answers = try Self.answers(json.output)
    #expect(answers.count == motions)
    let renewal = try #require(answers.first { $0["motion"] as? String == "renewal" })
    #expect(renewal["owner"] as? String == "renewal-manager")
    #expect(renewal["segment"] as? String == "all")
    #expect(renewal["silent"] as? Bool == false)
    #expect((renewal["also"] as? [String])?.contains("flips:negotiation:little:csm") == true)
    let growth = try #require(answers.first { $0["motion"] as? String == "organic-growth" })
    #expect(growth["silent"] as? Bool == true && growth["owner"] is NSNull)
  }

  /// The questionnaire as it is printed, before any answer: every framework asks for its facts.
  @Test func untouchedQuestionnaireIsAskedFor() throws {
    let command = try Command()
    defer { command.remove() }
    try command.write(try command("advise", "--facts").output, to: "facts.yaml")
    let advice = try command("advise", "--facts", "facts.yaml", "--json")
    #expect(advice.status == 0 && advice.output.contains("\"asks\""), "\(advice.errors)")
  }

  /// What the questionnaire asks can be answered as it says.
  @Test func questionnaireReadsBack() throws {
    let command = try Command()
    defer { command.remove() }
    let asked = try command("advise", "--facts")
    #expect(asked.status == 0)
    var filled = ""
    for fact in Fact.all {
      let line = try #require(
        asked.output.split(separator: "\n").first { $0.hasPrefix("# \(fact.name):") })
      filled +=
        line.dropFirst(2).replacing(
          "\(fact.name):", with: "\(fact.name): \(Self.example(of: fact))") + "\n"
    }
    try command.write(filled, to: "facts.yaml")
    let advised = try command("advise", "--facts", "facts.yaml", "--json")
    #expect(advised.status == 0, "\(advised.errors)")
    #expect(advised.output.contains("\"asks\": []"))
  }

  @Test func questionsOfAScenarioCloseIt() throws {
    let scenario = """
      quotient: 1
      book:
        generate: {accounts: 60, arr: 3m}
      baseline: upsell-renewal-split
      models: [upsell-renewal-split]
      company:
        stage: growth
        cs-stage: growth
        revenue: 3m
        products: 3
        pricing: list
        easy-set-up: true
        human-work: limited
        services: few
        adoption-drives-upsell: false
        negotiation: little
        products-reconsidered: false
        change-at-renewal: 20%
        product-flags-limits: true
        full-sales-cycle: [cross-division]
        enterprise: false
        potential-customers: 4000
        cac: 12k
        seller-relationships: false
        segments:
          nowhere: {negotiation: tactical}

      """
    let command = try Command(files: ["a.yaml": scenario])
    defer { command.remove() }
    let wrong = try command("advise", "a.yaml")
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("company.segments.nowhere: unknown segment"))
    try command.write(
      scenario.replacing("  segments:\n    nowhere: {negotiation: tactical}\n", with: ""),
      to: "a.yaml")
    let advised = try command("advise", "a.yaml", "--json")
    #expect(advised.status == 0, "\(advised.errors)")
    #expect(advised.output.contains("\n  \"asks\": []"))
  }

  @Test(arguments: [
    (["advise"], "name a scenario"),
    (["advise", "a.yaml", "--facts", "b.yaml"], "either, not both"),
    (["advise", "a.yaml", "--framework", "cur"], "did you mean cure?"),
    (["advise", "--facts", "b.yaml", "--set", "trials=2"], "--set belongs to a scenario"),
  ])
  func refusesWrongUsage(_ arguments: [String], _ message: String) throws {
    let command = try Command()
    defer { command.remove() }
    let result = try command(arguments: arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func refusesWrongFacts() throws {
    let command = try Command(files: ["facts.yaml": "stage: giant\nproduct: 2\ntouch: high\n"])
    defer { command.remove() }
    let result = try command("advise", "--facts", "facts.yaml")
    #expect(result.status == 65)
    #expect(result.errors.contains("facts.yaml:1: stage: found giant"))
    #expect(result.errors.contains("did you mean `products`?"))
    #expect(result.errors.contains("2 errors, nothing advised."))
  }

  private let motions = 9

  private static func answers(_ json: String) throws -> [[String: Any]] {
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(document?["answers"] as? [[String: Any]])
  }

  private static func example(of fact: Fact) -> String {
    switch fact.values {
    case .count: "3"
    case .money: "40k"
    case .share: "30%"
    case .days, .hours: "12.5"
    case .boolean: "false"
    case .word(let words): words[0].name
    case .motions: "[cross-sell]"
    }
  }
}
