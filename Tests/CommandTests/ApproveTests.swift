import Foundation
import Testing

@Suite struct ApproveTests {
  private static func scenario(_ approve: String) -> String {
    """
    quotient: 1
    horizon: 1 year
    trials: 640
    book: {generate: {accounts: 60, arr: 3m}}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, account-manager]
    approve:
      \(approve)

    """
  }

  @Test func answersInEveryForm() throws {
    let approve = #"cost: "<= 100m with 80%", nrr: ">= 300% with 10%", payout-p90: "<= 9m""#
    try Command.with(
      scenario: Self.scenario("\(approve)".split(separator: ", ").joined(separator: "\n  "))
    ) {
      command in
      let run = try command("compare", "small.yaml", "--out", "r", "--locale", "de")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("cost <= 100m with 80%: go account-manager 100%"))
      #expect(run.output.contains("nrr >= 300% with 10%: no-go"))
      let table = try command.text(of: "r/approvals.csv").split(separator: "\n")
      #expect(table.count == 7 && table[0].contains("criterion;model;finding;wanted"))
      #expect(table[1].contains(";go;0,8;1,0;0,0;"))
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(command.text(of: "r/report.json").utf8))
          as? [String: Any])
      let answers = try #require(report["approvals"] as? [[String: Any]])
      #expect(answers.count == 6 && answers[2]["finding"] as? String == "no-go")
      #expect(try command.text(of: "r/report.html").contains("Go or no-go"))
      #expect(command.exists("r/charts/difference.svg"))
    }
  }

  @Test(arguments: [
    (#"costs: "<= 1m with 80%""#, "did you mean cost?"),
    (#"cost: "<= 1m""#, "write `cost <= 1m with 80%`"),
    (#"cost: "at most 1m""#, "a bound with its chance"),
    (#"nrr: ">= 103 with 70%""#, "a percentage such as 103%"),
    (#"payout-p90: "<= 1m with 70%""#, "leave `with` out"),
    (#"share-at-quota: ">= 50%""#, "expected a role"),
    (#"share-at-quota: {csm: ">= 50% with 80%"}"#, "leave `with` out"),
    (#"share-at-quota: {cssm: ">= 50%"}"#, "there is no role cssm; did you mean csm?"),
    (#"cost: "<= 1m with 100%""#, "write 99%"),
    (#"value-gane: ">= 1m with 70%""#, "did you mean value-gain?"),
  ])
  func tellsTheWayOut(_ approve: String, _ words: String) throws {
    try Command.with(scenario: Self.scenario(approve)) { command in
      for name in ["check", "compare"] {
        let result = try command(name, "small.yaml")
        #expect(result.status == 65 && result.errors.contains("small.yaml:8"), "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
      }
    }
  }

  /// A gain is over the baseline on the same luck, which gains nothing over itself; what the first page
  /// has no room for it counts, and the worst stands first.
  @Test func theFirstPageHidesNoCriterion() throws {
    let approve = [
      #"cost: "<= 100m with 80%""#, #"grr: ">= 1% with 80%""#, #"payout-p90: "<= 9m""#,
      #"share-at-quota: {digital: ">= 50%"}"#, #"value-gain: ">= 90m with 60%""#,
    ]
    try Command.with(scenario: Self.scenario(approve.joined(separator: "\n  "))) { command in
      let run = try command("compare", "small.yaml", "--out", "r")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("value-gain >= 90m with 60%: no-go"))
      #expect(run.output.contains("nobody to ask in"))
      #expect(!run.output.contains("meets all"))
      let page = try command.text(of: "r/report.html")
      let brief = try #require(page.firstRange(of: "Go or no-go"))
      let criteria = page[brief.lowerBound...].prefix(1200)
      let places = ["value-gain", "share-at-quota", "and 2 more, all go"].compactMap {
        criteria.firstRange(of: $0)?.lowerBound
      }
      #expect(places.count == 3 && places == places.sorted())
      #expect(!page.contains("meets all that was asked for"))
    }
  }

  @Test func unknownLanguageIsTold() throws {
    try Command.with(scenario: Self.scenario(#"cost: "<= 1m with 80%""#)) { command in
      let result = try command("compare", "small.yaml", "--locale", "dee")
      #expect(result.status == 64 && result.errors.contains("did you mean de?"), "\(result.errors)")
    }
  }
}
