import Foundation
import Testing

@Suite struct SensitivityTests {
  private static let scenario = """
    quotient: 1
    name: Ours
    trials: 320
    book: {generate: {accounts: 40, arr: 2m}}
    baseline: all-csm
    models: [all-csm, csql]
    effects: {new-logo-hour: 80..250}

    """

  @Test func playsAndWrites() throws {
    try Command.with(scenario: Self.scenario) { command in
      let run = try command(
        "sensitivity", "small.yaml", "--model", "csql", "--out", "out", "--date", "2026-01-31")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("Turns on  ") && run.output.contains("Held      "))
      for name in ["report.html", "report.json", "report.xlsx", "sensitivity.csv", "README.md"] {
        #expect(command.exists("out/\(name)"), "\(name)")
      }
      let csv = try command.text(of: "out/sensitivity.csv")
      // What has no range ranks beside the others.
      #expect(csv.contains("effects.handover.hours,point") && csv.contains(",range,"))
      let json = try command(
        "sensitivity", "small.yaml", "--model", "csql", "--json", "--date", "2026-01-31")
      #expect(json.output == (try command.text(of: "out/report.json")))
      // The baseline is the best here, so that it is asked about its closest rival.
      let one = try command(
        "sensitivity", "small.yaml", "--json", "--threads", "1", "--date", "2026-01-31")
      #expect(one.output.contains("\"model\": \"all-csm\""))
      let named = try command(
        "sensitivity", "small.yaml", "--json", "--model", "all-csm", "--against", "csql",
        "--threads", "2", "--date", "2026-01-31")
      #expect(one.output == named.output, "as many threads, the same bytes")
    }
  }

  @Test(arguments: [
    (["--model", "csq"], "--model: no model csq; did you mean csql?"),
    (["--against", "nobody"], "--against: no model nobody; "),
    (["--model", "csql", "--against", "csql"], "--against: csql is the model itself; "),
    (["--figure", "nr"], "--figure: no metric nr; did you mean nrr?"),
  ])
  func wrongNames(_ arguments: [String], message: String) throws {
    try Command.with(scenario: Self.scenario) { command in
      let run = try command(arguments: ["sensitivity", "small.yaml"] + arguments)
      #expect(run.status == 64 && run.errors.contains(message), "\(run.errors)")
    }
  }

  @Test func nothingToMove() throws {
    let one = Self.scenario.replacing("[all-csm, csql]", with: "[all-csm]")
    try Command.with(scenario: one) { command in
      let run = try command("sensitivity", "small.yaml")
      #expect(run.status == 65 && run.errors.contains("add one under models"), "\(run.errors)")
    }
    let same = Self.scenario.replacing("csql]", with: "{name: twin, like: all-csm}]")
    try Command.with(scenario: same) { command in
      let run = try command("sensitivity", "small.yaml", "--figure", "distraction")
      #expect(run.status == 65, "\(run.output)")
      #expect(run.errors.contains("no input moves the difference in distraction"), "\(run.errors)")
    }
  }

  @Test(arguments: [
    ("effects.overlaod=0.7", "--if: the scenario has no number effects.overlaod; did you mean"),
    ("effects.overload=0.5..0.9", "A range is a belief: --set"),
    ("effects.overload=-1", "effects.overload"),
    ("roles.csm.heads=3", "--set roles.csm.heads=3 plans with it"),
    ("effects.overload", "KEY=VALUE"),
  ])
  func wrongOutturns(_ text: String, message: String) throws {
    let scenario = Self.scenario + "roles: {csm: {heads: 4}}\n"
    try Command.with(scenario: scenario) { command in
      let run = try command("compare", "small.yaml", "--no-files", "--if", text)
      #expect(run.status == 64 && run.errors.contains(message), "\(run.errors)")
    }
  }

  /// A number that turns out is named, is another run, and comes through parts.
  @Test func outturnOfACompare() throws {
    try Command.with(scenario: Self.scenario) { command in
      let turned = ["--if", "effects.new-logo-hour=100"]
      let run = try command(arguments: ["compare", "small.yaml", "--out", "a"] + turned)
      #expect(run.status == 0 && run.output.contains("if effects.new-logo-hour = 100"))
      let part = try command(arguments: ["simulate", "small.yaml", "--out", "a.part"] + turned)
      #expect(part.status == 0, "\(part.errors)")
      let merged = try command("merge", "a.part", "--out", "b")
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(try command.text(of: "a/report.json") == command.text(of: "b/report.json"))
      let set = try command(
        "compare", "small.yaml", "--out", "c", "--set", "effects.new-logo-hour=100")
      let inputs = { (text: String) in
        text.split(separator: "\n").last { $0.hasPrefix("Inputs") }
      }
      #expect(inputs(set.output) != inputs(run.output))
    }
  }
}
