import Foundation
import Testing

/// Hostile input and special files: each ends in a sentence, at once.
@Suite struct FaultTests {
  private static let scenario = """
    quotient: 1
    start: 2026-01-01
    horizon: 1 year
    book: {generate: {accounts: 20, arr: 1m}}
    roles: {csm: {heads: capacity}}
    baseline: all-csm
    models: [all-csm, csql]

    """

  // MARK: - Numbers

  @Test(arguments: [
    ("roles.csm.hours=1e-300", "found 1e-300, expected 1..8784"),
    ("roles.csm.hours=1e308", "found 1e308, expected 1..8784"),
    ("roles.csm.utilisation=1e-300", "found 1e-300, expected 0.01..1"),
    ("roles.cs-leader.span=1e-300", "found 1e-300, expected 1..10000"),
    ("roles.csm.heads.accounts-per-head=1e-300", "found 1e-300, expected at least 1e-9"),
    ("roles.csm.ote=1e308", "found 1e308, expected at most 1e15"),
    ("book.generate.arr=1e308", "found 1e308, expected at most 1e15"),
    ("effects.new-logo-hour=1e308", "found 1e308, expected at most 1e15"),
    ("finance.terminal-multiple=1e308", "found 1e308, expected 0..1000"),
    ("quotas.stretch=5e-324", "found 5e-324, expected at least 1e-9"),
    ("hours.all.service=1e300", "found 1e300, expected 0..100000"),
    ("shocks.market.sd=1e300", "found 1e300, expected 0..10"),
    ("effects.overload={lognormal: {mean: 0.5, cv: 1e150}}", "found 1e150, expected 0.0001..100"),
  ])
  func refusesWhatIsBeyondItsBounds(_ setting: String, _ problem: String) throws {
    try Command.with(scenario: Self.scenario) { quotient in
      let result = try quotient("check", "-q", "small.yaml", "--set", setting)
      #expect(result.status == 65)
      #expect(result.errors.contains(problem), "\(result.errors)")
    }
  }

  /// Each rule by itself, each value plausible: what it comes to is refused, at the user's key.
  @Test(arguments: [
    ("roles: {csm: {heads: {arr-per-head: 2}}}", "roles.csm.heads", "500,000 people as csm"),
    (
      "roles: {csm: {heads: {accounts-per-head: 1e-9}}}", "roles.csm.heads",
      "20,000,000,000 people as csm"
    ),
    (
      "roles: {csm: {hours: 1, utilisation: 1%}}\nhours: {all: {service: 100k}}", "roles.csm.",
      "people as csm"
    ),
    ("hours: {all: {service: 100k}}\nroles: {all: {hours: 1}}", "roles.all.hours", "as csm"),
  ])
  func refusesMorePeopleThanAreSimulated(
    _ roles: String, _ subject: String, _ people: String
  ) throws {
    let scenario = Self.scenario.replacing("roles: {csm: {heads: capacity}}", with: roles)
    try Command.with(scenario: scenario) { quotient in
      for command in [["check", "-q"], ["compare", "--trials", "16", "--no-files", "-q"]] {
        let result = try quotient(arguments: command + ["small.yaml"])
        #expect(result.status == 65)
        #expect(result.errors.contains("small.yaml:"))
        #expect(result.errors.contains(subject), "\(result.errors)")
        #expect(result.errors.contains(people), "\(result.errors)")
        #expect(result.errors.contains("at most 100,000 are simulated"), "\(result.errors)")
      }
    }
  }

