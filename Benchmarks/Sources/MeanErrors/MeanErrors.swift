import Analysis
import Formats
import Foundation
import Language
import Model
import Simulation
import Statistics

/// How exact means are, and whether their stated errors are true: one run after another of a scenario,
/// under seeds of their own, with the quotas of the first.
///
///     MeanErrors SCENARIO [--trials N] [--runs N]
///
/// Prints a line a figure: the standard deviation of the shown mean over runs; how many times the
/// variance is that of as many independent worlds; and the stated error over the true one, for the
/// shown mean, for the mean over trials, and as if worlds were independent.
@main
struct MeanErrors {
  static func main() async throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    let diagnostics = Diagnostics()
    guard let scenario = try ScenarioReader.read(contentsOf: options.scenario, diagnostics).scenario
    else { throw Failure(text: diagnostics.lines().joined(separator: "\n")) }
    let prepared = try await PreparedScenario(try CompiledScenario(scenario))
    var readings: [[Reading]] = []
    for run in 0..<options.runs {
      let seed = prepared.seed &+ 1 &+ UInt64(run)
      readings.append(
        await Reading.all(
          try await Simulator.run(prepared.drawing(seed: seed), trials: options.trials)))
    }
    print("\(options.runs) runs of \(options.trials) trials")
    print(line("figure", ["sd", "gain", "shown", "raw", "independent"]))
    for index in readings[0].indices {
      let column = readings.map { $0[index] }
      let shown = Moments(column.map(\.mean)).variance
      let raw = Moments(column.map(\.raw)).variance
      func stated(_ error: KeyPath<Reading, Double>, over truth: Double) -> String {
        let variance = Moments(column.map { $0[keyPath: error] * $0[keyPath: error] }).mean
        return String(format: "%.2f", (variance / truth).squareRoot())
      }
      let independent = Moments(column.map { $0.independent * $0.independent }).mean
      print(
        line(
          column[0].name,
          [
            String(format: "%.4g", shown.squareRoot()),
            String(format: "%.1f", independent / shown), stated(\.error, over: shown),
            stated(\.rawError, over: raw), stated(\.independent, over: raw),
          ]))
    }
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    name.padding(toLength: 34, withPad: " ", startingAt: 0)
      + cells.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
  }
}

/// A mean as a run tells it.
struct Reading {
  let name: String
  let mean: Double
  let error: Double
  /// Over trials.
  let raw: Double
  let rawError: Double
  /// The standard error of the mean over trials, were worlds independent.
  let independent: Double

  static let figures: [Figure] = [.nrr, .grr, .payout, .cost, .margin, .value]

  /// The baseline's figures, then each model's less the baseline's.
  static func all(_ result: SimulationResult) async -> [Reading] {
    let comparison = await Comparison(result)
    let series = result.models.map { FigureSeries($0, of: result.scenario) }
    func independent(_ column: [Double]) -> Double {
      Summary(column, clusterSize: SimulationResult.trialsPerWorld).standardError
    }
    let levels = figures.map { figure in
      let estimate = comparison.models[comparison.baseline][figure].outcome
      return Reading(
        name: "\(comparison.scenario.models[comparison.baseline].name) \(figure.name)",
        mean: estimate.mean, error: estimate.standardError,
        raw: estimate.raw?.value ?? estimate.mean,
        rawError: estimate.raw?.standardError ?? estimate.standardError,
        independent: independent(series[comparison.baseline].values(figure)!))
    }
    let others = comparison.models.indices.filter { $0 != comparison.baseline }
    let differences = others.flatMap { model in
      figures.map { figure in
        let paired = comparison.difference(figure, of: model)!.paired
        let column = zip(
          series[model].values(figure)!, series[comparison.baseline].values(figure)!
        ).map { $0 - $1 }
        return Reading(
          name: "\(comparison.models[model].name) \(figure.name), difference",
          mean: paired.mean, error: paired.standardError, raw: paired.raw?.value ?? paired.mean,
          rawError: paired.raw?.standardError ?? paired.standardError,
          independent: independent(column))
      }
    }
    return levels + differences
  }
}

/// What was asked for.
struct Options {
  let scenario: String
  var trials = 1024
  var runs = 40

  init(_ arguments: some Collection<String>) throws {
    let usage = Failure(text: "usage: MeanErrors SCENARIO [--trials N] [--runs N]")
    guard let scenario = arguments.first else { throw usage }
    self.scenario = scenario
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard let number = rest.popFirst().flatMap(Int.init), number > 1 else { throw usage }
      switch name {
      case "--trials": trials = number
      case "--runs": runs = number
      default: throw usage
      }
    }
  }
}

struct Failure: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
