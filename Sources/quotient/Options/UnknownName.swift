import ArgumentParser
import Formats
import Model
import Ownership
import Simulation

/// A name that is none of those there are.
///
/// - Parameter otherwise: What is said where none is near; nil: all that there are.
func nearestHint(to name: String, among known: [String], otherwise: String? = nil) -> String {
  Suggestion.nearest(to: name, among: known).map { "did you mean \($0)?" }
    ?? otherwise ?? "there is \(known.joined(separator: ", "))"
}

extension ValidationError {
  /// Says that an option names what is not there, and the way out.
  init(_ option: String, no kind: String, _ name: String, among known: [String]) {
    self.init("\(option): no \(kind) \(name); \(nearestHint(to: name, among: known))")
  }
}

extension Scenario {
  /// The index of the model that an option names.
  ///
  /// - Throws: `ValidationError` for a name that is not in the scenario.
  func index(ofModel name: String, option: String) throws -> Int {
    let names = models.map(\.name)
    guard let index = names.firstIndex(of: name) else {
      throw ValidationError(option, no: "model", name, among: names)
    }
    return index
  }
}
