import Analysis
import ArgumentParser
import Formats
import Language
import Model
import Ownership
import Reporting
import Simulation
import Units

struct CausesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "causes",
    abstract:
      "Say why a model is worth more or less than another, cause by cause and year by year.",
    discussion: """
      Switches one thing after the other from one model to the other, on the same luck: who finds \
      opportunities, whose skill acts, the price, contacts, transfers, the people, their load and \
      vacancies, their plans. The parts add up to the difference of value, each with its error. Also \
      says what of it is pay, and whose pay goes up or down.

        quotient causes scenario.yaml --model account-manager
        quotient causes scenario.yaml --model hybrid --against account-manager
        quotient causes scenario.yaml --model hybrid --trials 2048 --out reports/causes
        quotient causes scenario.yaml --model hybrid --json | jq '.causes[] | [.cause, .gain, .se]'

      It simulates some thirty models between the two, so that it takes the first 2,048 trials of the \
      scenario's; --trials says how many instead.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(help: "The model whose difference is explained.")
  var model: String

  @Option(help: "The model it is held against (default: the baseline).")
  var against: String?

  @OptionGroup var setting: SettingOptions
  @OptionGroup var options: RunOptions

  @Option(help: ReportDate.help, transform: OptionValue.day)
  var date: Day?

  @OptionGroup var output: AnswerOutput

  @Flag(name: .shortAndLong, help: "Print no warnings and no progress.")
  var quiet = false

  func validate() throws {
    try options.check(beside: setting, fewestTrials: 2)
  }

  func run() async throws {
    try output.checkFolder(of: "causes")
    let source = try ScenarioSource(
      contentsOf: scenario, setting: setting.settings, trials: options.trials,
      consequence: "nothing simulated")
    var scenario = source.scenario
    if options.trials == nil { scenario.trials = min(scenario.trials, Causes.usualTrials) }
    if let seed = options.seed { scenario.seed = seed }
    let (model, reference) = try pair(in: &scenario)
    let compiled = try source.compiled(scenario)
    if !quiet {
      for warning in source.warnings + compiled.simplifiedPay.map({ "warn " + $0 }) {
        StandardError.write(warning)
      }
    }
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    let causes = try await Causes(
      compiled, of: model, over: reference, tasks: options.threads
    ) { progress.show($0, of: $1) }
    progress.clear()
    let provenance = Provenance(scenario, seed: causes.seed, trials: causes.trials, date: date)
    try await output.show(
      AnswerReport(causes, provenance, warnings: ScenarioWarnings(compiled).sentences))
  }

  /// The indices of both models, once the scenario has no others but the baseline.
  private func pair(in scenario: inout Scenario) throws -> (model: Int, reference: Int) {
    let (model, baseline) = (
      try scenario.index(ofModel: model, option: "--model"), scenario.baseline
    )
    let reference =
      try against.map { try scenario.index(ofModel: $0, option: "--against") } ?? baseline
    guard model != reference else {
      throw ValidationError(
        against == nil
          ? "--model: \(self.model) is the baseline; --against says what it is held against."
          : "--model and --against are the same model.")
    }
    let names = [model, reference].map { scenario.models[$0].name }
    scenario = scenario.comparing(only: names)
    let kept = scenario.models.map(\.name)
    return (kept.firstIndex(of: names[0])!, kept.firstIndex(of: names[1])!)
  }
}
