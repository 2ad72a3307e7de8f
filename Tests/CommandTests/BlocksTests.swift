import Foundation
import Testing

@Suite struct BlocksTests {
  private static let scenario = """
    quotient: 1
    name: A run in parts
    horizon: 1 year
    trials: 1500
    book:
      generate: {accounts: 40, arr: 3m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql, account-manager]
    finance: {budget: 1m, targets: {nrr: 100%}}

    """

  private func withScenario(_ body: (Command) throws -> Void) throws {
    try Command.with(scenario: Self.scenario, body)
  }

  private func size(_ command: Command, _ name: String) -> Int {
    let path = command.folder.appending(path: name).path
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  @Test func mergedPartsMatchSingleRun() throws {
    try withScenario { command in
      let options = ["--models", "csql", "--same-plans", "--seed", "5"]
      let whole = try command(
        arguments: ["compare", "small.yaml", "--out", "r", "--samples"] + options)
      #expect(whole.status == 0, "\(whole.errors)")
      let names = try FileManager.default.contentsOfDirectory(
        atPath: command.folder.appending(path: "r").path
      ).filter { $0 != "charts" }.sorted()
      let report = try names.map { try command.text(of: "r/\($0)") }
      for (blocks, threads) in [("0-3", "1"), ("4", "2"), ("5-11", "7")] {
        let part = try command(
          arguments: [
            "simulate", "small.yaml", "--blocks", blocks, "--out", "\(blocks).part",
            "--threads", threads,
          ] + options)
        #expect(part.status == 0 && part.output.isEmpty, "\(part.errors)")
        let noun = blocks == "4" ? "block" : "blocks"
        #expect(part.errors.contains("Wrote \(blocks).part: \(noun) \(blocks) of 0-11"))
      }
      let merged = try command(
        "merge", "5-11.part", "0-3.part", "4.part", "--out", "r", "--samples")
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(merged.output == whole.output)
      #expect(try names.map { try command.text(of: "r/\($0)") } == report)
      let json = try command("merge", "5-11.part", "0-3.part", "4.part", "--json", "--no-files")
      #expect(try json.output == command.text(of: "r/report.json"))
    }
  }

  @Test func asksWhereMovedScenarioIs() throws {
    try withScenario { command in
      #expect(try command("simulate", "small.yaml", "--out", "a.part").status == 0)
      let elsewhere = try Command()
      defer { elsewhere.remove() }
      let part = command.folder.appending(path: "a.part").path
      let lost = try elsewhere("merge", part, "--no-files")
      #expect(lost.status == 66 && lost.output.isEmpty)
      #expect(
        lost.errors
          == "\(part): its scenario is small.yaml, which cannot be read from here (no such file);"
          + " say where it is with --scenario\n")
      let found = command.folder.appending(path: "small.yaml").path
      #expect(try elsewhere("merge", part, "--no-files", "--scenario", found).status == 0)
    }
  }

  @Test func rejectsPartsThatCannotBeMerged() throws {
    try withScenario { command in
      for (blocks, name) in [("0-5", "a.part"), ("5-11", "b.part"), ("6-11", "c.part")] {
        let part = try command(
          "simulate", "small.yaml", "--blocks", blocks, "--out", name, "--quiet")
        #expect(part.status == 0 && part.errors.isEmpty)
      }
      func refused(_ arguments: String..., because text: String) throws {
        let result = try command(arguments: ["merge", "--no-files", "--quiet"] + arguments)
        #expect(result.status == 65 && result.output.isEmpty)
        #expect(result.errors == text + "\n")
      }
      try refused("a.part", "b.part", because: "b.part: block 5 is in a.part too")
      try refused(
        "a.part",
        because: "a.part: blocks 6-11 are missing of the run's 0-11: simulate with --blocks 6-11")
      var bytes = try Data(contentsOf: command.folder.appending(path: "c.part"))
      bytes[bytes.count / 2] ^= 4
      try bytes.write(to: command.folder.appending(path: "damaged.part"))
      let damaged = try command("merge", "a.part", "damaged.part", "--no-files", "--quiet")
      #expect(damaged.status == 65)
      #expect(damaged.errors.contains(/damaged\.part: block \d+ is damaged; simulate it again/))
      let missing = try command("merge", "a.part", "cc.part")
      #expect(missing.status == 66)
      #expect(missing.errors == "cc.part: No such file or directory; did you mean c.part?\n")
      try command.write(
        Self.scenario.replacing("arr: 3m", with: "arr: 4m"), to: "small.yaml")
      let changed = try command("merge", "a.part", "c.part", "--no-files", "--quiet")
      #expect(changed.status == 65)
      #expect(changed.errors.contains("a.part: made of other inputs"))
      try command.write(Self.scenario, to: "moved.yaml")
      let moved = try command(
        "merge", "a.part", "c.part", "--no-files", "--quiet", "--scenario", "moved.yaml")
      #expect(moved.status == 0, "\(moved.errors)")
    }
  }

  @Test(arguments: ["12-13", "3-2", "x", "-1", "0-12"])
  func rejectsBlocksBeyondRun(_ blocks: String) throws {
    try withScenario { command in
      let result = try command("simulate", "small.yaml", "--blocks=\(blocks)", "--out", "a.part")
      #expect(result.status == 64)
      #expect(!command.exists("a.part"))
    }
  }

