import Formats
import Units

/// A condition on the rows of a file, such as `Type = Customer | Partner`, `ARR != 0`,
/// `Contract end > 2026-11-27` or `Account is not blank`.
///
/// Texts are compared without regard to case and spaces at their ends; a text beside `<` and the like
/// is compared as a day where it is one, else as an amount.
struct BookCondition {
  enum Comparison: String, CaseIterable {
    case isNotBlank = "is not blank"
    case isBlank = "is blank"
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case equal = "="
    case less = "<"
    case more = ">"
  }

  let text: String
  let column: Int
  private let comparison: Comparison
  private let values: Set<String>
  private let numbers: [Double]
  private let day: Day?

  /// Reads a condition on a table.
  ///
  /// - Throws: ``LiteralError`` with what is no heading or no comparison.
  init(_ text: String, of table: DataTable) throws(LiteralError) {
    self.text = text
    let trimmed = text.trimmed
    // The longest heading that fits: `ARR` and `ARR (USD)` may both be there.
    let headings = table.headings.indices.filter { trimmed.hasPrefix(table.headings[$0]) }
      .sorted { table.headings[$0].count > table.headings[$1].count }
    for heading in headings {
      let rest = trimmed.dropFirst(table.headings[heading].count).trimmed
      guard let comparison = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) })
      else { continue }
      let value = rest.dropFirst(comparison.rawValue.count).trimmed
      column = heading
      self.comparison = comparison
      let parts = value.split(separator: "|").map { $0.trimmed }
      values = Set(parts.map { $0.lowercased() })
      numbers = parts.compactMap { try? Literal.number($0) }
      day = Day(value)
      let needsNumber = [.less, .more, .atMost, .atLeast].contains(comparison)
      let isWhole =
        switch comparison {
        case .isBlank, .isNotBlank: value.isEmpty
        case .equal, .notEqual: !parts.isEmpty
        default: parts.count == 1 && (day != nil || numbers.count == 1)
        }
      guard isWhole else {
        throw LiteralError(
          found: text,
          expected: needsNumber
            ? "a number or a day such as 2026-04-01 after \(comparison.rawValue)"
            : "a value after \(comparison.rawValue)")
      }
      return
    }
    if let heading = headings.first {
      throw LiteralError(
        found: text,
        expected:
          "a comparison after \(table.headings[heading]): = A | B, !=, <, <=, >, >=, is blank,"
          + " is not blank")
    }
    let name = trimmed.prefix { !"=<>!".contains($0) }.trimmed
    throw LiteralError(
      found: text, expected: "a heading of \(table.file), then a comparison",
      hint: Suggestion.hint(for: name, among: table.headings, listsKnown: true))
  }

  /// Whether a row fulfils it.
  ///
  /// - Throws: ``LiteralError`` for a field that cannot be compared.
  func holds(_ row: Int, of table: DataTable) throws(LiteralError) -> Bool {
    let isEmpty = table.isEmpty(row, column)
    switch comparison {
    case .isBlank: return isEmpty
    case .isNotBlank: return !isEmpty
    case .equal: return isOne(row, of: table)
    case .notEqual: return !isOne(row, of: table)
    case .less, .more, .atMost, .atLeast:
      guard !isEmpty else { return false }
      if let day {
        return isRight(Double(try table.day(row, column).number), beside: Double(day.number))
      }
      // `n/a` is no amount, and neither above nor below one.
      if table.hasNoAmount(row, column) { return false }
      return isRight(try table.amount(row, column).value, beside: numbers[0])
    }
  }

  private func isRight(_ value: Double, beside bound: Double) -> Bool {
    switch comparison {
    case .less: value < bound
    case .more: value > bound
    case .atMost: value <= bound
    default: value >= bound
    }
  }

  private func isOne(_ row: Int, of table: DataTable) -> Bool {
    let text = table.text(row, column)
    if values.contains(text) || values.contains(text.trimmed.lowercased()) { return true }
    guard !numbers.isEmpty, let amount = try? table.amount(row, column) else { return false }
    return numbers.contains(amount.value)
  }
}
