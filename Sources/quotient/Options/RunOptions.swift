import ArgumentParser
import Formats
import Language

/// How many trials are simulated, on which luck, by how many threads.
struct RunOptions: ParsableArguments {
  @Option(
    help: "Trials instead of the scenario's.", transform: OptionValue.count(ScenarioLanguage.trials)
  )
  var trials: Int?

  @Option(
    name: .customLong("seed"), help: "Seed instead of the scenario's: other luck.",
    transform: OptionValue.count(ScenarioLanguage.seed))
  private var seedNumber: Int?

  @Option(
    help: "How many threads simulate (default: one a core); never changes a result.",
    transform: OptionValue.count(Quantity(.count, from: 1, to: 1024)))
  var threads: Int?

  var seed: UInt64? { seedNumber.map { UInt64($0) } }

  /// Refuses an option beside a setting of the same key: neither could be said to hold.
  ///
  /// - Throws: `ValidationError`.
  func check(beside setting: SettingOptions) throws {
    let keys = Set(try setting.settings.map(\.key))
    for (key, isGiven) in [("trials", trials != nil), ("seed", seed != nil)]
    where isGiven && keys.contains(key) {
      throw ValidationError("--\(key) and --set \(key)= exclude each other: keep one of them.")
    }
  }
}
