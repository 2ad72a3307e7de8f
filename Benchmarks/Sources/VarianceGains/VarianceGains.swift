import Analysis
import Formats
import Foundation
import Language
import Model
import Simulation
import Statistics

/// What each way to reduce variance gains, as one run tells it and as many runs confirm it.
///
///     VarianceGains SCENARIO [--trials N] [--runs N] [--size N]
///
/// A gain is how many times the trials a plain estimate needs to be as exact. `told` is what the
/// standard errors of one run of `trials` say; `confirmed` is the scatter of the means of `runs` runs
/// of `size` trials each, under seeds of their own, against that of plain means.
@main
struct VarianceGains {
  static func main() async throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    let lab = try await Laboratory(options)
    let gains = try await lab.gains()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(["gains": gains]), as: UTF8.self))
  }
}

/// A figure whose error is to be small: a model's metric, or its difference to the baseline.
struct Subject: Hashable {
  let figure: Figure
  let model: Int
  let isDifference: Bool
}

struct Gain: Encodable {
  let metric: String
  let model: String
  /// Shared luck, control variates, strata, and the last two together.
  let way: String
  let isDifference: Bool
  let told: Double
  let confirmed: Double
}

/// Runs of one scenario, plain and by strata.
struct Laboratory {
  private let options: Options
  private let plain: PreparedScenario
  private let stratified: PreparedScenario
  private static let figures: [Figure] = [.nrr, .payout, .value]

  init(_ options: Options) async throws {
    self.options = options
    let diagnostics = Diagnostics()
    guard
      var scenario = try ScenarioReader.read(contentsOf: options.scenario, diagnostics).scenario
    else { throw Failure(text: diagnostics.lines().joined(separator: "\n")) }
    scenario.sampling = Sampling(strata: false, adjusted: true)
    plain = try await PreparedScenario(CompiledScenario(scenario))
    scenario.sampling.strata = true
    stratified = try await PreparedScenario(CompiledScenario(scenario))
  }

  func gains() async throws -> [Gain] {
    let (one, spread) = (
      try await comparison(plain, trials: options.trials),
      try await comparison(stratified, trials: options.trials)
    )
    let others = one.models.indices.filter { $0 != one.baseline }
    let subjects = Self.figures.flatMap { figure in
      one.models.indices.map { Subject(figure: figure, model: $0, isDifference: false) }
        + others.map { Subject(figure: figure, model: $0, isDifference: true) }
    }
    let runs = try await replicated(subjects)
    return subjects.flatMap { subject in
      let (own, byStrata) = (Reading(subject, one)!, Reading(subject, spread)!)
      let scatter = runs[subject]!
      func gain(_ way: String, told: Double, _ series: KeyPath<Scatter, [Double]>) -> Gain {
        Gain(
          metric: subject.figure.name, model: one.models[subject.model].name, way: way,
          isDifference: subject.isDifference, told: told,
          confirmed: Moments(scatter.plain).variance
            / Moments(scatter[keyPath: series]).variance)
      }
      let plainError = own.error * own.error
      var gains = [
        gain("control", told: own.adjustedGain, \.adjusted),
        gain("strata", told: plainError / (byStrata.error * byStrata.error), \.strata),
        gain(
          "both", told: plainError / (byStrata.error * byStrata.error) * byStrata.adjustedGain,
          \.both),
      ]
      if subject.isDifference {
        let (a, b, difference) = (
          one.models[subject.model][subject.figure].outcome.standardDeviation,
          one.models[one.baseline][subject.figure].outcome.standardDeviation,
          one.difference(subject.figure, of: subject.model)!.outcome.standardDeviation
        )
        gains.append(
          Gain(
            metric: subject.figure.name, model: one.models[subject.model].name, way: "shared luck",
            isDifference: true, told: (a * a + b * b) / (difference * difference),
            confirmed: Moments(scatter.separate).variance / Moments(scatter.plain).variance))
      }
      return gains
    }
  }

  /// The means of many small runs.
  struct Scatter {
    var plain: [Double] = []
    var adjusted: [Double] = []
    var strata: [Double] = []
    var both: [Double] = []
    /// Of differences between models that drew luck of their own: the model from one run, the
    /// baseline from the next.
    var separate: [Double] = []
  }

  private func replicated(_ subjects: [Subject]) async throws -> [Subject: Scatter] {
    var scatter = Dictionary(uniqueKeysWithValues: subjects.map { ($0, Scatter()) })
    var before: Comparison?
    for run in 0..<options.runs {
      let seed = plain.seed &+ 1 &+ UInt64(run)
      let one = try await comparison(plain.drawing(seed: seed), trials: options.size)
      let spread = try await comparison(stratified.drawing(seed: seed), trials: options.size)
      for subject in subjects {
        guard let own = Reading(subject, one), let byStrata = Reading(subject, spread) else {
          continue
        }
        scatter[subject]!.plain.append(own.mean)
        scatter[subject]!.adjusted.append(own.adjusted)
        scatter[subject]!.strata.append(byStrata.mean)
        scatter[subject]!.both.append(byStrata.adjusted)
        if let before, subject.isDifference {
          scatter[subject]!.separate.append(
            one.models[subject.model][subject.figure].mean
              - before.models[before.baseline][subject.figure].mean)
        }
      }
      before = one
    }
    return scatter
  }

  private func comparison(_ prepared: PreparedScenario, trials: Int) async throws -> Comparison {
    await Comparison(try await Simulator.run(prepared, trials: trials))
  }
}

/// A figure as a comparison tells it.
struct Reading {
  let mean: Double
  let error: Double
  let adjusted: Double
  let adjustedGain: Double

  init?(_ subject: Subject, _ comparison: Comparison) {
    let adjustment: AdjustedMean?
    if subject.isDifference {
      guard let difference = comparison.difference(subject.figure, of: subject.model) else {
        return nil
      }
      (mean, error) = (difference.paired.mean, difference.paired.standardError)
      adjustment = difference.adjusted
    } else {
      let estimate = comparison.models[subject.model][subject.figure]
      (mean, error) = (estimate.mean, estimate.standardError)
      adjustment = estimate.adjusted
    }
    adjusted = adjustment?.mean ?? mean
    adjustedGain = adjustment?.gain ?? 1
  }
}

/// What was asked for.
struct Options {
  let scenario: String
  var trials = 10_000
  var runs = 200
  var size = 2048

  init(_ arguments: some Collection<String>) throws {
    let usage = Failure(text: "usage: VarianceGains SCENARIO [--trials N] [--runs N] [--size N]")
    guard let scenario = arguments.first else { throw usage }
    self.scenario = scenario
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard let number = rest.popFirst().flatMap(Int.init), number > 1 else { throw usage }
      switch name {
      case "--trials": trials = number
      case "--runs": runs = number
      case "--size": size = number
      default: throw usage
      }
    }
  }
}

struct Failure: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
