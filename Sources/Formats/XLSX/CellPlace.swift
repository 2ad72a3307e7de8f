/// A cell of a sheet, by row and column counted from 0.
package struct CellPlace: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  package func down(_ rows: Int) -> CellPlace { CellPlace(row + rows, column) }
  package func right(_ columns: Int) -> CellPlace { CellPlace(row, column + columns) }

  /// As formulas name it: `B3`.
  package var name: String { Self.letters(column) + "\(row + 1)" }
  /// The same wherever a formula is copied to: `$B$3`.
  package var fixedName: String { "$\(Self.letters(column))$\(row + 1)" }

  private static func letters(_ column: Int) -> String {
    let (rest, last) = column.quotientAndRemainder(dividingBy: 26)
    return (rest > 0 ? letters(rest - 1) : "") + String(UnicodeScalar(UInt8(65 + last)))
  }
}
