import Formats
import Model
import Ownership
import Units

/// A book as read.
struct ReadBook: Sendable {
  /// Nil if a problem was reported.
  let book: Book?
  /// Headings of the file that nothing asked for, in its order.
  let ignoredColumns: [String]
  /// Nil for a made-up book.
  var intake: BookIntake?
}

/// A book with everything its reading depended on, so that a scenario can be read again without
/// rereading it.
struct KeptBook: Sendable {
  let read: ReadBook
  /// The reported problems, to report again.
  let reported: [Diagnostic]
  private let entry: Entry?
  private let start: Day
  private let currency: String
  private let roles: [String]
  private let headRoles: Set<String>
  private let uses: [String: DriversReader.Use]

  /// The previous book if nothing it depends on has changed, else the book read again.
  ///
  /// - Parameter cursor: Of `book`.
  /// - Throws: ``UnreadableFile``.
  init(
    cursor: Cursor, folder: String, start: Day, currency: String, roles: [String],
    headRoles: Set<String>, uses: [String: DriversReader.Use], before: KeptBook?
  ) throws(UnreadableFile) {
    entry = cursor.entry
    self.start = start
    self.currency = currency
    self.roles = roles
    self.headRoles = headRoles
    self.uses = uses
    if let before, before.entry == entry, before.start == start, before.currency == currency,
      before.roles == roles, before.headRoles == headRoles, before.uses == uses
    {
      read = before.read
      reported = before.reported
      return
    }
    let diagnostics = Diagnostics()
    read = try BookReader(
      cursor: cursor.reporting(to: diagnostics), folder: folder, start: start, currency: currency,
      roles: roles, headRoles: headRoles, uses: uses, diagnostics: diagnostics
    ).book()
    reported = diagnostics.sorted
  }
}

/// Reads the book of a scenario from a CSV file or the parameters of a generated book.
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
  /// Those of them whose persons fix the number of heads.
  let headRoles: Set<String>
  let uses: [String: DriversReader.Use]
  let diagnostics: Diagnostics

  /// - Throws: ``UnreadableFile``.
  func book() throws(UnreadableFile) -> ReadBook {
    let unread = ReadBook(book: nil, ignoredColumns: [])
    if cursor["file"].exists {
      // The table reports both at once.
      return cursor["generate"].exists ? unread : try file()
    }
    let ofFiles = (BookRules.keys + TableFormat.keys).map(\.name)
    for key in ["columns", "segments"] + ofFiles where cursor[key].exists {
      cursor[key].report(
        .statement("belongs to a file, and the book is made up"),
        hint: key == "segments" ? "put it under `generate`" : "remove it")
    }
    guard cursor["generate"].exists else { return unread }
    return ReadBook(
      book: SyntheticBookReader(cursor: cursor["generate"], start: start).book(),
      ignoredColumns: [])
  }

  private func file() throws(UnreadableFile) -> ReadBook {
    guard let name = cursor["file"].text()?.value else {
      return ReadBook(book: nil, ignoredColumns: [])
    }
    let path = FilePath.path(of: name, besideFolder: folder)
    guard let file = try TableFile.read(path, diagnostics),
      let table = file.table(TableFormat(book: cursor), diagnostics)
    else { return ReadBook(book: nil, ignoredColumns: []) }
    let columns = BookColumns(
      table: table, cursor: cursor["columns"], roles: roles, drivers: Array(uses.keys))
    guard columns.hasRequired(diagnostics, cursor) else {
      return ReadBook(book: nil, ignoredColumns: columns.ignored)
    }
    for problem in table.headingProblems {
      var warning = problem
      warning.severity = .warning
      diagnostics.report(warning)
    }
    var rows = BookRows(
      columns: columns, rules: BookRules(cursor: cursor, headRoles: headRoles),
      segments: BookSegments(cursor: cursor["segments"]), start: start, currency: currency,
      uses: uses, diagnostics: diagnostics)
    let book = rows.book(at: cursor)
    return ReadBook(book: book, ignoredColumns: columns.ignored, intake: rows.intake)
  }
}
