import Foundation
import Testing

@Suite struct SetTests {
  private static let scenario = """
    quotient: 1
    name: Ours
    trials: 64
    book: {generate: {accounts: 40, arr: 2m}}
    baseline: all-csm
    models: [all-csm, csql]

    """

  private static let settings = [
    "--set", "effects.overload=0.7", "--set", "models.csql.owners.all.renewal=renewal-manager",
  ]

  private static let edited =
    scenario.replacing(
      "csql]",
      with: "{name: csql, like: csql, owners: {all: {renewal: "
        + "{value: renewal-manager, source: set on the command line}}}}]")
    + "effects: {overload: {value: 0.7, source: set on the command line}}\n"

  /// Every file of a report, but for the lines that tell what was set.
  @Test func matchesEditedFile() throws {
    let command = try Command(files: ["a.yaml": Self.scenario, "b.yaml": Self.edited])
    defer { command.remove() }
    let set = try command(
      arguments: ["compare", "a.yaml", "--out", "a", "--samples"] + Self.settings)
    let written = try command("compare", "b.yaml", "--out", "b", "--samples")
    #expect(set.status == 0 && written.status == 0, "\(set.errors)\(written.errors)")
    #expect(
      set.output.contains(
        """
        Set       effects.overload = 0.7
                  models.csql.owners.all.renewal = renewal-manager

        """))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: command.folder.appending(path: "a").path)
    for name in names where name.hasSuffix(".csv") {
      #expect(try command.text(of: "a/\(name)") == command.text(of: "b/\(name)"), "\(name)")
    }
    let assumptions = try command.text(of: "a/assumptions.csv")
    #expect(assumptions.contains("set on the command line"))
    let json = try command.text(of: "a/report.json")
    #expect(json.contains("models.csql.owners.all.renewal = renewal-manager"))
    // The fingerprint covers the inputs, however they were stated.
    let inputs = { (text: String) in text.split(separator: "\n").last { $0.hasPrefix("Inputs") } }
    #expect(inputs(set.output) == inputs(written.output))
    let index = try command.text(of: "a/README.md")
    #expect(index.contains("effects.overload = 0.7; models.csql"))
  }

  @Test func resolvedScenarioShowsSetting() throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    let resolved = try command(
      "check", "a.yaml", "--resolved", "--set", " effects.overload = 0.6..0.8 ")
    #expect(resolved.output.contains("  overload: 0.6..0.8  # yours: set on the command line\n"))
  }

  /// A part records its settings, and `merge` applies them again.
  @Test func partsMustShareSettings() throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    let whole = try command(
      arguments: ["compare", "a.yaml", "--no-files", "--json"] + Self.settings)
    let part = try command(
      arguments: ["simulate", "a.yaml", "--out", "a.part"] + Self.settings)
    #expect(part.status == 0, "\(part.errors)")
    let merged = try command("merge", "a.part", "--no-files", "--json")
    #expect(merged.output == whole.output && !whole.output.isEmpty)
  }

  @Test func sizeAcceptsSettings() throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    let size = try command(
      "size", "a.yaml", "--model", "csql", "--role", "csm", "--trials", "64", "--set",
      "roles.csm.heads=2")
    #expect(size.status == 0, "\(size.errors)")
    #expect(size.output.contains("Set       roles.csm.heads = 2\n"))
  }

  @Test(arguments: [
    ("overload", 64, "--set: found overload; expected KEY=VALUE, such as effects.overload=0.7"),
    ("=0.7", 64, "--set: found =0.7; expected KEY=VALUE"),
    ("effects.overload=", 64, "expected KEY=VALUE"),
    ("effects..overload=1", 64, "expected KEY=VALUE"),
    (
      "Effects.Overload=1", 65,
      #"--set: Effects.Overload: there is no key Effects; did you mean `effects.overload`?"#
    ),
    (
      "outcomes.all.renewal.chance=94", 65,
      #"--set: outcomes.all.renewal.chance: found 94, expected 0..1; write 94%"#
    ),
    ("models.all-csm.owners.all.renewal=csmm", 65, "expected a role; did you mean `csm`?"),
  ])
  func explainsWrongSettings(_ text: String, _ status: Int32, _ message: String) throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    for name in ["check", "compare"] {
      let result = try command(name, "a.yaml", "--set", text)
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }

  @Test func lastValueWinsAndPlansTakeNoSettings() throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    let twice = try command(
      "check", "a.yaml", "--resolved", "--set", "roles.csm.heads=2", "--set", "roles.csm.heads=3")
    #expect(twice.output.contains("heads: 3  # yours"))
    #expect(
      twice.errors.contains(
        #"warn --set: roles.csm.heads: set more than once: the last value holds, 3"#))
    #expect(try command("init", "--plans").status == 0)
    let plans = try command("check", "plans.yaml", "--set", "currency=EUR")
    #expect(plans.status == 64 && plans.errors.contains("--set belongs to a scenario"))
  }

  /// Of an option and a setting of the same key neither could be said to hold.
  @Test(arguments: ["trials", "seed"])
  func refusesOptionBesideItsSetting(_ key: String) throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    let both = ["--\(key)", "64", "--set", " \(key) = 128"]
    for arguments in [
      ["compare", "a.yaml", "--no-files"], ["simulate", "a.yaml", "--out", "a.part"],
      ["size", "a.yaml", "--model", "csql", "--role", "csm"],
    ] {
      let result = try command(arguments: arguments + both)
      #expect(result.status == 64)
      #expect(
        result.errors.contains("--\(key) and --set \(key)= exclude each other: keep one of them."),
        "\(result.errors)")
    }
    let one = try command("compare", "a.yaml", "--no-files", "--set", "\(key)=64")
    #expect(one.status == 0, "\(one.errors)")
  }

  /// The file's own warnings do not stand between the error and what it comes to.
  @Test func settingErrorComesBeforeWarnings() throws {
    let command = try Command(files: ["a.yaml": Self.scenario])
    defer { command.remove() }
    let result = try command("check", "a.yaml", "--set", "models.csql.owners.all.renewal=csmm")
    let lines = result.errors.split(separator: "\n")
    #expect(lines[0].contains("expected a role; did you mean `csm`?"))
    #expect(lines[1] == "1 error, nothing simulated.")
    #expect(lines[2...].contains { $0.hasPrefix("warn") })
  }

  /// A key of older scenarios that nothing reads is told of, and changes nothing.
  @Test func scenarioPeriodHasNoEffect() throws {
    let command = try Command(files: [
      "a.yaml": Self.scenario, "b.yaml": Self.scenario + "period: month\n",
    ])
    defer { command.remove() }
    let with = try command("compare", "b.yaml", "--no-files")
    #expect(with.errors.contains("warn b.yaml:7: period: it has no effect; remove it"))
    #expect(try command("compare", "a.yaml", "--no-files").output == with.output)
    #expect(try command("check", "b.yaml").status == 0)
  }
}
