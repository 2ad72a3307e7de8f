import Analysis
import ArgumentParser
import Formats
import Language
import Model
import Ownership
import Reporting
import Simulation
import Units

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain one trial of a model: its draws, events, credits and everybody's pay.",
    discussion: """
      Replays the trial from its counter: no run has to be kept. The figures are those of the \
      trial in samples.csv, to the last digit; the events add up to them, and each statement \
      shows the figures, rates, gates and sums that the plan used.

        quotient explain scenario.yaml --model csql --trial worst
        quotient explain scenario.yaml --model csql --trial worst --by nrr
        quotient explain scenario.yaml --model csql --trial 4711 --account A-1009
        quotient explain scenario.yaml --model csql --trial 4711 --person 'csm 2'

      The options that change a run, such as --set and --seed, are those of compare.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(help: "The ownership model.")
  var model: String

  @Option(help: "A number as in samples.csv, from 0; or worst, median or best of the run.")
  var trial: String

  @Option(help: "The metric that worst, median and best go by (default: value).")
  var by: String?

  @Option(help: "Everything about this account: its id, or its name.")
  var account: String?

  @Option(help: "Everything about this person, with each statement.")
  var person: String?

  @OptionGroup var play: PlayOptions
  @OptionGroup var options: RunOptions

  @Flag(help: "Print one JSON document with every event and statement, and nothing else.")
  var json = false

  @Flag(name: .shortAndLong, help: "No warnings on standard error, and no progress.")
  var quiet = false

  func validate() throws {
    try options.check(beside: play.setting)
    if account != nil, person != nil {
      throw ValidationError("--account and --person exclude each other: keep one of them.")
    }
    if by != nil, rank == nil {
      throw ValidationError("--by belongs to --trial worst, median or best.")
    }
    _ = try figure
    guard rank == nil, Int(trial) == nil else { return }
    let ranks = TrialReport.Choice.Rank.allCases.map(\.rawValue)
    let hint = Suggestion.nearest(to: trial, among: ranks).map { "; did you mean \($0)?" } ?? ""
    throw ValidationError(
      "--trial: found \(trial); expected a number from 0, or worst, median or best\(hint)")
  }

  private var rank: TrialReport.Choice.Rank? { TrialReport.Choice.Rank(rawValue: trial) }

  private var figure: Figure {
    get throws { try by.map { try Figure($0, of: "--by") } ?? .value }
  }

  func run() async throws {
    let source = try ScenarioSource(
      contentsOf: scenario, setting: play.setting.settings, trials: options.trials,
      consequence: "nothing explained")
    if !quiet { for warning in source.warnings { StandardError.write(warning) } }
    let account = try self.account.map { try row(of: $0, in: source.scenario.book) }
    let scenario = try asRun(source)
    let prepared = try await prepared(source, scenario)
    let index = prepared.compiled.scenario.models.firstIndex { $0.name == model }!
    let choice = try rank.map { TrialReport.Choice($0, by: try figure) }
    let replay = try TrialReplay(
      prepared, model: index, trial: try await trial(of: prepared, model: index, choice))
    let report = try TrialReport(
      replay, Provenance(scenario, seed: prepared.seed, trials: scenario.trials),
      choice: choice, about: try subject(account: account, in: replay), source: self.scenario)
    try StandardOutput.write(
      json
        ? TrialDocument(report).text
        : TrialText(report).lines(style: StandardOutput.style).joined(separator: "\n") + "\n")
  }

  /// The scenario as `compare` runs it with the same options.
  private func asRun(_ source: ScenarioSource) throws -> Scenario {
    var scenario = try play.applied(to: source.scenario, source.reading)
    if let seed = options.seed { scenario.seed = seed }
    return scenario
  }

  /// The model, and the baseline, from which its people are counted; others change none of its
  /// figures.
  private func prepared(
    _ source: ScenarioSource, _ scenario: Scenario
  ) async throws -> PreparedScenario {
    let compiled = try source.compiled(try scenario.comparing(only: [model], option: "--model"))
    return try await PreparedScenario(compiled, tasks: options.threads)
  }

  private func trial(
    of prepared: PreparedScenario, model: Int, _ choice: TrialReport.Choice?
  ) async throws -> Int {
    let trials = prepared.compiled.scenario.trials
    guard let choice else {
      guard let number = Int(trial), (0..<trials).contains(number) else {
        throw ValidationError(
          "--trial: the run has trials 0 to \(trials - 1); found \(trial); --trials asks for more")
      }
      return number
    }
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    let result = try await Simulator.run(prepared, tasks: options.threads) {
      progress.show($0, of: $1)
    }
    return choice.trial(of: result, model: model)
  }

  private func subject(
    account: Int?, in replay: TrialReplay
  ) throws -> TrialReport.Subject {
    if let account { return .account(account) }
    guard let person else { return .trial }
    let known = TrialReport.names(in: replay)
    guard known.contains(person) else {
      throw ValidationError(
        "--person: \(model) has no \(person); \(nearestHint(to: person, among: known))")
    }
    return .person(person)
  }

  /// The row of an account by its id, else by its name.
  private func row(of name: String, in book: Book) throws -> Int {
    if let row = book.row(of: name) { return row }
    let named = book.names.indices.filter { book.names[$0] == name }
    if named.count == 1 { return named[0] }
    guard named.isEmpty else {
      throw ValidationError(
        "--account: \(named.count) accounts are named \(name); their ids are"
          + " \(named.prefix(5).map { book.ids[$0] }.joined(separator: ", "))")
    }
    let known = book.ids + book.names.compactMap(\.self)
    let hint = nearestHint(
      to: name, among: known,
      otherwise: "the first of \(Counted(book.count, "account")) is \(book.ids[0])")
    throw ValidationError("--account: the book has no \(name); \(hint)")
  }
}
