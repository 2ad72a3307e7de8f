import Formats
import History
import Units

/// The fields of a history's file, read in one place; what is wrong is reported with its line.
struct HistoryFields {
  let table: DataTable
  let columns: [HistoryColumns.Name: Int]
  let diagnostics: Diagnostics
  /// What amounts are multiplied with, such as 12 for a month's money.
  var times = 1.0

  var rows: Range<Int> { 0..<table.rowCount }

  /// The trimmed text; nil for a blank, and without the column.
  func text(_ row: Int, _ name: HistoryColumns.Name) -> String? {
    guard let column = columns[name] else { return nil }
    let text = table.text(row, column).trimmingSpaces()
    return text.isEmpty ? nil : text
  }

  func day(_ row: Int, _ name: HistoryColumns.Name) -> Day? {
    guard let column = columns[name] else { return nil }
    do throws(LiteralError) {
      return try table.day(row, column)
    } catch {
      let isBlank = table.isEmpty(row, column)
      report(
        row, name,
        .found(error.found, expected: isBlank ? "a date such as 2026-01-31" : error.expected),
        hint: error.hint)
      return nil
    }
  }

  func whole(_ row: Int, _ name: HistoryColumns.Name, _ expected: String) -> Int? {
    read(row, name, expected: expected) { Int($0) }
  }

  /// A term in months, also in words such as `Annual`.
  func term(_ row: Int) -> Int? {
    guard text(row, .term) != nil else { return nil }
    return read(row, .term, expected: "a term in months") { ColumnContent.months($0) }
  }

  func boolean(_ row: Int, _ name: HistoryColumns.Name) -> Bool? {
    read(row, name, expected: "yes or no") { BookRows.boolean($0) }
  }

  /// An amount of the column, times ``times``; nil was reported.
  func amount(_ row: Int, _ name: HistoryColumns.Name, least: Double? = 0) -> Double? {
    let expected = least == 0 ? "an amount of 0 or above" : "an amount"
    return read(row, name, expected: expected) { text in
      amount(text).flatMap { amount in
        least.map { amount >= $0 } ?? true ? amount * times : nil
      }
    }
  }

  /// An amount as spreadsheets write it, and `-` for none; nil for anything else.
  func amount(_ text: String) -> Double? {
    if ["-", "–", "—"].contains(text) { return 0 }
    return try? WrittenAmount(text, decimal: table.format.decimal).value
  }

  private func read<Value>(
    _ row: Int, _ name: HistoryColumns.Name, expected: String, _ value: (String) -> Value?
  ) -> Value? {
    guard let column = columns[name] else { return nil }
    let text = table.text(row, column).trimmingSpaces()
    if let value = value(text) { return value }
    report(row, name, .found(text, expected: expected))
    return nil
  }

  func report(
    _ row: Int, _ name: HistoryColumns.Name, _ problem: Diagnostic.Problem, hint: String? = nil
  ) {
    guard let column = columns[name] else { return }
    diagnostics.report(
      Diagnostic(
        at: table.location(row, column), subject: table.headings[column], problem, hint: hint))
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    return String(
      drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
