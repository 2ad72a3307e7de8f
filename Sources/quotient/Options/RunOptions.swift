import ArgumentParser
import Formats
import Language
import Simulation
import Units

/// How many trials to simulate, with which seed, on how many threads.
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
  /// - Parameter fewestTrials: What the command needs; a single trial has no error.
  /// - Throws: `ValidationError`.
  func check(beside setting: SettingOptions, fewestTrials: Int = 1) throws {
    if let trials, trials < fewestTrials {
      throw ValidationError("--trials is at least \(fewestTrials): a single trial has no error.")
    }
    let keys = Set(try setting.settings.map(\.key))
    for (key, isGiven) in [("trials", trials != nil), ("seed", seed != nil)]
    where isGiven && keys.contains(key) {
      throw ValidationError("--\(key) and --set \(key)= exclude each other: keep one of them.")
    }
  }
}

/// What to keep of every trial besides the report; changes no figure.
struct KeepOption: ParsableArguments {
  enum Kept: String, CaseIterable, ExpressibleByArgument {
    case people
  }

  @Option(
    help: """
      Also keep the pay of every person in every trial: in a part, and as people-samples.csv beside \
      a report.
      """)
  var keep: Kept?

  var people: Bool { keep == .people }
}

/// The file that keeps the finished blocks of a run.
struct ResumeOption: ParsableArguments {
  @Option(
    help: """
      Keep finished blocks in this file, and take over those that are there: the same command goes \
      on where it was broken off.
      """, completion: .file())
  var resume: String?

  /// Runs `body`, with a journal if one is asked for.
  ///
  /// - Parameter isQuiet: Whether to say nothing about blocks taken over.
  func run<Result>(
    _ header: @autoclosure () -> PartHeader, isQuiet: Bool,
    _ body: (BlockJournal?) async throws -> Result
  ) async throws -> Result {
    guard let resume else { return try await body(nil) }
    let journal = try BlockJournal(keeping: resume, header())
    if !isQuiet, journal.takenOver > 0 {
      StandardError.write("Took over \(Counted(journal.takenOver, "block")) from \(resume)")
    }
    do {
      return try await body(journal)
    } catch is CancellationError {
      throw Failure(.interrupted, "interrupted; the same command goes on from \(resume)")
    }
  }
}
