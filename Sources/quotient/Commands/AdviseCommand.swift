import Advice
import Analysis
import ArgumentParser
import Formats
import Language
import Model
import Reporting
import Units

struct AdviseCommand: AsyncParsableCommand {
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
        quotient advise scenario.yaml --search               and what the simulation finds best
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

  @Flag(
    help: """
      Search for the owners that are worth most, motion by motion, and hold the frameworks against \
      them; what is found is kept beside the scenario, for like: advised/found.
      """)
  var search = false

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
    if scenario == nil, search { throw ValidationError("--search needs a scenario to simulate.") }
    _ = try chosenFramework()
  }

  func run() async throws {
    guard facts != Self.questionnaire else {
      return try StandardOutput.write(AdviceReport.questionnaire)
    }
    let report = try report(chosenFramework())
    let found = try await searched(report)
    try StandardOutput.write(
      json ? AdviceDocument(report, found).text : text(of: report, found))
    guard let found, let scenario else { return }
    let path = FoundModel.path(ofScenario: scenario)
    try await keep(found, at: path)
    if !json, !quiet {
      try StandardOutput.write("\nWrote     \(path), for like: \(FoundModel.name)\n")
    }
  }

  private func text(of report: AdviceReport, _ found: OwnershipSearch?) -> String {
    let style = StandardOutput.style
    var lines = AdviceText(report).lines(style: style)
    if let found { lines += [""] + SearchText(found).lines(style: style) }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Search

  private func searched(_ report: AdviceReport) async throws -> OwnershipSearch? {
    guard search, let scenario = report.scenario else { return nil }
    let isShown = !quiet && StandardError.isTerminal
    defer { if isShown { StandardError.writeInPlace("") } }
    return try await OwnershipSearch(scenario, report.advisor) { models in
      if isShown { StandardError.writeInPlace("Simulated \(models) models") }
    }
  }

  private func keep(_ found: OwnershipSearch, at path: String) async throws {
    let scenario = found.scenario
    let text = FoundModel.text(
      found.rules, segments: scenario.book.segments.filter { $0.accounts > 0 },
      inputs: scenario.withoutAlternatives.fingerprint,
      remarks: [
        "What `quotient advise --search` found for \(scenario.name), seed \(found.seed):"
          + " for like: \(FoundModel.name).",
        "It overwrites this file.",
      ])
    try await OutputFile(path: path, text: text).write()
  }

  // MARK: - Facts

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
      throw ValidationError(
        "--framework", no: "framework", framework, among: Framework.all.map(\.name))
    }
    return found
  }
}
