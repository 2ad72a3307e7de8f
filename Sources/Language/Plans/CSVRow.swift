import Formats
import Plans

/// A row of a CSV file, read by the headings a reader knows.
struct CSVRow {
  let table: DataTable
  let row: Int
  let columns: ColumnMap
  let diagnostics: Diagnostics

  /// The rows of a file, or nil if a heading is missing or misspelt.
  ///
  /// An unknown heading is a warning, unless it is near one that is missing.
  static func rows(
    of table: DataTable, required: [String], optional: [String], prefixes: [String] = [],
    mapped mappings: [String: ColumnMapping] = [:], _ diagnostics: Diagnostics
  ) -> [CSVRow]? {
    let before = diagnostics.errorCount
    let columns = ColumnMap(table, mappings, diagnostics)
    let known = required + optional
    let missing = known.filter { columns.column($0) == nil }
    let line = SourceLocation(file: table.file, line: 1)
    for (column, heading) in table.headings.enumerated()
    where !known.contains(heading) && !prefixes.contains(where: heading.hasPrefix)
      && !columns.isTaken(column)
    {
      let nearest = Suggestion.nearest(to: heading, among: missing)
      if columns.isMapped, nearest == nil { continue }
      diagnostics.report(
        Diagnostic(
          nearest == nil ? .warning : .error,
          at: SourceLocation(file: table.file, line: 1, column: column + 1),
          subject: heading, .statement(nearest == nil ? "column is not read" : "unknown column"),
          hint: nearest.map(Suggestion.hint(meaning:))))
    }
    for heading in required where columns.column(heading) == nil {
      diagnostics.report(
        Diagnostic(
          at: line, .statement("no column \(heading)"),
          hint: "the columns are \(known.joined(separator: ", "))"))
    }
    guard diagnostics.errorCount == before else { return nil }
    return (0..<table.rowCount).map {
      CSVRow(table: table, row: $0, columns: columns, diagnostics: diagnostics)
    }
  }

  var location: SourceLocation { table.location(row, 0).withoutColumn }

  /// A field's text; nil if it is empty or the file has no such column.
  func text(_ heading: String) -> String? {
    guard let column = columns.column(heading), !table.isEmpty(row, column) else { return nil }
    let text = table.text(row, column)
    // A text without a meaning is reported by ``value(_:_:)``.
    return (try? columns.meaning(of: text, in: heading)) ?? text
  }

  /// A field's value; nil if it is empty, or was refused and reported.
  func value<Value>(
    _ heading: String, _ read: (String) throws(LiteralError) -> Value
  ) -> Value? {
    guard let column = columns.column(heading), !table.isEmpty(row, column) else { return nil }
    do throws(LiteralError) {
      return try read(columns.meaning(of: table.text(row, column), in: heading))
    } catch {
      report(heading, .found(error.found, expected: error.expected), hint: error.hint)
      return nil
    }
  }

  /// A name of one line; nil if it is empty, or was refused and reported.
  func name(_ heading: String) -> String? {
    value(heading) { text throws(LiteralError) in
      try Scalar.name.check(text)
      return text
    }
  }

  /// The field must not be empty.
  func reportMissing(_ heading: String, expected: String) {
    report(heading, .foundKind("nothing", expected: expected))
  }

  func report(
    _ heading: String, _ problem: Diagnostic.Problem, hint: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.report(
      Diagnostic(
        severity, at: columns.column(heading).map { table.location(row, $0) } ?? location,
        subject: heading, problem, hint: hint))
  }

  /// The value, or nil if its problems were reported, each in its column.
  func valid<Value>(_ make: () throws(PlanProblems) -> Value) -> Value? {
    do throws(PlanProblems) {
      return try make()
    } catch {
      for problem in error.problems {
        report(problem.keyPath, .foundKind(problem.found, expected: problem.expected))
      }
      return nil
    }
  }
}
