import Formats
import Language
import Units

extension Diagnostics {
  /// Ends the command where an error was reported, with all of them and what was not done.
  ///
  /// - Parameters:
  ///   - consequence: `nothing simulated`.
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
