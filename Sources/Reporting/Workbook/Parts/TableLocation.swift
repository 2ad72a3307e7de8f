import Formats

/// The location of a table in a workbook, with formulas that look up its numbers.
///
/// Formulas compare every row, so that readers may sort and filter the list. Texts must match
/// exactly, whatever characters they contain.
struct TableLocation<Row: TableRow>: Sendable {
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
      sheet, from: Cell(headingRow + 1, index), to: Cell(headingRow + rowCount, index))
  }

  /// A formula for the sum of a column over the rows that meet every condition; for a single row,
  /// its number.
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

extension TableLocation {
  /// A list that has a sheet of its own, below the sheet's head.
  init(ofList columns: [TableColumn<Row>], rowCount: Int) {
    self.init(sheet: Row.heading.title, headingRow: 4, columns: columns, rowCount: rowCount)
  }
}

/// A condition on a column that a row must meet.
enum CellCondition {
  /// The text that a cell shows.
  case text(cell: Cell)
  /// The number that a cell shows.
  case number(cell: Cell)
  /// This text.
  case literal(String)
}
