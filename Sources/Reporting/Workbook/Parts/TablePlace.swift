import Formats

/// Where a table stands in a workbook, and formulas that look up its numbers.
///
/// They compare every row, so that a list may be sorted and filtered; texts must be the same to the
/// letter, whatever characters they hold.
struct TablePlace<Row: TableRow>: Sendable {
  let sheet: String
  /// Of the headings.
  let headingRow: Int
  let columns: [TableColumn<Row>]
  let rowCount: Int

  /// The cells of a column, headings left out; nil for an empty table.
  func cells(_ column: TableColumn<Row>) -> CellRange? {
    guard let index = columns.firstIndex(where: { $0.name == column.name }), rowCount > 0 else {
      return nil
    }
    return CellRange(
      sheet, from: CellPlace(headingRow + 1, index), to: CellPlace(headingRow + rowCount, index))
  }

  /// A formula for the sum of a column over the rows that meet every condition: for one row, its
  /// number.
  func sum(
    of column: TableColumn<Row>, where conditions: [(column: TableColumn<Row>, is: CellCondition)]
  ) -> String {
    guard let values = cells(column) else { return "=0" }
    let factors = conditions.compactMap { condition -> String? in
      guard let cells = cells(condition.column)?.fullName else { return nil }
      return switch condition.is {
      case .text(let cell): "EXACT(\(cells),\(cell.fixedName))"
      case .number(let cell): "(\(cells)=\(cell.fixedName))"
      case .literal(let text): "EXACT(\(cells),\"\(text)\")"
      }
    }
    return "=SUMPRODUCT(\((factors + [values.fullName]).joined(separator: "*")))"
  }
}

/// What must stand in a column for a row to be taken.
enum CellCondition {
  /// The text that a cell shows.
  case text(cell: CellPlace)
  /// The number that a cell shows.
  case number(cell: CellPlace)
  /// This text.
  case literal(String)
}
