import ArgumentParser
import Formats
import Language
import Reporting
import Simulation
import Units

/// Why the command ends without doing its work.
struct Failure: Error {
  let status: ExitStatus
  /// For the user: one or more lines, without a final line end.
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  static let interruption = "interrupted; nothing was overwritten"

  /// The failure for an error that a command threw; nil if the argument parser reports it itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let diagnostic as Diagnostic: self.init(.badData, diagnostic.description)
    case let file as UnreadableFile:
      self.init(.unreadable, file.description + (FileSuggestion.hint(for: file.path) ?? ""))
    case let output as UnwrittenFile: self.init(.unwritable, output.description)
    case let part as PartProblem: self.init(.badData, part.description)
    case let figure as FigureTooLarge: self.init(.badData, figure.description)
    case let file as BlockFileError:
      let hint = file.action == .reading ? FileSuggestion.hint(for: file.path) : nil
      self.init(
        file.action == .reading ? .unreadable : .unwritable, file.description + (hint ?? ""))
    case is CancellationError: self.init(.interrupted, Self.interruption)
    case is ValidationError, is CleanExit, is ExitCode: return nil
    default:
      // The parser's own errors are not public; all of them mean wrong usage or a request for help.
      guard AnyArguments.exitCode(for: error) == .failure else { return nil }
      self.init(.fault, "a fault in quotient: \(error)")
    }
  }
}

/// Stands for any command when the parser classifies an error.
private struct AnyArguments: ParsableArguments {}

/// The exit status of the command, with the numbers of `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  case usage = 64
  /// The user's data is wrong.
  case badData = 65
  /// An input cannot be read at all.
  case unreadable = 66
  /// A bug in quotient.
  case fault = 70
  case unwritable = 74
  case interrupted = 130
  /// Terminated by SIGTERM.
  case terminated = 143
}

extension Diagnostics {
  /// Ends the command if an error was reported, listing all errors and what was not done.
  ///
  /// - Parameters:
  ///   - consequence: What was not done, such as `nothing simulated`.
  ///   - endsWithWarnings: Whether warnings come after the consequence, not before it.
  func throwIfAny(_ consequence: String, endsWithWarnings: Bool = false) throws(Failure) {
    guard hasErrors else { return }
    var lines = lines()
    let count = Counted(errorCount, "error")
    lines.insert(
      "\(count), \(consequence).",
      at: endsWithWarnings ? min(errorCount, lines.count) : lines.count)
    throw Failure(.badData, lines.joined(separator: "\n"))
  }
}
