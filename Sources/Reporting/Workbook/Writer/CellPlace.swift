/// A cell of a sheet, by row and column counted from 0.
struct CellPlace: Hashable, Sendable {
  var row: Int
  var column: Int

  init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  func down(_ rows: Int) -> CellPlace { CellPlace(row + rows, column) }
  func right(_ columns: Int) -> CellPlace { CellPlace(row, column + columns) }

  /// As formulas name it: `B3`.
  var name: String { Self.letters(column) + "\(row + 1)" }
  /// The same wherever a formula is copied to: `$B$3`.
  var fixedName: String { "$\(Self.letters(column))$\(row + 1)" }

  private static func letters(_ column: Int) -> String {
    let (rest, last) = column.quotientAndRemainder(dividingBy: 26)
    return (rest > 0 ? letters(rest - 1) : "") + String(UnicodeScalar(UInt8(65 + last)))
  }
}
