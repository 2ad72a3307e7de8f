import CXLSXWriter
package import Foundation
package import Units

/// A spreadsheet file being made; the only owner of the library's handle.
///
/// Its sheets may be used until the file is closed.
package final class WorkbookFile {
  private let handle: UnsafeMutablePointer<lxw_workbook>
  private let folder: String
  private var isClosed = false
  private var formats: [CellStyle: CellFormat] = [:]
  package private(set) var sheets: [Sheet] = []
  /// For an estimate of the room that its parts take on the disk.
  private var cellCount = 0

  /// - Parameter folder: Where the file and its parts are written; nothing else writes there.
  private init(path: String, folder: String) throws(WorkbookError) {
    var options = lxw_workbook_options()
    let handle = folder.withCString { folder in
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(path, &options)
    }
    guard let handle else { throw WorkbookError(location: path, reason: "out of memory") }
    self.handle = handle
    self.folder = folder
  }

  deinit {
    if !isClosed { lxw_workbook_free(handle) }
  }

  /// The bytes of a file; the same for the same content.
  ///
  /// The library can only write to disk; its files are removed when this returns.
  ///
  /// - Parameters:
  ///   - title: The title in the file's properties.
  ///   - created: The day in the file's properties; the clock is not read.
  ///   - folder: Where a temporary folder for the parts is created.
  package static func bytes(
    title: String, created: Day? = nil, in folder: URL = FileManager.default.temporaryDirectory,
    _ body: (WorkbookFile) throws(WorkbookError) -> Void
  ) throws(WorkbookError) -> [UInt8] {
    guard let parts = ScratchFolder(in: folder.path) else {
      throw WorkbookError(location: folder.path, reason: "no temporary folder can be made in it")
    }
    let target = URL(filePath: FilePath.path(of: "workbook.xlsx", besideFolder: parts.path))
    let file = try WorkbookFile(path: target.path, folder: parts.path)
    try body(file)
    try file.close(title: title, created: created)
    guard let data = try? Data(contentsOf: target) else {
      throw WorkbookError(location: target.path, reason: "cannot be read back")
    }
    return withExtendedLifetime(parts) { [UInt8](data) }
  }

  /// Appends a sheet.
  ///
  /// - Parameter name: At most 31 characters, none of `[]:*?/\`, no apostrophe at either end, and
  ///   not yet there.
  package func addSheet(_ name: String) throws(WorkbookError) -> Sheet {
    guard !name.isEmpty else { throw WorkbookError(location: "sheet", reason: "has no name") }
    try check(workbook_validate_sheet_name(handle, name), "sheet \(name)")
    guard let sheet = workbook_add_worksheet(handle, name) else {
      throw WorkbookError(location: "sheet \(name)", reason: "out of memory")
    }
    let added = Sheet(name: name, handle: sheet, file: self)
    sheets.append(added)
    return added
  }

  // MARK: - For sheets

  func check(_ error: lxw_error, _ location: @autoclosure () -> String) throws(WorkbookError) {
    guard error != LXW_NO_ERROR else { return }
    throw WorkbookError(
      location: location(),
      reason: lxw_strerror(error).map { String(cString: $0) } ?? "unknown error")
  }

  func countCell() { cellCount += 1 }

  func chart(_ kind: lxw_chart_type) throws(WorkbookError) -> UnsafeMutablePointer<lxw_chart> {
    guard let chart = workbook_add_chart(handle, UInt8(kind.rawValue)) else {
      throw WorkbookError(location: "chart", reason: "out of memory")
    }
    return chart
  }

  /// The library's format of a style, made once.
  package func format(_ style: CellStyle) throws(WorkbookError) -> CellFormat {
    if let known = formats[style] { return known }
    guard let handle = workbook_add_format(handle) else {
      throw WorkbookError(location: "cell style", reason: "out of memory")
    }
    style.apply(to: handle)
    let format = CellFormat(handle: handle, numbers: CellFormat.Numbers(style.numbers))
    formats[style] = format
    return format
  }

  // MARK: - Closing

  private static let someDay = Day(number: 18_262)  // 2020-01-01

  private func close(title: String, created: Day?) throws(WorkbookError) {
    for sheet in sheets { try sheet.setWidths() }
    try checkRoom()
    var properties = lxw_doc_properties()
    let title = CellText.line(title, atMost: 255)
    // Without one, some day: that of the run would be in the bytes.
    properties.created = time_t(86_400 * (created ?? Self.someDay).number)
    let error = title.withCString { title in
      "Quotient".withCString { author in
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: author)
        return workbook_set_properties(handle, &properties)
      }
    }
    try check(error, "properties")
    isClosed = true
    try check(workbook_close(handle), folder)
  }

  /// The library does not notice when its parts no longer fit on the disk.
  private func checkRoom() throws(WorkbookError) {
    let needed = 2_000_000 + 250 * cellCount
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue, free < needed else {
      return
    }
    throw WorkbookError(
      location: URL(filePath: folder).deletingLastPathComponent().path,
      reason: String(cString: strerror(ENOSPC)))
  }
}

