import Foundation
import Testing

@Suite struct CausesCommandTests {
  private static let scenario = """
    quotient: 1
    trials: 96
    book:
      generate: {accounts: 40, arr: 2m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, account-manager, csql]

    """

  @Test func partsAddUpInEveryForm() throws {
    try Command.with(scenario: Self.scenario) { command in
      let shown = try command("causes", "small.yaml", "--model", "account-manager", "-q")
      #expect(shown.status == 0, "\(shown.errors)")
      for words in [
        "From upsell-renewal-split to account-manager, USD", "skill", "Why       account-manager",
        "Owners    All of it is who owns what", "seats that stay",
      ] { #expect(shown.output.contains(words), "\(words)") }
      let printed = try command(
        "causes", "small.yaml", "--model", "account-manager", "--json", "--threads", "1")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any])
      let gain = try #require((document["gain"] as? [String: Any])?["gain"] as? Double)
      let causes = try #require(document["causes"] as? [[String: Any]])
      let parts = causes.compactMap { $0["gain"] as? Double }
      #expect(parts.count == causes.count)
      #expect(abs(parts.reduce(0, +) - gain) < 0.005)
      // Each year adds up too.
      let years = try #require(document["years"] as? [[String: Any]])
      for (year, whole) in years.enumerated() {
        let sum = causes.reduce(0) { sum, cause in
          sum + (((cause["years"] as? [[String: Any]])?[year]["gain"] as? Double) ?? .nan)
        }
        #expect(abs(sum - (whole["gain"] as? Double ?? .nan)) < 0.005)
      }
      // Not a byte depends on the threads.
      let again = try command(
        "causes", "small.yaml", "--model", "account-manager", "--json", "--threads", "3")
      #expect(again.output == printed.output)
    }
  }

  @Test func writesAFolder() throws {
    try Command.with(scenario: Self.scenario) { command in
      let made = try command(
        "causes", "small.yaml", "--model", "csql", "--against", "account-manager", "--out", "why",
        "-q")
      #expect(made.status == 0, "\(made.errors)")
      for name in [
        "README.md", "report.html", "report.xlsx", "report.json", "causes.csv", "roles.csv",
        "people.csv",
      ] { #expect(command.exists("why/" + name), "\(name)") }
      let page = try command.text(of: "why/report.html")
      #expect(page.contains("From the value of account-manager to that of csql"))
      #expect(try command.text(of: "why/causes.csv").hasPrefix("cause,year,gain,se\n"))
      // Only its own reports are replaced.
      try command.write("mine", to: "why/README.md")
      let refused = try command("causes", "small.yaml", "--model", "csql", "--out", "why", "-q")
      #expect(refused.status == 74)
      #expect(refused.errors.contains("no report of this kind wrote it"))
    }
  }

  @Test(arguments: [
    (["--model", "csqll"], "--model: no model csqll; did you mean csql?"),
    (["--model", "upsell-renewal-split"], "is the baseline; --against says"),
    (["--model", "csql", "--against", "csql"], "--model and --against are the same model."),
    (["--model", "csql", "--against", "nobody"], "there is upsell-renewal-split,"),
    (["--model", "csql", "--trials", "1"], "--trials is at least 2"),
  ])
  func wrongUsageHasAWayOut(_ options: [String], _ message: String) throws {
    try Command.with(scenario: Self.scenario) { command in
      let refused = try command(arguments: ["causes", "small.yaml"] + options)
      #expect(refused.status == 64)
      #expect(refused.errors.contains(message), "\(refused.errors)")
    }
  }
}
