import Foundation
import Testing

@Suite struct CompareTests {
  private static let scenario = """
    quotient: 1
    name: A small comparison
    horizon: 1 year
    trials: 320
    book:
      generate: {accounts: 60, arr: 3m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql, account-manager]
    finance: {budget: 1m, targets: {nrr: 100%}}

    """

  private func withScenario(_ body: (Command) throws -> Void) throws {
    try Command.with(scenario: Self.scenario, body)
  }

  /// Two processes agree to the byte, although each has its own order of maps.
  @Test func anotherProcessGivesTheSameBytes() throws {
    let command = try Command()
    defer { command.remove() }
    let scenario = Command.root.appending(path: "scenarios/early-stage.yaml").path
    let runs = try (1...3).map { _ in
      try command("compare", scenario, "--trials", "640", "--json", "--no-files").output
    }
    #expect(runs[0].contains("worth-knowing") && Set(runs).count == 1)
  }

  @Test func writesReportToChosenFolder() throws {
    try withScenario { command in
      let usual = try command("compare", "small.yaml")
      #expect(usual.status == 0, "\(usual.errors)")
      #expect(usual.output.hasPrefix("A small comparison   60 accounts"))
      #expect(usual.output.contains("\nVerdict "))
      #expect(
        usual.output.contains("\nWrote     reports/small/  README.md, report.html, report.xlsx"))
      #expect(command.exists("reports/small/report.json"))
      #expect(try command.text(of: "reports/small/report.html").hasPrefix("<!DOCTYPE html>\n"))
      #expect(command.exists("reports/small/differences.csv"))
      #expect(!command.exists("reports/small/samples.csv"))
      #expect(try command("compare", "small.yaml", "--out", "here", "--samples").status == 0)
      #expect(command.exists("here/samples.csv"))
      #expect(try command("compare", "small.yaml", "--no-files", "--out", "x").status == 64)
    }
  }

  /// Where every plan is a rate, nobody has an attainment; the workbook is written all the same.
  @Test func writesReportWithoutAttainments() throws {
    let scenario = """
      quotient: 1
      book: {generate: {accounts: 40, arr: 4m}}
      baseline: all-csm
      models: [all-csm]
      roles: {cs-leader: {manages: []}}
      plans: {csm: {measures: [{measure: renewed-arr, rate: 1%}]}}

      """
    try Command.with(scenario: scenario) { command in
      let result = try command(
        "compare", "small.yaml", "--trials", "16", "--out", "r", "--quiet")
      #expect(result.status == 0, "\(result.errors)")
      #expect(command.exists("r/report.xlsx"))
    }
  }

  @Test func trialsOptionFollowsRulesOfFile() throws {
    try withScenario { command in
      let few = try command("compare", "small.yaml", "--no-files", "--trials", "17")
      #expect(
        few.errors
          == "warn small.yaml: trials: 17 trials try the assumptions only 2 times;"
          + " use at least 1600, for 100 times\n")
      let many = try command("compare", "small.yaml", "--no-files", "--trials", "1.6k")
      #expect(many.errors.isEmpty && many.output.contains("1,600 trials"))
    }
  }

  @Test func acceptsOneLetterNames() throws {
    try withScenario { command in
      try command.write(Self.scenario, to: "s")
      for _ in 0..<2 {
        let result = try command("compare", "s", "--out", "r", "--quiet")
        #expect(result.status == 0, "\(result.errors)")
      }
      #expect(command.exists("r/report.json"))
    }
  }

  @Test func keepsForeignFiles() throws {
    try withScenario { command in
      try command.write("mine\n", to: "README.md")
      let result = try command("compare", "small.yaml", "--out", ".")
      #expect(result.status == 74 && result.output.isEmpty)
      #expect(
        result.errors
          == "./README.md exists, and no report of quotient wrote it; --out names another"
          + " folder\n")
      #expect(try command.text(of: "README.md") == "mine\n")
      #expect(!command.exists("report.json"))
      #expect(try command("compare", "small.yaml", "--out", ".", "--no-files").status == 64)
      #expect(try command("compare", "small.yaml", "--no-files").status == 0)
    }
  }

  @Test func jsonPrintsOnlyReport() throws {
    try withScenario { command in
      let result = try command("compare", "small.yaml", "--json")
      #expect(result.status == 0)
      #expect(try command.text(of: "reports/small/report.json") == result.output)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(document["baseline"] as? String == "upsell-renewal-split")
      let models = try #require(document["models"] as? [[String: Any]])
      #expect(
        models.map { $0["name"] as? String } == ["upsell-renewal-split", "csql", "account-manager"])
      for metric in ["nrr", "grr", "logo-retention", "ending-arr", "heads", "cost", "value"] {
        let estimate = try #require(models[0][metric] as? [String: Any])
        #expect(estimate["mean"] is Double && estimate["p90"] is Double)
      }
      let differences = try #require(document["differences"] as? [[String: Any]])
      #expect(differences.allSatisfy { $0["model"] as? String != "upsell-renewal-split" })
    }
  }

  @Test func reportStatesProvenance() throws {
    try withScenario { command in
      func provenance(_ arguments: String...) throws -> [String: Any] {
        let result = try command(arguments: ["compare", "small.yaml", "--json"] + arguments)
        let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require((document as? [String: Any])?["provenance"] as? [String: Any])
      }
      let usual = try provenance()
      let inputs = try #require(usual["inputs"] as? String)
      #expect(inputs.count == 32)
      #expect(usual["scenario"] as? String == "A small comparison")
      #expect(usual["date"] is NSNull)
      #expect(try command.text(of: "reports/small/README.md").contains("| inputs | \(inputs) |"))
      let dated = try provenance("--date", "2026-01-31", "--seed", "7", "--no-files")
      #expect(dated["date"] as? String == "2026-01-31")
      #expect(dated["inputs"] as? String == inputs)
      #expect(try provenance("--models", "csql", "--no-files")["inputs"] as? String != inputs)
      #expect(try command("compare", "small.yaml", "--date", "31.1.2026").status == 64)
    }
  }

  @Test func numberOfThreadsChangesNoByte() throws {
    try withScenario { command in
      let one = try command("compare", "small.yaml", "--json", "--threads", "1")
      for threads in ["2", "7"] {
        let more = try command("compare", "small.yaml", "--json", "--threads", threads)
        #expect(more.output == one.output)
      }
      let other = try command("compare", "small.yaml", "--json", "--seed", "7")
      #expect(other.output != one.output)
    }
  }

  /// Strata change the draws; adjusted means come beside unchanged raw figures.
  @Test func appliesSamplingOptions() throws {
    try withScenario { command in
      func run(_ options: String...) throws -> [String: Any] {
        let result = try command(
          arguments: ["compare", "small.yaml", "--json", "--no-files"] + options)
        #expect(result.status == 0)
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as! [String: Any]
      }
      func nrr(_ document: [String: Any]) throws -> [String: Any] {
        let models = try #require(document["models"] as? [[String: Any]])
        return try #require(models[0]["nrr"] as? [String: Any])
      }
      let (plain, adjusted, strata) = (try run(), try run("--adjusted"), try run("--strata"))
      let mean = try nrr(plain)["mean"] as? Double
      #expect(try nrr(plain)["adjusted"] == nil)
      #expect(try nrr(adjusted)["adjusted"] != nil)
      #expect(try nrr(adjusted)["mean"] as? Double == mean)
      #expect(strata["strata"] as? Bool == true)
      #expect(try nrr(strata)["mean"] as? Double != mean)
    }
  }

  @Test func alwaysIncludesBaseline() throws {
    try withScenario { command in
      let result = try command("compare", "small.yaml", "--no-files", "--models", "csql")
      #expect(result.output.contains("upsell-renewal-split (baseline)"))
      #expect(!result.output.contains("account-manager"))
      #expect(!command.exists("reports"))
      let misspelt = try command("compare", "small.yaml", "--models", "cqsl")
      #expect(misspelt.status == 64)
      #expect(misspelt.errors.contains("did you mean csql?"))
    }
  }

  @Test func quietPrintsOnlyVerdict() throws {
    try withScenario { command in
      let loud = try command("compare", "small.yaml", "--no-files")
      #expect(loud.errors.contains("320 trials try the assumptions only 20 times"))
      let quiet = try command("compare", "small.yaml", "--no-files", "--quiet")
      #expect(quiet.errors.isEmpty)
      let verdict = quiet.output.split(separator: "\n")
      #expect(!verdict.isEmpty && verdict.allSatisfy { loud.output.contains($0) })
      #expect(loud.output.contains("NRR") && !quiet.output.contains("NRR"))
    }
  }

  @Test func unwritableReportExitsWith74() throws {
    try withScenario { command in
      try command.write("a file\n", to: "taken")
      let result = try command("compare", "small.yaml", "--out", "taken")
      #expect(result.status == 74)
      #expect(result.errors.contains("taken"))
      #expect(try command.text(of: "taken") == "a file\n")
    }
  }

  /// Fails before the first of ten million trials.
  @Test func detectsUnwritableReportBeforeSimulating() throws {
    try withScenario { command in
      try command.write("a file\n", to: "taken")
      let many = ["--trials", "10000000", "--resume", "run.blocks", "--out"]
      for arguments in [
        ["compare", "small.yaml"] + many + ["taken/report"],
        ["simulate", "small.yaml"] + many + ["taken/a.part"],
        ["simulate", "small.yaml"] + many + ["missing/a.part"],
      ] {
        let result = try command(arguments: arguments)
        #expect(result.status == 74 && result.output.isEmpty)
        #expect(result.errors.contains("cannot be written"), "\(result.errors)")
      }
      #expect(!command.exists("run.blocks") && !command.exists("missing"))
    }
  }

  /// While files are written: drafts are removed, and the previous report stays.
  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
  func signalLeavesNoDraftBehind(_ signal: Int32, _ status: Int32) throws {
    try withScenario { command in
      #expect(try command("compare", "small.yaml", "--out", "r").status == 0)
      let folder = command.folder.appending(path: "r").path
      func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      }
      let (before, report) = (try names(), try command.text(of: "r/report.json"))
      var isDrafted = false
      let result = try command(
        arguments: [
          "compare", "small.yaml", "--out", "r", "--samples", "--keep", "people", "--trials",
          "2000",
        ],
        killOnce: {
          isDrafted = command.exists(".r.quotient-draft")
          return isDrafted
        }, signal: signal)
      #expect(isDrafted && !command.exists(".r.quotient-draft"))
      #expect(result.status == status && result.errors.contains("interrupted"))
      #expect(try names() == before)
      #expect(try command.text(of: "r/report.json") == report)
    }
  }

  @Test func interruptKeepsPreviousReport() throws {
    try withScenario { command in
      #expect(try command("compare", "small.yaml").status == 0)
      let before = try command.text(of: "reports/small/report.json")
      try command.write(
        Self.scenario.replacing("trials: 320", with: "trials: 100000"), to: "small.yaml")
      let result = try command("compare", "small.yaml", interruptAfter: 1)
      #expect(result.status == 130)
      #expect(result.errors.contains("interrupted"))
      #expect(try command.text(of: "reports/small/report.json") == before)
    }
  }
}
