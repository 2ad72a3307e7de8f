import Analysis
import ArgumentParser
import Formats
import Language
import Model
import Ownership
import Reporting
import Simulation
import Units

struct SensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Say what the difference between two models turns on, by playing the luck again.",
    discussion: """
      Moves every input by itself, on the same luck: a range from its P10 to its P90, a number \
      without a range over a test range of ours, the people of a role by one. What changes no bit is \
      out; the ten largest are played again on all trials, with their break-evens.

        quotient sensitivity scenario.yaml                       the best model, its gain in value
        quotient sensitivity scenario.yaml --model csql --figure nrr
        quotient sensitivity scenario.yaml --model hybrid --against csql
        quotient sensitivity scenario.yaml --out reports/sensitivity     page, workbook, CSV, JSON

      People, quotas and calibration stay as planned: only the input turns out otherwise, as with \
      compare --if. What compare says after Turns on is of the same meaning, and read off the run.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(help: "The model (default: the best by value).")
  var model: String?

  @Option(help: "The model it is compared with (default: the baseline, or the closest rival).")
  var against: String?

  @Option(help: "The figure whose difference is taken, such as value, nrr or cost.")
  var figure = Figure.value.name

  @OptionGroup var setting: SettingOptions
  @OptionGroup var options: RunOptions
  @OptionGroup var output: AnswerOutput

  @Option(help: ReportDate.help, transform: OptionValue.day)
  var date: Day?

  @Flag(name: .shortAndLong, help: "No warnings and no progress.")
  var quiet = false

  func validate() throws {
    try options.check(beside: setting, fewestTrials: 2)
    _ = try chosenFigure
  }

  func run() async throws {
    try output.checkFolder(of: "sensitivity")
    let figure = try chosenFigure
    let source = try ScenarioSource(
      contentsOf: scenario, setting: setting.settings, trials: options.trials,
      consequence: "nothing simulated")
    var scenario = source.scenario
    if let seed = options.seed { scenario.seed = seed }
    guard scenario.models.count > 1 else {
      throw Failure(
        .badData,
        "\(self.scenario): models has one model, and a sensitivity is of the difference of two; add"
          + " one under models")
    }
    let named = (
      try model.map { try scenario.index(ofModel: $0, option: "--model") },
      try against.map { try scenario.index(ofModel: $0, option: "--against") }
    )
    if let model, model == against {
      throw ValidationError("--against: \(model) is the model itself; name another.")
    }
    if !quiet { for warning in source.warnings { StandardError.write(warning) } }
    let progress = TimedProgress(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    let (model, reference) = try await pair(named, in: scenario, source)
    let names = [model, reference].map { scenario.models[$0].name }
    let two = scenario.comparing(only: names)
    let compiled = try source.compiled(two)
    if !quiet { for sentence in compiled.simplifiedPay { StandardError.write("warn " + sentence) } }
    let plan = try await PreparedScenario(compiled, tasks: options.threads)
    let places = names.map { name in two.models.firstIndex { $0.name == name }! }
    let sensitivity: Sensitivity
    do {
      sensitivity = try await Sensitivity(
        plan, model: places[0], against: places[1], figure: figure, tasks: options.threads
      ) { progress.show($0, of: $1) }
    } catch let error as StaffingError {
      throw source.failure(error)
    }
    progress.clear()
    guard !(sensitivity.exact.isEmpty && sensitivity.screened.isEmpty) else {
      throw Failure(
        .badData,
        "no input moves the difference in \(figure.name) of \(names[0]) and \(names[1]):"
          + " --model, --against or --figure names another")
    }
    try await output.show(
      AnswerReport(
        sensitivity,
        Provenance(
          sensitivity.scenario, seed: sensitivity.seed, trials: sensitivity.trials, date: date),
        warnings: ScenarioWarnings(compiled).sentences))
  }

  /// The indices of the two models; what is not named comes from a comparison of all.
  private func pair(
    _ named: (model: Int?, against: Int?), in scenario: Scenario, _ source: ScenarioSource
  ) async throws -> (model: Int, reference: Int) {
    if let model = named.model {
      if let against = named.against { return (model, against) }
      if model != scenario.baseline { return (model, scenario.baseline) }
    }
    let result = try await Simulator.run(
      PreparedScenario(source.compiled(scenario), tasks: options.threads), tasks: options.threads)
    let comparison = await Comparison(result)
    let best = comparison.ranking[0]
    if let against = named.against {
      return (comparison.ranking.first { $0 != against }!, against)
    }
    let model = named.model ?? best
    if model != scenario.baseline { return (model, scenario.baseline) }
    return (model, model == best ? comparison.closestRival! : best)
  }

  private var chosenFigure: Figure {
    get throws { try Figure(figure, of: "--figure") }
  }
}
