/// A file that holds a table, as bytes: a text of separated fields, or a workbook.
///
/// ```swift
/// let file = try TableFile(contentsOf: "accounts.csv")
/// let found = try file.found()                          // what `init` writes down
/// let table = try file.table(found.format, diagnostics)  // what everything else reads
/// ```
public struct TableFile: Sendable {
  /// The file as the user named it.
  public let file: String
  private let bytes: [UInt8]
  /// The workbook's records, by sheet; nil for a text.
  private let workbook: Workbook?

  /// The largest file that is read, in bytes.
  public static let largestFile = SourceText.largestFile

  /// Reads a file; nil where it is too large or a broken workbook, which was reported.
  ///
  /// - Throws: ``UnreadableFile`` if it cannot be read at all.
  public static func read(
    _ path: String, _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> TableFile? {
    let input = try InputFile(path)
    let bytes = try input.bytes(upTo: largestFile)
    do throws(Diagnostic) {
      return try TableFile(file: path, bytes: bytes)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  /// - Throws: ``UnreadableFile``, or the diagnostic of ``init(file:bytes:)``.
  public init(contentsOf path: String) throws {
    let input = try InputFile(path)
    try self.init(file: path, bytes: try input.bytes(upTo: Self.largestFile))
  }

  /// - Throws: A diagnostic for a file that is too large, no workbook that can be read, or none that
  ///   is meant: an old `.xls` or another program's.
  public init(file: String, bytes: [UInt8]) throws(Diagnostic) {
    func refuse(_ text: String, _ hint: String) -> Diagnostic {
      Diagnostic(at: SourceLocation(file: file), .statement(text), hint: hint)
    }
    if bytes.count > Self.largestFile {
      throw refuse(
        "the file has more than \(Self.largestFile) bytes, and no more are read",
        "split it or drop columns")
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw refuse("an old workbook (.xls), or one with a password", "save it as .xlsx without one")
    }
    if bytes.starts(with: Array("%PDF".utf8)) {
      throw refuse("a PDF, not a table", "export it as CSV or .xlsx")
    }
    self.file = file
    self.bytes = bytes
    let isArchive = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    workbook = isArchive ? try Workbook(file: file, bytes: bytes) : nil
  }

  public var isWorkbook: Bool { workbook != nil }

  /// The names of a workbook's sheets, in its order; empty for a text.
  public var sheets: [String] { workbook?.sheets.map(\.name) ?? [] }

  /// The table of a format, or nil if it is broken; every broken row is reported.
  public func table(_ format: TableFormat, _ diagnostics: Diagnostics) -> DataTable? {
    do throws(Diagnostic) {
      let records = try records(format)
      if !isWorkbook, let other = TableSeparator.other(in: records, than: format.separator) {
        throw Diagnostic(
          at: SourceLocation(file: file, line: 1),
          .statement("the fields are separated by \(other.name)"),
          hint: "say `separator: \(other.word)`")
      }
      return DataTable(records, format, diagnostics)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  /// The text of the file in UTF-8.
  func source(_ encoding: String?) throws(Diagnostic) -> SourceText {
    guard let encoding else {
      if let other = TextEncoding.found(in: bytes) {
        throw Diagnostic(
          at: SourceLocation(file: file), .statement("the file is no UTF-8, but \(other)"),
          hint: "say `encoding: \(other)`")
      }
      return try SourceText(file: file, bytes: bytes)
    }
    guard let text = TextEncoding.text(of: bytes, in: encoding) else {
      let isKnown = TextEncoding.exists(encoding)
      throw Diagnostic(
        at: SourceLocation(file: file),
        .statement(
          isKnown
            ? "the file is not in \(encoding)" : "no encoding is called \(Excerpt.of(encoding))"),
        hint: isKnown
          ? "say another `encoding`, such as \(TextEncoding.found(in: bytes) ?? "utf-8"), cp932 (Japanese),"
            + " gb18030 (Chinese) or uhc (Korean)"
          : "for instance utf-8, utf-16 or windows-1252")
    }
    return try SourceText(
      file: file, bytes: text, limit: 2 * Self.largestFile)
  }

  func records(_ format: TableFormat) throws(Diagnostic) -> Records {
    guard let workbook else {
      return try Records.separated(try source(format.encoding), by: format.separator)
    }
    return try workbook.records(ofSheet: format.sheet)
  }

  /// What is found in the bytes before any record is: for ``found()``.
  var foundEncoding: String? { workbook == nil ? TextEncoding.found(in: bytes) : nil }
}
