import Analysis
import ArgumentParser
import Language
import Model
import Simulation
import Units

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the ownership models of a scenario on the same luck.",
    discussion: """
      Prints the models by value, the verdict and what to look at, and writes every number \
      behind them to reports/SCENARIO/: report.html to read and print, report.xlsx to calculate \
      with, JSON and CSV.

        quotient compare scenario.yaml
        quotient compare scenario.yaml --models csql,account-manager --trials 2000
        quotient compare scenario.yaml --same-plans     the part of the gap that is not pay
        quotient compare scenario.yaml --set effects.overload=0.7    planned for
        quotient compare scenario.yaml --if effects.overload=0.7     not planned for
        quotient compare scenario.yaml --json | jq '.models[] | [.name, .value.mean]'
        quotient compare scenario.yaml --trials 1000000 --until 'se(value) < 10k'
        quotient compare scenario.yaml --trials 1000000 --resume run.blocks
        quotient compare scenario.yaml --keep people    each person's pay by trial

      --set says what is known before: heads, quotas and calibration are planned anew for it. --if \
      says what turns out: only this number is otherwise, and people and quotas stay as planned. A \
      break-even after Turns on is of the second kind: put back with --if, it makes the models tie.

      The same scenario, seed and number of trials give the same bytes, whatever the threads. An \
      interrupt (control-C or SIGTERM) leaves the previous report whole.

      --until asks for the largest standard error of a metric's difference from the baseline, over \
      models. It is looked at after every 1,024 trials, the last of which --trials says, so that a \
      run ends with the same trial on any machine.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @OptionGroup var chosen: ModelOptions
  @OptionGroup var options: RunOptions

  @Option(help: "End once a metric is known so precisely: 'se(value) < 10k', 'se(nrr) < 0.1%'.")
  var until: String?

  @OptionGroup var resume: ResumeOption
  @OptionGroup var report: ReportOptions

  func validate() throws {
    try options.check(beside: chosen.setting)
    _ = try until.map(PrecisionTarget.init(option:))
  }

  func run() async throws {
    try report.checkFolder(of: scenario)
    let origin = RunOrigin(scenario: scenario, arguments: chosen.arguments)
    let input = try await RunInput(
      origin, trials: options.trials, seed: options.seed, threads: options.threads,
      keepsPeople: report.keep.people, isQuiet: report.quiet, isReported: !report.quiet)
    let prepared = input.prepared
    let trials = prepared.compiled.scenario.trials
    let result = try await resume.run(
      PartHeader(
        prepared, origin: origin, trials: trials, blocks: 0..<TrialBlock.count(ofTrials: trials)),
      isQuiet: report.quiet
    ) { try await simulate(prepared, $0) }
    try await report.report(
      result, of: prepared, scenario, readingWarnings: input.readingWarnings)
  }

  private func simulate(
    _ prepared: PreparedScenario, _ journal: BlockJournal?
  ) async throws -> SimulationResult {
    let progress = ProgressLine(isShown: !report.quiet && StandardError.isTerminal)
    defer { progress.clear() }
    guard let target = try until.map(PrecisionTarget.init(option:)) else {
      return try await Simulator.run(prepared, tasks: options.threads, journal: journal) {
        progress.show($0, of: $1)
      }
    }
    var precision = PrecisionProgress(target)
    let result = try await Simulator.run(
      prepared, tasks: options.threads, journal: journal,
      progress: { progress.show($0, of: $1) },
      until: { rung in
        precision.add(rung)
        return precision.isReached
      })
    progress.clear()
    if !report.quiet {
      let found = "\(target.text(precision.standardError)) after \(Counted(result.trials, "trial"))"
      StandardError.write(precision.isReached ? found : "warn \(found), not what --until asks for")
    }
    return result
  }
}
