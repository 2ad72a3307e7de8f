import Formats
import Ownership

/// Which column of a file is what to us.
struct BookColumns {
  /// Our own columns; others name persons or are attributes.
  static let own = [
    "account", "name", "segment", "arr", "renewal-date", "term", "auto-renewal", "sales-cycle",
  ]

  /// One column as the scenario reads it.
  struct Column {
    let index: Int
    /// Multiplies its number.
    var times: Double?
    /// What its values mean; nil where they mean themselves.
    var values: [String: String]?
  }

  let table: CSVTable
  private(set) var columns: [String: Column] = [:]
  /// Roles that the file names persons for.
  let persons: [String]
  /// Further columns, sorted by name.
  let attributes: [String]
  /// Headings that nothing asked for.
  let ignored: [String]
  /// Whether a mapping was refused, so that a column is not truly missing.
  private(set) var isFaulty = false

  init(table: CSVTable, cursor: Cursor, roles: [String], drivers: [String]) {
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

  /// Whether the columns without which there is no book are there; reported where they are not.
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
