import Formats
import Ownership

/// How the columns of a book's file map to the book's columns.
struct BookColumns {
  /// The standard columns; others name persons or are attributes.
  static let own = [
    "account", "name", "segment", "arr", "renewal-date", "term", "auto-renewal", "sales-cycle",
  ]

  /// One column as the scenario reads it.
  struct Column {
    let index: Int
    /// Multiplies its number.
    var times: Double?
    /// The meanings of its values; nil if they are taken literally.
    var values: [String: String]?
  }

  let table: DataTable
  private(set) var columns: [String: Column] = [:]
  /// Roles for which the file names persons.
  let persons: [String]
  /// Further columns, sorted by name.
  let attributes: [String]
  /// Headings that the scenario does not use.
  let ignored: [String]
  /// Whether a mapping was refused, so that a column may only seem to be missing.
  private(set) var isFaulty = false

  init(table: DataTable, cursor: Cursor, roles: [String], drivers: [String]) {
    self.table = table
    for name in cursor.names {
      let column = cursor.named(name)
      let heading = column.isMap ? column["column"] : column
      guard let text = heading.text()?.value else { continue }
      guard let index = table.column(text) else {
        heading.reportUnknown("heading of \(table.file)", among: table.headings)
        isFaulty = true
        continue
      }
      columns[name] = Column(index: index, column)
    }
    let taken = Set(columns.values.map(\.index))
    for name in BookColumns.own + roles + drivers where columns[name] == nil {
      if let index = table.column(name), !taken.contains(index) {
        columns[name] = Column(index: index)
      }
    }
    let found = columns.keys.sorted()
    persons = found.filter(roles.contains)
    attributes = found.filter { !roles.contains($0) && !BookColumns.own.contains($0) }
    let used = Set(columns.values.map(\.index))
    ignored = table.headings.indices.filter { !used.contains($0) }.map { table.headings[$0] }
  }

  subscript(name: String) -> Column? { columns[name] }

  /// Whether all required columns are present; missing ones are reported.
  func hasRequired(_ diagnostics: Diagnostics, _ book: Cursor) -> Bool {
    if isFaulty { return false }
    let missing = ["account", "arr"].filter { columns[$0] == nil }
    for name in missing {
      let headings = table.headings.prefix(12).joined(separator: ", ")
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: table.file, line: 1), .statement("no column `\(name)`"),
          hint: "map it under book.columns; the headings are \(headings)"))
    }
    return missing.isEmpty
  }
}

extension BookColumns.Column {
  fileprivate init(index: Int, _ cursor: Cursor) {
    self.index = index
    guard cursor.isMap else { return }
    times = cursor["times"].number()?.value
    let values = cursor["values"]
    if values.exists {
      self.values = Dictionary(
        uniqueKeysWithValues: values.names.map { ($0, values.named($0).text()?.value ?? "") })
    }
  }
}
