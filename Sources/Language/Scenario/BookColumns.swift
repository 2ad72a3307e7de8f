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
    /// The months that it is for.
    var over: Period?
    /// Whether the account's term is added to its day.
    var plusTerm = false
  }

  /// What a column's value is besides the number or day in it.
  enum Plus: String, NamedChoice {
    case term

    var summary: String { "The term: the column says when a contract began." }
  }

  /// Months that an amount is for, in a column or counted in the unit that others say.
  struct Period {
    let index: Int
    var times = 1.0
    var factors: [Factor] = []
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
      columns.values.flatMap { column in
        [column.index] + column.factors.map(\.index)
          + (column.over.map { [$0.index] + $0.factors.map(\.index) } ?? [])
      }
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
    column.factors = factors(of: cursor, table, &isFaulty)
    let over = cursor["over"]
    guard over.exists,
      let index = index(over.isMap ? over["column"] : over, table, &isFaulty)
    else { return }
    column.over = Period(
      index: index, times: over.isMap ? over["times"].number()?.value ?? 1 : 1,
      factors: over.isMap ? factors(of: over, table, &isFaulty) : [])
  }

  /// The columns under `by`.
  private static func factors(
    of cursor: Cursor, _ table: DataTable, _ isFaulty: inout Bool
  ) -> [Factor] {
    cursor["by"].elements.compactMap { factor in
      guard let index = index(factor.isMap ? factor["column"] : factor, table, &isFaulty) else {
        return nil
      }
      var values: [String: Double]?
      if factor.isMap, factor["values"].exists {
        let written = factor["values"]
        values = Dictionary(
          written.names.map { ($0.lowercased(), written.named($0).number()?.value ?? 1) }
        ) { first, _ in first }
      }
      return Factor(index: index, values: values)
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
    for factor in factors { value *= try factor.number(row, of: table) }
    if let over { value *= 12 / (try over.months(row, of: table)) }
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
    plusTerm = cursor["plus"].choice(BookColumns.Plus.self) != nil
    let values = cursor["values"]
    if values.exists {
      self.values = Dictionary(
        uniqueKeysWithValues: values.names.map { ($0, values.named($0).text()?.value ?? "") })
    }
  }
}

extension BookColumns.Factor {
  /// What it multiplies with in a row.
  func number(_ row: Int, of table: DataTable) throws(LiteralError) -> Double {
    guard let values else { return try table.amount(row, index).value }
    let text = table.text(row, index).trimmed
    guard let number = values[text.lowercased()] else {
      throw LiteralError(
        found: text, expected: "a value of \(table.headings[index]) under `by`",
        hint: Suggestion.hint(for: text, among: values.keys.sorted(), listsKnown: true))
    }
    return number
  }
}

extension BookColumns.Period {
  /// The months of a row, above 0.
  func months(_ row: Int, of table: DataTable) throws(LiteralError) -> Double {
    var months = try table.amount(row, index).value * times
    for factor in factors { months *= try factor.number(row, of: table) }
    guard months > 0 else {
      throw LiteralError(
        found: table.text(row, index), expected: "months above 0 in \(table.headings[index])")
    }
    return months
  }
}
