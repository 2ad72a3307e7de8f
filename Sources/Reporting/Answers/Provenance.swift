public import Analysis
import Formats
public import Model
import Simulation
public import Units

/// Where the figures of a report come from: everything needed to reproduce its bytes.
///
/// It contains nothing of clock or machine, so that equal runs have equal provenance.
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
  /// The date of the report, as given by the user.
  public let date: Day?
  /// A line of the user's on every printed page, such as `Confidential`; empty for none.
  public let confidentiality: String
  /// What was set beside the scenario's file, each as `key = value`.
  public let settings: [String]

  /// How to read the numbers, in every file.
  public static let units =
    "amounts in the currency, undiscounted but for value; shares and multiples are 1 at 100%;"
    + " years and quarters count from 1"

  public init(
    _ scenario: Scenario, seed: UInt64, trials: Int, date: Day? = nil, confidentiality: String = ""
  ) {
    self.scenario = scenario.name
    inputs = scenario.fingerprint
    self.seed = seed
    self.trials = trials
    version = Simulator.version
    currency = scenario.currency
    self.date = date
    self.confidentiality = confidentiality
    settings = scenario.settings
  }

  public init(_ comparison: Comparison, date: Day? = nil) {
    self.init(
      comparison.scenario, seed: comparison.seed, trials: comparison.trials, date: date)
  }

  /// The facts by name, as files show them; date and settings only if there are any.
  public var facts: [(name: String, value: String)] {
    [
      ("scenario", scenario), ("inputs", inputs.description), ("seed", String(seed)),
      ("trials", String(trials)), ("version", version), ("currency", currency),
      ("units", Self.units),
    ] + (date.map { [("date", $0.description)] } ?? [])
      + (confidentiality.isEmpty ? [] : [("confidentiality", confidentiality)])
      + (settings.isEmpty ? [] : [("set", settings.joined(separator: "; "))])
  }

  /// The line below a report in a terminal: `6c62…c58d, quotient 0.1.0, 2026-01-31`.
  var line: String {
    ([inputs.description, "quotient \(version)"] + (date.map { [$0.description] } ?? []))
      .joined(separator: ", ")
  }

  /// The object under `provenance` of a JSON document.
  var json: JSONValue { Self.shape.json(self) }

  static let shape = JSONShape<Provenance>(
    "provenance",
    [
      .text("scenario") { $0.scenario },
      .text("inputs", "Fingerprint of the book and of every assumption.") {
        $0.inputs.description
      },
      JSONMember("seed", JSONSchema.whole) { .number(Double($0.seed)) },
      .whole("trials") { $0.trials }, .text("version") { $0.version },
      .text("currency") { $0.currency }, .text("units") { _ in units },
      JSONMember(
        "date",
        JSONSchema.described(
          ["type": ["string", "null"], "format": "date"], "The day that the report bears.")
      ) { .string($0.date?.description) },
      JSONMember(
        "confidentiality",
        JSONSchema.described(JSONSchema.text, "A line of the user's on every printed page."),
        isOptional: true
      ) { $0.confidentiality.isEmpty ? nil : .string($0.confidentiality) },
      JSONMember(
        "settings",
        JSONSchema.described(
          ["type": "array", "items": JSONSchema.text],
          "What was set beside the scenario's file, as key = value."), isOptional: true
      ) { $0.settings.isEmpty ? nil : .array($0.settings.map { .string($0) }) },
    ])
}
