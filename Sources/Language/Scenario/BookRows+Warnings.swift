import Formats
import Units

/// Warnings about a valid book.
extension BookRows {
  /// Warns of a sign that differs from the scenario currency's; currencies that may share a sign
  /// are not reported.
  func warnOfOtherCurrency(_ text: String, _ sign: String, _ row: Int, _ column: Int) {
    let codes: [String: String] = ["$": "USD", "€": "EUR", "£": "GBP"]
    guard let code = codes[sign], code != currency, codes.values.contains(currency) else { return }
    diagnostics.report(
      Diagnostic(
        .warning, at: table.location(row, column), subject: table.headings[column],
        .found(text, expected: "an amount in \(currency), the scenario's currency"),
        hint: "set `currency: \(code)`, or convert the amounts"))
  }

  /// Warns of renewals more than a term and more than a year after the start, as those accounts
  /// cannot churn until then. Renewals before the start are rolled forward by whole terms.
  func warnOfFarRenewals(_ renewalDay: [Day], _ term: [Int], _ ids: [String]) {
    guard let column = columns["renewal-date"] else { return }
    let far = ids.indices.filter { renewalDay[$0] > start.adding(months: max(term[$0], 12)) }
    guard let row = far.first else { return }
    let others = Counted(far.count - 1, "other account")
    let months = Counted(term[row], "month")
    let terms =
      columns["term"] == nil ? "\(months), as no column says a term" : "its term of \(months)"
    diagnostics.report(
      Diagnostic(
        .warning, at: table.location(row, column.index), subject: table.headings[column.index],
        .statement(
          "\(Excerpt.of(ids[row])) renews on \(renewalDay[row]), further from \(start) than"
            + " \(terms)"
            + (others.count == 0 ? "" : "; so \(others.count == 1 ? "does" : "do") \(others)")),
        hint: "correct dates, terms or `start`"))
  }

  /// Warns if the last row holds as much as all others together; ignored in small files, where that
  /// may be chance.
  func warnOfTotal(_ arr: [Double], _ ids: [String]) {
    guard arr.count > 10, let last = arr.last, let id = ids.last, let column = columns["arr"] else {
      return
    }
    let others = arr.dropLast().reduce(0, +)
    guard abs(last - others) <= 1e-9 * others else { return }
    diagnostics.report(
      Diagnostic(
        .warning, at: table.location(arr.count - 1, column.index),
        subject: table.headings[column.index],
        .statement("\(Excerpt.of(id)) has as much ARR as all other accounts together"),
        hint: "remove the row if it is their total"))
  }
}
