public import Formats
public import Model

/// A scenario as read, with facts about the reading.
public struct ScenarioReading: Sendable {
  /// Nil if an error was reported.
  public let scenario: Scenario?
  /// The scenario's document with every default filled in; nil if it could not be read at all.
  public let document: Entry?
  /// Headings of the book's file that the scenario does not use, in file order.
  public let ignoredColumns: [String]
  /// How the book came out of its file; nil for a made-up book, or where it could not be read.
  public var intake: BookIntake?
  /// What the scenario was read from; nil if that is not a document.
  let origin: ScenarioOrigin?

  /// The values of the document that the user wrote.
  public var yourValues: Int { count(.yours) }
  /// The values of the document that are defaults.
  public var defaultValues: Int { count(.default) }

  /// The document with every default filled in, as text that reads back to the same scenario.
  ///
  /// Each assumption stays where it was stated, so that it keeps its draws.
  ///
  /// - Parameter isAnnotated: Whether each value carries whose it is and why, as a comment.
  public func resolvedText(isAnnotated: Bool = true) -> String? {
    document.map { DocumentWriter(isAnnotated: isAnnotated).text($0) }
  }

  private func count(_ origin: Entry.Origin) -> Int {
    document.map { ScenarioLanguage.table.values(in: $0).count { $0.origin == origin } } ?? 0
  }
}