/// A sheet of a workbook: cells, and how they are shown and printed.
///
/// A column is as wide as its widest cell, titles aside.
package final class Sheet {
  package let name: String
  let handle: UnsafeMutablePointer<lxw_worksheet>
  package unowned let file: WorkbookFile
  /// By column; 0 if it is empty.
  private var widths: [Double] = []
  /// The results of formulas.
  private(set) var calculated: [Cell: Double?] = [:]
  /// The numbers in cells.
  private(set) var numbers: [Cell: Double] = [:]

  /// The widest column that a wrapping text asks for.
  package static let headingWidth = 12

  init(name: String, handle: UnsafeMutablePointer<lxw_worksheet>, file: WorkbookFile) {
    self.name = name
    self.handle = handle
    self.file = file
  }

  // MARK: - Cells

  /// Writes text, which stays text.
  ///
  /// - Parameter setsWidth: False if it may run over the cells to the right.
  package func write(
    _ text: String, at cell: Cell, _ style: CellStyle = .normal, setsWidth: Bool = true
  ) throws(WorkbookError) {
    let safe = CellText.of(text)
    try check(
      worksheet_write_string(
        handle, row(cell), column(cell), safe, try file.format(style).handle),
      cell)
    let longest = Self.width(of: safe)
    if setsWidth {
      widen(cell.column, to: style.wraps ? min(longest, Self.headingWidth) : longest)
    }
  }

  /// Writes a number; NaN and infinities leave the cell blank.
  package func write(
    _ number: Double?, at cell: Cell, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    try write(number, at: cell, file.format(style))
  }

  /// The same in a format that was looked up before.
  package func write(
    _ number: Double?, at cell: Cell, _ format: CellFormat
  ) throws(WorkbookError) {
    guard let number, number.isFinite else {
      try check(worksheet_write_blank(handle, row(cell), column(cell), format.handle), cell)
      return
    }
    // A zero has no sign.
    try check(
      worksheet_write_number(
        handle, row(cell), column(cell), number == 0 ? 0 : number, format.handle),
      cell)
    numbers[cell] = number
    widen(cell.column, to: format.width(of: number))
  }

  /// Writes a formula with its result, for readers that do not calculate.
  ///
  /// - Parameter value: Nil if it shows an empty text.
  package func write(
    formula: String, value: Double?, at cell: Cell, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    let format = try file.format(style)
    let error =
      if let value, value.isFinite {
        worksheet_write_formula_num(
          handle, row(cell), column(cell), formula, format.handle, value)
      } else {
        worksheet_write_formula_str(handle, row(cell), column(cell), formula, format.handle, "")
      }
    try check(error, cell)
    calculated[cell] = .some(value)
    widen(cell.column, to: value.map(format.width) ?? 0)
  }

  /// Writes a formula whose result is a text.
  package func write(
    formula: String, text: String, at cell: Cell, _ style: CellStyle = .normal
  ) throws(WorkbookError) {
    try check(
      worksheet_write_formula_str(
        handle, row(cell), column(cell), formula, try file.format(style).handle,
        CellText.of(text)),
      cell)
    widen(cell.column, to: DisplayWidth.of(CellText.line(text, atMost: 100)))
  }

  /// Writes a text that links to a cell of the same file.
  package func write(
    _ text: String, leadingTo target: CellRange, at cell: Cell,
    _ style: CellStyle = .link, setsWidth: Bool = true
  ) throws(WorkbookError) {
    try check(
      worksheet_write_url(
        handle, row(cell), column(cell), "internal:\(target.fullName)",
        try file.format(style).handle),
      cell)
    try write(text, at: cell, style, setsWidth: setsWidth)
  }

  package func range(_ first: Cell, _ last: Cell) -> CellRange {
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

  func row(_ cell: Cell) -> lxw_row_t { lxw_row_t(cell.row) }
  func column(_ cell: Cell) -> lxw_col_t { lxw_col_t(cell.column) }

  func check(_ error: lxw_error, _ cell: Cell) throws(WorkbookError) {
    file.countCell()
    try file.check(error, "\(name)!\(cell.name)")
  }
}

/// Why a workbook could not be made.
public struct WorkbookError: Error, Hashable, CustomStringConvertible {
  /// Where it failed, such as `Summary!B3`.
  public let location: String
  /// In the library's or the system's words.
  public let reason: String

  public var description: String { "\(location): \(reason)" }
}
