public import Formats
import Model

extension ScenarioReading {
  /// Reads the scenario again with values that override those of its document.
  ///
  /// A setting edits the user's document, which is then read as usual, with all its checks and
  /// consequences. The book is kept unless it depends on what was set.
  ///
  /// - Returns: A reading, without a scenario if an error was reported.
  /// - Throws: ``UnreadableFile`` if another file of the book cannot be read at all.
  public func setting(
    _ settings: [Setting], _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ScenarioReading {
    guard let origin else {
      for setting in settings {
        diagnostics.report(
          Diagnostic(
            at: SourceLocation(file: setting.place), subject: setting.key,
            .statement("cannot be set: the scenario could not be read")))
      }
      return self
    }
    return try ScenarioReader.reading(of: origin, setting: settings, diagnostics)
  }

  /// The reading with one value set.
  ///
  /// ```swift
  /// let pinned = try reading.setting("effects.overload", to: "0.7").scenario
  /// ```
  ///
  /// - Throws: ``SettingError`` if the value is not valid there or leaves no scenario.
  public func setting(
    _ key: String, to value: String, source: String? = nil
  ) throws(SettingError) -> ScenarioReading {
    let diagnostics = Diagnostics()
    do {
      let reading = try setting([Setting(key, to: value, source: source)], diagnostics)
      if reading.scenario != nil { return reading }
    } catch {
      throw SettingError(lines: [error.description])
    }
    throw SettingError(
      lines: diagnostics.sorted.filter { $0.severity == .error }.map(\.description))
  }

  /// Every key that can be set, with its value in force: the keys of
  /// ``resolvedText(isAnnotated:)``.
  public var keys: [(key: String, value: String)] {
    guard let document else { return [] }
    return ScenarioLanguage.table.leaves(in: document).map {
      (SettingKey($0.steps).description, DocumentWriter.flow($0.entry))
    }
  }
}

/// Why a value could not be set.
public struct SettingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line for each problem, in the words of the language.
  public let lines: [String]

  public var description: String { lines.joined(separator: "\n") }
}
