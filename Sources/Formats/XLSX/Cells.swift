/// A cell of a sheet, by row and column, counting from 0.
package struct Cell: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  package func down(_ rows: Int) -> Cell { Cell(row + rows, column) }
  package func right(_ columns: Int) -> Cell { Cell(row, column + columns) }

  /// Its name in formulas: `B3`.
  package var name: String { Self.letters(column) + "\(row + 1)" }
  /// Its absolute name, which copying a formula does not change: `$B$3`.
  package var fixedName: String { "$\(Self.letters(column))$\(row + 1)" }

  private static func letters(_ column: Int) -> String {
    let (rest, last) = column.quotientAndRemainder(dividingBy: 26)
    return (rest > 0 ? letters(rest - 1) : "") + String(UnicodeScalar(UInt8(65 + last)))
  }
}

/// A rectangle of cells of a sheet.
package struct CellRange: Hashable, Sendable {
  package let sheet: String
  package let first: Cell
  package let last: Cell

  /// - Precondition: `last` is not above or left of `first`.
  package init(_ sheet: String, from first: Cell, to last: Cell) {
    precondition(last.row >= first.row && last.column >= first.column, "an empty range")
    self.sheet = sheet
    self.first = first
    self.last = last
  }

  /// A single cell.
  package init(_ sheet: String, _ cell: Cell) {
    self.init(sheet, from: cell, to: cell)
  }

  /// By row, then column.
  package var cells: [Cell] {
    (first.row...last.row).flatMap { row in
      (first.column...last.column).map { Cell(row, $0) }
    }
  }

  /// Its name in formulas of the same sheet: `$B$3:$B$9`.
  package var fixedName: String { "\(first.fixedName):\(last.fixedName)" }
  /// Its name in formulas of any sheet: `'ARR walk'!$B$3:$B$9`.
  package var fullName: String {
    "'\(sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'!"
      + fixedName
  }
}
