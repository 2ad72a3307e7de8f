public import Units

/// A table of a file: one row of headings, and rows with a field for each of them.
///
/// Rows and columns count from 0; locations count lines of the file, or rows of the sheet, and
/// fields of the record from 1, as a spreadsheet does. What a row holds is read as the table's
/// ``format`` says; a field that cannot be read so is refused where it stands.
///
/// ```swift
/// let diagnostics = Diagnostics()
/// let file = try TableFile(contentsOf: "accounts.xlsx")
/// let found = try file.found()
/// if let table = try file.table(found.format, diagnostics), let arr = table.column("ARR") {
///   print(try table.amount(0, arr).value)
/// }
/// ```
public struct DataTable: Sendable {
  public let headings: [String]
  public internal(set) var format: TableFormat
  /// What is odd about the headings: empty ones and repeated ones, which got names of their own.
  package let headingProblems: [Diagnostic]
  /// Rows that the format leaves out, each with its first text, in the order of the file.
  public let leftOut: [LeftOutRow]
  /// Rows without any content below the headings.
  public let blankRows: Int
  /// The rows of a sheet that are hidden, and count.
  public let hiddenRows: Int
  private let records: Records
  /// The record of each row.
  private let rows: [UInt32]
  /// The field of each column.
  private let columns: [Int]
  private let byHeading: [String: Int]

  /// A row that is no record of the table.
  public struct LeftOutRow: Hashable, Sendable {
    public let line: Int
    /// Its first filled field.
    public let label: String
    fileprivate let record: Int
  }

  /// The file as the user named it.
  public var file: String { records.file }
  public var rowCount: Int { rows.count }

