import ArgumentParser
import Formats
import Foundation
import Language
import Model
import Ownership
import Simulation

/// Which models of a scenario to simulate, with which plans and sampling, and which of its values
/// to override.
struct ModelOptions: ParsableArguments {
  @Option(help: "Compare only these models, and the baseline: names with commas between.")
  var models: String?

  @Flag(help: "Pay each role by the plan of its own name in every model.")
  var samePlans = false

  @Flag(
    help: ArgumentHelp(
      "Spread the market's first shock evenly over the trials.",
      discussion: "Other luck, mostly with smaller standard errors."))
  var strata = false

  @Flag(
    help: ArgumentHelp(
      "Also show means without the luck of accounts.",
      discussion: "The same trials, and often a much smaller standard error."))
  var adjusted = false

  @OptionGroup var setting: SettingOptions
  @OptionGroup var outturn: OutturnOptions

  /// The arguments that give the same options again.
  var arguments: [String] {
    (models.map { ["--models", $0] } ?? []) + (samePlans ? ["--same-plans"] : [])
      + (strata ? ["--strata"] : []) + (adjusted ? ["--adjusted"] : [])
      + setting.arguments + outturn.arguments
  }

  /// The scenario that was read with the options applied.
  ///
  /// - Throws: `ValidationError` for a name that is not in the scenario; ``Failure``.
  ///
  /// - Parameter reading: Of the scenario, by which numbers are read.
  func applied(to scenario: Scenario, _ reading: ScenarioReading) throws -> Scenario {
    let scenario = try scenario.turning(outturn.outturns(of: scenario, reading))
    var chosen = samePlans ? scenario.withoutPayOverrides : scenario
    if strata { chosen.sampling.strata = true }
    if adjusted { chosen.sampling.adjusted = true }
    guard let models else { return chosen }
    let asked = models.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return try chosen.comparing(only: asked, option: "--models")
  }
}

extension Scenario {
  /// The scenario with some of its models, and the baseline.
  ///
  /// - Throws: `ValidationError` for a name that is not in the scenario.
  func comparing(only asked: [String], option: String) throws -> Scenario {
    let known = models.map(\.name)
    for name in asked where !known.contains(name) {
      let hint =
        Suggestion.nearest(to: name, among: known).map { "did you mean \($0)?" }
        ?? "the scenario has \(known.joined(separator: ", "))"
      throw ValidationError("\(option): no model \(name); \(hint)")
    }
    return comparing(only: asked)
  }

  /// The scenario with some of its models, and the baseline.
  func comparing(only names: [String]) -> Scenario {
    let baseline = models[baseline].name
    var chosen = self
    chosen.models = models.filter { names.contains($0.name) || $0.name == baseline }
    chosen.baseline = chosen.models.firstIndex { $0.name == baseline }!
    return chosen
  }
}