  /// As many as the language allows, and a leader for every two of them.
  @Test func checksHundredThousandPeople() throws {
    let scenario = Self.scenario.replacing(
      "roles: {csm: {heads: capacity}}",
      with: "roles: {csm: {heads: 100k}, cs-leader: {span: 2}}")
    try Command.with(scenario: scenario) { quotient in
      let start = ContinuousClock.now
      let result = try quotient("check", "small.yaml")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("all-csm begins with 150"), "\(result.output)")
      #expect(ContinuousClock.now - start < .seconds(20))
    }
  }

  /// Pay beyond what is counted, from plausible inputs.
  @Test func refusesFiguresThatAreTooLarge() throws {
    let scenario =
      Self.scenario + """
        plans:
          csm: {measures: [{measure: renewed-arr, rate: 1e12}]}

        """
    try Command.with(scenario: scenario) { quotient in
      let result = try quotient(
        "compare", "small.yaml", "--trials", "128", "--no-files", "-q", "--json")
      #expect(result.status == 65)
      #expect(result.errors.contains("variable pay of a person comes to"), "\(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test func manySettingsTakeLinearTime() throws {
    try Command.with(scenario: Self.scenario) { quotient in
      let settings = (0..<2000).flatMap { ["--set", "effects.overload=0.\($0 % 9 + 1)"] }
      let start = ContinuousClock.now
      let result = try quotient(arguments: ["check", "-q", "small.yaml"] + settings)
      #expect(result.status == 0, "\(result.errors)")
      #expect(ContinuousClock.now - start < .seconds(10))
    }
  }

  // MARK: - Files

  @Test func readsScenarioFromPipe() throws {
    try Command.with(scenario: Self.scenario) { quotient in
      let direct = try quotient("check", "small.yaml")
      let piped = try Self.run("cat small.yaml | \(Self.quoted) check /dev/stdin", in: quotient)
      #expect(piped.status == 0)
      #expect(piped.output == direct.output)
    }
  }

  @Test(arguments: [
    ("check pipe", 66, "pipe: a pipe with nothing in it"),
    ("check /dev/zero", 66, "/dev/zero: a device, not a file"),
    ("check .", 66, ".: a folder, not a file"),
    ("merge pipe", 66, "pipe: no file of blocks"),
    ("merge /dev/null", 66, "/dev/null: no file of blocks"),
    ("init pipe", 66, "pipe: a pipe, which a scenario cannot read again"),
    ("init notes.txt --output notes.txt --force", 74, "notes.txt is the book itself"),
    ("simulate small.yaml --trials 16 -q --out small.yaml", 74, "no run of quotient wrote it"),
    ("simulate small.yaml --trials 16 -q --out notes.txt", 74, "no run of quotient wrote it"),
    ("simulate small.yaml --trials 16 -q --out pipe", 74, "nobody reads from this pipe"),
    ("simulate small.yaml --trials 16 -q --out a --resume a", 64, "name the same file"),
    ("compare small.yaml --trials 16 -q --resume notes.txt", 65, "notes.txt: no part of a run"),
    ("compare small.yaml --trials 16 -q --resume pipe", 74, "pipe: no file of blocks"),
    ("compare small.yaml --trials 16 -q --out ''", 74, "cannot be written"),
  ])
  func answersSpecialFilesAtOnce(_ line: String, _ status: Int, _ problem: String) throws {
    try Command.with(scenario: Self.scenario) { quotient in
      try quotient.write("mine\n", to: "notes.txt")
      #expect(mkfifo(quotient.folder.path + "/pipe", 0o600) == 0)
      let result = try quotient(
        arguments: line.split(separator: " ").map { $0 == "''" ? "" : String($0) })
      #expect(result.status == Int32(status))
      #expect(result.errors.contains(problem), "\(result.errors)")
      #expect(try quotient.text(of: "notes.txt") == "mine\n")
      #expect(try quotient.text(of: "small.yaml") == Self.scenario)
    }
  }

  // MARK: - Signals

  /// Reading waits for a pipe that stays silent; one signal is enough.
  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130)])
  func oneSignalEndsReading(_ number: Int32, _ status: Int) throws {
    try Command.with(scenario: Self.scenario) { quotient in
      // The shell holds the other end of the pipe open.
      let result = try Self.run(
        """
        mkfifo p; sleep 20 > p & other=$!
        \(Self.quoted) check p 2> errors & id=$!
        sleep 0.5; kill -\(number) $id; wait $id; echo $?; kill -9 $other
        """, in: quotient)
      #expect(result.output == "\(status)\n")
      #expect(result.time < .seconds(5))
      #expect(try quotient.text(of: "errors") == "interrupted; nothing was overwritten\n")
    }
  }

  // MARK: - Text

  @Test(arguments: [#"\0"#, #"\e[2J"#, #"\u202E"#, #"\u2066"#, #"\uFFFE"#, #"\x85"#])
  func refusesWildNames(_ escape: String) throws {
    let scenario = Self.scenario.replacing(
      "quotient: 1", with: "quotient: 1\nname: \"a\(escape)b\"")
    try Command.with(scenario: scenario) { quotient in
      let result = try quotient("check", "-q", "small.yaml")
      #expect(result.status == 65)
      #expect(result.errors.contains("small.yaml:2: name: "), "\(result.errors)")
      #expect(result.errors.contains("; remove it"), "\(result.errors)")
    }
  }

  @Test func refusesWildSettingsAndShowsPathsPlain() throws {
    try Command.with(scenario: Self.scenario) { quotient in
      let set = try quotient("check", "-q", "small.yaml", "--set", "name=a\u{1B}[2J")
      #expect(set.status == 64)
      #expect(!set.errors.contains("\u{1B}"))
      let name = "x\u{1B}[31m.yaml"
      try quotient.write(Self.scenario, to: name)
      let result = try quotient("compare", name, "--trials", "16")
      #expect(result.status == 0)
      #expect(result.output.contains("Wrote "))
      #expect(!result.output.contains("\u{1B}"))
    }
  }

  // MARK: - Through a shell

  private struct Shell {
    let status: Int32
    let output: String
    let time: Duration
  }

  private static var quoted: String { "'\(Command.binary.path)'" }

  private static func run(_ line: String, in quotient: Command) throws -> Shell {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = quotient.folder
    let output = quotient.folder.appending(path: "shell.out")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    let start = ContinuousClock.now
    try process.run()
    process.waitUntilExit()
    return Shell(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      time: ContinuousClock.now - start)
  }
}
