import Testing

@Suite struct ExitStatusTests {
  @Test func versionAndHelpAreDone() throws {
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
  func wrongUsageIs64(_ arguments: [String]) throws {
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

  @Test func wrongDataIs65AndSaysWhere() throws {
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

  @Test func quietChecksSayErrorsAlone() throws {
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

  @Test func namesInWarningsCannotSteerTheTerminal() throws {
    let command = try Command(files: [
      "a.yaml": """
      quotient: 1
      book: {generate: {accounts: 400, arr: 40m}}
      roles: {csm: {heads: 1}}
      baseline: all-csm
      models: [all-csm, {name: "a\u{202E}b", like: all-csm}]

      """
    ])
    defer { command.remove() }
    let result = try command("check", "a.yaml")
    #expect(result.status == 0)
    #expect(result.errors.contains("warn a b needs"))
    #expect(!result.errors.contains("\u{202E}"))
  }

  @Test func aFileThatIsNotThereIs66WithTheNearestName() throws {
    let command = try Command(files: ["mid-market.yaml": "quotient: 1\n"])
    defer { command.remove() }
    let result = try command("check", "midmarket.yaml")
    #expect(result.status == 66)
    #expect(
      result.errors == "midmarket.yaml: no such file; did you mean mid-market.yaml?\n")
  }

  #if os(Linux)
    @Test(arguments: ["schema", "--help"])
    func aFullDiskIs74(_ argument: String) throws {
      let command = try Command()
      defer { command.remove() }
      let result = try command(argument, outputPath: "/dev/full")
      #expect(result.status == 74)
      #expect(result.errors.contains("No space left on device"))
    }
  #endif
}
