import Formats
import Foundation
import Model
import Ownership
import Units

/// Reads the book of a scenario: a CSV file, or the parameters of a made-up one.
struct BookReader {
  /// The cursor of `book`.
  let cursor: Cursor
  /// The folder that files are seen from; empty for the current one.
  let folder: String
  let start: Day
  /// The ISO code of the scenario's currency.
  let currency: String
  /// The roles whose columns name persons.
  let roles: [String]
  let uses: [String: DriversReader.Use]
  let diagnostics: Diagnostics

  /// - Throws: ``UnreadableFile``.
  func book() throws(UnreadableFile) -> BookReading {
    let unread = BookReading(book: nil, ignoredColumns: [])
    if cursor["file"].exists {
      // Both at once was reported with the table.
      return cursor["generate"].exists ? unread : try file()
    }
    for key in ["columns", "segments"] where cursor[key].exists {
      cursor[key].report(
        .statement("belongs to a file, and the book is made up"),
        hint: key == "segments" ? "put it under `generate`" : "remove it")
    }
    guard cursor["generate"].exists else { return unread }
    return BookReading(
      book: SyntheticBookReader(cursor: cursor["generate"], start: start).book(),
      ignoredColumns: [])
  }

  private func file() throws(UnreadableFile) -> BookReading {
    guard let name = cursor["file"].text()?.value else {
      return BookReading(book: nil, ignoredColumns: [])
    }
    let isAbsolute = name.hasPrefix("/") || folder.isEmpty
    let path = isAbsolute ? name : folder + "/" + name
    let table: CSVTable?
    do {
      table = CSVReader().table(try SourceText(contentsOf: path), diagnostics)
    } catch let error as UnreadableFile {
      throw error
    } catch {
      if let diagnostic = error as? Diagnostic { diagnostics.report(diagnostic) }
      table = nil
    }
    guard let table else { return BookReading(book: nil, ignoredColumns: []) }
    let columns = BookColumns(
      table: table, cursor: cursor["columns"], roles: roles, drivers: Array(uses.keys))
    guard columns.hasRequired(diagnostics, cursor) else {
      return BookReading(book: nil, ignoredColumns: columns.ignored)
    }
    var rows = BookRows(
      columns: columns, segments: BookSegments(cursor: cursor["segments"]), start: start,
      currency: currency, uses: uses, diagnostics: diagnostics)
    return BookReading(book: rows.book(at: cursor), ignoredColumns: columns.ignored)
  }
}
