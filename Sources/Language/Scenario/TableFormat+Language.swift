import Formats

extension TableFormat {
  /// The keys by which a table is read, wherever the language names a file with one.
  static let keys: [Record.Key] = [
    .init("encoding", "Of the text, such as windows-1252 or utf-16; UTF-8 without it.", .name),
    .init(
      "separator", "Between the fields of a text; a comma without it.",
      .choice([
        .init(",", "A comma."), .init(";", "A semicolon."), .init("tab", "A tab."),
        .init("|", "A bar."),
      ])),
    .init("sheet", "Of a workbook; the first without it.", .text),
    .init(
      "skip-rows", "The lines above the headings.",
      .quantity(Quantity(.count, from: 0, to: 10_000))),
    .init(
      "footer",
      "The table ends before the row whose first field this is; with * at the end, before a row that"
        + " begins so and is mostly empty.", .text),
    .init(
      "leave-out",
      "Rows whose first field is one of these are no records, such as totals; with * at the end,"
        + " rows that begin so and are mostly empty.", .list(.text)),
    .init(
      "decimal", "What stands before the decimals of amounts.",
      .choice([.init(".", "A point; commas separate thousands."), .init(",", "A comma.")])),
    .init(
      "dates", "The order of dates that are numbers.",
      .choice([
        .init("y-m-d", "The year first, as ISO has it."),
        .init("d/m/y", "The day first, whatever stands between."),
        .init("m/d/y", "The month first."),
      ])),
  ]

  /// The format that a map with these keys states.
  init(book cursor: Cursor) {
    self.init()
    encoding = cursor["encoding"].text()?.value
    if encoding?.lowercased() == "utf-8" { encoding = nil }
    if let mark = cursor["separator"].entry?.text {
      separator = mark == "tab" ? "\t" : mark.unicodeScalars.first ?? ","
    }
    sheet = cursor["sheet"].text()?.value
    skipRows = cursor["skip-rows"].count()?.value ?? 0
    footer = cursor["footer"].text().map { RowLabel($0.value) }
    leaveOut = cursor["leave-out"].elements.compactMap { $0.text().map { RowLabel($0.value) } }
    decimal = cursor["decimal"].entry?.text.flatMap(DecimalMark.init(rawValue:))
    dates = cursor["dates"].entry?.text.flatMap { DateOrder($0) }
  }

  /// The lines that state what differs from a plain CSV file.
  var lines: [String] {
    var lines: [String] = []
    func add(_ key: String, _ value: String?) {
      if let value { lines.append(DocumentWriter.line(key, value)) }
    }
    add("encoding", encoding)
    if separator != "," {
      add("separator", TableSeparator(rawValue: separator)?.word ?? String(separator))
    }
    add("sheet", sheet)
    if skipRows > 0 { add("skip-rows", String(skipRows)) }
    add("footer", footer?.text)
    if !leaveOut.isEmpty {
      let labels = leaveOut.map { DocumentWriter.line("k", $0.text).dropFirst(3) }
      lines.append("leave-out: [\(labels.joined(separator: ", "))]")
    }
    add("decimal", decimal?.rawValue)
    add("dates", dates?.rawValue)
    return lines
  }
}
