import ArgumentParser
import Formats
import Language
import Reporting
import Simulation

/// Why the command ends without having done its work.
struct Failure: Error {
  let status: ExitStatus
  /// For the user; of one line or several, without a line end.
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// What a command threw; nil for what the parser of arguments has to say itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let diagnostic as Diagnostic: self.init(.badData, diagnostic.description)
    case let file as UnreadableFile:
      self.init(.unreadable, file.description + (FileSuggestion.hint(for: file.path) ?? ""))
    case let output as UnwrittenFile: self.init(.unwritable, output.description)
    case let part as PartProblem: self.init(.badData, part.description)
    case let file as BlockFileError:
      let hint = file.action == .reading ? FileSuggestion.hint(for: file.path) : nil
      self.init(
        file.action == .reading ? .unreadable : .unwritable, file.description + (hint ?? ""))
    case is CancellationError: self.init(.interrupted, "interrupted; nothing was overwritten")
    case is ValidationError, is CleanExit, is ExitCode: return nil
    default:
      // The parser's own errors are not public; all of them are about usage or asked for help.
      guard AnyArguments.exitCode(for: error) == .failure else { return nil }
      self.init(.fault, "a fault in quotient: \(error)")
    }
  }
}

/// Stands for every command where the parser classifies an error.
private struct AnyArguments: ParsableArguments {}