  /// The table that a format makes of records; nil if rows are broken, each of which is reported.
  ///
  /// - Parameter isStrict: Whether empty fields beyond the headings break a row: an amount with a
  ///   separator and no quotes may have moved all fields after it.
  init?(
    _ records: Records, _ format: TableFormat, isStrict: Bool = false, _ diagnostics: Diagnostics
  ) {
    let shape = TableShape(records, format)
    guard let heading = shape.heading else {
      let isEmpty = records.count == 0
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: records.file),
          .statement(isEmpty ? "the file is empty" : "no row of headings"),
          hint: isEmpty ? "begin with a line of headings" : "look at `skip-rows`"))
      return nil
    }
    let width = records.width(heading)
    var isSound = true
    for record in shape.rows where records.width(record) != width {
      if !isStrict,
        (width..<max(width, records.width(record))).allSatisfy({ records.isBlank(record, $0) }),
        records.width(record) > width
      {
        continue
      }
      isSound = false
      let fields = Counted(records.width(record), "field")
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: records.file, line: Int(records.lines[record])),
          .statement("\(fields), the headings are \(width)"),
          hint: fields.count == 1
            ? "fill or remove the line" : "put a field that holds a separator in quotes"))
    }
    guard isSound else { return nil }
    guard !shape.rows.isEmpty else {
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: records.file, line: Int(records.lines[heading])),
          .statement("headings but no rows"), hint: "add at least one row"))
      return nil
    }
    self.records = records
    self.format = format
    rows = shape.rows.map(UInt32.init)
    leftOut = shape.leftOut.map {
      LeftOutRow(line: Int(records.lines[$0]), label: records.first($0) ?? "", record: $0)
    }
    blankRows = shape.blankRows
    hiddenRows = records.hidden.count
    let names = HeadingNames(records, heading: heading, rows: shape.rows)
    headings = names.names
    columns = names.columns
    headingProblems = names.problems
    byHeading = Dictionary(headings.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The column of a heading, or nil.
  public func column(_ heading: String) -> Int? { byHeading[heading] }

  /// A field's text, quotes resolved; of a number or a day of a workbook, in our own notation.
  public func text(_ row: Int, _ column: Int) -> String {
    records.text(Int(rows[row]), columns[column])
  }

  /// A field's text of a row that is left out; empty where it has none.
  package func text(_ row: LeftOutRow, _ column: Int) -> String {
    columns[column] < records.width(row.record) ? records.text(row.record, columns[column]) : ""
  }

  public func isEmpty(_ row: Int, _ column: Int) -> Bool {
    records.isBlank(Int(rows[row]), columns[column])
  }

  /// A field's bytes; doubled quotes are not resolved.
  public func withBytes<Result>(
    _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = field(row, column).range
    return records.bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  public var isWorkbook: Bool { !records.kinds.isEmpty }

  /// Whether a workbook says that a field is a number, a day, or true or false, whatever the format.
  public func isTyped(_ row: Int, _ column: Int) -> Bool { kind(row, column) != .text }

  /// The number in a field, in the grammar of ``Literal/number(_:)`` and within the quantity.
  public func number(
    _ row: Int, _ column: Int, _ quantity: Quantity
  ) throws(LiteralError) -> Double {
    if quantity.unit == .number || quantity.unit == .share || quantity.unit == .ratio,
      let value = withBytes(row, column, { Literal.number(bytes: $0) }), quantity.contains(value)
    {
      return value
    }
    return try quantity.value(text(row, column))
  }

  /// The amount in a field, as people write it.
  public func amount(_ row: Int, _ column: Int) throws(LiteralError) -> WrittenAmount {
    if isTyped(row, column) {
      if let value = withBytes(row, column, Literal.number(bytes:)) {
        return WrittenAmount(
          value: value, currency: records.currency(Int(rows[row]), columns[column]))
      }
      return try WrittenAmount(text(row, column), decimal: .point)
    }
    if let amount = withBytes(row, column, { WrittenAmount.plain($0, decimal: format.decimal) }) {
      return amount
    }
    let text = text(row, column)
    if isWorkbook, text.hasPrefix("=") {
      throw LiteralError(
        found: text, expected: "an amount",
        hint: "the formula was never calculated: open the workbook in a spreadsheet and save it")
    }
    return try WrittenAmount(text, decimal: format.decimal)
  }

  /// The day in a field, in the format's order; a bare number of a workbook is its day number.
  public func day(_ row: Int, _ column: Int) throws(LiteralError) -> Day {
    if let day = withBytes(row, column, Day.init(iso:)) { return day }
    if kind(row, column) == .number, let day = Day(serial: text(row, column)) { return day }
    return try WrittenDay.day(text(row, column), order: format.dates)
  }

  /// Whether a day is written as a spreadsheet's day number alone, such as 46463 for 2027-03-17.
  package func isSerial(_ row: Int, _ column: Int) -> Bool {
    kind(row, column) == .number && Day(serial: text(row, column)) != nil
  }

  /// Line of the file and field of the record.
  ///
  /// The line is that of the field's first character, also after quoted line breaks.
  public func location(_ row: Int, _ column: Int) -> SourceLocation {
    let record = Int(rows[row])
    var line = Int(records.lines[record])
    if records.kinds.isEmpty {
      let start = records.fields[records.index(record, 0)].range.lowerBound
      let end = max(start, field(row, column).range.lowerBound)
      line += records.bytes[start..<end].count { $0 == 0x0A }
    }
    return SourceLocation(file: file, line: line, column: columns[column] + 1)
  }

  /// The line on which a row begins.
  public func line(_ row: Int) -> Int { Int(records.lines[Int(rows[row])]) }

  /// A diagnostic about a field, under its column's heading.
  public func diagnostic(_ row: Int, _ column: Int, _ error: LiteralError) -> Diagnostic {
    Diagnostic(
      at: location(row, column), subject: headings[column],
      .found(error.found, expected: error.expected), hint: error.hint)
  }

  /// The number of filled fields of a row.
  package func filled(_ row: Int) -> Int { records.filled(Int(rows[row])) }

  func kind(_ row: Int, _ column: Int) -> Records.Kind {
    records.kind(Int(rows[row]), columns[column])
  }

  private func field(_ row: Int, _ column: Int) -> Records.Field {
    records.fields[records.index(Int(rows[row]), columns[column])]
  }
}

/// Which records of a file are headings and rows, and which are neither.
struct TableShape {
  /// The record of the headings; nil if there is none.
  private(set) var heading: Int?
  private(set) var rows: [Int] = []
  /// Records that the format leaves out. Blank ones are not counted.
  private(set) var leftOut: [Int] = []
  private(set) var blankRows = 0

  init(_ records: Records, _ format: TableFormat) {
    guard
      let heading = (0..<records.count).first(where: {
        records.lines[$0] > format.skipRows && !isBlank(records, $0)
      })
    else { return }
    self.heading = heading
    let width = (0..<records.width(heading)).count { !records.isBlank(heading, $0) }
    rows.reserveCapacity(records.count - heading - 1)
    let labels = format.leaveOut
    for record in (heading + 1)..<max(heading + 1, records.count) {
      if isBlank(records, record) {
        blankRows += 1
        continue
      }
      if format.footer == nil, labels.isEmpty {
        rows.append(record)
        continue
      }
      let first = records.first(record) ?? ""
      let filled = records.filled(record)
      if let footer = format.footer, footer.marks(first: first, filled: filled, width: width) {
        leftOut += (record..<records.count).filter { !isBlank(records, $0) }
        break
      }
      if labels.contains(where: { $0.marks(first: first, filled: filled, width: width) }) {
        leftOut.append(record)
      } else {
        rows.append(record)
      }
    }
  }
}

private func isBlank(_ records: Records, _ record: Int) -> Bool {
  (0..<records.width(record)).allSatisfy { records.isBlank(record, $0) }
}

/// The headings of a table, each with a name of its own.
private struct HeadingNames {
  private(set) var names: [String] = []
  private(set) var columns: [Int] = []
  private(set) var problems: [Diagnostic] = []

  /// A column without a heading and without content is none.
  init(_ records: Records, heading: Int, rows: [Int]) {
    var firsts: [String: Int] = [:]
    for column in 0..<records.width(heading) {
      let location = SourceLocation(
        file: records.file, line: Int(records.lines[heading]), column: column + 1)
      var name = records.text(heading, column)
      if name.contains(where: \.isNewline) {
        name = name.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ")
      }
      if records.isBlank(heading, column) {
        if rows.allSatisfy({ records.isBlank($0, column) }) { continue }
        problems.append(
          Diagnostic(at: location, .statement("empty heading"), hint: "name the column"))
        name = "column \(column + 1)"
      } else if let first = firsts[name] {
        problems.append(
          Diagnostic(
            at: location,
            .statement("heading \(Excerpt.of(name)) appears twice (first in field \(first + 1))"),
            hint: "rename one of the columns"))
        name = "\(name) (field \(column + 1))"
      }
      firsts[name] = firsts[name] ?? column
      names.append(name)
      columns.append(column)
    }
  }
}
