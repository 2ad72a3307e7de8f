extension TableFile {
  /// The table as CSV with commas in UTF-8, each record on the line on which it stands.
  ///
  /// For files in a form of ours, which a spreadsheet may have saved in another encoding, with another
  /// separator or as a workbook. Days of a workbook become `2026-04-01`; nothing is left out.
  ///
  /// - Throws: A diagnostic for a text that cannot be decoded, or a broken workbook.
  public func csv() throws(Diagnostic) -> SourceText {
    let format: TableFormat
    do throws(Diagnostic) {
      format = try found().format
    } catch {
      if isWorkbook { throw error }
      // Its reader says what is wrong with quotes.
      return try source(foundEncoding)
    }
    if !isWorkbook, format.separator == "," { return try source(format.encoding) }
    let records = try records(format)
    var bytes: [UInt8] = []
    var line = 1
    for record in 0..<records.count {
      while line < Int(records.lines[record]) {
        bytes.append(0x0A)
        line += 1
      }
      var width = records.width(record)
      // Empty cells beside a sheet's headings are nobody's fields.
      while isWorkbook, width > records.width(0), records.isBlank(record, width - 1) { width -= 1 }
      for column in 0..<width {
        if column > 0 { bytes.append(UInt8(ascii: ",")) }
        let text = records.text(record, column)
        let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
        let needsQuotes = text.contains { "\",\n\r".contains($0) || $0.isNewline }
        bytes += (needsQuotes ? quoted : text).utf8
        line += text.utf8.count { $0 == 0x0A }
      }
      bytes.append(0x0A)
      line += 1
    }
    return try SourceText(file: file, bytes: bytes, limit: 2 * Self.largestFile)
  }
}
