import Formats

extension Sheet {
  /// Writes a table with its headings from a cell on.
  ///
  /// - Parameter headings: Override the columns' names.
  /// - Returns: The range, headings included.
  @discardableResult
  func write<Row>(
    _ table: Table<Row>, at corner: Cell, _ formats: NumberFormats, headings: [String]? = nil
  ) throws(WorkbookError) -> CellRange {
    for (column, heading) in (headings ?? table.columns.map(\.name)).enumerated() {
      var style = CellStyle.heading
      if table.columns[column].kind != .text { style.alignment = .trailing }
      style.isIndented = table.isAfterNumber(column)
      try write(heading, at: corner.right(column), style)
    }
    try setHeight(ofHeadings: headings ?? table.columns.map(\.name), in: corner.row)
    // A table has few formats, and looking one up takes longer than writing a number.
    var formatsInUse: [(numbers: String?, format: CellFormat)] = []
    func cellFormat(_ numbers: String?) throws(WorkbookError) -> CellFormat {
      if let known = formatsInUse.first(where: { $0.numbers == numbers }) { return known.format }
      let format = try file.format(CellStyle(numbers: numbers))
      formatsInUse.append((numbers, format))
      return format
    }
    for (index, row) in table.rows.enumerated() {
      for (column, definition) in table.columns.enumerated() {
        let cell = corner.down(index + 1).right(column)
        switch definition.value(row) {
        case .text(let text):
          try write(text, at: cell, CellStyle(isIndented: table.isAfterNumber(column)))
        case .number(let number):
          let numbers = formats.format(of: number, definition.kind, unit: row.unit)
          try write(number, at: cell, cellFormat(numbers))
        case .missing: break
        }
      }
    }
    return range(
      corner, corner.down(table.rows.count).right(table.columns.count - 1))
  }

  /// Writes headings above the columns of a block.
  ///
  /// - Parameter texts: The number of columns, from the left, that hold texts.
  func write(
    headings: [String], texts: Int = 1, at corner: Cell
  ) throws(WorkbookError) {
    for (column, heading) in headings.enumerated() {
      var style = CellStyle.heading
      if column >= texts { style.alignment = .trailing }
      try write(heading, at: corner.right(column), style)
    }
    try setHeight(ofHeadings: headings, in: corner.row)
  }

  /// Makes room for long headings, which wrap to two or three lines.
  func setHeight(ofHeadings headings: [String], in row: Int) throws(WorkbookError) {
    let perLine = Sheet.headingWidth + 2
    let lines = ((headings.map(\.count).max() ?? 0) + perLine - 1) / perLine
    if lines > 1 { try setHeight(ofRow: row, Double(16 * min(3, lines))) }
  }

  /// Writes an input cell after its label.
  func write(
    choice label: String, _ text: String, of choices: CellRange, at cell: Cell
  ) throws(WorkbookError) {
    try write(label, at: cell, CellStyle(isStrong: true))
    try write(text, at: cell.right(1), .input)
    try offer(choices, at: cell.right(1))
  }

  /// The same for a whole number from 1 on.
  func write(
    choice label: String, _ number: Int, upTo last: Int, at cell: Cell
  ) throws(WorkbookError) {
    try write(label, at: cell, CellStyle(isStrong: true))
    var style = CellStyle.input
    style.alignment = .leading
    try write(Double(number), at: cell.right(1), style)
    try acceptWhole(upTo: last, at: cell.right(1))
  }
}

extension Table {
  /// Whether a column of texts directly follows numbers.
  fileprivate func isAfterNumber(_ column: Int) -> Bool {
    column > 0 && columns[column].kind == .text && columns[column - 1].kind != .text
  }
}
