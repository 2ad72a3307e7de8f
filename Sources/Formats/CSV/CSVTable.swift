/// A CSV file with one row of headings. Fields are ranges of bytes, decoded on demand.
///
/// Rows and columns count from 0; locations count lines of the file and fields of the record from 1,
/// as a spreadsheet does.
public struct CSVTable: Sendable {
  /// The file as the user named it.
  public let file: String
  public let headings: [String]
  public let rowCount: Int
  let bytes: [UInt8]
  /// Row by row, without the headings.
  let fields: [Field]
  /// The line on which each row begins.
  let lines: [UInt32]

  static let quote = UInt8(ascii: "\"")

  /// The range of a field's content, without its quotes.
  struct Field: Sendable {
    let start: UInt32
    /// The top bit is set if the content holds doubled quotes.
    let endAndEscape: UInt32

    static let escape: UInt32 = 1 << 31

    var range: Range<Int> { Int(start)..<Int(endAndEscape & ~Field.escape) }
    var holdsDoubledQuotes: Bool { endAndEscape & Field.escape != 0 }
  }

  /// The column of a heading, or nil.
  public func column(_ heading: String) -> Int? { headings.firstIndex(of: heading) }

  /// A field's text, quotes resolved.
  public func text(_ row: Int, _ column: Int) -> String {
    let field = self[row, column]
    guard field.holdsDoubledQuotes else {
      return String(decoding: bytes[field.range], as: UTF8.self)
    }
    var content: [UInt8] = []
    var skipsQuote = false
    for byte in bytes[field.range] {
      if byte == CSVTable.quote {
        skipsQuote.toggle()
        if skipsQuote { continue }
      }
      content.append(byte)
      skipsQuote = false
    }
    return String(decoding: content, as: UTF8.self)
  }

  public func isEmpty(_ row: Int, _ column: Int) -> Bool { self[row, column].range.isEmpty }

  /// A field's bytes; doubled quotes are not resolved.
  public func withBytes<Result>(
    _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = self[row, column].range
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

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

  /// Line of the file and field of the record.
  ///
  /// The line is that of the field's first character, also after quoted line breaks.
  public func location(_ row: Int, _ column: Int) -> SourceLocation {
    let start = self[row, 0].range.lowerBound
    let breaks = bytes[start..<max(start, self[row, column].range.lowerBound)].count { $0 == 0x0A }
    return SourceLocation(file: file, line: Int(lines[row]) + breaks, column: column + 1)
  }

  /// A diagnostic about a field, under its column's heading.
  public func diagnostic(_ row: Int, _ column: Int, _ error: LiteralError) -> Diagnostic {
    Diagnostic(
      at: location(row, column), subject: headings[column],
      .found(error.found, expected: error.expected), hint: error.hint)
  }

  private subscript(row: Int, column: Int) -> Field {
    precondition(headings.indices.contains(column), "no such column")
    return fields[row * headings.count + column]
  }
}
