import Foundation
import Testing

@Suite struct SweepTests {
  private static let scenario = """
    quotient: 1
    name: A small sweep
    horizon: 1 year
    trials: 640
    book:
      generate: {accounts: 40, arr: 3m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql, account-manager]

    """

  private func table(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// Every variant is what `compare --set` of the same values finds.
  @Test func variantsAreRunsWithTheirValuesSet() throws {
    try Command.with(scenario: Self.scenario) { command in
      let swept = try command(
        "sweep", "small.yaml", "--vary", "effects.overload=0.5,0.7", "--vary",
        "roles.account-manager.ote=150k..170k:20k", "--out", "s")
      #expect(swept.status == 0, "\(swept.errors)")
      let rows = table(try command.text(of: "s/sweep.csv"))
      #expect(rows.count == 12)
      for (variant, overload, ote) in [(0, "0.5", "150k"), (3, "0.7", "170k")] {
        let run = try command(
          "compare", "small.yaml", "--set", "effects.overload=\(overload)", "--set",
          "roles.account-manager.ote=\(ote)", "--json", "--no-files")
        let report = try #require(
          try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let models = try #require(report["models"] as? [[String: Any]])
        for model in models {
          let row = try #require(
            rows.first {
              $0["variant"] == "\(variant)" && $0["model"] == model["name"] as? String
            })
          #expect(row["effects.overload"] == overload)
          for figure in ["value", "nrr", "cost"] {
            let found = try #require(model[figure] as? [String: Any])
            for (key, column) in [("mean", figure), ("se", "\(figure)-se")] {
              let value = try #require(found[key] as? Double)
              #expect(abs(value - Double(row[column]!)!) <= 1e-12 * abs(value))
            }
          }
        }
      }
      #expect(!command.exists("s.sweep"))
    }
  }

  /// A sweep that is killed goes on with the same command, to the same bytes.
  @Test func killedSweepGoesOn() throws {
    try Command.with(scenario: Self.scenario) { command in
      let vary = ["--vary", "effects.new-logo-hour=50..400:50", "--trials", "256"]
      let whole = try command(arguments: ["sweep", "small.yaml", "--out", "whole"] + vary)
      #expect(whole.status == 0, "\(whole.errors)")
      let killed = try command(
        arguments: ["sweep", "small.yaml", "--out", "part"] + vary,
        killOnce: { (try? command.text(of: "part.sweep").split(separator: "\n").count) ?? 0 > 3 })
      #expect(killed.status != 0 && command.exists("part.sweep"))
      let rest = try command(arguments: ["sweep", "small.yaml", "--out", "part"] + vary)
      #expect(rest.status == 0 && rest.errors.contains("Took over"), "\(rest.errors)")
      for file in ["sweep.csv", "report.json", "report.html", "README.md"] {
        #expect(try command.text(of: "part/\(file)") == command.text(of: "whole/\(file)"))
      }
    }
  }

