public import Formats
import Foundation
import Model
import Ownership
import Plans
import Units

/// Reads a scenario and its book.
///
/// All that is wrong is reported at once: reading goes on behind an error with what is left, and
/// only gives no scenario in the end.
public struct ScenarioReader {
  private let diagnostics: Diagnostics
  private let folder: String
  private let fileName: String
  private let trials: Int?

  /// Reads a file; the book's file is seen from its folder.
  ///
  /// - Parameter trials: Trials instead of the scenario's, in ``ScenarioLanguage/trials``; nil for
  ///   these.
  /// - Throws: ``UnreadableFile``, where the file or that of the book cannot be read at all.
  public static func read(
    contentsOf path: String, trials: Int? = nil, _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ScenarioReading {
    do {
      // Foundation's way to the folder traps on a name of one letter.
      let folder =
        path.lastIndex(of: "/").map { String(path[..<max($0, path.index(after: path.startIndex))]) }
        ?? ""
      return try read(try SourceText(contentsOf: path), in: folder, trials: trials, diagnostics)
    } catch let error as UnreadableFile {
      throw error
    } catch {
      if let diagnostic = error as? Diagnostic { diagnostics.report(diagnostic) }
      return ScenarioReading(scenario: nil, document: nil, ignoredColumns: [])
    }
  }

  /// Reads a text; the book's file is seen from `folder`.
  ///
  /// - Parameter trials: Trials instead of the scenario's, in ``ScenarioLanguage/trials``; nil for
  ///   these.
  /// - Throws: ``UnreadableFile``, where the book's file cannot be read at all.
  public static func read(
    _ source: SourceText, in folder: String, trials: Int? = nil, _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ScenarioReading {
    let fileName = URL(filePath: source.file).deletingPathExtension().lastPathComponent
    return try ScenarioReader(
      diagnostics: diagnostics, folder: folder, fileName: fileName, trials: trials
    ).reading(of: source)
  }

  private func reading(of source: SourceText) throws(UnreadableFile) -> ScenarioReading {
    let before = diagnostics.errorCount
    let table = ScenarioLanguage.table
    guard let root = DocumentReader.read(source, diagnostics) else {
      return ScenarioReading(scenario: nil, document: nil, ignoredColumns: [])
    }
    let yours = table.plainForm(of: root, diagnostics)
    func document(_ segments: [Segment]) -> Cursor {
      let tiers = segments.map { (segment: $0.name, tier: $0.tier.rawValue) }
      let whole = table.merged(yours, over: ScenarioDefaults.document(tiers: tiers, diagnostics))
      return Cursor(root: whole, table: table, diagnostics)
    }

    // The tiers of the book's segments decide which defaults apply.
    let first = document([])
    let roles = first["roles"].names
    let drivers = DriversReader(cursor: first["drivers"])
    let start = first["start"].day()?.value ?? Day(number: 0)
    let book = try BookReader(
      cursor: first["book"], folder: folder, start: start,
      currency: first["currency"].text()?.value ?? "", roles: roles, uses: drivers.uses(),
      diagnostics: diagnostics
    ).book()
    let whole = document(book.book?.segments ?? [])
    if let entry = whole.entry { table.reportMissing(entry, diagnostics) }
    if yours["book"] == nil, let made = book.book {
      diagnostics.report(
        Diagnostic(
          .warning, at: SourceLocation(file: source.file),
          .statement("no book: \(made.count) accounts are made up"),
          hint: "add `book: {file: accounts.csv}`, or `generate`"))
    }
    let scenario = ScenarioParts(
      document: whole, roles: roles, start: start, book: book.book, fileName: fileName,
      askedTrials: trials, diagnostics: diagnostics
    ).scenario()
    return ScenarioReading(
      scenario: diagnostics.errorCount == before ? scenario : nil, document: whole.entry,
      ignoredColumns: book.ignoredColumns)
  }
}
