import CXLSXWriter

/// A sheet of a workbook: cells, and how they are shown and printed.
///
/// A column is as wide as what stands in it, titles left aside.
final class Sheet {
  let name: String
  let handle: UnsafeMutablePointer<lxw_worksheet>
  unowned let file: WorkbookFile
  private var widths: [Int: Double] = [:]
  /// What formulas come to.
  private(set) var calculated: [CellPlace: Double?] = [:]
  /// What stands in cells as a number.
  private(set) var numbers: [CellPlace: Double] = [:]

  /// What a text that wraps asks of its column at most.
  static let headingWidth = 12

  init(name: String, handle: UnsafeMutablePointer<lxw_worksheet>, file: WorkbookFile) {
    self.name = name
    self.handle = handle
    self.file = file
  }

  // MARK: - Cells

  /// Writes text, which stays text.
  ///
  /// - Parameter setsWidth: False for what may run over the cells to the right.
  func write(
    _ text: String, at place: CellPlace, _ style: CellStyle = .normal, setsWidth: Bool = true
  ) throws(WorkbookError) {
    let safe = CellText.of(text)
    try check(
      worksheet_write_string(handle, row(place), column(place), safe, try file.format(style)),
      place)
    let longest = safe.split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0
    if setsWidth {
      widen(place.column, to: style.wraps ? min(longest, Self.headingWidth) : longest)
    }
  }

  /// Writes a number; what is none leaves the cell blank.
  func write(
    _ number: Double?, at place: CellPlace, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    let format = try file.format(style)
    guard let number, number.isFinite else {
      try check(worksheet_write_blank(handle, row(place), column(place), format), place)
      return
    }
    // No cell shows the sign of a zero.
    try check(
      worksheet_write_number(handle, row(place), column(place), number == 0 ? 0 : number, format),
      place)
    numbers[place] = number
    widen(place.column, to: Self.length(of: number, style.numbers))
  }

  /// Writes a formula and what it comes to, for readers that do not calculate.
  ///
  /// - Parameter value: Nil where it shows an empty text.
  func write(
    formula: String, value: Double?, at place: CellPlace, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    let format = try file.format(style)
    let error =
      if let value, value.isFinite {
        worksheet_write_formula_num(handle, row(place), column(place), formula, format, value)
      } else {
        worksheet_write_formula_str(handle, row(place), column(place), formula, format, "")
      }
    try check(error, place)
    calculated[place] = .some(value)
    widen(place.column, to: value.map { Self.length(of: $0, style.numbers) } ?? 0)
  }

  /// Writes a formula that comes to a text.
  func write(
    formula: String, text: String, at place: CellPlace, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    try check(
      worksheet_write_formula_str(
        handle, row(place), column(place), formula, try file.format(style), CellText.of(text)),
      place)
    widen(place.column, to: DisplayWidth.of(CellText.line(text, atMost: 100)))
  }

  /// Writes a text that leads to a cell of a sheet of the same file.
  func write(
    _ text: String, leadingTo target: CellRange, at place: CellPlace,
    _ style: CellStyle = .link, setsWidth: Bool = true
  ) throws(WorkbookError) {
    try check(
      worksheet_write_url(
        handle, row(place), column(place), "internal:\(target.fullName)", try file.format(style)),
      place)
    try write(text, at: place, style, setsWidth: setsWidth)
  }

  func range(_ first: CellPlace, _ last: CellPlace) -> CellRange {
    CellRange(name, from: first, to: last)
  }

  // MARK: - Widths

  func widen(_ column: Int, to characters: Int) {
    widths[column] = max(widths[column] ?? 8, min(Double(characters) + 2, 60))
  }

  func setWidths() throws(WorkbookError) {
    for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
      let column = lxw_col_t(column)
      try file.check(
        worksheet_set_column(handle, column, column, width, nil), "\(name), column \(column)")
    }
  }

  /// About how many characters a number takes in a format.
  private static func length(of number: Double, _ format: String?) -> Int {
    guard let format else { return min(NumberText.short(number).count, 14) }
    if format.contains("%") { return 8 }
    let prefix = format.prefix { $0 != "#" && $0 != "0" }.count { $0.isLetter }
    return prefix + 1 + NumberText.grouped(number, decimals: format.contains(".") ? 2 : 0).count
  }

  // MARK: - For extensions

  func row(_ place: CellPlace) -> lxw_row_t { lxw_row_t(place.row) }
  func column(_ place: CellPlace) -> lxw_col_t { lxw_col_t(place.column) }

  func check(_ error: lxw_error, _ place: CellPlace) throws(WorkbookError) {
    file.countCell()
    try file.check(error, "\(name)!\(place.name)")
  }
}
