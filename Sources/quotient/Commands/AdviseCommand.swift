import Advice
import ArgumentParser
import Formats
import Language
import Model
import Reporting
import Units

struct AdviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Say what six decision frameworks advise for this company, why, and how surely.",
    discussion: """
      Reads each framework's table with the facts of the book, the outcomes, the hours and \
      `company`, segment by segment and motion by motion. A fact that could change an answer and \
      is missing is asked for; nothing is assumed, and nothing is simulated.

        quotient advise scenario.yaml
        quotient advise scenario.yaml --framework cure      every answer with its reason
        quotient advise scenario.yaml --json
        quotient advise --facts > facts.yaml                 a questionnaire, without a book
        quotient advise --facts facts.yaml
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String?

  @Option(
    name: .customLong("facts"), defaultAsFlag: Self.questionnaire,
    help: ArgumentHelp(
      "A file of facts instead of a scenario; without one, print the questionnaire.",
      valueName: "file"), completion: .file(extensions: ["yaml", "json"]))
  var facts: String?

  @Option(help: "The only framework to ask.", completion: .list(Framework.all.map(\.name)))
  var framework: String?

  @OptionGroup var setting: SettingOptions

  @Flag(help: "Print one JSON document, and nothing else.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print no warnings.")
  var quiet = false

  /// What `--facts` is without a file.
  private static let questionnaire = ""

  func validate() throws {
    guard scenario == nil || facts == nil else {
      throw ValidationError("a scenario has facts of its own: give either, not both.")
    }
    guard scenario != nil || facts != nil else {
      throw ValidationError("name a scenario, or a file of facts with --facts.")
    }
    if scenario == nil, !setting.arguments.isEmpty {
      throw ValidationError("--set belongs to a scenario.")
    }
    _ = try chosenFramework()
  }

  func run() throws {
    guard facts != Self.questionnaire else {
      return try StandardOutput.write(AdviceReport.questionnaire)
    }
    let report = try report(chosenFramework())
    try StandardOutput.write(
      json
        ? AdviceDocument(report).text
        : AdviceText(report).lines(style: StandardOutput.style).joined(separator: "\n") + "\n")
  }

  private func report(_ framework: Framework?) throws -> AdviceReport {
    guard let scenario else { return try reportOfFacts(framework) }
    let source = try ScenarioSource(
      contentsOf: scenario, setting: setting.settings, consequence: "nothing advised")
    if !quiet, !json { for warning in source.warnings { StandardError.write(warning) } }
    return AdviceReport(
      Advisor(source.scenario.facts), name: source.scenario.name, scenario: source.scenario,
      framework: framework)
  }

  private func reportOfFacts(_ framework: Framework?) throws -> AdviceReport {
    let path = facts ?? ""
    let diagnostics = Diagnostics()
    let company = CompanyReader.company(try SourceText(contentsOf: path), diagnostics)
    try diagnostics.throwIfAny("nothing advised")
    guard let company else { throw Failure(.badData, "\(path): no facts") }
    return AdviceReport(Advisor(company), name: path, framework: framework)
  }

  private func chosenFramework() throws -> Framework? {
    guard let framework else { return nil }
    guard let found = Framework.named(framework) else {
      let names = Framework.all.map(\.name)
      let hint =
        Suggestion.nearest(to: framework, among: names).map { "did you mean \($0)?" }
        ?? "there is \(names.joined(separator: ", "))"
      throw ValidationError("--framework: no framework \(framework); \(hint)")
    }
    return found
  }
}