  /// Parts that others simulate, some twice, collect to the same bytes.
  @Test func collectedPartsAreTheSweep() throws {
    try Command.with(scenario: Self.scenario) { command in
      let vary = ["--vary", "effects.overload=0.5,0.7", "--models", "csql"]
      #expect(try command(arguments: ["sweep", "small.yaml", "--out", "one"] + vary).status == 0)
      let planned = try command(
        arguments: ["sweep", "small.yaml", "--plan", "tasks.json", "--task-blocks", "2"] + vary)
      #expect(planned.status == 0, "\(planned.errors)")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(command.text(of: "tasks.json").utf8))
          as? [String: Any])
      let tasks = try #require(document["tasks"] as? [[String: Any]])
      #expect(tasks.count == 6)
      try FileManager.default.createDirectory(
        at: command.folder.appending(path: "parts"), withIntermediateDirectories: true)
      for task in tasks {
        let (arguments, part) = (task["arguments"] as! [String], task["part"] as! String)
        #expect(
          try command(arguments: arguments + ["--out", "parts/\(part)"]).status == 0)
      }
      let again = try #require(tasks.first)
      let repeated = (again["arguments"] as! [String]) + ["--out", "parts/again.part"]
      #expect(try command(arguments: repeated).status == 0)
      let collected = try command(
        arguments: ["sweep", "small.yaml", "--collect", "parts", "--out", "two"] + vary)
      #expect(collected.status == 0, "\(collected.errors)")
      #expect(try command.text(of: "two/sweep.csv") == command.text(of: "one/sweep.csv"))
    }
  }

  /// What is paid or valued otherwise is settled from what was played once: the same bytes as each
  /// variant by itself.
  @Test func payOnlyVariantsAreTheRunsOfTheirOwn() throws {
    try Command.with(scenario: Self.scenario) { command in
      let keys = [
        ("roles.csm.ote", ["100k", "120k"]), ("finance.discount-rate", ["8%", "12%"]),
        ("effects.overload", ["0.5", "0.7"]),
      ]
      let all = try command(
        arguments: ["sweep", "small.yaml", "--out", "all"]
          + keys.flatMap { ["--vary", "\($0.0)=\($0.1.joined(separator: ","))"] })
      #expect(all.status == 0, "\(all.errors)")
      var rows: [String] = []
      var variant = 0
      for ote in keys[0].1 {
        for rate in keys[1].1 {
          for overload in keys[2].1 {
            let one = try command(
              "sweep", "small.yaml", "--out", "one", "--set", "roles.csm.ote=\(ote)", "--set",
              "finance.discount-rate=\(rate)", "--vary", "effects.overload=\(overload)")
            #expect(one.status == 0, "\(one.errors)")
            for line in try command.text(of: "one/sweep.csv").split(separator: "\n").dropFirst() {
              let cells = line.split(separator: ",", omittingEmptySubsequences: false)
              // A model's place on the frontier depends on the other variants.
              rows.append(
                (["\(variant)", ote, rate, overload] + [cells[2], cells[3]].map(String.init)
                  + cells.dropFirst(5).map(String.init)).joined(separator: ","))
            }
            variant += 1
          }
        }
      }
      let together = try command.text(of: "all/sweep.csv").split(separator: "\n").dropFirst().map {
        let cells = $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (cells[0..<6] + cells[7...]).joined(separator: ",")
      }
      #expect(together == rows)
    }
  }

  /// A folder with a file of another's is left alone.
  @Test func overwritesNothingOfOthers() throws {
    try Command.with(scenario: Self.scenario) { command in
      try FileManager.default.createDirectory(
        at: command.folder.appending(path: "mine"), withIntermediateDirectories: true)
      try Data("notes".utf8).write(to: command.folder.appending(path: "mine/report.html"))
      let vary = ["--vary", "effects.overload=0.5", "--trials", "32"]
      let refused = try command(arguments: ["sweep", "small.yaml", "--out", "mine"] + vary)
      #expect(
        refused.status != 0 && refused.errors.contains("mine/report.html"), "\(refused.errors)")
      #expect(try command.text(of: "mine/report.html") == "notes")
      for _ in 0..<2 {
        let swept = try command(arguments: ["sweep", "small.yaml", "--out", "ours"] + vary)
        #expect(swept.status == 0, "\(swept.errors)")
      }
    }
  }

  /// The search finds the best of a grid without trying all of it.
  @Test func searchFindsTheBestOfAGrid() throws {
    try Command.with(scenario: Self.scenario) { command in
      let vary = [
        "--vary", "roles.account-manager.ote=100k..240k:10k", "--models", "account-manager",
        "--trials", "128",
      ]
      let found = try command(
        arguments: ["sweep", "small.yaml", "--aim", "max value", "--json", "--no-files"] + vary)
      #expect(found.status == 0, "\(found.errors)")
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any])
      let optimum = try #require(report["optimum"] as? [String: Any])
      let tried = try #require(optimum["tried"] as? [[String: Any]])
      // A cheaper person who sells as much is worth more, in whichever model has one.
      let best = try #require(tried.first?["set"] as? [String: String])
      let all = try #require(report["variants"] as? [[String: Any]])
      #expect(all.count < 15)
      #expect(best["roles.account-manager.ote"] != nil && tried.count <= 3)
    }
  }

  @Test(arguments: [
    (["--vary", "effects.overlod=0.5,0.7"], 65, "effects.overload"),
    (["--vary", "effects.overload=0.5;0.7"], 65, "--vary"),
    (["--vary", "effects.overload"], 64, "KEY=A,B,C"),
    ([], 64, "--vary says what to try"),
    (["--vary", "seed=1,2"], 64, "the same luck"),
    (["--vary", "effects.overload=0.5,0.7", "--set", "effects.overload=1"], 64, "exclude"),
    (["--vary", "effects.overload=0.5,0.7", "--design", "latin"], 64, "latin 64"),
    (["--vary", "effects.overload=0.5,0.7", "--design", "latin", "9"], 64, "--design grid"),
    (["--vary", "effects.overload=0.5,0.7", "--aim", "max valeu"], 64, "did you mean value?"),
    (["--vary", "effects.overload=0.5,0.7", "--within", "cost <= 1m with 80%"], 64, "--aim"),
  ])
  func tellsTheWayOut(_ arguments: [String], _ status: Int32, _ words: String) throws {
    try Command.with(scenario: Self.scenario) { command in
      let result = try command(arguments: ["sweep", "small.yaml", "--no-files"] + arguments)
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.contains(words), "\(result.errors)")
    }
  }
}
