import ArgumentParser
import Formats
import Language
import Plans
import Reporting
import Simulation
import Units

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with a file, or what it comes to; nothing is simulated.",
    discussion: """
      Reads a scenario with its book, or a file of pay plans with its people, and reports all \
      problems at once, each with its line and the way out. Warnings alone exit with 0.

        quotient check scenario.yaml
        quotient check scenario.yaml --resolved     every value in force, whose it is, and why
        quotient check scenario.yaml --set roles.csm.ote=120k
        quotient check plans.yaml --actuals actuals.csv
      """)

  @Argument(help: "A scenario, or a file of pay plans.", completion: .file(extensions: ["yaml"]))
  var file: String

  @Flag(help: "Print every value in force with its source; what is printed is a scenario too.")
  var resolved = false

  @OptionGroup var setting: SettingOptions

  @Flag(help: "Treat warnings as errors: exit with 65.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Print errors alone; the exit code tells the rest.")
  var quiet = false

  @Option(
    help: "Actuals to check against a file of pay plans.", completion: .file(extensions: ["csv"]))
  var actuals: String?

  func run() throws {
    let source = try SourceText(contentsOf: file)
    let isPlans = PlansFile.isPlans(source)
    if actuals != nil, !isPlans {
      throw ValidationError("--actuals belongs to a file of pay plans; \(file) is a scenario.")
    }
    if resolved, isPlans {
      throw ValidationError("--resolved belongs to a scenario; \(file) is a file of pay plans.")
    }
    if !setting.arguments.isEmpty, isPlans {
      throw ValidationError("--set belongs to a scenario; \(file) is a file of pay plans.")
    }
    if resolved, quiet { throw ValidationError("--resolved and --quiet exclude each other.") }
    let warnings = try isPlans ? checkPlans(source) : checkScenario(source)
    if !quiet || strict { for warning in warnings { StandardError.write(warning) } }
    if strict, !warnings.isEmpty {
      throw Failure(
        .badData, "\(Counted(warnings.count, "warning")), and --strict allows none.")
    }
  }

  /// Prints the lines, unless the user asked for errors only.
  private func report(_ facts: [String]) throws {
    guard !quiet else { return }
    let lines = CheckText(facts).lines(style: StandardOutput.style)
    try StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }

  private func checkScenario(_ text: SourceText) throws -> [String] {
    let source = try ScenarioSource(
      contentsOf: file, text: text, setting: setting.settings, consequence: "nothing simulated")
    if resolved {
      try StandardOutput.write(source.reading.resolvedText() ?? "")
      return source.warnings
    }
    let compiled = try source.compiled(source.scenario)
    let summary = ScenarioSummary(
      compiled,
      reading: ScenarioSummary.Reading(
        ignoredColumns: source.reading.ignoredColumns, intake: source.reading.intake,
        yourValues: source.reading.yourValues,
        defaultValues: source.reading.defaultValues))
    try report(summary.lines)
    return source.warnings + ScenarioWarnings(compiled).sentences.map { "warn " + $0 }
  }

  private func checkPlans(_ source: SourceText) throws -> [String] {
    let plans = try PlansFile(
      source, actuals: actuals, consequence: "nothing paid", listsOpen: true)
    try report(plans.summary)
    return plans.warnings
  }
}
