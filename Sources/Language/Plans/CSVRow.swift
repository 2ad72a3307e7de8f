import Formats
import Plans

/// A row of a CSV file, read by the headings a reader knows.
struct CSVRow {
  let table: CSVTable
  let row: Int
  let diagnostics: Diagnostics

  /// The rows of a file, or nil where a heading is missing or misspelt.
  ///
  /// A heading that nobody reads is a warning, unless it is near one that is missing.
  static func rows(
    of table: CSVTable, required: [String], optional: [String], prefixes: [String] = [],
    _ diagnostics: Diagnostics
  ) -> [CSVRow]? {
    let before = diagnostics.errorCount
    let known = required + optional
    let missing = known.filter { table.column($0) == nil }
    let line = Place(file: table.file, line: 1)
    for (column, heading) in table.headings.enumerated()
    where !known.contains(heading) && !prefixes.contains(where: heading.hasPrefix) {
      let nearest = Suggestion.nearest(to: heading, among: missing)
      diagnostics.report(
        Diagnostic(
          nearest == nil ? .warning : .error,
          at: Place(file: table.file, line: 1, column: column + 1),
          subject: heading, .statement(nearest == nil ? "column is not read" : "unknown column"),
          wayOut: nearest.map { "did you mean `\($0)`?" }))
    }
    for heading in required where table.column(heading) == nil {
      diagnostics.report(
        Diagnostic(
          at: line, .statement("no column \(heading)"),
          wayOut: "the columns are \(known.joined(separator: ", "))"))
    }
    guard diagnostics.errorCount == before else { return nil }
    return (0..<table.rowCount).map { CSVRow(table: table, row: $0, diagnostics: diagnostics) }
  }

  var place: Place { table.place(row, 0).ofLine }

  /// A field's text; nil where the field is empty or the file has no such column.
  func text(_ heading: String) -> String? {
    guard let column = table.column(heading), !table.isEmpty(row, column) else { return nil }
    return table.text(row, column)
  }

  /// What a field says; nil where it is empty, or was refused and reported.
  func value<Value>(
    _ heading: String, _ read: (String) throws(LiteralError) -> Value
  ) -> Value? {
    guard let text = text(heading) else { return nil }
    do throws(LiteralError) {
      return try read(text)
    } catch {
      report(heading, .found(error.found, expected: error.expected), wayOut: error.wayOut)
      return nil
    }
  }

  /// A name of one line; nil where it is empty, or was refused and reported.
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
    _ heading: String, _ problem: Diagnostic.Problem, wayOut: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.report(
      Diagnostic(
        severity, at: table.column(heading).map { table.place(row, $0) } ?? place,
        subject: heading, problem, wayOut: wayOut))
  }

  /// The value, or nil where its problems were reported in their columns.
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
