import Foundation
import Testing

/// `--keep people`: what each person was paid in each trial.
@Suite struct KeepTests {
  private static let scenario = """
    quotient: 1
    name: People kept
    horizon: 2 years
    trials: 300
    book:
      generate: {accounts: 40, arr: 3m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, account-manager]

    """

  private func withScenario(_ body: (Command) throws -> Void) throws {
    try Command.with(scenario: Self.scenario, body)
  }

  /// The fields of each line but the first.
  private func rows(_ command: Command, _ name: String) throws -> [[Substring]] {
    try command.text(of: name).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test func keptMeansMatchReport() throws {
    try withScenario { command in
      let plain = try command("compare", "small.yaml", "--json", "--out", "r")
      #expect(plain.status == 0 && !command.exists("r/people-samples.csv"))
      let kept = try command("compare", "small.yaml", "--json", "--out", "r", "--keep", "people")
      #expect(kept.status == 0, "\(kept.errors)")
      #expect(kept.output == plain.output)
      #expect(try command.text(of: "r/README.md").contains("people-samples.csv"))
      var sums: [ArraySlice<Substring>: Double] = [:]
      let samples = try rows(command, "r/people-samples.csv")
      for row in samples { sums[row[2...5], default: 0] += Double(row[6])! }
      let people = try rows(command, "r/people.csv")
      #expect(samples.count == 300 * people.count && sums.count == people.count)
      for row in people {
        let mean = try #require(sums[row[0...3]]) / 300
        #expect(abs(mean - Double(row[4])!) < 1e-3, "\(row)")
      }
      // A file of an earlier report is removed if the new one lacks it.
      #expect(try command("compare", "small.yaml", "--out", "r").status == 0)
      #expect(!command.exists("r/people-samples.csv"))
    }
  }

  @Test func mergesPartsWithAndWithoutPeople() throws {
    try withScenario { command in
      let whole = try command("compare", "small.yaml", "--out", "r", "--keep", "people")
      #expect(whole.status == 0)
      let samples = try command.text(of: "r/people-samples.csv")
      let report = try command.text(of: "r/report.json")
      for (blocks, name, keep) in [
        ("0", "a.part", true), ("1-2", "b.part", true), ("1-2", "plain.part", false),
      ] {
        let part = try command(
          arguments: ["simulate", "small.yaml", "--blocks", blocks, "--out", name]
            + (keep ? ["--keep", "people"] : []))
        #expect(part.status == 0, "\(part.errors)")
      }
      let refused = try command(
        "merge", "a.part", "plain.part", "--keep", "people", "--out", "refused", "--quiet")
      #expect(refused.status == 65 && refused.output.isEmpty)
      #expect(
        refused.errors
          == "plain.part: the pay of every person is not there: simulate it with --keep people,"
          + " or merge without\n")
      #expect(!command.exists("refused"))
      let mixed = try command("merge", "a.part", "plain.part", "--json", "--no-files")
      #expect(mixed.status == 0 && mixed.output == report)
      let merged = try command("merge", "b.part", "a.part", "--keep", "people", "--out", "r")
      #expect(merged.status == 0 && merged.output == whole.output)
      #expect(try command.text(of: "r/people-samples.csv") == samples)
      #expect(try command.text(of: "r/report.json") == report)
    }
  }

  @Test func resumedRunKeepsPeople() throws {
    try withScenario { command in
      let run = ["compare", "small.yaml", "--resume", "run.blocks", "--out", "r"]
      #expect(try command(arguments: run + ["--keep", "people"]).status == 0)
      let samples = try command.text(of: "r/people-samples.csv")
      let without = try command(arguments: run)
      #expect(without.status == 65)
      #expect(without.errors.contains("run.blocks: the pay of every person is kept there; add"))
      let again = try command(arguments: run + ["--keep", "people"])
      #expect(again.status == 0 && again.errors.contains("Took over 3 blocks"))
      #expect(try command.text(of: "r/people-samples.csv") == samples)
    }
  }

  @Test(arguments: [["--keep", "persons"], ["--keep", "people", "--no-files"]])
  func wrongUsageExitsWith64(_ options: [String]) throws {
    try withScenario { command in
      let result = try command(arguments: ["compare", "small.yaml"] + options)
      #expect(result.status == 64 && result.output.isEmpty)
      #expect(result.errors.contains("people") || result.errors.contains("--keep"))
    }
  }
}
