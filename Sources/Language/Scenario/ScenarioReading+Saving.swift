public import Formats

/// A scenario's file with values set in place.
public struct EditedScenario: Sendable {
  public let text: String
  /// The changed lines, with `-` and `+`; empty where nothing changes.
  public let difference: [String]
}

extension ScenarioReading {
  /// The scenario's file with what was set since it was read; its comments, order and spelling stay.
  ///
  /// - Parameter source: The file as it stands.
  /// - Returns: Nil where a value cannot be set in place; that was reported.
  public func edited(_ source: SourceText, _ diagnostics: Diagnostics) -> EditedScenario? {
    let old = ScenarioText(source)
    var new = old
    for (key, setting) in origin?.applied ?? [] {
      do throws(ScenarioText.Obstacle) {
        try new.set(key.steps, to: setting.value)
      } catch {
        diagnostics.report(
          Diagnostic(
            at: SourceLocation(file: source.file, line: error.line), subject: setting.key,
            .statement("cannot be set to \(setting.value): \(error.problem)")))
      }
    }
    guard !diagnostics.hasErrors else { return nil }
    return EditedScenario(text: new.text, difference: new.difference(from: old))
  }
}
