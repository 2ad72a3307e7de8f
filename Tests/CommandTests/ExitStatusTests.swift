import Testing

@Suite struct ExitStatusTests {
  @Test func versionAndHelpExitWith0() throws {
    let command = try Command()
    defer { command.remove() }
    let version = try command("--version")
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
    #expect(try command("--help").status == 0)
  }

  @Test(arguments: [
    ["bogus"], ["check"], ["check", "a.yaml", "--nonsense"], ["pay", "a.yaml"],
    ["compare", "a.yaml", "--seed=9007199254740993"],
  ])
  func wrongUsageExitsWith64(_ arguments: [String]) throws {
    let command = try Command()
    defer { command.remove() }
    let result =
      switch arguments.count {
      case 1: try command(arguments[0])
      case 2: try command(arguments[0], arguments[1])
      default: try command(arguments[0], arguments[1], arguments[2])
      }
    #expect(result.status == 64)
    #expect(result.errors.contains("Usage:"))
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    (
      ["--trials", "10,000"],
      "expected a number such as 1500 or 1.5k; write 10000, without separators"
    ),
    (["--trials", "0"], "expected 1..10000000"), (["--seed", "1.5"], "expected a whole number"),
    (["--threads", "x"], "expected a number such as 1500 or 1.5k"),
    (
      ["--date", "31.01.2026"],
      "expected a date as year-month-day, such as 2026-04-01; write 2026-01-31"
    ),
  ])
  func malformedOptionShowsExpectedForm(_ option: [String], _ form: String) throws {
    let command = try Command()
    defer { command.remove() }
    let result = try command(arguments: ["compare", "a.yaml"] + option)
    #expect(result.status == 64)
    let lead = "Error: The value '\(option[1])' is invalid for '\(option[0]) <"
    #expect(result.errors.hasPrefix(lead))
    #expect(result.errors.contains(">': \(form)\n"))
  }

  @Test func unknownCommandSuggestsNearest() throws {
    let command = try Command()
    defer { command.remove() }
    let near = try command("compar", "x.yaml")
    #expect(near.status == 64)
    #expect(near.errors.hasPrefix("Error: no command compar; did you mean compare?\nUsage:"))
    let far = try command("x.yaml")
    #expect(far.errors.hasPrefix("Error: no command x.yaml; there is init, check, compare,"))
  }

  @Test func wrongUsageShowsUsageOfCommand() throws {
    let command = try Command(files: [
      "a.yaml": "quotient: 1\nbook: {generate: {accounts: 40}}\nbaseline: csql\nmodels: [csql]\n"
    ])
    defer { command.remove() }
    #expect(try command("init", "--plans").status == 0)
    for arguments in [
      ["size", "a.yaml", "--model", "csq", "--role", "csm"],
      ["simulate", "a.yaml", "--trials", "64", "--blocks", "8-19", "--out", "a.part"],
      ["pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "Kim"],
      ["compare", "a.yaml", "--models", "csqll"],
    ] {
      let result = try command(arguments: arguments)
      #expect(result.status == 64 && result.output.isEmpty)
      #expect(result.errors.contains("Error: --"), "\(result.errors)")
      #expect(result.errors.contains("\nUsage: quotient \(arguments[0]) "))
      #expect(
        result.errors.hasSuffix("See 'quotient \(arguments[0]) --help' for more information.\n"))
    }
  }

  @Test func wrongDataExitsWith65AndLocation() throws {
    let command = try Command(files: [
      "a.yaml": "quotient: 1\nbook: {generate: {accounts: 40}}\nbaseline: csql\nmodel: [csql]\n"
    ])
    defer { command.remove() }
    for result in try [command("check", "a.yaml"), command("compare", "a.yaml")] {
      #expect(result.status == 65)
      #expect(result.errors.contains("a.yaml:4: model: unknown key; did you mean `models`?"))
      #expect(result.errors.hasSuffix("nothing simulated.\n"))
      #expect(result.output.isEmpty)
    }
    #expect(!command.exists("reports"))
  }

  @Test func quietCheckPrintsOnlyErrors() throws {
    let right = "quotient: 1\nbook: {generate: {accounts: 40}}\nbaseline: csql\nmodels: [csql]\n"
    let command = try Command(files: [
      "right.yaml": right, "wrong.yaml": right + "trails: 5\n", "few.yaml": right + "trials: 16\n",
    ])
    defer { command.remove() }
    let silent = try command("check", "right.yaml", "--quiet")
    #expect(silent.status == 0 && silent.output.isEmpty && silent.errors.isEmpty)
    #expect(try command("check", "few.yaml", "--quiet").errors.isEmpty)
    let strict = try command("check", "few.yaml", "--quiet", "--strict")
    #expect(strict.status == 65 && strict.errors.contains("16 trials"))
    let wrong = try command("check", "wrong.yaml", "--quiet")
    #expect(wrong.status == 65 && wrong.errors.contains("did you mean `trials`?"))
  }

  @Test func namesInWarningsCannotControlTerminal() throws {
    let command = try Command(files: [
      "a.yaml": """
      quotient: 1
      book: {generate: {accounts: 400, arr: 40m}}
      roles: {csm: {heads: 1}}
      baseline: all-csm
      models: [all-csm, {name: "a\u{200F}b", like: all-csm}]

      """
    ])
    defer { command.remove() }
    let result = try command("check", "a.yaml")
    #expect(result.status == 0)
    #expect(result.errors.contains("warn a b needs"))
    #expect(!result.errors.contains("\u{200F}"))
  }

  @Test func missingFileExitsWith66AndSuggestion() throws {
    let command = try Command(files: ["mid-market.yaml": "quotient: 1\n"])
    defer { command.remove() }
    let result = try command("check", "midmarket.yaml")
    #expect(result.status == 66)
    #expect(
      result.errors == "midmarket.yaml: no such file; did you mean mid-market.yaml?\n")
  }

  #if os(Linux)
    @Test(arguments: ["schema", "--help"])
    func fullDiskExitsWith74(_ argument: String) throws {
      let command = try Command()
      defer { command.remove() }
      let result = try command(argument, outputPath: "/dev/full")
      #expect(result.status == 74)
      #expect(result.errors.contains("No space left on device"))
    }
  #endif
}
