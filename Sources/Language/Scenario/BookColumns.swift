import Formats
import Ownership

/// How the columns of a book's file map to the book's columns.
struct BookColumns {
  /// The standard columns; others name persons or are attributes.
  static let own = [
    "account", "name", "segment", "arr", "currency", "renewal-date", "term", "auto-renewal",
    "sales-cycle", "owner", "parent",
  ]

  /// One column as the scenario reads it.
  struct Column {
    let index: Int
    /// Multiplies its number.
    var times: Double?
    /// The meanings of its values; nil if they are taken literally.
    var values: [String: String]?
    /// Columns whose numbers multiply it.
    var factors: [Factor] = []
    /// The column with the months that it is for.
    var over: Int?
  }

  /// A column that multiplies another.
  struct Factor {
    let index: Int
    /// What each value means, in lower case; nil if they are numbers.
    var values: [String: Double]?
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
      var mapped = Column(index: index, column)
      if column.isMap { BookColumns.addFactors(to: &mapped, column, of: table, &isFaulty) }
      columns[name] = mapped
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
    let used = Set(
      columns.values.flatMap { [$0.index] + $0.factors.map(\.index) + [$0.over].compactMap(\.self) }
    )
    ignored = table.headings.indices.filter { !used.contains($0) }.map { table.headings[$0] }
  }

  /// The column that a heading names; nil where it was reported.
  private static func index(_ heading: Cursor, _ table: DataTable, _ isFaulty: inout Bool) -> Int? {
    guard let text = heading.text()?.value else { return nil }
    if let index = table.column(text) { return index }
    heading.reportUnknown("heading of \(table.file)", among: table.headings)
    isFaulty = true
    return nil
  }

  private static func addFactors(
    to column: inout Column, _ cursor: Cursor, of table: DataTable, _ isFaulty: inout Bool
  ) {
    column.over = cursor["over"].exists ? index(cursor["over"], table, &isFaulty) : nil
    for factor in cursor["by"].elements {
      guard let index = index(factor.isMap ? factor["column"] : factor, table, &isFaulty) else {
        continue
      }
      var values: [String: Double]?
      if factor.isMap, factor["values"].exists {
        let written = factor["values"]
        values = Dictionary(
          written.names.map { ($0.lowercased(), written.named($0).number()?.value ?? 1) }
        ) { first, _ in first }
      }
      column.factors.append(Factor(index: index, values: values))
    }
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
  /// What a row adds to ARR, in its own currency.
  func amount(
    _ row: Int, of table: DataTable, _ quantity: Quantity
  ) throws(LiteralError) -> (value: Double, currency: String?) {
    let amount =
      values == nil
      ? try table.amount(row, index)
      : try WrittenAmount(
        try meaning(table.text(row, index)), decimal: table.format.decimal)
    var value = amount.value
    if let times { value *= times }
    for factor in factors {
      guard let values = factor.values else {
        value *= try table.amount(row, factor.index).value
        continue
      }
      let text = table.text(row, factor.index).trimmed
      guard let number = values[text.lowercased()] else {
        throw LiteralError(
          found: text, expected: "a value of \(table.headings[factor.index]) under `by`",
          hint: Suggestion.hint(for: text, among: values.keys.sorted(), listsKnown: true))
      }
      value *= number
    }
    if let over {
      let months = try table.amount(row, over).value
      guard months > 0 else {
        throw LiteralError(
          found: table.text(row, over), expected: "months above 0 in \(table.headings[over])")
      }
      value *= 12 / months
    }
    guard quantity.contains(value) else {
      throw LiteralError(
        found: table.text(row, index), expected: quantity.bounds(passedBy: value))
    }
    return (value, amount.currency)
  }

  /// The meaning of a value; blanks have none.
  func meaning(_ text: String) throws(LiteralError) -> String {
    guard let values, !text.isEmpty else { return text }
    if let meaning = values[text] { return meaning }
    throw LiteralError(
      found: text, expected: "a value of book.columns",
      hint: Suggestion.hint(for: text, among: values.keys.sorted(), listsKnown: true))
  }

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