  @Test(arguments: [
    ("a-b", "like 7."), ("3-", "like 7."), ("1-2-3", "like 7."),
    ("0..9", "like 7."), ("9-3", "like 7. 9 comes after 3."), ("0-99999999", "like 7."),
  ])
  func malformedBlocksShowExpectedForm(_ blocks: String, _ end: String) throws {
    try withScenario { command in
      let result = try command("simulate", "small.yaml", "--blocks=\(blocks)", "--out", "a.part")
      #expect(result.status == 64)
      #expect(
        result.errors.contains("the first and the last, like 0-99, or a single one, \(end)\n"),
        "\(result.errors)")
    }
  }

  @Test func mergesFinishedResumeFileAndNamesGapsOtherwise() throws {
    try withScenario { command in
      let whole = try command("compare", "small.yaml", "--out", "r")
      #expect(whole.status == 0)
      for blocks in ["6-8", "2"] {
        let part = try command(
          "simulate", "small.yaml", "--blocks", blocks, "--out", "some.part", "--resume",
          "run.blocks")
        #expect(part.status == 0, "\(part.errors)")
      }
      let early = try command("merge", "run.blocks", "--no-files")
      #expect(early.status == 65 && early.output.isEmpty)
      #expect(
        early.errors
          == "run.blocks: blocks 0-1, 3-5 and 9-11 are missing of the run's 0-11:"
          + " go on with the run, with --resume run.blocks\n")
      let rest = try command(
        "compare", "small.yaml", "--resume", "run.blocks", "--out", "r", "--threads", "2")
      #expect(rest.status == 0 && rest.output == whole.output)
      let report = try command.text(of: "r/report.json")
      let merged = try command("merge", "run.blocks", "--out", "r")
      #expect(merged.status == 0 && merged.output == whole.output, "\(merged.errors)")
      #expect(try command.text(of: "r/report.json") == report)
    }
  }

  #if os(Linux)
    @Test func fullDiskExitsWith74() throws {
      try withScenario { command in
        for arguments in [
          ["simulate", "small.yaml", "--out", "/dev/full"],
          ["compare", "small.yaml", "--resume", "/dev/full"],
        ] {
          let result = try command(arguments: arguments + ["--trials", "128", "--quiet"])
          #expect(result.status == 74, "\(result.errors)")
          #expect(result.errors.hasPrefix("/dev/full: "))
        }
      }
    }
  #endif

  /// Killed in the middle of writing, twice; what was finished is not simulated again.
  @Test func killedRunResumes() throws {
    try withScenario { command in
      let trials = ["--trials", "6000", "--json"]
      let whole = try command(arguments: ["compare", "small.yaml"] + trials)
      #expect(whole.status == 0)
      let run = ["compare", "small.yaml", "--resume", "run.blocks"] + trials
      for least in [20_000, 2_000_000] {
        let killed = try command(
          arguments: run, killOnce: { size(command, "run.blocks") > least })
        #expect(killed.status == SIGKILL && killed.output.isEmpty)
      }
      let resumed = try command(arguments: run)
      #expect(resumed.status == 0)
      #expect(resumed.errors.contains(/Took over \d+ blocks from run.blocks/))
      #expect(resumed.output == whole.output)
      // All blocks are there; nothing is left to simulate.
      let again = try command(arguments: run)
      #expect(again.output == whole.output)
      #expect(again.errors.contains("Took over 47 blocks"))
      let other = try command(arguments: run + ["--seed", "9"])
      #expect(other.status == 65)
      #expect(other.errors.contains("run.blocks: made with seed"))
    }
  }

  @Test func untilStopsRunOncePrecise() throws {
    try withScenario { command in
      func run(_ threads: String) throws -> Command.Result {
        try command(
          "compare", "small.yaml", "--trials", "20000", "--until", "se(value) < 20k", "--json",
          "--no-files", "--threads", threads)
      }
      let one = try run("1")
      #expect(one.status == 0, "\(one.errors)")
      let match = try #require(
        one.errors.firstMatch(of: /se\(value\) is [0-9,]+ after (\d+) trials/))
      let trials = try #require(Int(match.1))
      #expect(trials.isMultiple(of: 1024) && trials < 20_000)
      for threads in ["2", "7"] { #expect(try run(threads).output == one.output) }
      let stated = try command(
        "compare", "small.yaml", "--trials", "\(trials)", "--json", "--no-files")
      #expect(stated.output == one.output)
      let never = try command(
        "compare", "small.yaml", "--until", "se(nrr) < 0.0001%", "--no-files", "--trials", "200")
      #expect(never.status == 0)
      #expect(never.errors.contains(/warn se\(nrr\) is .*% after 200 trials, not what --until/))
    }
  }

  @Test(arguments: [
    ("se(valeu) < 10k", "no metric valeu; did you mean value?"),
    ("value < 10k", "reads like 'se(value) < 10k'"),
    ("se(value) < 10M", "write 10m"),
    ("se(value) < 0", "expected above 0"),
    ("se(value) < 5%", "not a percentage"),
  ])
  func rejectsMalformedPrecision(_ until: String, _ message: String) throws {
    try withScenario { command in
      let result = try command("compare", "small.yaml", "--until", until)
      #expect(result.status == 64)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}
