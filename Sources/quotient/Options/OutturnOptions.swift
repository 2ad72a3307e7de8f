import ArgumentParser
import Formats
import Language
import Model

/// Inputs that turn out otherwise than planned.
struct OutturnOptions: ParsableArguments {
  @Option(
    name: .customLong("if"),
    help: ArgumentHelp(
      "Let a number turn out otherwise: people, quotas and calibration stay as planned.",
      discussion: "May be repeated. --set instead plans anew, as if it had been known before.",
      valueName: "key=value"))
  private var texts: [String] = []

  func validate() throws {
    for text in texts { _ = try Self.setting(text) }
  }

  /// The arguments that give the same options again.
  var arguments: [String] { texts.flatMap { ["--if", $0] } }

  /// - Throws: `ValidationError` for what is no single number of the scenario.
  func outturns(of scenario: Scenario, _ reading: ScenarioReading) throws -> [Outturn] {
    try texts.map { try Self.outturn(Self.setting($0), of: scenario, reading) }
  }

  private static func setting(_ text: String) throws -> Setting {
    do throws(LiteralError) {
      return try Setting(text, place: "--if")
    } catch {
      throw ValidationError("--if", error)
    }
  }

  /// The value is read as the scenario's file would read it.
  private static func outturn(
    _ setting: Setting, of scenario: Scenario, _ reading: ScenarioReading
  ) throws -> Outturn {
    let known = scenario.inputs.map(\.assumption.key)
    guard known.contains(setting.key) else {
      throw ValidationError(refusal(of: setting, among: known, reading))
    }
    let turning: Scenario?
    do throws(SettingError) {
      turning = try reading.setting(setting.key, to: setting.value).scenario
    } catch {
      throw ValidationError("--if: \(error.lines.joined(separator: "\n"))")
    }
    let turned = turning?.inputs.first { $0.assumption.key == setting.key }?.assumption
    guard let turned, turned.isCertain else {
      throw ValidationError(
        "--if: \(setting.key) turns out to be one number; found \(setting.value). A range is a"
          + " belief: --set \(setting.key)=\(setting.value) plans by it.")
    }
    return Outturn(setting.key, turned.mean)
  }

  private static func refusal(
    of setting: Setting, among known: [String], _ reading: ScenarioReading
  ) -> String {
    if reading.keys.contains(where: { $0.key == setting.key }) {
      return "--if: \(setting.key) is planned, or inherited from another key, and cannot turn out"
        + " otherwise by itself; --set \(setting.key)=\(setting.value) plans with it."
    }
    let hint = nearestHint(
      to: setting.key, among: known, otherwise: "quotient check --resolved lists all keys")
    return "--if: the scenario has no number \(setting.key); \(hint)"
  }
}
