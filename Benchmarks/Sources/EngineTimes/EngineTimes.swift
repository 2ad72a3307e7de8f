import Analysis
import Formats
import Foundation
import Language
import Model
import Simulation

/// Runs a scenario inside one process and prints, as one JSON object, what each step took.
///
///     EngineTimes SCENARIO [--trials N] [--threads N] [--models N] [--samples FILE] [--until read]
///
/// Steps: `read` (the scenario and its book), `prepare` (compiling, calibrating, quotas), `run` (the
/// trials), `summarise` (the comparison).
@main
struct EngineTimes {
  static func main() async throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    var clock = StepClock()
    var scenario = try read(options.scenario)
    clock.lap("read")
    guard !options.readsOnly else {
      return try show(
        Report(
          accounts: scenario.book.count, trials: 0, years: scenario.years,
          models: scenario.models.count, steps: clock.steps))
    }
    if let models = options.models { scenario.models = Array(scenario.models.prefix(models)) }
    scenario.trials = options.trials ?? scenario.trials
    let prepared = try await PreparedScenario(CompiledScenario(scenario), tasks: options.threads)
    clock.lap("prepare")
    let result = try await Simulator.run(prepared, tasks: options.threads)
    clock.lap("run")
    let comparison = await Comparison(result)
    clock.lap("summarise")

    if let samples = options.samples { try write(result, of: scenario, to: samples) }
    try show(
      Report(
        accounts: scenario.book.count, trials: result.trials, years: scenario.years,
        models: comparison.models.count, steps: clock.steps))
  }

  private static func show(_ report: Report) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }

  /// Writes what the peers write: NRR and payout as doubles, `[model][figure][trial]`.
  private static func write(
    _ result: SimulationResult, of scenario: Scenario, to path: String
  ) throws {
    var samples: [Double] = []
    for model in result.models {
      let series = FigureSeries(model, of: scenario)
      samples += series.values(.nrr)! + series.values(.payout)!
    }
    try samples.withUnsafeBytes { try Data($0).write(to: URL(filePath: path)) }
  }

  private static func read(_ path: String) throws -> Scenario {
    let diagnostics = Diagnostics()
    guard let scenario = try ScenarioReader.read(contentsOf: path, diagnostics).scenario else {
      throw Failure(text: diagnostics.lines().joined(separator: "\n"))
    }
    return scenario
  }
}

/// What was asked for.
struct Options {
  let scenario: String
  var trials: Int?
  var threads: Int?
  var models: Int?
  var samples: String?
  var readsOnly = false

  init(_ arguments: some Collection<String>) throws {
    let usage = Failure(
      text: """
        usage: EngineTimes SCENARIO [--trials N] [--threads N] [--models N] [--samples FILE] \
        [--until read]
        """)
    guard let scenario = arguments.first else { throw usage }
    self.scenario = scenario
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard let text = rest.popFirst() else { throw usage }
      if name == "--samples" {
        samples = text
        continue
      }
      if name == "--until", text == "read" {
        readsOnly = true
        continue
      }
      guard let number = Int(text), number > 0 else { throw usage }
      switch name {
      case "--trials": trials = number
      case "--threads": threads = number
      case "--models": models = number
      default: throw usage
      }
    }
  }
}

struct Failure: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}

/// Wall and processor seconds of each step of the process.
struct StepClock {
  struct Step: Encodable {
    let name: String
    let wall: Double
    /// Of all threads.
    let cpu: Double
  }

  private(set) var steps: [Step] = []
  private var last = Self.now

  mutating func lap(_ name: String) {
    let now = Self.now
    steps.append(Step(name: name, wall: now.wall - last.wall, cpu: now.cpu - last.cpu))
    last = now
  }

  private static var now: (wall: Double, cpu: Double) {
    func seconds(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    return (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
  }
}

struct Report: Encodable {
  let accounts: Int
  let trials: Int
  let years: Int
  let models: Int
  let steps: [StepClock.Step]
}
