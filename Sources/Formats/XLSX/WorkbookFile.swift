import CXLSXWriter
package import Foundation
package import Units

/// A spreadsheet file while it is made; the only owner of the library's handle.
///
/// Sheets and what stands on them may be used until the file is closed.
package final class WorkbookFile {
  private let handle: UnsafeMutablePointer<lxw_workbook>
  private let folder: String
  private var isClosed = false
  private var formats: [CellStyle: CellFormat] = [:]
  package private(set) var sheets: [Sheet] = []
  /// What its parts roughly take on the disk.
  private var cellCount = 0

  /// - Parameter folder: Where the file and its parts are written, by nobody else.
  private init(path: String, folder: String) throws(WorkbookError) {
    var options = lxw_workbook_options()
    let handle = folder.withCString { folder in
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(path, &options)
    }
    guard let handle else { throw WorkbookError(place: path, reason: "out of memory") }
    self.handle = handle
    self.folder = folder
  }

  deinit {
    if !isClosed { lxw_workbook_free(handle) }
  }

  /// The bytes of a file; the same for the same content.
  ///
  /// The library can write only to a disk: what it writes there is gone when this returns.
  ///
  /// - Parameters:
  ///   - title: The title in the file's properties.
  ///   - created: The day in the file's properties; the clock is not asked.
  ///   - folder: In which a folder for the parts is made.
  package static func bytes(
    title: String, created: Day? = nil, in folder: URL = FileManager.default.temporaryDirectory,
    _ body: (WorkbookFile) throws(WorkbookError) -> Void
  ) throws(WorkbookError) -> [UInt8] {
    let parts = folder.appending(path: "quotient-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: false)
    } catch {
      throw WorkbookError(place: folder.path, reason: "no temporary folder can be made in it")
    }
    defer { try? FileManager.default.removeItem(at: parts) }
    let target = parts.appending(path: "workbook.xlsx")
    let file = try WorkbookFile(path: target.path, folder: parts.path)
    try body(file)
    try file.close(title: title, created: created)
    guard let data = try? Data(contentsOf: target) else {
      throw WorkbookError(place: target.path, reason: "cannot be read back")
    }
    return [UInt8](data)
  }

  /// A new sheet behind the others.
  ///
  /// - Parameter name: At most 31 characters, none of `[]:*?/\`, no apostrophe at either end, and
  ///   not yet there.
  package func addSheet(_ name: String) throws(WorkbookError) -> Sheet {
    guard !name.isEmpty else { throw WorkbookError(place: "sheet", reason: "has no name") }
    try check(workbook_validate_sheet_name(handle, name), "sheet \(name)")
    guard let sheet = workbook_add_worksheet(handle, name) else {
      throw WorkbookError(place: "sheet \(name)", reason: "out of memory")
    }
    let added = Sheet(name: name, handle: sheet, file: self)
    sheets.append(added)
    return added
  }

  // MARK: - For sheets

  func check(_ error: lxw_error, _ place: @autoclosure () -> String) throws(WorkbookError) {
    guard error != LXW_NO_ERROR else { return }
    throw WorkbookError(
      place: place(), reason: lxw_strerror(error).map { String(cString: $0) } ?? "unknown error")
  }

  func countCell() { cellCount += 1 }

  func chart(_ kind: lxw_chart_type) throws(WorkbookError) -> UnsafeMutablePointer<lxw_chart> {
    guard let chart = workbook_add_chart(handle, UInt8(kind.rawValue)) else {
      throw WorkbookError(place: "chart", reason: "out of memory")
    }
    return chart
  }

  /// The library's format of a style, made once.
  package func format(_ style: CellStyle) throws(WorkbookError) -> CellFormat {
    if let known = formats[style] { return known }
    guard let handle = workbook_add_format(handle) else {
      throw WorkbookError(place: "cell style", reason: "out of memory")
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

  /// The library does not notice where its parts no longer fit on the disk.
  private func checkRoom() throws(WorkbookError) {
    let needed = 2_000_000 + 250 * cellCount
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue, free < needed else {
      return
    }
    throw WorkbookError(
      place: URL(filePath: folder).deletingLastPathComponent().path,
      reason: String(cString: strerror(ENOSPC)))
  }
}

extension CellStyle {
  fileprivate func apply(to format: UnsafeMutablePointer<lxw_format>) {
    format_set_font_name(format, "Calibri")
    if let numbers { format_set_num_format(format, numbers) }
    if let size { format_set_font_size(format, size) }
    if isStrong { format_set_bold(format) }
    if let colour { format_set_font_color(format, colour.rgb) }
    if let fill { format_set_bg_color(format, fill.rgb) }
    if wraps {
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    switch alignment {
    case .leading: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .trailing: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case nil: break
    }
    if isIndented { format_set_indent(format, 1) }
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    if isUnderlined {
      format_set_bottom(format, thin)
      format_set_bottom_color(format, Colour.grey.rgb)
    }
    if isOverlined {
      format_set_top(format, thin)
      format_set_top_color(format, Colour.grey.rgb)
    }
  }
}
