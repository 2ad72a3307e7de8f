import ArgumentParser
import Formats
import Foundation
import Language
import Model
import Ownership
import Simulation

/// Which models of a scenario to compare, and what is shown of them, besides what changes every trial.
struct ModelOptions: ParsableArguments {
  @Option(help: "Compare only these models, and the baseline: names with commas between.")
  var models: String?

  @OptionGroup var play: PlayOptions

  @Flag(
    help: ArgumentHelp(
      "Also show means without the luck of accounts.",
      discussion: "The same trials, and often a much smaller standard error."))
  var adjusted = false

  var setting: SettingOptions { play.setting }

  /// The arguments that give the same options again.
  var arguments: [String] {
    (models.map { ["--models", $0] } ?? []) + play.arguments + (adjusted ? ["--adjusted"] : [])
  }

  /// The scenario that was read with the options applied.
  ///
  /// - Throws: `ValidationError` for a name that is not in the scenario; ``Failure``.
  ///
  /// - Parameter reading: Of the scenario, by which numbers are read.
  func applied(to scenario: Scenario, _ reading: ScenarioReading) throws -> Scenario {
    var chosen = try play.applied(to: scenario, reading)
    if adjusted { chosen.sampling.adjusted = true }
    guard let models else { return chosen }
    let asked = models.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return try chosen.comparing(only: asked, option: "--models")
  }
}

/// What changes the trials of every model: values, plans and luck.
struct PlayOptions: ParsableArguments {
  @Flag(help: "Pay each role by the plan of its own name in every model.")
  var samePlans = false

  @Flag(
    help: ArgumentHelp(
      "Spread the market's first shock evenly over the trials.",
      discussion: "Other luck, mostly with smaller standard errors."))
  var strata = false

  @OptionGroup var setting: SettingOptions
  @OptionGroup var outturn: OutturnOptions

  /// The arguments that give the same options again.
  var arguments: [String] {
    (samePlans ? ["--same-plans"] : []) + (strata ? ["--strata"] : []) + setting.arguments
      + outturn.arguments
  }

  /// The scenario that was read with the options applied.
  ///
  /// - Throws: `ValidationError` for what is no number of the scenario; ``Failure``.
  ///
  /// - Parameter reading: Of the scenario, by which numbers are read.
  func applied(to scenario: Scenario, _ reading: ScenarioReading) throws -> Scenario {
    let turned = try scenario.turning(outturn.outturns(of: scenario, reading))
    var played = samePlans ? turned.withoutPayOverrides : turned
    if strata { played.sampling.strata = true }
    return played
  }
}

extension Scenario {
  /// The scenario with some of its models, and the baseline.
  ///
  /// - Throws: `ValidationError` for a name that is not in the scenario.
  func comparing(only asked: [String], option: String) throws -> Scenario {
    for name in asked { _ = try index(ofModel: name, option: option) }
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
