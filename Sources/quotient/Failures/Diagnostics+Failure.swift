import Formats
import Language
import Units

extension Diagnostics {
  /// Ends the command where an error was reported, with all of them and what was not done.
  ///
  /// - Parameter consequence: `nothing simulated`.
  func throwIfAny(_ consequence: String) throws(Failure) {
    guard hasErrors else { return }
    let count = Counted(errorCount, "error")
    throw Failure(
      .badData, (lines() + ["\(count), \(consequence)."]).joined(separator: "\n"))
  }
}
