import CXLSXWriter

/// A sheet of a workbook: cells, and how they are shown and printed.
///
/// A column is as wide as what stands in it, titles left aside.
package final class Sheet {
  package let name: String
  let handle: UnsafeMutablePointer<lxw_worksheet>
  package unowned let file: WorkbookFile
  /// By column; 0 where nothing stands.
  private var widths: [Double] = []
  /// What formulas come to.
  private(set) var calculated: [CellPlace: Double?] = [:]
  /// What stands in cells as a number.
  private(set) var numbers: [CellPlace: Double] = [:]

  /// What a text that wraps asks of its column at most.
  package static let headingWidth = 12

  init(name: String, handle: UnsafeMutablePointer<lxw_worksheet>, file: WorkbookFile) {
    self.name = name
    self.handle = handle
    self.file = file
  }

  // MARK: - Cells

  /// Writes text, which stays text.
  ///
  /// - Parameter setsWidth: False for what may run over the cells to the right.
  package func write(
    _ text: String, at place: CellPlace, _ style: CellStyle = .normal, setsWidth: Bool = true
  ) throws(WorkbookError) {
    let safe = CellText.of(text)
    try check(
      worksheet_write_string(
        handle, row(place), column(place), safe, try file.format(style).handle),
      place)
    let longest = Self.width(of: safe)
    if setsWidth {
      widen(place.column, to: style.wraps ? min(longest, Self.headingWidth) : longest)
    }
  }

  /// Writes a number; what is none leaves the cell blank.
  package func write(
    _ number: Double?, at place: CellPlace, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    try write(number, at: place, file.format(style))
  }

  /// The same in a format that was looked up before.
  package func write(
    _ number: Double?, at place: CellPlace, _ format: CellFormat
  ) throws(WorkbookError) {
    guard let number, number.isFinite else {
      try check(worksheet_write_blank(handle, row(place), column(place), format.handle), place)
      return
    }
    // No cell shows the sign of a zero.
    try check(
      worksheet_write_number(
        handle, row(place), column(place), number == 0 ? 0 : number, format.handle),
      place)
    numbers[place] = number
    widen(place.column, to: format.width(of: number))
  }

  /// Writes a formula and what it comes to, for readers that do not calculate.
  ///
  /// - Parameter value: Nil where it shows an empty text.
  package func write(
    formula: String, value: Double?, at place: CellPlace, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    let format = try file.format(style)
    let error =
      if let value, value.isFinite {
        worksheet_write_formula_num(
          handle, row(place), column(place), formula, format.handle, value)
      } else {
        worksheet_write_formula_str(handle, row(place), column(place), formula, format.handle, "")
      }
    try check(error, place)
    calculated[place] = .some(value)
    widen(place.column, to: value.map(format.width) ?? 0)
  }

  /// Writes a formula that comes to a text.
  package func write(
    formula: String, text: String, at place: CellPlace, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    try check(
      worksheet_write_formula_str(
        handle, row(place), column(place), formula, try file.format(style).handle,
        CellText.of(text)),
      place)
    widen(place.column, to: DisplayWidth.of(CellText.line(text, atMost: 100)))
  }

  /// Writes a text that leads to a cell of a sheet of the same file.
  package func write(
    _ text: String, leadingTo target: CellRange, at place: CellPlace,
    _ style: CellStyle = .link, setsWidth: Bool = true
  ) throws(WorkbookError) {
    try check(
      worksheet_write_url(
        handle, row(place), column(place), "internal:\(target.fullName)",
        try file.format(style).handle),
      place)
    try write(text, at: place, style, setsWidth: setsWidth)
  }

  package func range(_ first: CellPlace, _ last: CellPlace) -> CellRange {
    CellRange(name, from: first, to: last)
  }

  // MARK: - Widths

  package func widen(_ column: Int, to characters: Int) {
    while widths.count <= column { widths.append(0) }
    widths[column] = max(widths[column], 8, min(Double(characters) + 2, 60))
  }

  func setWidths() throws(WorkbookError) {
    for (column, width) in widths.enumerated() where width > 0 {
      let column = lxw_col_t(column)
      try file.check(
        worksheet_set_column(handle, column, column, width, nil), "\(name), column \(column)")
    }
  }

  /// The widest line of a text.
  private static func width(of text: String) -> Int {
    text.utf8.contains(UInt8(ascii: "\n"))
      ? text.split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0 : DisplayWidth.of(text)
  }

  // MARK: - For extensions

  func row(_ place: CellPlace) -> lxw_row_t { lxw_row_t(place.row) }
  func column(_ place: CellPlace) -> lxw_col_t { lxw_col_t(place.column) }

  func check(_ error: lxw_error, _ place: CellPlace) throws(WorkbookError) {
    file.countCell()
    try file.check(error, "\(name)!\(place.name)")
  }
}
