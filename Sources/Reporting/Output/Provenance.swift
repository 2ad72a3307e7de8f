public import Analysis
import Formats
public import Model
import Simulation
public import Units

/// Where the figures of a report come from: what it takes to get the same bytes again.
///
/// No clock and no machine is asked: what is the same run has the same provenance.
public struct Provenance: Hashable, Sendable {
  /// The scenario's name.
  public let scenario: String
  /// ``Scenario/fingerprint``: of the book, the assumptions, the models, people and plans.
  public let inputs: Fingerprint
  public let seed: UInt64
  public let trials: Int
  /// The version of the program.
  public let version: String
  /// The ISO code of the currency of all amounts.
  public let currency: String
  /// The day that the report bears, by the word of whoever asked for it.
  public let date: Day?

  /// How to read the numbers, in every file.
  public static let units =
    "amounts in the currency, undiscounted but for value; shares and multiples are 1 at 100%;"
    + " years and quarters count from 1"

  public init(_ scenario: Scenario, seed: UInt64, trials: Int, date: Day? = nil) {
    self.scenario = scenario.name
    inputs = scenario.fingerprint
    self.seed = seed
    self.trials = trials
    version = Simulator.version
    currency = scenario.currency
    self.date = date
  }

  public init(_ comparison: Comparison, date: Day? = nil) {
    self.init(
      comparison.scenario, seed: comparison.seed, trials: comparison.trials, date: date)
  }

  /// The facts by name, as they stand in files; without a date, none.
  public var facts: [(name: String, value: String)] {
    [
      ("scenario", scenario), ("inputs", inputs.description), ("seed", String(seed)),
      ("trials", String(trials)), ("version", version), ("currency", currency),
      ("units", Self.units),
    ] + (date.map { [("date", $0.description)] } ?? [])
  }

  /// What a terminal says below a report: `6c62…c58d, quotient 0.1.0, 2026-01-31`.
  var line: String {
    ([inputs.description, "quotient \(version)"] + (date.map { [$0.description] } ?? []))
      .joined(separator: ", ")
  }

  /// The object under `provenance` of a JSON document.
  var json: JSONValue {
    [
      "scenario": .string(scenario), "inputs": .string(inputs.description),
      "seed": .number(Double(seed)), "trials": .number(Double(trials)),
      "version": .string(version), "currency": .string(currency),
      "units": .string(Self.units), "date": .string(date?.description),
    ]
  }
}
