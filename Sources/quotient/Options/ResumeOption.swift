import ArgumentParser
import Simulation
import Units

/// The file in which a run keeps its finished blocks.
struct ResumeOption: ParsableArguments {
  @Option(
    help: """
      Keep finished blocks in this file, and take over those that are there: the same command goes \
      on where it was broken off.
      """, completion: .file())
  var resume: String?

  /// Runs with a journal where one is asked for.
  ///
  /// - Parameter isQuiet: Whether nothing is said of what was taken over.
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
