/// A rectangle of cells of a sheet.
package struct CellRange: Hashable, Sendable {
  package let sheet: String
  package let first: CellPlace
  package let last: CellPlace

  /// - Precondition: `last` is not above or left of `first`.
  package init(_ sheet: String, from first: CellPlace, to last: CellPlace) {
    precondition(last.row >= first.row && last.column >= first.column, "an empty range")
    self.sheet = sheet
    self.first = first
    self.last = last
  }

  /// A single cell.
  package init(_ sheet: String, _ place: CellPlace) {
    self.init(sheet, from: place, to: place)
  }

  /// By row, then column.
  package var places: [CellPlace] {
    (first.row...last.row).flatMap { row in
      (first.column...last.column).map { CellPlace(row, $0) }
    }
  }

  /// As formulas of the same sheet name it: `$B$3:$B$9`.
  package var fixedName: String { "\(first.fixedName):\(last.fixedName)" }
  /// As formulas of any sheet name it: `'ARR walk'!$B$3:$B$9`.
  package var fullName: String {
    "'\(sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'!"
      + fixedName
  }
}
